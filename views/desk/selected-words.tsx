import { QUESTIONS } from '../../src/domain/entry.ts';
import { fieldId, TextArea, TextField } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';
import { type Input, textOf } from './form-state.ts';

/** What the selected words of the quotation are: shown by a script once words are selected, next in the order of the keyboard. */
export function SelectedWords({ r, promise }: { r: Reader; promise: boolean }) {
  return (
    <fieldset class="chips marks" data-words-of={fieldId('quote')}>
      <legend class="hint">{r.t('desk.marks.title')}</legend>
      {promise ? (
        <>
          <button type="button" data-into={fieldId('promise_words')}>
            {r.t('desk.marks.promise')}
          </button>
          <button type="button" data-into={fieldId('promise_phrase')}>
            {r.t('desk.marks.phrase')}
          </button>
        </>
      ) : null}
      {QUESTIONS.map((question) => (
        <button type="button" data-tick={question}>
          {r.t(`desk.question.${question}`)}
        </button>
      ))}
      <p class="hint" role="status" />
    </fieldset>
  );
}

/** The words of a promise within the statement: they fill its form once the statement is saved. */
export function PromiseWords({ r, input }: { r: Reader; input: Input }) {
  const [words, phrase] = [textOf(input, 'promise_words'), textOf(input, 'promise_phrase')];
  return (
    <details {...(words === '' && phrase === '' ? {} : { open: true })}>
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
