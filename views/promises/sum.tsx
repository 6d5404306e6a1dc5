import type { Child } from 'hono/jsx';
import { isDayOff } from '../../src/domain/calendar.ts';
import { entryOf } from '../../src/domain/entry.ts';
import { KAZAKHSTAN } from '../../src/domain/holidays-kz.ts';
import { dueInstant } from '../../src/domain/promise.ts';
import { isPoint, lastDay } from '../../src/domain/span.ts';
import { addDays, dayEndingAt, daysBetween, endOfDay, type LocalDate, localDate } from '../../src/domain/zone.ts';
import { weekdayWords } from '../format/dates.ts';
import { EntryText } from '../incidents/entry-row.tsx';
import type { Shown } from '../incidents/matters.ts';
import { DuePhrase, dueWords } from '../incidents/promise-story.tsx';
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
  if (dueAt === null) return <p class="verdict">{r.t('promise.verdict_none', { said })}</p>;
  const on = dayEndingAt(dueAt, incident.zone);
  const counted = countedDays(promise.phrase, lastDay(statement.at, incident.zone), on);
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
      {counted === null || promise.dueBasis === 'newsroom' ? null : <CountTable told={told} days={counted} />}
      <ol class="steps">
        {stepsOf(told, { promise, state }, dueAt, counted).map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {promise.dueBasis === 'newsroom' ? null : <p class="note">{r.t('promise.generous')}</p>}
    </>
  );
}

function stepsOf(told: Told, { promise, state }: Shown, dueAt: number, counted: LocalDate[] | null): Child[] {
  const { r } = told;
  const { incident } = told.state;
  const { zone } = incident;
  const { at } = entryOf(incident, promise.madeIn);
  const on = dayEndingAt(dueAt, zone);
  const place = zoneWords(r, zone, dueAt);
  const first = counted?.[1];
  const newsroom = promise.dueBasis === 'newsroom';
  const steps: (Child | null)[] = [
    newsroom
      ? rich(r, 'promise.step.newsroom', { reason: <EntryText told={told} text={promise.dueReason ?? ''} /> })
      : null,
    newsroom || counted === null || isPoint(at) || at.latest === null
      ? null
      : r.t('promise.step.latest', { latest: momentWords(r, { at: at.latest, zone, ends: true }) }),
    newsroom || first === undefined ? null : r.t('promise.step.first_day', { day: day(told, first) }),
    newsroom || counted === null || !counted.some((date) => isOff(date)) ? null : r.t('promise.step.days_off'),
    dueAt === endOfDay(on, zone)
      ? r.t('promise.step.end', {
          zone: place,
          next: day(told, localDate(dueAt, zone), r.lang === 'en' ? 'label' : 'from'),
        })
      : r.t('promise.step.hour', { zone: place, at: momentWords(r, { at: dueAt, zone, form: 'on', year: false }) }),
    isOff(on) ? r.t('promise.step.day_off') : null,
    state.extended === null ? null : r.t('promise.step.moved', { day: dueWords(told, dueAt) }),
  ];
  return steps.filter((step) => step !== null);
}

/** The days from the one on which it was said to the due day, where the words count them; else null. */
function countedDays(phrase: string | null, said: LocalDate | null, due: LocalDate): LocalDate[] | null {
  if (phrase === null || said === null) return null;
  const days = daysBetween(said, due);
  if (days < 1 || days > LONGEST_COUNT_DAYS || !numbersIn(phrase).includes(days)) return null;
  const start = Date.parse(`${said}T00:00Z`);
  return Array.from({ length: days + 1 }, (_, at) => localDate(addDays(start, at, 'UTC'), 'UTC'));
}

const numbersIn = (words: string): number[] => [...words.matchAll(/\d+/g)].map(([digits]) => Number(digits));

function isOff(on: LocalDate): boolean {
  const off = isDayOff(KAZAKHSTAN, on);
  return off.covered && off.value;
}

/** The days one by one, with their count below. */
function CountTable({ told, days }: { told: Told; days: LocalDate[] }): Child {
  const { r } = told;
  const classOf = (date: LocalDate, at: number) => (isOff(date) ? 'off' : at === days.length - 1 ? 'last' : undefined);
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
              <th scope="col" {...(isOff(date) ? { class: 'off' } : {})}>
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
              <td {...(isOff(date) ? attributes(date, at) : {})}>{at === 0 ? '—' : at}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p class="note">{r.t('promise.count_note')}</p>
    </>
  );
}
