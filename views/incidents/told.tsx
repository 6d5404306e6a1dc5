import type { Child } from 'hono/jsx';
import type { Calendar } from '../../src/domain/calendar.ts';
import type { IncidentState } from '../../src/domain/derive.ts';
import type { Directory } from '../../src/domain/directory.ts';
import type { EvidencePart } from '../../src/domain/evidence.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import { firstDay, type Interval, lastDay } from '../../src/domain/span.ts';
import type { Retracted } from '../../src/domain/taken-back.ts';
import { type Texts, wordsIn } from '../../src/domain/words.ts';
import { dayEndingAt, type LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import type { EvidenceShown } from '../evidence/shown.tsx';
import { dayWords, type Form } from '../format/dates.ts';
import { type OfficeInSentence, officeInSentence } from '../format/offices.ts';
import { type AnySpan, type SpanOptions, spanWords } from '../format/spans.ts';
import { glued } from '../format/text.ts';
import type { Reader } from '../reader.ts';

/** What every part of an incident's page is told: the reader, what is so as of the day, and the names. */
export type Told = {
  r: Reader;
  state: IncidentState;
  directory: Directory;
  /** `as_of` as the address has it, to be kept in links; empty for now. */
  asOf: string;
  /** The year that the page has named: its dates leave it out. */
  year: string;
  /** The record was taken in with its judgements made elsewhere. */
  imported?: boolean;
  /** Lines that were struck out, as far as they were said by then; and entries of which a court took the words. */
  retracted?: readonly Retracted[];
  takenOut?: ReadonlySet<string>;
  /** The working calendar as the newsroom keeps it; absent: the built-in one. */
  calendar?: Calendar;
  /** Screenshots and documents of a part, as far as they are shown. */
  evidence?: (part: EvidencePart) => readonly EvidenceShown[];
  /** The day, in words, on which a row was added, where that was after the incident was first published. */
  addedOn?: (id: string) => string | null;
};

/** The year of the start, or of the first entry. */
export function yearOf(state: IncidentState): string {
  const { zone } = state.incident;
  const spans = [state.started, ...state.entries.map((entry) => entry.at)].filter((span) => span !== null);
  const days = spans.flatMap((span) => firstDay(span, zone) ?? lastDay(span, zone) ?? []);
  return (days[0] ?? '').slice(0, 4);
}

/** A local day in words, without the year that the page has named. */
export function day(told: Told, on: LocalDate, form: Form = 'label'): string {
  return dayWords(told.r, on, { form, year: !on.startsWith(told.year) });
}

/** A span in words, without the year that the page has named; `day: 'none'` under the heading of its day. */
export function when(told: Told, span: AnySpan, options: Partial<SpanOptions> = {}): string {
  const { zone } = told.state.incident;
  const days = [firstDay(span, zone), lastDay(span, zone)];
  const named = days.every((on) => on === null || on.startsWith(told.year));
  return spanWords(told.r, span, { zone, day: named ? 'short' : 'year', form: 'on', ...options });
}

/** The day on which something was said, with its part where only that is known: `вечером 16 июля`. */
export function saidOn(told: Told, span: AnySpan): string {
  const { zone } = told.state.incident;
  const [from, to] = [firstDay(span, zone), lastDay(span, zone)];
  const precision = span.written?.precision;
  if (from === null || from !== to) return when(told, span);
  if (precision === 'night' || precision === 'morning' || precision === 'afternoon' || precision === 'evening') {
    const form = told.r.lang === 'kk' ? 'on' : 'label';
    return told.r.t('span.part_of_day', {
      which: precision,
      part: told.r.t(`span.part.${precision}`),
      day: day(told, from, form),
    });
  }
  return day(told, from, 'on');
}

/** Whether the whole span lies within the local day `on`. */
export function isWithin(span: Interval, on: LocalDate | null, zone: string): boolean {
  return on !== null && firstDay(span, zone) === on && lastDay(span, zone) === on;
}

/** Words in several languages, marked where they are not the page's. */
export function inWords(r: Reader, texts: Texts, fallback = ''): Child {
  const { text, lang } = wordsIn(texts, r.lang) ?? { text: fallback, lang: r.lang };
  return lang === r.lang ? glued(text) : <span lang={lang}>{glued(text)}</span>;
}

/** The name of an office within a sentence, with the gender its verb takes. */
export function office(told: Told, id: string | null): OfficeInSentence {
  const found = told.directory.offices.find((candidate) => candidate.id === id);
  const words = found === undefined ? undefined : wordsIn(found.name, told.r.lang);
  return words === undefined
    ? { text: id ?? '', gender: 'other' }
    : officeInSentence(words.text, words.lang, told.r.lang);
}

/** The name of an office by itself. */
export function officeName(told: Told, id: string | null): Child {
  const found = told.directory.offices.find((candidate) => candidate.id === id);
  return inWords(told.r, found?.name ?? {}, id ?? '');
}

/** The name of an official. */
export function officialName(told: Told, id: string): Child {
  const found = told.directory.officials.find((candidate) => candidate.id === id);
  return inWords(told.r, found?.name ?? {}, id);
}

/** Whether the person may be named beside the promise: an outcome is recorded, or somebody has looked since it fell due. */
export function mayName(state: PromiseState): boolean {
  return state.outcome !== null || (state.status === 'overdue' && state.checkedSinceDue === true);
}

/** The address of a promise's own page, on the day that is shown. */
export function promiseAddress(told: Told, promise: Pick<Promised, 'id'>): string {
  return address(told.r.lang, `/promises/${told.state.incident.slug}/${promise.id}`, { as_of: told.asOf });
}

/** The day that is shown, as it stands after "the state": `на 5 августа 2019 года`, `2019 жылғы 5 тамыздағы`. */
export function asOfDay(told: Told): string {
  const { r, state } = told;
  const on = dayEndingAt(state.asOf, state.incident.zone);
  if (r.lang !== 'kk') return r.t('day.as_of', { day: dayWords(r, on) });
  const words = dayWords(r, on, { form: 'on' });
  return words + (words.endsWith('е') ? 'гі' : 'ғы');
}

/** The same, with the year in every date: where nothing has named it yet. */
export function withYears(told: Told): Told {
  return { ...told, year: 'none' };
}

/** The way to the rule behind a figure: its place on the page of the method. */
export function RuleLink({ told, rule }: { told: Told; rule: 'dates' | 'latency' | 'overdue' }): Child {
  return <a href={`${address(told.r.lang, '/method')}#${rule}`}>{told.r.t('rule.link')}</a>;
}
