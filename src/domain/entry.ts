import type { Incident } from './incident.ts';
import { isSocial, type Network, type Source } from './source.ts';
import { compareSpans, type Span } from './span.ts';
import type { Language } from './words.ts';

export const ENTRY_KINDS = ['event', 'statement', 'report', 'question', 'outcome', 'note'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const QUESTIONS = ['what', 'who', 'how', 'when', 'budget'] as const;
/** One of the five that residents ask: what happened, who acts, how, when, and from which budget. */
export type Question = (typeof QUESTIONS)[number];
export const ANSWER_KINDS = ['full', 'formal', 'redirected'] as const;

/** One thing on a timeline. `office` and `official` are ids of the directory. */
export type Entry = {
  id: string;
  kind: EntryKind;
  at: Span;
  by: { office: string | null; official: string | null } | null;
  channel: { network: Network; url: string | null } | null;
  /** The language of `text`. */
  lang: Language;
  /** What the entry says, in the newsroom's words. */
  text: string | null;
  /** The words themselves, verbatim. */
  quote: string | null;
  /** Which of the five questions a statement answers. */
  answers: Question[];
  /** Marks the milestones that may start a clock: an authority learned of it, or the first public report. */
  clock: 'known' | 'reported' | null;
  source: Source;
  /** Of a question: the office it was put to, the entry that answers it and how, and when it was found removed. */
  askedOf: string | null;
  answeredBy: string | null;
  answer: (typeof ANSWER_KINDS)[number] | null;
  removed: Span | null;
};

/** The entries in timeline order; equal spans stay as recorded. domain.md, Time 6. */
export function timelineOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => compareSpans(a.at, b.at));
}

/** Whether an office spoke: any office, through any channel. domain.md, Response latency 3. */
export function isStatement(entry: Entry): boolean {
  return entry.kind === 'statement';
}

/** Whether the responsible office spoke (its holder, or its own account). domain.md, Response latency 3. */
export function isByResponsible(entry: Entry, incident: Pick<Incident, 'office'>): boolean {
  return isStatement(entry) && entry.by?.office === incident.office;
}

/** Whether the responsible office spoke on a social network. domain.md, Response latency 3. */
export function isPost(entry: Entry, incident: Pick<Incident, 'office'>): boolean {
  return isByResponsible(entry, incident) && entry.channel !== null && isSocial(entry.channel.network);
}

/** The entry of that id. Throws a RangeError when the incident has none: a checked record cannot. */
export function entryOf(incident: Incident, id: string): Entry {
  const entry = incident.entries.find((candidate) => candidate.id === id);
  if (!entry) throw new RangeError(`${incident.slug} has no entry ${id}`);
  return entry;
}
