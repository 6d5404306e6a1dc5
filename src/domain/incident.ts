import type { Entry } from './entry.ts';
import type { Promised } from './promise.ts';
import type { Network, Source } from './source.ts';
import type { Span } from './span.ts';
import type { Texts } from './words.ts';
import type { LocalDate } from './zone.ts';

export const INCIDENT_KINDS = ['acute', 'ongoing'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What happened, where, since when, with everything recorded about it. All spans are in `zone`; lists are as recorded. */
export type Incident = {
  slug: string;
  kind: IncidentKind;
  /** `power`, `water`, `gas`, `heat`, `explosion`, `transport`, … : a word of a-z, 0-9 and '-'. */
  topic: string;
  title: Texts;
  summary: Texts;
  /** The id of the responsible office. */
  office: string;
  zone: string;
  started: Span | null;
  ended: Span | null;
  /** Until when the record is covered: no page counts days past it. A local date, or null. */
  coveredUntil: LocalDate | null;
  entries: Entry[];
  promises: Promised[];
  checks: Check[];
  replies: Reply[];
};

/** Somebody looked: which channels, when, for what, and found an entry or nothing. domain.md, Words. */
export type Check = {
  at: Span;
  channels: (Network | 'any')[];
  /** A promise's id, or `first_post`. */
  for: string;
  /** The id of the entry that was found; it is then a possible answer. */
  found: string | null;
  /** Null: this newsroom; else the source that says it looked. */
  by: Source | null;
  note: string | null;
};

/** A reply that was asked of an office (`asked`), and what came of it (`at`, `text`), to an entry or a promise. */
export type Reply = {
  to: string;
  asked: Span | null;
  at: Span | null;
  text: string | null;
  source: Source | null;
};
