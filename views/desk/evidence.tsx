import type { Child } from 'hono/jsx';
import { EVIDENCE_ORIGINS } from '../../src/domain/evidence.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { EvidencePicture, type EvidenceShown, evidenceKind, shortHash, sizeWords } from '../evidence/shown.tsx';
import { Actions, Choices, ErrorSummary, FileField, Hidden, Submit, TextArea, TextField } from '../parts/fields.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Localised } from '../parts/words.tsx';
import { type Desk, errorsOf, isEditor } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskForm, DeskPage, incidentAddress } from './page.tsx';
import { PICTURES } from './photo-fields.tsx';

/** Evidence as the desk sees it: with the original, who made it and when. */
export type EvidenceLine = EvidenceShown & {
  /** What it hangs on, in words. */
  what: string;
  original: { sha256: string; bytes: number };
  madeOn: string;
  madeBy: string | null;
  shown: boolean;
};

export type EvidencePageProps = { desk: Desk; incident: Incident; lines: readonly EvidenceLine[] };

/** Everything that hangs on the draft of an incident. */
export function EvidencePage({ desk, incident, lines }: EvidencePageProps) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.evidence.title')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.evidence.lead')}
    >
      {lines.length === 0 ? <p class="muted">{r.t('desk.evidence.none')}</p> : null}
      <ul class="desk-list">
        {lines.map((line) => (
          <li id={`evidence_${line.id}`}>
            <Line desk={desk} incident={incident} line={line} />
          </li>
        ))}
      </ul>
    </DeskPage>
  );
}

function Line({ desk, incident, line }: { desk: Desk; incident: Incident; line: EvidenceLine }): Child {
  const { r } = desk;
  const to = (path: string) => incidentAddress(desk, incident.slug, `/evidence/${line.id}${path}`);
  const { madeOn: when, madeBy: who } = line;
  return (
    <>
      <p class="small muted">{line.what}</p>
      <EvidencePicture r={r} item={line} />
      <p>
        <Localised r={r} texts={line.alt} />
      </p>
      <p class="small muted">
        {[
          evidenceKind(r, line),
          who === null || !isEditor(desk)
            ? r.t('desk.evidence.made', { when })
            : r.t('desk.evidence.made_by', { when, who }),
          r.t(line.shown ? 'desk.evidence.state.public' : 'desk.evidence.state.draft'),
        ].join(' · ')}
        {'. SHA-256 '}
        <code class="hash">{shortHash(line.sha256)}</code>
      </p>
      <p class="small acts-in">
        {line.archive === null ? null : (
          <SourceLink
            r={r}
            source={{ kind: 'link', title: r.t('desk.source.archive'), url: line.archive, archive: null, count: null }}
          />
        )}
        {isEditor(desk) ? (
          <a href={`/desk/evidence/originals/${line.original.sha256}`}>
            {r.t('desk.evidence.original', { size: sizeWords(r, line.original.bytes) })}
          </a>
        ) : null}
        <a href={to('/removal')}>{r.t('desk.remove')}</a>
      </p>
      {who !== null && isEditor(desk) ? (
        <DeskForm desk={desk} action={to('/name')}>
          <Submit kind="plain">{r.t('desk.evidence.purge')}</Submit>
        </DeskForm>
      ) : null}
    </>
  );
}

/** What a phone is asked for: then it gives a JPEG of what it keeps in a format of its own. */

export type EvidenceFormProps = {
  desk: Desk;
  incident: Incident;
  state: FormState;
  /** What it will hang on, in words. */
  what: string;
  limits: { files: number; megabytes: number };
};

/** One or several files for a line, a removal or a check: from the camera of a phone, or from its memory. */
export function EvidenceFormPage({ desk, incident, state, what, limits }: EvidenceFormProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  return (
    <DeskPage desk={desk} title={r.t('desk.evidence.new')} back={incidentBack(desk, incident)} lead={what}>
      <ErrorSummary r={r} errors={errors} />
      <form
        method="post"
        action={incidentAddress(desk, incident.slug, '/evidence')}
        enctype="multipart/form-data"
        class="desk-form"
        novalidate
      >
        <Hidden name="csrf" value={desk.csrf} />
        <Hidden name="of" value={textOf(input, 'of')} />
        <FileField name="photo" label={r.t('desk.evidence.photo')} errors={errors} accept={PICTURES} capture />
        <FileField
          name="files"
          label={r.t('desk.evidence.files')}
          hint={r.t('desk.evidence.files.hint', { count: limits.files, megabytes: limits.megabytes })}
          errors={errors}
          accept={`${PICTURES},application/pdf`}
          multiple
        />
        <Choices
          name="whose"
          column
          label={r.t('desk.evidence.whose')}
          errors={errors}
          value={textOf(input, 'whose') || 'newsroom'}
          choices={EVIDENCE_ORIGINS.map((value) => ({
            value,
            label: r.t(`desk.evidence.whose.${value}`),
            ...(value === 'residents' ? { hint: r.t('desk.evidence.whose.residents.hint') } : {}),
          }))}
        />
        <fieldset class="field group">
          <legend>{r.t('desk.evidence.alt')}</legend>
          <span class="hint">{r.t('desk.evidence.alt.hint')}</span>
          {LANGUAGES.map((lang) => (
            <TextArea {...field(`alt_${lang}`)} label={r.t(`desk.part.${lang}`)} rows={2} maxlength={1000} />
          ))}
        </fieldset>
        <fieldset class="field group">
          <legend>{r.t('desk.evidence.captured')}</legend>
          <TextField {...field('captured_date')} type="date" label={r.t('desk.time.date')} />
          <TextField {...field('captured_time')} type="time" label={r.t('desk.time.time')} />
        </fieldset>
        <TextField
          {...field('captured_by')}
          label={r.t('desk.evidence.captured_by')}
          hint={r.t('desk.evidence.captured_by.hint')}
          maxlength={200}
        />
        <TextField
          {...field('archive')}
          type="url"
          inputmode="url"
          label={r.t('desk.source.archive')}
          hint={r.t('desk.evidence.archive.hint')}
          maxlength={2000}
        />
        <Actions>
          <Submit>{r.t('desk.evidence.submit')}</Submit>
          <a class="button" href={incidentAddress(desk, incident.slug)}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </form>
    </DeskPage>
  );
}

/** A question before evidence is taken off. */
export function EvidenceRemovalPage({ desk, incident, line }: { desk: Desk; incident: Incident; line: EvidenceLine }) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.evidence.remove.title')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.evidence.remove.lead')}
    >
      <div class="cite">
        <EvidencePicture r={r} item={line} />
        <p>
          <Localised r={r} texts={line.alt} />
        </p>
      </div>
      <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, `/evidence/${line.id}/removal`)}>
        <Actions>
          <Submit>{r.t('desk.removal.submit')}</Submit>
          <a class="button" href={incidentAddress(desk, incident.slug, '/evidence')}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
