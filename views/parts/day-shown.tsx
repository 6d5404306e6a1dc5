import type { Instant, LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { dayWords } from '../format/dates.ts';
import { inCase } from '../format/kazakh.ts';
import type { Reader } from '../reader.ts';
import { Filled } from './filled.tsx';
import { momentWords, zoneWords } from './moment.tsx';

/** Which instant a page shows. `text` is `as_of` as the address has it. `today` bounds the choice of another day. */
export type Shown = { today: LocalDate; first?: LocalDate } & (
  | { kind: 'now' }
  | { kind: 'date'; on: LocalDate; text: string }
  | { kind: 'instant'; at: Instant; zone: string; text: string }
);

/** What `as_of` has to be in the links of the page, so that the reader stays on the day that is shown. */
export function asOfQuery(shown: Shown | undefined): { as_of?: string } {
  return shown === undefined || shown.kind === 'now' ? {} : { as_of: shown.text };
}

export type DayShownProps = {
  r: Reader;
  shown: Shown;
  path: string;
  /** What else the address carries: filters, a search. */
  query?: Readonly<Record<string, string>>;
};

/** The line that says which day the page shows, with the ways to today and to another day; it works without JavaScript. */
export function DayShown({ r, shown, path, query = {} }: DayShownProps) {
  const past = shown.kind !== 'now';
  return (
    <div class="day">
      <p>
        <Filled r={r} words={past ? 'day.past' : 'day.now'} slots={{ day: <strong>{shownWords(r, shown)}</strong> }} />{' '}
        {past ? (
          <span class="no-print">
            <a href={address(r.lang, path, query)}>{r.t('day.today')}</a> ·{' '}
          </span>
        ) : null}
      </p>
      <details class="no-print" id="day">
        <summary>{r.t('day.other')}</summary>
        <DayForm r={r} shown={shown} path={path} query={query} id="as-of" />
      </details>
    </div>
  );
}

/** The form that asks for another day. `id`: of its field, unique within the page. */
export function DayForm({ r, shown, path, query = {}, id }: DayShownProps & { id: string }) {
  const on = shown.kind === 'date' ? shown.on : shown.today;
  return (
    <form class="f no-print" method="get" action={address(r.lang, path)}>
      {Object.entries(query).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class="f-row">
        <label for={id}>{r.t('day.label')}</label>
        <input
          type="date"
          id={id}
          name="as_of"
          value={on}
          max={shown.today}
          required
          {...(shown.first === undefined ? {} : { min: shown.first })}
        />
        <button type="submit">{r.t('day.show')}</button>
      </div>
    </form>
  );
}

function shownWords(r: Reader, shown: Shown): string {
  if (shown.kind === 'instant') {
    const moment = `${momentWords(r, { at: shown.at, zone: shown.zone })} (${zoneWords(r, shown.zone, shown.at)})`;
    return r.t('day.moment', { moment });
  }
  return asOfWords(r, shown.kind === 'now' ? shown.today : shown.on);
}

/** A day as it stands after "the state": `на 5 августа 2019 года`, `2019 жылғы 5 тамыздағы`. */
export function asOfWords(r: Reader, on: LocalDate): string {
  const day = dayWords(r, on);
  return r.t('day.as_of', { day: r.lang === 'kk' ? inCase(day, 'at') : day });
}
