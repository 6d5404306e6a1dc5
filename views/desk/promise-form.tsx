import { entryOf, isStatement } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { BASES, NATURES, OUTCOME_KINDS } from '../../src/domain/promise.ts';
import { Choices, type FormError, Select, TextArea, TextField } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';
import { entryChoices } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, type Input, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskPage, incidentAddress } from './page.tsx';

export type PromiseFormProps = {
  desk: Desk;
  incident: Incident;
  state: FormState;
  /** The promise that is edited; null: a new one. */
  id: string | null;
  seen?: string | undefined;
};

/** Something that an office said will be done. */
export function PromiseFormPage({ desk, incident, state, id, seen }: PromiseFormProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  return (
    <DeskPage
      desk={desk}
      title={r.t(id === null ? 'desk.promise.new' : 'desk.promise.edit')}
      back={incidentBack(desk, incident)}
    >
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, id === null ? '/promises' : `/promises/${id}`)}
        state={state}
        seen={seen}
        submit={r.t(id === null ? 'desk.promise.add' : 'desk.save')}
        more={
          id === null ? null : (
            <a class="button" href={incidentAddress(desk, incident.slug, `/promises/${id}/removal`)}>
              {r.t('desk.remove')}
            </a>
          )
        }
      >
        <Select
          {...field('made_in')}
          label={r.t('desk.field.made_in')}
          hint={r.t('desk.field.made_in.hint')}
          none={r.t('desk.choose')}
          choices={entryChoices(r, incident, isStatement)}
        />
        <SaidWords desk={desk} incident={incident} madeIn={textOf(input, 'made_in')} />
        <Choices
          {...field('nature')}
          column
          label={r.t('desk.field.nature')}
          choices={NATURES.map((nature) => ({ value: nature, label: r.t(`desk.nature.${nature}`) }))}
        />
        <TextArea
          {...field('text')}
          label={r.t('desk.promise.text')}
          hint={r.t('desk.promise.text.hint')}
          rows={3}
          maxlength={20_000}
        />
        <DeadlineFields r={r} input={input} errors={errors} zone={incident.zone} />
        <Choices
          {...field('due_basis')}
          column
          label={r.t('desk.field.due_basis')}
          choices={(['words', 'newsroom'] as const).map((basis) => ({
            value: basis,
            label: r.t(`desk.due_basis.${basis}`),
          }))}
        />
        <details {...(textOf(input, 'due_basis') === 'newsroom' ? { open: true } : {})}>
          <summary>{r.t('desk.promise.by_newsroom')}</summary>
          <TextField
            {...field('due_reason')}
            label={r.t('desk.field.due_reason')}
            hint={r.t('desk.field.due_reason.hint')}
            maxlength={2000}
          />
        </details>
        <TextArea
          {...field('test')}
          label={r.t('desk.field.test')}
          hint={r.t('desk.field.test.hint')}
          rows={2}
          maxlength={2000}
        />
      </FormFrame>
    </DeskPage>
  );
}

/** The statement's own words, to copy the promise and its deadline from. */
function SaidWords({ desk: { r }, incident, madeIn }: { desk: Desk; incident: Incident; madeIn: string }) {
  if (!incident.entries.some((entry) => entry.id === madeIn)) return null;
  const entry = entryOf(incident, madeIn);
  const words = entry.quote ?? entry.text;
  return words === null ? null : (
    <div class="cite">
      <p {...(entry.lang === r.lang ? {} : { lang: entry.lang })}>{words}</p>
    </div>
  );
}

export type DeadlineFieldsProps = { r: Reader; input: Input; errors: readonly FormError[]; zone: string };

/** The words that carry the deadline, and the due day that follows from them; with an hour only where the words name one. */
export function DeadlineFields({ r, input, errors }: DeadlineFieldsProps) {
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  return (
    <fieldset class="field group" id="deadline">
      <legend>{r.t('desk.promise.deadline')}</legend>
      <TextField
        {...field('phrase')}
        label={r.t('desk.field.phrase')}
        hint={r.t('desk.field.phrase.hint')}
        maxlength={2000}
      />
      <div class="when-grid">
        <TextField
          {...field('due_date')}
          type="date"
          label={r.t('desk.field.due_date')}
          hint={r.t('desk.field.due_date.hint')}
        />
        <TextField
          {...field('due_time')}
          type="time"
          label={r.t('desk.field.due_time')}
          hint={r.t('desk.field.due_time.hint')}
        />
      </div>
    </fieldset>
  );
}

export type PartFormProps = {
  desk: Desk;
  incident: Incident;
  promise: { id: string; text: string };
  state: FormState;
};

/** A later statement that moved the deadline. */
export function ChangeFormPage({ desk, incident, promise, state }: PartFormProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.change.new')} back={incidentBack(desk, incident)} lead={promise.text}>
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, `/promises/${promise.id}/changes`)}
        state={state}
        submit={r.t('desk.change.add')}
      >
        <Select
          name="entry"
          errors={errors}
          value={textOf(state.input, 'entry')}
          label={r.t('desk.change.entry')}
          hint={r.t('desk.change.entry.hint')}
          none={r.t('desk.choose')}
          choices={entryChoices(r, incident, isStatement)}
        />
        <DeadlineFields r={r} input={state.input} errors={errors} zone={incident.zone} />
      </FormFrame>
    </DeskPage>
  );
}

/** An entry that may answer the promise: it silences the flag until an editor has judged it. */
export function AnswerFormPage({ desk, incident, promise, state }: PartFormProps) {
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.answer.new')} back={incidentBack(desk, incident)} lead={promise.text}>
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, `/promises/${promise.id}/answers`)}
        state={state}
        submit={r.t('desk.answer.add')}
      >
        <Select
          name="entry"
          errors={errorsOf(desk, state.problems)}
          value={textOf(state.input, 'entry')}
          label={r.t('desk.answer.entry')}
          hint={r.t('desk.answer.entry.hint')}
          none={r.t('desk.choose')}
          choices={entryChoices(r, incident)}
        />
      </FormFrame>
    </DeskPage>
  );
}

/** What came of a promise, judged by an editor. */
export function OutcomeFormPage({ desk, incident, promise, state }: PartFormProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(state.input, name), errors });
  return (
    <DeskPage desk={desk} title={r.t('desk.outcome.new')} back={incidentBack(desk, incident)} lead={promise.text}>
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, `/promises/${promise.id}/outcomes`)}
        state={state}
        submit={r.t('desk.outcome.add')}
      >
        <Choices
          {...field('kind')}
          column
          label={r.t('desk.outcome.kind')}
          hint={r.t('desk.outcome.kind.hint')}
          choices={OUTCOME_KINDS.map((kind) => ({ value: kind, label: r.t(`desk.outcome_kind.${kind}`) }))}
        />
        <Select
          {...field('entry')}
          label={r.t('desk.outcome.entry')}
          hint={r.t('desk.outcome.entry.hint')}
          none={r.t('desk.choose')}
          choices={entryChoices(r, incident)}
        />
        <Choices
          {...field('basis')}
          column
          label={r.t('desk.outcome.basis')}
          choices={BASES.map((basis) => ({ value: basis, label: r.t(`desk.basis.${basis}`) }))}
        />
      </FormFrame>
    </DeskPage>
  );
}
