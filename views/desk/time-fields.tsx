import type { Child } from 'hono/jsx';
import { PRECISIONS, type Span } from '../../src/domain/span.ts';
import { spanWords } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { type FormError, fieldId, Select, TextField, Understood } from '../parts/fields.tsx';
import { zoneWords } from '../parts/moment.tsx';
import type { Reader } from '../reader.ts';
import { type Input, textOf } from './form-state.ts';
import { deskAddress } from './page.tsx';

/** Of a form with photos, the words alone are sent while somebody types. */
export const WORDS_ALONE = { 'hx-encoding': 'application/x-www-form-urlencoded' };

/** What was refused says nothing about the time: it is not put into its place. */
export const NEVER_AN_ERROR_PAGE = {
  'hx-status:4xx': 'swap:none',
  'hx-status:5xx': 'swap:none',
  ...WORDS_ALONE,
};

/** What the fields of a time were understood as. */
export type TimeRead = { span: Span; zone: string };

export type TimeFieldsProps = {
  r: Reader;
  name: string;
  legend: string;
  hint?: Child;
  input: Input;
  errors: readonly FormError[];
  zone: string;
  read: TimeRead | undefined;
  /** The first choice of an optional time: not known. */
  none?: string;
  /** The time may also be typed in one's own words; they stand before the fields. */
  typed?: boolean;
};

/**
 * A time as exactly as it is known: how exact, the day, the time of day, a second end for *between*, and the words in which it
 * was stated; below, what was understood. The server reads it back on a change, or by the button of the form.
 */
export function TimeFields({ r, name, legend, hint, input, errors, zone, read, none, typed = false }: TimeFieldsProps) {
  const value = (part: string) => textOf(input, `${name}_${part}`);
  const own = errors.filter((error) => error.field === name);
  const choices = PRECISIONS.map((precision) => ({ value: precision, label: r.t(`precision.${precision}`) }));
  const ask = {
    'hx-post': deskAddress({ r }, '/times', { name, zone }),
    'hx-trigger': 'change',
    'hx-include': 'closest form',
    ...WORDS_ALONE,
  };
  return (
    <fieldset
      class={own.length === 0 ? 'field when' : 'field when wrong'}
      id={fieldId(name)}
      {...ask}
      hx-target={`#${fieldId(name)}-read`}
      hx-swap="outerHTML"
    >
      <legend>{legend}</legend>
      {hint === undefined ? null : <span class="hint">{hint}</span>}
      {own.length === 0 ? null : <span class="wrong-w">{own.map((error) => error.message).join(' ')}</span>}
      {typed ? (
        <TextField
          name={`${name}_typed`}
          label={r.t('desk.time.typed')}
          hint={r.t('desk.time.typed.hint')}
          value={value('typed')}
          autocomplete="off"
          maxlength={120}
        />
      ) : null}
      <div class="when-grid">
        <Select
          name={`${name}_precision`}
          label={r.t('desk.time.precision')}
          choices={choices}
          value={value('precision')}
          {...(none === undefined ? {} : { none })}
        />
        <TextField name={`${name}_date`} type="date" label={r.t('desk.time.date')} value={value('date')} />
        <TextField name={`${name}_time`} type="time" label={r.t('desk.time.time')} value={value('time')} />
      </div>
      <details {...(value('precision') === 'between' || value('date2') !== '' ? { open: true } : {})}>
        <summary>{r.t('desk.time.until')}</summary>
        <div class="when-grid">
          <TextField name={`${name}_date2`} type="date" label={r.t('desk.time.date2')} value={value('date2')} />
          <TextField name={`${name}_time2`} type="time" label={r.t('desk.time.time2')} value={value('time2')} />
        </div>
      </details>
      <TextField
        name={`${name}_stated`}
        label={r.t('desk.time.stated')}
        hint={r.t('desk.time.stated.hint')}
        value={value('stated')}
        maxlength={2000}
      />
      <TimeReadBack r={r} id={`${fieldId(name)}-read`} read={read} />
    </fieldset>
  );
}

/** What was understood: «24 июня 2019 года, между 6:00 и 12:00, время Алматы, UTC+6». Nothing yet: an empty place for it. */
export function TimeReadBack({ r, id, read }: { r: Reader; id: string; read: TimeRead | undefined }) {
  if (read === undefined) return <p class="read read-none" id={id} />;
  return <Understood id={id} words={timeReadWords(r, read)} note={r.t('desk.time.understood')} />;
}

export function timeReadWords(r: Reader, { span, zone }: TimeRead): string {
  const at = span.earliest ?? span.latest ?? 0;
  return `${capital(spanWords(r, span, { zone }))}, ${zoneWords(r, zone, at)}`;
}
