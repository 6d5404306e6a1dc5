import type { Incident } from '../../src/domain/incident.ts';
import { NIGHT, type NoCard } from '../../src/domain/night-card.ts';
import type { Hold, Warning } from '../../src/domain/publication.ts';
import type { UnrecordedTerm } from '../../src/domain/unrecorded-terms.ts';
import { ErrorSummary, FieldError, Hidden, Submit, TextField } from '../parts/fields.tsx';
import { cut } from './choices.ts';
import { type Desk, errorsOf, isEditor } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { Changes, type HistoryLine } from './history.tsx';
import { incidentBack } from './incident-name.tsx';
import { DeskForm, DeskPage, incidentAddress } from './page.tsx';
import { ReturnForm, type ReviewState, ReviewWords, SubmitForm } from './review.tsx';
import { type EditionState, StateWords } from './state.tsx';
import { UnrecordedTerms } from './unrecorded.tsx';

export type PublicationProps = {
  desk: Desk;
  incident: Incident;
  state: EditionState;
  /** Whether readers ever saw it. */
  first: boolean;
  /** The draft that the editor reads here; null: there is none. */
  version: number | null;
  holds: readonly Hold[];
  /** Of a reporter: why he may not publish it himself at night; empty: he may. Undefined: an editor. */
  night: readonly NightBar[] | undefined;
  /** Whether a reporter published it at night and no editor has looked since. */
  nightCard: boolean;
  /** Whether only a missing request for reply holds it back, for which a reason can be given here. */
  asksReason: boolean;
  warnings: readonly Warning[];
  /** Terms that the statements name and nobody recorded. */
  unrecorded: readonly UnrecordedTerm[];
  changes: HistoryLine['changes'];
  /** Where the draft stands between reporter and editor. */
  review: ReviewState | undefined;
  form: FormState;
};

/** What holds the draft back, what to note, what readers will see changed, and the button. */
export function PublicationPage(props: PublicationProps) {
  const { desk, incident, state, version, first, holds, warnings, changes, review, form } = props;
  const { r } = desk;
  const errors = errorsOf(desk, form.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.publish.title')} back={incidentBack(desk, incident)}>
      <ErrorSummary r={r} errors={errors} />
      <FieldError name="" errors={errors} />
      <p>
        <StateWords desk={desk} state={state} zone={incident.zone} />
      </p>
      <p>
        <a class="button" href={incidentAddress(desk, incident.slug, '/preview')}>
          {r.t('desk.incident.preview')}
        </a>
      </p>
      {props.nightCard ? <NightLook desk={desk} incident={incident} /> : null}
      {review === undefined ? null : <ReviewWords desk={desk} review={review} zone={incident.zone} />}
      {version === null ? <p>{r.t('desk.publish.nothing')}</p> : <Held desk={desk} holds={holds} />}
      {warnings.length === 0 ? null : (
        <section class="sec-plain">
          <h2>{r.t('desk.publish.warnings')}</h2>
          <ul class="desk-list">
            {warnings.map((warning) => (
              <li>{warningWords(desk, warning)}</li>
            ))}
          </ul>
        </section>
      )}
      <UnrecordedTerms desk={desk} incident={incident} terms={props.unrecorded} />
      {first || changes.length === 0 ? null : (
        <section class="sec-plain">
          <h2>{r.t('desk.publish.changes')}</h2>
          <Changes desk={desk} changes={changes} zone={incident.zone} />
        </section>
      )}
      {version === null ? null : isEditor(desk) || props.night?.length === 0 ? (
        <PublishForm {...props} version={version} />
      ) : (
        <NotByReporter desk={desk} night={props.night ?? []} />
      )}
      {version === null || review?.state === 'submitted' ? null : (
        <SubmitForm desk={desk} incident={incident} form={form} />
      )}
      {version !== null && review?.state === 'submitted' && isEditor(desk) ? (
        <ReturnForm desk={desk} incident={incident} form={form} />
      ) : null}
      {state.publishedAt !== null && isEditor(desk) ? (
        <p>
          <a href={incidentAddress(desk, incident.slug, '/unpublication')}>{r.t('desk.unpublish.title')}</a>
        </p>
      ) : null}
    </DeskPage>
  );
}

/** Why a reporter may not publish a draft himself: by which the word in the catalogue is found. */
export type NightBar = NoCard | 'no_permission' | 'day' | 'unpublished' | 'shown' | 'returned' | 'evidence';

function NotByReporter({ desk: { r }, night }: { desk: Desk; night: readonly NightBar[] }) {
  if (night.length === 0 || night.includes('no_permission')) return <p>{r.t('desk.publish.reporter')}</p>;
  return (
    <section class="sec-plain" id="night">
      <h2>{r.t('desk.night.not_now')}</h2>
      <ul class="desk-list">
        {night.map((bar) => (
          <li>{bar === 'no_permission' ? null : r.t(`desk.night.bar.${bar}`, NIGHT)}</li>
        ))}
      </ul>
      <p>{r.t('desk.publish.reporter')}</p>
    </section>
  );
}

/** What a reporter published at night waits for an editor's eye. */
function NightLook({ desk, incident }: { desk: Desk; incident: Incident }) {
  const { r } = desk;
  return (
    <section class="sec-plain" id="night-card">
      <h2>{r.t('desk.night.waits')}</h2>
      {isEditor(desk) ? (
        <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, '/night-card')}>
          <Submit kind="plain">{r.t('desk.night.looked')}</Submit>
        </DeskForm>
      ) : null}
    </section>
  );
}

function Held({ desk, holds }: { desk: Desk; holds: readonly Hold[] }) {
  const { r } = desk;
  if (holds.length === 0) return <p>{r.t('desk.publish.free')}</p>;
  return (
    <section class="sec-plain wrong" id="holds">
      <h2>{r.t('desk.publish.held')}</h2>
      <ul class="desk-list">
        {holds.map((hold) => (
          <li>{holdWords(desk, hold)}</li>
        ))}
      </ul>
    </section>
  );
}

function PublishForm({ desk, incident, first, version, asksReason, form }: PublicationProps & { version: number }) {
  const { r } = desk;
  const errors = errorsOf(desk, form.problems);
  const field = (name: string) => ({ name, value: textOf(form.input, name), errors });
  return (
    <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, '/publication')} class="desk-form">
      <Hidden name="version" value={String(version)} />
      <p class="hint">{r.t(first ? 'desk.publish.first' : 'desk.publish.again')}</p>
      {isEditor(desk) ? null : <p>{r.t('desk.night.alone')}</p>}
      {first ? null : (
        <TextField
          {...field('why')}
          label={r.t('desk.publish.why')}
          hint={r.t('desk.publish.why.hint')}
          maxlength={2000}
        />
      )}
      {asksReason ? (
        <TextField
          {...field('no_reply')}
          label={r.t('desk.publish.no_reply')}
          hint={r.t('desk.publish.no_reply.hint')}
          maxlength={2000}
        />
      ) : null}
      <Submit kind="big">{r.t('desk.publish.submit')}</Submit>
    </DeskForm>
  );
}

const WORDS_LENGTH = 120;

/** Why it may not be published, in words. */
export function holdWords({ r }: Pick<Desk, 'r'>, hold: Hold): string {
  const words = 'words' in hold ? { words: cut(hold.words, WORDS_LENGTH) } : {};
  const outcome = 'outcome' in hold ? { outcome: r.t(`desk.outcome_kind.${hold.outcome}`) } : {};
  return r.t(`desk.hold.${hold.reason}`, { ...words, ...outcome });
}

/** What an editor should note, in words. */
export function warningWords({ r }: Pick<Desk, 'r'>, warning: Warning): string {
  if (warning.reason === 'language')
    return r.t('desk.warn.language', {
      languages: warning.languages.map((lang) => r.t(`desk.part.${lang}`)).join(', '),
    });
  const words = 'words' in warning ? { words: cut(warning.words, WORDS_LENGTH) } : {};
  return r.t(`desk.warn.${warning.reason}`, words);
}
