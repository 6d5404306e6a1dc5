import type { Child } from 'hono/jsx';
import type { Directory } from '../../src/domain/directory.ts';
import { ANSWER_KINDS, ENTRY_KINDS, QUESTIONS } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Speaker as SpeakerOf } from '../../src/domain/speakers.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { Choices, type FormError, Select, TextArea, TextField } from '../parts/fields.tsx';
import { cut, entryChoices, networkChoices, officeChoices, officialChoices } from './choices.ts';
import { ReadsTerms } from './deadline-part.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, type Input, textOf, textsOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { OfficeField } from './office-field.tsx';
import { DeskPage, incidentAddress } from './page.tsx';
import { type HeldShown, PhotoFields } from './photo-fields.tsx';
import { MARKED, PromiseWords, SelectedWords } from './selected-words.tsx';
import { SourceFields } from './source-fields.tsx';
import { SpeakerFind } from './speaker-find.tsx';
import { TERMS_ID, TermsBlock, type TermsShown } from './terms.tsx';
import { TimeFields, type TimeRead } from './time-fields.tsx';

export type EntryFormProps = {
  desk: Desk;
  incident: Incident;
  directory: Directory;
  /** Who spoke last, or whom the typed words name. */
  speakers: readonly SpeakerOf[];
  state: FormState;
  /** The entry that is edited; null: a new one. */
  id: string | null;
  seen?: string | undefined;
  reads: { at: TimeRead | undefined; removed: TimeRead | undefined };
  /** The terms in the words as they stand in the form. */
  terms: TermsShown;
  /** Photos that came before and wait for the form. */
  held: HeldShown;
};

/** One entry of a timeline: what is always asked first, what only some entries have below. */
export function EntryFormPage(props: EntryFormProps) {
  const { desk, incident, directory, speakers, state, id, seen, reads, terms, held } = props;
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const action = incidentAddress(desk, incident.slug, id === null ? '/entries' : `/entries/${id}`);
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  return (
    <DeskPage
      desk={desk}
      title={r.t(id === null ? 'desk.entry.new' : 'desk.entry.edit')}
      back={incidentBack(desk, incident)}
    >
      <FormFrame
        desk={desk}
        action={action}
        state={state}
        seen={seen}
        times
        files={id === null}
        submit={r.t(id === null ? 'desk.entry.add' : 'desk.save')}
        more={
          id === null || state.between?.gone ? null : (
            <a class="button" href={incidentAddress(desk, incident.slug, `/entries/${id}/removal`)}>
              {r.t('desk.remove')}
            </a>
          )
        }
      >
        <ReadsTerms desk={desk} incident={incident} of={{ of: 'entry' }}>
          <Choices
            {...field('kind')}
            column
            label={r.t('desk.field.kind')}
            choices={ENTRY_KINDS.map((kind) => ({ value: kind, label: r.t(`desk.entry_kind.${kind}`) }))}
          />
          <TimeFields
            r={r}
            name="at"
            legend={r.t('desk.field.at')}
            input={input}
            errors={errors}
            zone={incident.zone}
            read={reads.at}
            typed
          />
          <TextArea
            {...field('text')}
            label={r.t('desk.field.text')}
            hint={r.t('desk.field.text.hint')}
            rows={4}
            maxlength={20_000}
          />
          <TextArea
            {...field('quote')}
            label={r.t('desk.field.quote')}
            hint={r.t('desk.field.quote.hint')}
            rows={3}
            maxlength={20_000}
          />
          <SelectedWords r={r} {...(id === null ? { promise: MARKED } : {})} />
          <Select
            {...field('lang')}
            label={r.t('desk.field.lang')}
            choices={LANGUAGES.map((lang) => ({ value: lang, label: r.t(`desk.part.${lang}`) }))}
          />
        </ReadsTerms>
        <EntryTerms desk={desk} input={input} terms={terms} />
        {id === null ? <PromiseWords r={r} input={input} /> : null}
        <Speaker {...{ desk, incident, directory, speakers, input, errors }} />
        <SourceFields r={r} name="source" legend={r.t('desk.field.source')} input={input} errors={errors} />
        {id === null ? <PhotoFields desk={desk} state={state} held={held} whose /> : null}
        <Choices
          name="answers"
          many
          column
          label={r.t('desk.field.answers')}
          hint={r.t('desk.field.answers.hint')}
          errors={errors}
          value={textsOf(input, 'answers')}
          choices={QUESTIONS.map((question) => ({ value: question, label: r.t(`desk.question.${question}`) }))}
        />
        <details {...(hasMore(input, errors) ? { open: true } : {})}>
          <summary>{r.t('desk.entry.more')}</summary>
          <Select
            {...field('clock')}
            label={r.t('desk.field.clock')}
            hint={r.t('desk.field.clock.hint')}
            none={r.t('desk.clock.none')}
            choices={(['known', 'reported'] as const).map((clock) => ({
              value: clock,
              label: r.t(`desk.clock.${clock}`),
            }))}
          />
          <OfficeField
            {...{ r, directory, incident, input, errors }}
            name="asked_of"
            hint={r.t('desk.field.asked_of.hint')}
          />
          <Select
            {...field('answered_by')}
            label={r.t('desk.field.answered_by')}
            none={r.t('desk.nothing')}
            choices={entryChoices(r, incident, (entry) => entry.id !== id)}
          />
          <Select
            {...field('answer')}
            label={r.t('desk.field.answer')}
            none={r.t('desk.nothing')}
            choices={ANSWER_KINDS.map((answer) => ({ value: answer, label: r.t(`desk.answer.${answer}`) }))}
          />
          <TimeFields
            r={r}
            name="removed"
            legend={r.t('desk.field.removed')}
            hint={r.t('desk.field.removed.hint')}
            input={input}
            errors={errors}
            zone={incident.zone}
            read={reads.removed}
            typed
            none={r.t('desk.time.none')}
          />
        </details>
      </FormFrame>
    </DeskPage>
  );
}

export type EntryTermsProps = Pick<EntryFormProps, 'desk' | 'terms'> & {
  input: Input;
  /** What is said where nobody speaks yet. */
  silent?: Child;
};

/** The terms in the pasted words, at once; of a statement, one press saves it and goes on to the promise. */
export function EntryTerms({ desk: { r }, input, terms, silent }: EntryTermsProps) {
  if (terms.suggestions.length === 0) return <div id={TERMS_ID} />;
  const said = textOf(input, 'kind') === 'statement';
  return (
    <TermsBlock
      r={r}
      shown={terms}
      act={({ moves }, index) =>
        said ? (
          <p class="acts-in">
            {moves.map((promise) => (
              <button type="submit" name="onward" value={`${index}:${promise.id}`}>
                {r.t('desk.terms.save_move', { words: cut(promise.text, 60) })}
              </button>
            ))}
            <button type="submit" name="onward" value={String(index)}>
              {r.t('desk.terms.save_promise')}
            </button>
          </p>
        ) : null
      }
    >
      {said ? null : <p class="hint">{silent ?? r.t('desk.terms.not_statement')}</p>}
    </TermsBlock>
  );
}

const MORE = ['clock', 'asked_of', 'asked_of_find', 'answered_by', 'answer', 'removed', 'removed_precision'];
const hasMore = (input: Input, errors: readonly FormError[]): boolean =>
  MORE.some((field) => textOf(input, field) !== '' || errors.some((error) => error.field === field));

type SpeakerProps = Pick<EntryFormProps, 'desk' | 'incident' | 'directory' | 'speakers'> & {
  input: Input;
  errors: readonly FormError[];
};

/** Who speaks, and where: a statement has an office; what happened has none. */
function Speaker({ desk, incident, directory, speakers, input, errors }: SpeakerProps) {
  const { r } = desk;
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  return (
    <fieldset class="field group">
      <legend>{r.t('desk.entry.speaker')}</legend>
      <span class="hint">{r.t('desk.entry.speaker.hint')}</span>
      <SpeakerFind {...{ desk, incident, directory, speakers, input }} />
      <Select
        {...field('office')}
        label={r.t('desk.field.office')}
        none={r.t('desk.nobody')}
        choices={officeChoices(r, directory, incident)}
      />
      <Select
        {...field('official')}
        label={r.t('desk.field.official')}
        none={r.t('desk.nobody')}
        choices={officialChoices(r, directory, incident)}
      />
      <Select
        {...field('network')}
        label={r.t('desk.field.network')}
        hint={r.t('desk.field.network.hint')}
        none={r.t('desk.network.by_link')}
        choices={networkChoices(r)}
      />
      <TextField
        {...field('channel_url')}
        type="url"
        inputmode="url"
        label={r.t('desk.field.channel_url')}
        maxlength={2000}
      />
    </fieldset>
  );
}
