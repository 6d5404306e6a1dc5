import { QUESTIONS } from '../../src/domain/entry.ts';
import { fieldId, TextArea, TextField } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';
import { type Input, textOf } from './form-state.ts';

export type SelectedWordsProps = {
  r: Reader;
  /** Where words are selected: ids of fields, or of parts of the page. */
  of?: readonly string[];
  /** The fields that the words of a promise, and those of its term, go to; absent: none. */
  promise?: { words: string; phrase: string };
  /** The words may answer one of the five questions. */
  questions?: boolean;
};

/** The fields of a statement's form that take the words of a promise. */
export const MARKED = { words: fieldId('promise_words'), phrase: fieldId('promise_phrase') };

/** What the selected words are: shown by a script once words are selected, next in the order of the keyboard. */
export function SelectedWords({ r, of = [fieldId('quote')], promise, questions = true }: SelectedWordsProps) {
  return (
    <fieldset class="chips marks" data-words-of={of.join(' ')}>
      <legend class="hint">{r.t('desk.marks.title')}</legend>
      {promise === undefined ? null : (
        <>
          <button type="button" data-into={promise.words}>
            {r.t('desk.marks.promise')}
          </button>
          <button type="button" data-into={promise.phrase}>
            {r.t('desk.marks.phrase')}
          </button>
        </>
      )}
      {questions
        ? QUESTIONS.map((question) => (
            <button type="button" data-tick={question}>
              {r.t(`desk.question.${question}`)}
            </button>
          ))
        : null}
      <p class="hint" role="status" data-long={r.t('desk.marks.long')} />
    </fieldset>
  );
}

/** The words of a promise within the statement: they fill its form once the statement is saved. */
export function PromiseWords({ r, input, open = false }: { r: Reader; input: Input; open?: boolean }) {
  const [words, phrase] = [textOf(input, 'promise_words'), textOf(input, 'promise_phrase')];
  return (
    <details {...(words === '' && phrase === '' && !open ? {} : { open: true })}>
      <summary>{r.t('desk.marks.fields')}</summary>
      <TextArea
        name="promise_words"
        label={r.t('desk.promise.text')}
        hint={r.t('desk.marks.fields.hint')}
        value={words}
        rows={2}
        maxlength={2000}
      />
      <TextField name="promise_phrase" label={r.t('desk.field.phrase')} value={phrase} maxlength={400} />
    </details>
  );
}
