import { DateTime } from 'luxon';
import type { Official } from './directory.ts';
import type { Entry } from './entry.ts';
import type { Incident } from './incident.ts';
import type { Instant } from './zone.ts';

/** From which to which hour it is night in the incident's zone: editors sleep. A choice of this newsroom software. */
export const NIGHT = { from: 22, to: 8 } as const;

/** Whether `at` (UTC milliseconds) lies in the night of `zone`: 22:00 does, 08:00 does not. */
export function isNight(at: Instant, zone: string): boolean {
  const { hour } = DateTime.fromMillis(at, { zone });
  return hour >= NIGHT.from || hour < NIGHT.to;
}

/** Why an incident is no facts-only card. */
export const NO_CARD = [
  'ongoing',
  'no_start',
  'official',
  'statement',
  'other_entry',
  'quote',
  'promise',
  'check',
  'reply',
  'casualties',
] as const;
export type NoCard = (typeof NO_CARD)[number];

/** What happened, what residents or media tell of it, and the newsroom's own words. */
const FACTS: ReadonlySet<Entry['kind']> = new Set(['event', 'report', 'note']);

/**
 * Why the incident is not a card of facts alone: what, where, since when; no official, no statement, no promise, no silence, no
 * casualties. Empty: it is one. `officials`: whoever the directory knows; a name of one in the words is an official too.
 * In doubt an editor is asked: words that only look like a name or like casualties count.
 */
export function whyNoCard(incident: Incident, officials: readonly Pick<Official, 'name' | 'alsoSpelled'>[]): NoCard[] {
  const { kind, started, entries, promises, checks, replies } = incident;
  const words = wordsOf(incident);
  const is: Record<NoCard, boolean> = {
    ongoing: kind !== 'acute',
    no_start: started === null,
    official: entries.some(({ by }) => by !== null) || namesOneOf(words, officials),
    statement: entries.some((entry) => entry.kind === 'statement'),
    other_entry: entries.some((entry) => !FACTS.has(entry.kind) && entry.kind !== 'statement'),
    quote: entries.some(({ quote }) => quote !== null),
    promise: promises.length > 0,
    check: checks.length > 0,
    reply: replies.length > 0,
    casualties: words.some((word) => CASUALTIES.test(word)),
  };
  return NO_CARD.filter((reason) => is[reason]);
}

/** Words that tell of the dead and the injured, in three languages: by their beginnings, and whole where others begin alike. */
const CASUALTIES = new RegExp(
  `^(?:${[
    ...['погиб', 'гибел', 'смерт', 'умер', 'скончал', 'жертв', 'пострада', 'ранен', 'травм', 'убит', 'труп', 'ожог'],
    ...['қайтыс', 'өлді', 'өлім', 'өлген', 'жарал', 'жарақат', 'зардап', 'құрбан', 'мерт', 'күйік'],
    ...['dead', 'death', 'kill', 'injur', 'wound', 'casualt', 'victim', 'hurt', 'fatal', 'burned'],
    ...['қаза$', 'қазаға$', 'қазасы', 'die$', 'died$', 'dies$', 'dying$'],
  ].join('|')})`,
);

/** Every word that a reader would see, in small letters. */
function wordsOf({ title, summary, entries }: Incident): string[] {
  const texts = [
    ...Object.values(title),
    ...Object.values(summary),
    ...entries.flatMap(({ text, source }) => [text ?? '', source.title ?? '']),
  ];
  return texts.flatMap(split);
}

const split = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const SHORTEST_NAME = 4;

/** Whether a word begins with the family name of one of them, which stands last; its ending may be any. */
function namesOneOf(words: readonly string[], officials: readonly Pick<Official, 'name' | 'alsoSpelled'>[]): boolean {
  const names = officials
    .flatMap(({ name, alsoSpelled }) => [...Object.values(name), ...alsoSpelled])
    .flatMap((name) => split(name).slice(-1))
    .filter((name) => name.length >= SHORTEST_NAME);
  return words.some((word) => names.some((name) => word.startsWith(name)));
}
