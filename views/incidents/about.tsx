import type { Child } from 'hono/jsx';
import { inOrder } from '../../src/domain/at.ts';
import { firstDay, lastDay } from '../../src/domain/span.ts';
import { dayEndingAt, type Instant, localDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { dayWords } from '../format/dates.ts';
import type { Seen } from '../parts/seen.tsx';
import { rich, sentences } from './rich.tsx';
import { type Told, when } from './told.tsx';

/** What is known of the record itself, beside its facts. Instants are UTC milliseconds. */
export type RecordFacts = {
  /** The public address of the site, without a slash at its end. */
  base: string;
  /** When the published record last changed, and was first published; null for one that was never published. */
  changedAt: Instant | null;
  firstPublishedAt: Instant | null;
  /** The revision that changed it; null for one that was never published. */
  revision: number | null;
  /** Everything recorded counts as of the day that is shown: only then may the newsroom's summary stand beside it. */
  whole: boolean;
};

/** How far the record goes, who looked last, who judged, where the data are. */
export function AboutRecord({ told, record }: { told: Told; record: RecordFacts }): Child {
  const { r, state } = told;
  const { incident } = state;
  const on = (date: string, form: 'label' | 'to' = 'label') => dayWords(r, date, { form });
  return (
    <>
      <p>
        {sentences([
          incident.coveredUntil === null || incident.coveredUntil > dayEndingAt(state.asOf, incident.zone)
            ? null
            : r.t('incident.covered_until', { day: on(incident.coveredUntil, r.lang === 'en' ? 'label' : 'to') }),
          lastLooked(told),
          record.changedAt === null
            ? null
            : r.t('incident.changed', { day: on(localDate(record.changedAt, incident.zone)) }),
        ])}
      </p>
      {told.imported ? <p class="note">{r.t('incident.judged_elsewhere')}</p> : null}
      {record.changedAt === null ? null : (
        <p class="note">
          <a href={address(r.lang, `/incidents/${incident.slug}/shown`)}>{r.t('incident.shown_then')}</a>
        </p>
      )}
      <p class="note">
        {rich(r, 'incident.data', {
          json: <a href={dataAddress(told)}>JSON</a>,
        })}
      </p>
    </>
  );
}

/** When the facts of the incident last changed, and when somebody last looked at it by the day that is shown. */
export function seenOf(told: Told, { changedAt, revision }: Pick<RecordFacts, 'changedAt' | 'revision'>): Seen {
  const { state } = told;
  const { zone } = state.incident;
  const last = inOrder(state.checks, (check) => check.at).at(-1);
  const lookedAt = last?.at.earliest ?? last?.at.latest ?? null;
  const exact = last !== undefined && firstDay(last.at, zone) === lastDay(last.at, zone);
  return {
    of: 'record',
    changedOn: changedAt === null ? null : localDate(changedAt, zone),
    revision,
    lookedOn: lookedAt === null ? null : localDate(lookedAt, zone),
    ...(last === undefined || exact ? {} : { looked: when(told, last.at, { day: 'year', form: 'label' }) }),
  };
}

/** The same facts and what is derived from them, for programs. */
export function dataAddress(told: Told): string {
  const { incident } = told.state;
  return address('ru', `/api/v1/incidents/${incident.slug}`, { as_of: told.asOf });
}

/** Always a day: an address without one shows another record tomorrow. */
export function citedDay(told: Told): string {
  return told.asOf === '' ? localDate(told.state.asOf, told.state.incident.zone) : told.asOf;
}

function lastLooked(told: Told): Child {
  const { r, state } = told;
  const last = inOrder(state.checks, (check) => check.at).at(-1);
  return last === undefined
    ? r.t('incident.no_checks')
    : r.t('incident.last_check', { when: when(told, last.at, { day: 'year', form: 'label' }) });
}
