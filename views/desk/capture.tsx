import type { Directory } from '../../src/domain/directory.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { SOURCE_KINDS } from '../../src/domain/source.ts';
import { keyOfSpeaker, type Speaker } from '../../src/domain/speakers.ts';
import type { Texts } from '../../src/domain/words.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  FieldError,
  type FormError,
  Hidden,
  Submit,
  TextArea,
  TextField,
  Understood,
} from '../parts/fields.tsx';
import { localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { type CaptureShown, captureWords } from './capture-words.ts';
import { cut } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { EntryTerms } from './entry-form.tsx';
import { type FormState, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { CopyFields, isKept, KeptStatus, OlderCopies, SignInDialog } from './kept.tsx';
import { withoutLanguage } from './kept-forms.ts';
import { DeskForm, DeskPage, deskAddress, incidentAddress } from './page.tsx';
import { type HeldShown, PhotoFields } from './photo-fields.tsx';
import { NEVER_AN_ERROR_PAGE, TimeReadBack } from './time-fields.tsx';

const READ_ID = 'capture-read';

export type CaptureProps = {
  desk: Desk;
  incident: Incident;
  directory: Directory;
  state: FormState;
  /** What was understood; undefined: nothing was put in yet. */
  shown: CaptureShown | undefined;
  /** Photos that came before and wait for the form. */
  held: HeldShown;
  /** The fields for photos are unfolded. */
  withPhotos?: boolean;
};

/** One box for a link or words, which becomes an entry: on a page of its own, with everything that was understood. */
export function CapturePage(props: CaptureProps) {
  const { desk, incident, state } = props;
  const form = withoutLanguage(incidentAddress(desk, incident.slug, '/capture'));
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage desk={desk} title={desk.r.t('desk.capture.title')} back={incidentBack(desk, incident)}>
      <ErrorSummary r={desk.r} errors={errors} />
      <FieldError name="" errors={errors} />
      <OlderCopies desk={desk} form={form} input={state.input} />
      <CaptureForm {...props} withPhotos />
      {isKept({ desk, form }) ? <SignInDialog desk={desk} /> : null}
    </DeskPage>
  );
}

/** The box with its button; below what was understood, which can be changed before it is saved. */
export function CaptureForm(props: CaptureProps) {
  const { desk, incident, directory, state, shown, held, withPhotos = false } = props;
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const action = incidentAddress(desk, incident.slug, '/capture');
  const field = (name: string) => ({ name, value: textOf(state.input, name), errors });
  const copy = { desk, form: withoutLanguage(action), input: state.input };
  const kept = isKept(copy);
  return (
    <DeskForm desk={desk} action={action} class="desk-form capture" kept={kept} files>
      {kept ? <CopyFields {...copy} /> : null}
      <div
        hx-post={`${action}/reading`}
        hx-trigger="input delay:300ms, change"
        hx-include="closest form"
        hx-target={`#${READ_ID}`}
        hx-swap="outerMorph"
        hx-sync="this:replace"
        {...NEVER_AN_ERROR_PAGE}
      >
        <TextArea
          {...field('box')}
          label={r.t('desk.capture.box')}
          hint={r.t('desk.capture.box.hint')}
          rows={4}
          maxlength={20_000}
        />
        <TextField
          {...field('when')}
          label={r.t('desk.capture.when')}
          hint={r.t('desk.capture.when.hint')}
          autocomplete="off"
          maxlength={120}
        />
        <TextField
          {...field('find')}
          type="search"
          label={r.t('desk.capture.find')}
          hint={r.t('desk.capture.find.hint')}
          autocomplete="off"
          maxlength={120}
        />
        <CaptureRead desk={desk} incident={incident} directory={directory} state={state} shown={shown} />
      </div>
      <PhotoFields desk={desk} state={state} held={held} whose open={withPhotos} />
      <Submit kind="big">{r.t('desk.entry.add')}</Submit>
      <Actions>
        <Submit kind="plain" name="act" value="read">
          {r.t('desk.capture.show')}
        </Submit>
        <Submit kind="plain" name="act" value="full">
          {r.t('desk.capture.full')}
        </Submit>
      </Actions>
      {kept ? <KeptStatus desk={desk} /> : null}
    </DeskForm>
  );
}

/** What was understood: whose address, when, who can have said it, what may be the same; nothing before there is anything. */
export function CaptureRead({ desk, incident, directory, state, shown }: Omit<CaptureProps, 'held'>) {
  if (shown === undefined) return <div id={READ_ID} />;
  const { r } = desk;
  const { capture, same, terms } = shown;
  const errors = errorsOf(desk, state.problems);
  const words = captureWords(r, directory, capture);
  return (
    <div id={READ_ID}>
      <Hidden name="shown" value={capture.shown} />
      <Hidden name="by_proposed" value={capture.proposed.by} />
      <Hidden name="as_proposed" value={capture.proposed.as} />
      {words === undefined ? null : <Understood id="box-read" words={words.title} note={words.note} />}
      {capture.at === undefined ? null : (
        <TimeReadBack r={r} id="when-read" read={{ span: capture.at, zone: incident.zone }} />
      )}
      <SameEntries desk={desk} same={same} />
      <Choices
        name="by"
        column
        label={r.t('desk.capture.by')}
        errors={errors}
        value={capture.by}
        choices={[
          ...capture.speakers.map((speaker) => ({
            value: keyOfSpeaker(speaker),
            label: speakerWords(r, directory, speaker),
          })),
          { value: 'event', label: r.t('desk.capture.by.event') },
          { value: 'report', label: r.t('desk.capture.by.report') },
        ]}
      />
      {capture.box.words === '' ? null : (
        <Choices
          name="as"
          column
          label={r.t('desk.capture.as')}
          value={capture.as}
          choices={[
            { value: 'quote', label: r.t('desk.capture.as.quote') },
            { value: 'text', label: r.t('desk.capture.as.text') },
          ]}
        />
      )}
      {capture.box.url === null ? <SourceChoice desk={desk} state={state} errors={errors} /> : null}
      <EntryTerms desk={desk} input={shown.fields} terms={terms} silent={r.t('desk.capture.silent')} />
    </div>
  );
}

/** Where words without a link come from. Residents are counted, never named. */
function SourceChoice({ desk: { r }, state, errors }: Pick<CaptureProps, 'desk' | 'state'> & { errors: FormError[] }) {
  return (
    <>
      <Choices
        name="source"
        column
        label={r.t('desk.source.kind')}
        errors={errors}
        value={textOf(state.input, 'source') || 'newsroom_saw'}
        choices={SOURCE_KINDS.map((kind) => ({ value: kind, label: r.t(`desk.source.${kind}`) }))}
      />
      <div class="when-grid">
        <TextField
          name="count"
          inputmode="numeric"
          label={r.t('desk.source.count')}
          value={textOf(state.input, 'count')}
          errors={errors}
          maxlength={9}
        />
        <TextField
          name="title"
          label={r.t('desk.source.title')}
          value={textOf(state.input, 'title')}
          errors={errors}
          maxlength={2000}
        />
      </div>
    </>
  );
}

/** Entries that may be the same: shown, never in the way. */
function SameEntries({ desk, same }: { desk: Desk; same: CaptureShown['same'] }) {
  const { r } = desk;
  if (same.length === 0) return null;
  return (
    <div class="cite" id="same-entries" role="status">
      <p>
        <b>{r.t('desk.capture.same')}</b>
      </p>
      <ul class="links">
        {same.map(({ slug, title, id, words, by }) => (
          <li>
            <a href={incidentAddress(desk, slug, `/entries/${id}`)}>{cut(words, 120) || id}</a>{' '}
            <span class="hint">{`${r.t(`desk.capture.same.${by}`)} · ${localWords(r, title)}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** «Бакытжан Сагинтаев, аким города Алматы». */
export function speakerWords(r: Reader, directory: Directory, { office, official }: Speaker): string {
  const named = (list: readonly { id: string; name: Texts }[], id: string | null) => {
    const found = list.find((one) => one.id === id);
    return found === undefined ? [] : [localWords(r, found.name)];
  };
  const unknown = office === null ? [r.t('desk.speaker.no_office')] : [];
  return [...named(directory.officials, official), ...named(directory.offices, office), ...unknown].join(' · ');
}

export type CaptureAnywhereProps = {
  desk: Desk;
  state: FormState;
  /** Incidents that it may belong to. */
  incidents: readonly { slug: string; title: Texts }[];
  held: HeldShown;
};

/** The box before it is known to which incident it belongs: what another program shared comes here. */
export function CaptureAnywherePage({ desk, state, incidents, held }: CaptureAnywhereProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.capture.title')}>
      <ErrorSummary r={r} errors={errors} />
      <FieldError name="" errors={errors} />
      <DeskForm desk={desk} action={deskAddress(desk, '/capture')} class="desk-form capture" files>
        <TextArea
          name="box"
          label={r.t('desk.capture.box')}
          value={textOf(state.input, 'box')}
          errors={errors}
          rows={4}
          maxlength={20_000}
        />
        <PhotoFields desk={desk} state={state} held={held} whose open />
        <Choices
          name="incident"
          column
          label={r.t('desk.capture.where')}
          value={textOf(state.input, 'incident') || 'new'}
          choices={[
            { value: 'new', label: r.t('desk.incident.new') },
            ...incidents.map(({ slug, title }) => ({ value: slug, label: cut(localWords(r, title), 120) })),
          ]}
        />
        <Submit kind="big">{r.t('desk.capture.next')}</Submit>
      </DeskForm>
    </DeskPage>
  );
}
