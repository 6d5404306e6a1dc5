import { isCertainAt, isPossibleAt } from './at.ts';
import { DIGEST_LISTS, type Digest, type DigestLine } from './digest.ts';
import type { Change } from './document-changes.ts';
import { type Entry, entryOf } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Promised } from './promise.ts';
import type { Span } from './span.ts';
import type { Language } from './words.ts';
import type { Instant } from './zone.ts';

export const PART_KINDS = ['incident', 'entry', 'promise'] as const;
/** What is taken back: a whole incident (`id` empty), one entry or one promise of it. */
export type Part = { kind: (typeof PART_KINDS)[number]; id: string };

export const WAYS = ['taken_down', 'retracted'] as const;
/** `taken_down`, by a court: gone from every place that we serve. `retracted`: struck out, the page stays. domain.md, Records. */
export type Way = (typeof WAYS)[number];

/** A part that is taken back now. `why` of a takedown is for the desk alone, of a retraction for everybody. */
export type TakenBack = { incident: string; part: Part; way: Way; at: Instant; why: string };

/** A line that is struck out: its words, when they were said (of a promise: by its statement), when it was retracted and why. */
export type Retracted = {
  part: Part;
  words: string;
  /** The language of the words of an entry; of a promise nothing says it. */
  lang: Language | null;
  said: Span;
  at: Instant;
  why: string;
};

/** What readers may see of an incident. */
export type ShownFacts = {
  /** The facts from which everything that is shown is derived. */
  incident: Incident;
  retracted: readonly Retracted[];
  /** The ids that entries have there which were taken down: they stand in the facts by their time and office alone, and by their place. */
  takenOut: ReadonlySet<string>;
};

/** What stands for the words of an entry that was taken down, in every language. */
export const NO_WORDS = '—';

/**
 * The facts without what is taken back. A retracted entry or promise derives nothing any more and is told apart. A promise that
 * was taken down is gone; of an entry its words, its id, its person and its source are gone, while its hour and its office stay, so that
 * no later word is taken for the first. A promise goes with the statement that made it, and where *not kept* or *partly kept*
 * was proven by an entry that was taken down, the promise goes too: without its proof nothing may be said. domain.md, Records.
 */
export function withoutTakenBack(incident: Incident, taken: readonly TakenBack[]): ShownFacts {
  if (taken.length === 0) return { incident, retracted: [], takenOut: new Set() };
  const parts = (way: Way) => taken.filter((each) => each.way === way).map(({ part }) => part);
  const down = withResting(incident, parts('taken_down'), 'taken_down');
  const retracted = withResting(incident, parts('retracted'), 'retracted').filter((part) => !has(down, part));
  const takenOut = idsOf(down, 'entry');
  const [struck, gone] = [idsOf(retracted, 'entry'), idsOf([...down, ...retracted], 'promise')];
  const names = namesFor(incident, takenOut);
  return {
    incident: renamed(reduced(incident, { struck, takenOut, gone }), names),
    retracted: retracted.flatMap((part) => retractedOf(incident, part, taken)),
    takenOut: new Set(names.values()),
  };
}

/** An id may be made of words: what was taken down goes by its place in the record instead. */
function namesFor(incident: Incident, takenOut: ReadonlySet<string>): Map<string, string> {
  const used = new Set([...incident.entries, ...incident.promises].map(({ id }) => id));
  const names = new Map<string, string>();
  for (const [index, { id }] of incident.entries.entries()) {
    if (!takenOut.has(id)) continue;
    let name = `taken-down-${index + 1}`;
    while (used.has(name)) name = `${name}-x`;
    names.set(id, name);
  }
  return names;
}

function renamed(incident: Incident, names: ReadonlyMap<string, string>): Incident {
  if (names.size === 0) return incident;
  const of = <T extends string | null>(id: T): T => (id === null ? id : ((names.get(id) ?? id) as T));
  const by = <T extends { entry: string }>(facts: T[]): T[] =>
    facts.map((fact) => ({ ...fact, entry: of(fact.entry) }));
  return {
    ...incident,
    entries: incident.entries.map((entry) => ({ ...entry, id: of(entry.id), answeredBy: of(entry.answeredBy) })),
    promises: incident.promises.map((promise) => ({
      ...promise,
      madeIn: of(promise.madeIn),
      changes: by(promise.changes),
      possibleAnswers: by(promise.possibleAnswers),
      outcomes: by(promise.outcomes),
    })),
    checks: incident.checks.map((check) => ({ ...check, found: of(check.found) })),
  };
}

/** The parts with the promises that rest on them and so are taken back with them. */
export function withResting(incident: Incident, parts: readonly Part[], way: Way): Part[] {
  const entries = idsOf(parts, 'entry');
  const rests = ({ madeIn, outcomes }: Promised) =>
    entries.has(madeIn) ||
    (way === 'taken_down' && outcomes.some(({ entry, kind }) => AGAINST.has(kind) && entries.has(entry)));
  const resting = incident.promises.filter(rests).map(({ id }): Part => ({ kind: 'promise', id }));
  return [...parts, ...resting.filter((part) => !has(parts, part))];
}

const AGAINST: ReadonlySet<string> = new Set(['not_kept', 'partly_kept']);

type Ids = ReadonlySet<string>;

function reduced(incident: Incident, { struck, takenOut, gone }: { struck: Ids; takenOut: Ids; gone: Ids }): Incident {
  const stays = ({ entry }: { entry: string }) => !struck.has(entry);
  const promises = incident.promises
    .filter(({ id }) => !gone.has(id))
    .map((promise) => ({
      ...promise,
      changes: promise.changes
        .filter(stays)
        .map((change) => (takenOut.has(change.entry) ? { ...change, phrase: null } : change)),
      possibleAnswers: promise.possibleAnswers.filter(stays),
      outcomes: promise.outcomes.filter(stays),
    }));
  return {
    ...incident,
    entries: incident.entries
      .filter(({ id }) => !struck.has(id))
      .map((entry) => (takenOut.has(entry.id) ? withoutWords(entry) : entry))
      .map((entry) => (struck.has(entry.answeredBy ?? '') ? { ...entry, answeredBy: null, answer: null } : entry)),
    promises,
    checks: incident.checks
      .filter((check) => !gone.has(check.for) && !struck.has(check.found ?? ''))
      .map((check) => (takenOut.has(check.found ?? '') ? { ...check, note: null } : check)),
    replies: incident.replies.filter(({ to }) => !struck.has(to) && !takenOut.has(to) && !gone.has(to)),
  };
}

function withoutWords(entry: Entry): Entry {
  return {
    ...entry,
    by: entry.by && { ...entry.by, official: null },
    channel: entry.channel && { ...entry.channel, url: null },
    at: { ...entry.at, written: unstated(entry.at.written) },
    text: NO_WORDS,
    quote: null,
    source: { kind: 'link', title: NO_WORDS, url: null, archive: null, count: null },
  };
}

function unstated({ stated: _, ...written }: Span['written']): Span['written'] {
  return written as Span['written'];
}

function retractedOf(incident: Incident, part: Part, taken: readonly TakenBack[]): Retracted[] {
  const promise = incident.promises.find(({ id }) => part.kind === 'promise' && id === part.id);
  const entry = promise
    ? entryOf(incident, promise.madeIn)
    : incident.entries.find(({ id }) => part.kind === 'entry' && id === part.id);
  if (entry === undefined) return [];
  const is = (other: Part) => has([other], part);
  const act =
    taken.find((each) => each.way === 'retracted' && is(each.part)) ??
    taken.find((each) => each.way === 'retracted' && has([each.part], { kind: 'entry', id: entry.id }));
  if (act === undefined) return [];
  const words = promise?.text ?? entry.text ?? entry.quote ?? '';
  return [{ part, words, lang: promise ? null : entry.lang, said: entry.at, at: act.at, why: act.why }];
}

/** Those that were said by `asOf` (UTC milliseconds), as a page of that day may show them: entries once possible, promises once certain. domain.md, What counts. */
export function retractedAt(retracted: readonly Retracted[], asOf: Instant): Retracted[] {
  return retracted.filter(({ part, said }) =>
    part.kind === 'promise' ? isCertainAt(said, asOf) : isPossibleAt(said, asOf),
  );
}

/** Whether that line of a digest (`promise` null: of the incident as a whole) was taken down. */
export function isTakenDown(
  taken: readonly TakenBack[],
  { incident, promise }: { incident: string; promise: string | null },
): boolean {
  return taken.some(
    ({ way, incident: slug, part }) =>
      way === 'taken_down' &&
      slug === incident &&
      (part.kind === 'incident' || (part.kind === 'promise' && part.id === promise)),
  );
}

/**
 * The digest as it is shown once something that it tells was taken down: without these lines, and with how many of each list
 * they were. The editors' foreword goes with them, for it may tell of the same. The stored digest stays as it is. domain.md, Records.
 */
export function withoutTakenDown(digest: Digest, taken: readonly TakenBack[]): Digest {
  if (!taken.some(({ way }) => way === 'taken_down')) return digest;
  const stays = (line: { incident: string; promise?: string | null }) =>
    !isTakenDown(taken, { incident: line.incident, promise: line.promise ?? null });
  const { foreword, struck, ...plain } = digest;
  const lists = [...DIGEST_LISTS, 'no_first_post', 'corrections'] as const;
  const shown = Object.fromEntries(
    lists.map((list) => [list, (digest[list] as { incident: string }[]).filter(stays)]),
  ) as unknown as Pick<Digest, (typeof lists)[number]>;
  const lost = [
    ...lists.map((list) => ({ list, lines: digest[list].length - shown[list].length })),
    { list: 'struck' as const, lines: struck?.filter((line) => !stays(line)).length ?? 0 },
  ].filter(({ lines }) => lines > 0);
  if (lost.length === 0) return digest;
  const stillStruck = struck?.filter(stays) ?? [];
  return {
    ...plain,
    ...shown,
    ...(stillStruck.length === 0 ? {} : { struck: stillStruck }),
    taken_down: lost,
  };
}

/**
 * The digest as it is shown once a promise that it tells was struck out: the line stays and is marked, with when and why. The
 * stored digest stays as it is. domain.md, Records.
 */
export function withRetracted(digest: Digest, taken: readonly TakenBack[]): Digest {
  const struck = taken.filter(({ way, part }) => way === 'retracted' && part.kind === 'promise');
  if (struck.length === 0) return digest;
  const marked = (line: DigestLine): DigestLine => {
    const act = struck.find(({ incident, part }) => incident === line.incident && part.id === line.promise);
    return act === undefined ? line : { ...line, retracted: { at: new Date(act.at).toISOString(), why: act.why } };
  };
  const lists = Object.fromEntries(DIGEST_LISTS.map((list) => [list, digest[list].map(marked)]));
  return { ...digest, ...(lists as Pick<Digest, (typeof DIGEST_LISTS)[number]>) };
}

/**
 * The changes of a public revision of `incident` that may still be told once a part of it was taken down: none that names that
 * part, and none of a list whose items have no name of their own, for it may be of it. domain.md, Records.
 */
export function changesWithoutTakenDown(
  changes: readonly Change[],
  incident: string,
  taken: readonly TakenBack[],
): Change[] {
  const parts = taken.filter((each) => each.incident === incident && each.way === 'taken_down').map(({ part }) => part);
  if (parts.length === 0) return [...changes];
  const places = parts.map(({ kind, id }) => `${kind === 'entry' ? 'entries' : 'promises'}[${id}]`);
  const names = parts.map(({ id }) => JSON.stringify(id));
  return changes.filter(({ path, before, after }) => {
    if (places.some((place) => path.startsWith(place)) || NAMELESS.test(path)) return false;
    const values = JSON.stringify([before ?? null, after ?? null]);
    return !names.some((name) => values.includes(name));
  });
}

/** The document as a whole, the order of a list, and lists by index: checks, replies, what came of a promise. */
const NAMELESS = /^(\$|entries|promises)$|\[\*\]$|^(checks|replies)\b|^promises\[[^\]]*\]\.[a-z_]+\[/;

const idsOf = (parts: readonly Part[], kind: Part['kind']): Set<string> =>
  new Set(parts.filter((part) => part.kind === kind).map(({ id }) => id));
const has = (parts: readonly Part[], part: Part): boolean =>
  parts.some(({ kind, id }) => kind === part.kind && id === part.id);
