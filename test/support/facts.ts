import type { Benchmark, Tenure } from '../../src/domain/directory.ts';
import type { Entry, EntryKind } from '../../src/domain/entry.ts';
import type { Check, Incident, Reply } from '../../src/domain/incident.ts';
import {
  type DeadlineChange,
  type Outcome,
  type OutcomeKind,
  type Promised,
  type PromiseState,
  promiseAt,
} from '../../src/domain/promise.ts';
import type { Network, Source } from '../../src/domain/source.ts';
import { type Precision, spanOf, type WrittenTime } from '../../src/domain/span.ts';
import { endOfDay, type Instant, wallInstants } from '../../src/domain/zone.ts';

/** UTC+6 until 1 March 2024 (a day of 25 hours on 29 February), UTC+5 since. */
export const ALMATY = 'Asia/Almaty';
/** UTC+5 throughout. */
export const AQTAU = 'Asia/Aqtau';
export const ZONES = [ALMATY, AQTAU] as const;

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

// Times as they are written.
const written =
  (precision: Exclude<Precision, 'between'>) =>
  (at: string): WrittenTime => ({ precision, at });
export const minute = written('minute');
export const about = written('about');
export const night = written('night');
export const morning = written('morning');
export const afternoon = written('afternoon');
export const evening = written('evening');
export const day = written('day');
export const month = written('month');
export const year = written('year');
export const noLaterThan = written('before');
export const noEarlierThan = written('after');
export const between = (earliest: string, latest: string): WrittenTime => ({ precision: 'between', earliest, latest });

/** The instant of a wall time (`2019-07-26T17:00`; the later where it occurs twice), or the 24:00 of a day, as "as of DATE" has it. */
export function when(local: string, zone: string = ALMATY): Instant {
  return local.includes('T') ? wallInstants(local, zone)[1] : endOfDay(local, zone);
}

/** An instant in UTC: `2024-02-29T18:00`. */
export const utc = (text: string): Instant => Date.parse(`${text}Z`);

export const SOURCE: Source = { kind: 'link', title: 'A fictional newspaper', url: null, archive: null, count: null };

/** An entry before it has a zone; everything that is not said is absent. */
export type EntryDraft = Omit<Partial<Entry>, 'at' | 'removed' | 'channel' | 'by'> & {
  id: string;
  kind: EntryKind;
  at: WrittenTime;
  removed?: WrittenTime;
  /** The id of the office, or of the office and the official. */
  by?: string | Entry['by'];
  channel?: Network | null;
};

type Said = Partial<Omit<EntryDraft, 'id' | 'at'>>;

export const entry = (kind: EntryKind, id: string, at: WrittenTime, more: Said = {}): EntryDraft => ({
  id,
  at,
  ...more,
  kind,
});
/** A statement of the responsible office `akim`, unless `by` says otherwise. */
export const statement = (id: string, at: WrittenTime, more: Said = {}): EntryDraft =>
  entry('statement', id, at, { by: { office: 'akim', official: 'akimov' }, ...more });
export const event = (id: string, at: WrittenTime, more: Said = {}) => entry('event', id, at, more);
export const report = (id: string, at: WrittenTime, more: Said = {}) => entry('report', id, at, more);
export const question = (id: string, at: WrittenTime, more: Said = {}) => entry('question', id, at, more);
export const outcome = (id: string, at: WrittenTime, more: Said = {}) => entry('outcome', id, at, more);

/** A promise made in the statement `madeIn`, due at the end of `due`; with no deadline where `due` is absent. */
export const promise = (id: string, madeIn: string, more: Partial<Promised> = {}): Promised => ({
  id,
  madeIn,
  nature: 'pledge',
  text: 'we will mend it',
  phrase: null,
  due: null,
  dueBasis: 'words',
  dueReason: null,
  test: null,
  changes: [],
  possibleAnswers: [],
  outcomes: [],
  ...more,
});

export type CheckDraft = Omit<Check, 'at'> & { at: WrittenTime };

/** Somebody looked `at` that time for a promise (its id) or for `first_post`, and found nothing unless `found` names an entry. */
export const check = (
  what: string,
  at: WrittenTime,
  more: Partial<Omit<CheckDraft, 'at' | 'for'>> = {},
): CheckDraft => ({
  at,
  channels: ['facebook', 'instagram'],
  found: null,
  by: null,
  note: null,
  ...more,
  for: what,
});

export type ReplyDraft = Omit<Partial<Reply>, 'asked' | 'at'> & { to: string; asked?: WrittenTime; at?: WrittenTime };

export type IncidentDraft = Omit<
  Partial<Incident>,
  'started' | 'ended' | 'entries' | 'promises' | 'checks' | 'replies'
> & {
  started?: WrittenTime | null;
  ended?: WrittenTime | null;
  entries?: EntryDraft[];
  promises?: Promised[];
  checks?: CheckDraft[];
  replies?: ReplyDraft[];
};

/** An incident of the office `akim` in Almaty, acute unless said otherwise; written times become spans of its zone. */
export function incident(draft: IncidentDraft = {}): Incident {
  const { started, ended, entries = [], checks = [], replies = [], promises = [], ...more } = draft;
  const zone = draft.zone ?? ALMATY;
  const spanIn = (time: WrittenTime | null | undefined) => (time ? spanOf(time, zone) : null);
  return {
    slug: 'blackout',
    kind: 'acute',
    topic: 'power',
    title: { en: 'A fictional blackout' },
    summary: {},
    office: 'akim',
    coveredUntil: null,
    ...more,
    zone,
    started: spanIn(started),
    ended: spanIn(ended),
    entries: entries.map((draft) => entryIn(draft, zone)),
    promises,
    checks: checks.map((draft) => ({ ...draft, at: spanOf(draft.at, zone) })),
    replies: replies.map((draft) => ({
      text: null,
      source: null,
      ...draft,
      asked: spanIn(draft.asked),
      at: spanIn(draft.at),
    })),
  };
}

function entryIn({ at, by = null, channel = null, removed, ...more }: EntryDraft, zone: string): Entry {
  return {
    lang: 'en',
    text: null,
    quote: null,
    answers: [],
    clock: null,
    source: SOURCE,
    askedOf: null,
    answeredBy: null,
    answer: null,
    ...more,
    at: spanOf(at, zone),
    by: typeof by === 'string' ? { office: by, official: null } : by,
    channel: channel === null ? null : { network: channel, url: null },
    removed: removed ? spanOf(removed, zone) : null,
  };
}

/** What is to be said of one promise, `p`, and of nothing else: when it was made, its due day, and what came later. */
export type PromiseDraft = {
  zone?: string;
  made?: WrittenTime;
  due?: string | null;
  moves?: { said: WrittenTime; due: string | null }[];
  outcomes?: { kind: OutcomeKind; at: WrittenTime }[];
  answers?: { at: WrittenTime; judged?: 'not_an_answer' }[];
  checks?: CheckDraft[];
  coveredUntil?: string;
};

/**
 * An incident with the single promise `p`. Its moves are the statements `move-0`, `move-1`, …, its outcomes the entries
 * `outcome-0`, …, its possible answers `answer-0`, …
 */
export function promised(draft: PromiseDraft): Incident {
  const { made = minute('2019-07-16T19:00'), moves = [], outcomes = [], answers = [] } = draft;
  return incident({
    ...(draft.zone === undefined ? {} : { zone: draft.zone }),
    coveredUntil: draft.coveredUntil ?? null,
    entries: [
      statement('made', made),
      ...moves.map(({ said }, index) => statement(`move-${index}`, said)),
      ...outcomes.map(({ at }, index) => outcome(`outcome-${index}`, at)),
      ...answers.map(({ at }, index) => statement(`answer-${index}`, at)),
    ],
    promises: [
      promise('p', 'made', {
        due: draft.due ?? null,
        changes: moves.map(({ due }, index): DeadlineChange => ({ entry: `move-${index}`, phrase: null, due })),
        outcomes: outcomes.map(({ kind }, index): Outcome => ({ entry: `outcome-${index}`, kind, basis: 'office' })),
        possibleAnswers: answers.map(({ judged }, index) => ({ entry: `answer-${index}`, judged: judged ?? null })),
      }),
    ],
    checks: draft.checks ?? [],
  });
}

/** The state of the promise `id` (`p`) as of a day (its 24:00), a wall time or an instant. */
export function stateAt(facts: Incident, asOf: string | Instant, id = 'p'): PromiseState {
  const found = facts.promises.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`no promise ${id}`);
  return promiseAt(found, facts, typeof asOf === 'string' ? when(asOf, facts.zone) : asOf);
}

/** A norm of `minutes`, adopted, from the start to the first post unless said otherwise. */
export const norm = (minutes: number, more: Partial<Benchmark> = {}): Benchmark => ({
  id: `norm-${minutes}`,
  name: { en: 'A norm' },
  minutes,
  clock: 'occurred',
  milestone: 'first_post',
  basis: 'newsroom',
  from: null,
  to: null,
  adopted: true,
  source: null,
  note: null,
  ...more,
});

/** `official` held `office` from and to these days; null where not recorded. */
export const tenure = (office: string, official: string, from: string | null, to: string | null = null): Tenure => ({
  office,
  official,
  from,
  to,
  source: null,
  note: null,
});
