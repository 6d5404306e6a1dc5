import type { Child } from 'hono/jsx';
import type { Deadline } from '../../src/domain/deadline/read.ts';
import { entryOf } from '../../src/domain/entry.ts';
import { dueInstant } from '../../src/domain/promise.ts';
import { isPoint } from '../../src/domain/span.ts';
import { addDays, dayEndingAt, daysBetween, endOfDay, type LocalDate, localDate } from '../../src/domain/zone.ts';
import { weekdayWords } from '../format/dates.ts';
import { deadlineWords } from '../format/deadline-reason.ts';
import { EntryText } from '../incidents/entry-row.tsx';
import type { Shown } from '../incidents/matters.ts';
import { DuePhrase, dueWords } from '../incidents/promise-story.tsx';
import { afterOf, calendarOf, countOf, isConditional, isOff } from '../incidents/reasoning.tsx';
import { rich } from '../incidents/rich.tsx';
import { day, saidOn, type Told, withYears } from '../incidents/told.tsx';
import { momentWords, zoneWords } from '../parts/moment.tsx';

/** Days that the table of the count has room for. */
const LONGEST_COUNT_DAYS = 14;

/** How the first due day follows from the words: what was said when, and each step of the generous reading. */
export function DueSum({ told, shown: { promise, state } }: { told: Told; shown: Shown }): Child {
  const { r } = told;
  const { incident } = told.state;
  const statement = entryOf(incident, promise.madeIn);
  const full = withYears(told);
  const said = saidOn(full, statement.at);
  const dueAt = dueInstant(promise.due, incident.zone);
  if (dueAt === null) return <NoDue told={told} promise={promise} said={said} />;
  const count = countOf(told, promise);
  const counted = countedDays(count, dayEndingAt(dueAt, incident.zone));
  const parts = { said, due: <strong>{dueWords(full, dueAt)}</strong> };
  return (
    <>
      <p class="verdict">
        {promise.phrase === null
          ? rich(r, 'promise.verdict_plain', parts)
          : rich(r, 'promise.verdict', {
              ...parts,
              phrase: <DuePhrase told={told} phrase={promise.phrase} entry={statement} />,
            })}
      </p>
      {counted === null ? null : <CountTable told={told} days={counted} working={isWorking(count)} />}
      <ol class="steps">
        {stepsOf(told, { promise, state }, dueAt, count, counted).map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {promise.dueBasis === 'newsroom' ? null : <p class="note">{r.t('promise.generous')}</p>}
    </>
  );
}

/** That the words name no day, and why none can be counted where they name a term. */
function NoDue({ told, promise, said }: { told: Told; promise: Shown['promise']; said: string }): Child {
  const { r } = told;
  const count = countOf(told, promise);
  const known = count === undefined || count.reason.key === 'vague' || count.reason.key === 'immediate';
  return (
    <>
      <p class="verdict">{r.t('promise.verdict_none', { said })}</p>
      {isConditional(told, promise) ? (
        <p class="note">{r.t('reasoning.conditional')}</p>
      ) : known ? null : (
        <p class="note">{deadlineWords(r, count)}.</p>
      )}
    </>
  );
}

function stepsOf(
  told: Told,
  { promise, state }: Shown,
  dueAt: number,
  count: Deadline | undefined,
  counted: LocalDate[] | null,
): Child[] {
  const { r } = told;
  const { incident } = told.state;
  const { zone } = incident;
  const { at } = entryOf(incident, promise.madeIn);
  const on = dayEndingAt(dueAt, zone);
  const place = zoneWords(r, zone, dueAt);
  const first = counted?.[1];
  const newsroom = promise.dueBasis === 'newsroom';
  const fromSaying = count?.reason.from !== undefined;
  const steps: (Child | null)[] = [
    newsroom
      ? rich(r, 'promise.step.newsroom', { reason: <EntryText told={told} text={promise.dueReason ?? ''} /> })
      : null,
    newsroom ? null : count === undefined ? r.t('reasoning.from_words') : `${deadlineWords(r, count, afterOf(state))}.`,
    !fromSaying || isPoint(at) || at.latest === null
      ? null
      : r.t('promise.step.latest', { latest: momentWords(r, { at: at.latest, zone, ends: true }) }),
    first === undefined ? null : r.t('promise.step.first_day', { day: day(told, first) }),
    counted === null || !counted.some((date) => isOff(calendarOf(told), date))
      ? null
      : r.t(isWorking(count) ? 'promise.step.working_days' : 'promise.step.days_off'),
    dueAt === endOfDay(on, zone)
      ? r.t('promise.step.end', {
          zone: place,
          next: day(told, localDate(dueAt, zone), r.lang === 'en' ? 'label' : 'from'),
        })
      : r.t('promise.step.hour', { zone: place, at: momentWords(r, { at: dueAt, zone, form: 'on', year: false }) }),
    isOff(calendarOf(told), on) ? r.t('promise.step.day_off') : null,
    state.extended === null ? null : r.t('promise.step.moved', { day: dueWords(told, dueAt) }),
  ];
  return steps.filter((step) => step !== null);
}

const isWorking = (count: Deadline | undefined): boolean => count?.reason.key === 'within_working_days';

/** The days from the one on which it was said to the due day, where the words count days and they are few; else null. */
function countedDays(count: Deadline | undefined, due: LocalDate): LocalDate[] | null {
  if (count === undefined) return null;
  const { key, from, n } = count.reason;
  if (typeof from !== 'string' || (key !== 'within_days' && key !== 'within_working_days')) return null;
  const days = daysBetween(from, due);
  if (days < 1 || days > LONGEST_COUNT_DAYS || (key === 'within_days' && days !== n)) return null;
  const start = Date.parse(`${from}T00:00Z`);
  return Array.from({ length: days + 1 }, (_, at) => localDate(addDays(start, at, 'UTC'), 'UTC'));
}

/** The days one by one, with their count below; `working`: days off are not counted. */
function CountTable({ told, days, working }: { told: Told; days: LocalDate[]; working: boolean }): Child {
  const { r } = told;
  const calendar = calendarOf(told);
  const isFree = (date: LocalDate) => isOff(calendar, date);
  const classOf = (date: LocalDate, at: number) => (isFree(date) ? 'off' : at === days.length - 1 ? 'last' : undefined);
  const numberOf = (date: LocalDate, at: number): string => {
    if (at === 0 || (working && isFree(date))) return '—';
    return String(working ? days.slice(1, at + 1).filter((one) => !isFree(one)).length : at);
  };
  const attributes = (date: LocalDate, at: number) => {
    const name = classOf(date, at);
    return name === undefined ? {} : { class: name };
  };
  return (
    <>
      <table class="count">
        <caption class="hide">{r.t('promise.count_caption')}</caption>
        <thead>
          <tr>
            {days.map((date) => (
              <th scope="col" {...(isFree(date) ? { class: 'off' } : {})}>
                {weekdayWords(r, date, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {days.map((date, at) => (
              <td class={['n', classOf(date, at)].filter(Boolean).join(' ')}>{Number(date.slice(8))}</td>
            ))}
          </tr>
          <tr>
            {days.map((date, at) => (
              <td {...(isFree(date) ? attributes(date, at) : {})}>{numberOf(date, at)}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p class="note">{r.t('promise.count_note')}</p>
    </>
  );
}
