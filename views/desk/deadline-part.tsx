import type { PropsWithChildren } from 'hono/jsx';
import type { Incident } from '../../src/domain/incident.ts';
import type { TermSuggestion } from '../../src/domain/term-suggestions.ts';
import { Choices, type FormError, TextField } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';
import { cut } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, type Input, textOf } from './form-state.ts';
import { incidentAddress } from './page.tsx';
import { TERMS_ID, TermsBlock, type TermsShown, takeWords } from './terms.tsx';
import { WORDS_ALONE } from './time-fields.tsx';

/** Which form has the term: of a promise (of a new one, without its id), or of a moved deadline of that promise. */
export type TermOf = { of: 'promise'; id?: string } | { of: 'change'; id: string };

export type DeadlinePartProps = {
  desk: Desk;
  incident: Incident;
  of: TermOf;
  state: FormState;
  terms: TermsShown;
  /** Where the form is sent: without JavaScript a term is taken by its own button. */
  action: string;
};

const PART_ID = 'deadline-part';

/** The terms found in the words, and the fields that one press fills with them. */
export function DeadlinePart(props: DeadlinePartProps) {
  const { desk, of, state } = props;
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <div class="asked" id={PART_ID}>
      <FoundTerms {...props} />
      <DeadlineFields r={r} input={state.input} errors={errors} />
      {of.of === 'promise' ? <BasisFields r={r} input={state.input} errors={errors} /> : null}
    </div>
  );
}

/** The terms alone, each with its button, and the button that looks again where nothing else does. */
export function FoundTerms(props: DeadlinePartProps) {
  const { desk, terms, action } = props;
  const { r } = desk;
  return (
    <TermsBlock
      r={r}
      shown={terms}
      act={(suggestion, index) => <Take {...props} suggestion={suggestion} index={index} />}
    >
      <button type="submit" name="act" value="read" formaction={`${action}#${PART_ID}`} {...asked(props, undefined)}>
        {r.t('desk.terms.find')}
      </button>
    </TermsBlock>
  );
}

/** The same with what only JavaScript does: reading while somebody types, or pastes, above it. */
export function ReadsTerms({
  desk,
  incident,
  of,
  children,
}: PropsWithChildren<Pick<DeadlinePartProps, 'desk' | 'incident'> & { of: TermOf | { of: 'entry' } }>) {
  return (
    <div
      class="asks"
      hx-post={incidentAddress(desk, incident.slug, '/terms', { ...of })}
      hx-trigger="input delay:400ms"
      hx-include="closest form"
      hx-target={`#${TERMS_ID}`}
      hx-swap="outerHTML"
      hx-sync="this:replace"
      {...WORDS_ALONE}
    >
      {children}
    </div>
  );
}

/** With JavaScript the part alone is printed anew; `accept`: the number of the term to take. */
function asked({ desk, incident, of }: DeadlinePartProps, accept: number | undefined) {
  const query = { ...of, part: '1', ...(accept === undefined ? {} : { accept: String(accept) }) };
  return {
    'hx-post': incidentAddress(desk, incident.slug, '/terms', query),
    'hx-target': `#${PART_ID}`,
    'hx-swap': 'outerHTML',
  };
}

/** One press takes the term; a moved deadline leads to the promises that it may concern. */
function Take(props: DeadlinePartProps & { suggestion: TermSuggestion; index: number }) {
  const { desk, incident, of, state, suggestion, index, action } = props;
  const { r } = desk;
  const taken = isTaken(state.input, suggestion);
  const entry = textOf(state.input, of.of === 'promise' ? 'made_in' : 'entry');
  const moves = of.of === 'promise' ? suggestion.moves : [];
  return (
    <>
      {moves.map(({ id, text }) => (
        <p>
          <a
            href={incidentAddress(desk, incident.slug, `/promises/${id}/changes/new`, {
              entry,
              phrase: suggestion.term.phrase,
            })}
          >
            {r.t('desk.terms.moves', { words: cut(text, 90) })}
          </a>
        </p>
      ))}
      <p class="acts-in">
        <button
          type="submit"
          id={`take-${index}`}
          name="accept"
          value={String(index)}
          formaction={`${action}#${PART_ID}`}
          {...asked(props, index)}
        >
          {taken ? r.t('desk.terms.taken') : takeWords(r, suggestion)}
        </button>
      </p>
    </>
  );
}

/** Whether the form says already what the term would fill in. */
function isTaken(input: Input, { term, due }: TermSuggestion): boolean {
  const typed = [textOf(input, 'due_date'), textOf(input, 'due_time')].filter(Boolean).join('T');
  return textOf(input, 'phrase') === term.phrase && typed === (due ?? '') && textOf(input, 'due_basis') !== 'newsroom';
}

type FieldsProps = { r: Reader; input: Input; errors: readonly FormError[] };

/** The words that carry the deadline, and the due day that follows from them; with an hour only where the words name one. */
function DeadlineFields({ r, input, errors }: FieldsProps) {
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

/** Whose day it is: of the words, or of the newsroom, which then says why. */
function BasisFields({ r, input, errors }: FieldsProps) {
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  return (
    <>
      <Choices
        {...field('due_basis')}
        column
        label={r.t('desk.field.due_basis')}
        choices={(['words', 'newsroom'] as const).map((basis) => ({
          value: basis,
          label: r.t(`desk.due_basis.${basis}`),
        }))}
      />
      <details {...(needsReason(input, errors) ? { open: true } : {})}>
        <summary>{r.t('desk.promise.by_newsroom')}</summary>
        <TextField
          {...field('due_reason')}
          label={r.t('desk.field.due_reason')}
          hint={r.t('desk.field.due_reason.hint')}
          maxlength={2000}
        />
      </details>
    </>
  );
}

const needsReason = (input: Input, errors: readonly FormError[]): boolean =>
  textOf(input, 'due_basis') === 'newsroom' ||
  textOf(input, 'due_reason') !== '' ||
  errors.some(({ field }) => field === 'due_basis' || field === 'due_reason');
