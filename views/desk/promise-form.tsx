import { isStatement } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { BASES, NATURES, OUTCOME_KINDS } from '../../src/domain/promise.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { Choices, fieldId, Select, TextArea } from '../parts/fields.tsx';
import { AskedReplies, type AskedReply } from './asked-replies.tsx';
import { entryChoices } from './choices.ts';
import { DeadlinePart, ReadsTerms } from './deadline-part.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskPage, incidentAddress } from './page.tsx';
import { SelectedWords } from './selected-words.tsx';
import { TERMS_ID, type TermsShown } from './terms.tsx';

export type PromiseFormProps = {
  desk: Desk;
  incident: Incident;
  state: FormState;
  /** The promise that is edited; null: a new one. */
  id: string | null;
  seen?: string | undefined;
  /** The terms in the words of the form. */
  terms: TermsShown;
};

/** Something that an office said will be done. */
export function PromiseFormPage({ desk, incident, state, id, seen, terms }: PromiseFormProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  const of = { of: 'promise', ...(id === null ? {} : { id }) } as const;
  const action = incidentAddress(desk, incident.slug, id === null ? '/promises' : `/promises/${id}`);
  return (
    <DeskPage
      desk={desk}
      title={r.t(id === null ? 'desk.promise.new' : 'desk.promise.edit')}
      back={incidentBack(desk, incident)}
    >
      <FormFrame
        desk={desk}
        action={action}
        state={state}
        seen={seen}
        submit={r.t(id === null ? 'desk.promise.add' : 'desk.save')}
        more={
          id === null || state.between?.gone ? null : (
            <a class="button" href={incidentAddress(desk, incident.slug, `/promises/${id}/removal`)}>
              {r.t('desk.remove')}
            </a>
          )
        }
      >
        <ReadsTerms desk={desk} incident={incident} of={of}>
          <Select
            {...field('made_in')}
            label={r.t('desk.field.made_in')}
            hint={r.t('desk.field.made_in.hint')}
            none={r.t('desk.choose')}
            choices={entryChoices(r, incident, isStatement)}
          />
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
          <SelectedWords r={r} of={[fieldId('text'), TERMS_ID]} promise={IN_PROMISE} questions={false} />
        </ReadsTerms>
        <DeadlinePart desk={desk} incident={incident} of={of} state={state} terms={terms} action={action} />
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

/** Where the selected words of a promise go in its own form. */
const IN_PROMISE = { words: fieldId('text'), phrase: fieldId('phrase') };

export type PartFormProps = {
  /** Of an outcome: the replies that were asked for about it, and the clock. */
  asked?: { replies: readonly AskedReply[]; now: Instant };
  desk: Desk;
  incident: Incident;
  promise: { id: string; text: string };
  state: FormState;
  /** The terms in the words of the form: of a moved deadline alone. */
  terms: TermsShown;
};

/** A later statement that moved the deadline. */
export function ChangeFormPage({ desk, incident, promise, state, terms }: PartFormProps) {
  const { r } = desk;
  const of = { of: 'change', id: promise.id } as const;
  const action = incidentAddress(desk, incident.slug, `/promises/${promise.id}/changes`);
  return (
    <DeskPage desk={desk} title={r.t('desk.change.new')} back={incidentBack(desk, incident)} lead={promise.text}>
      <FormFrame desk={desk} action={action} state={state} submit={r.t('desk.change.add')}>
        <ReadsTerms desk={desk} incident={incident} of={of}>
          <Select
            name="entry"
            errors={errorsOf(desk, state.problems)}
            value={textOf(state.input, 'entry')}
            label={r.t('desk.change.entry')}
            hint={r.t('desk.change.entry.hint')}
            none={r.t('desk.choose')}
            choices={entryChoices(r, incident, isStatement)}
          />
        </ReadsTerms>
        <DeadlinePart desk={desk} incident={incident} of={of} state={state} terms={terms} action={action} />
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
export function OutcomeFormPage({ desk, incident, promise, state, asked }: PartFormProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(state.input, name), errors });
  return (
    <DeskPage desk={desk} title={r.t('desk.outcome.new')} back={incidentBack(desk, incident)} lead={promise.text}>
      {asked === undefined ? null : (
        <section class="cite" aria-labelledby="asked-h">
          <h2 id="asked-h">{r.t('desk.asked.title')}</h2>
          {asked.replies.length > 0 ? (
            <AskedReplies desk={desk} incident={incident} {...asked} />
          ) : (
            <p>
              {r.t('desk.asked.none')}{' '}
              <a href={incidentAddress(desk, incident.slug, `/promises/${promise.id}/request`)}>
                {r.t('desk.asked.request')}
              </a>
            </p>
          )}
        </section>
      )}
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
