import fc from 'fast-check';
import type { DirectoryDocument, DocumentError, IncidentDocument } from '../../src/domain/document.ts';
import { QUESTIONS } from '../../src/domain/entry.ts';
import { BASES, NATURES, OUTCOME_KINDS } from '../../src/domain/promise.ts';
import { NETWORKS } from '../../src/domain/source.ts';
import { ALMATY, AQTAU } from './facts.ts';

/** A small right document; tests break one thing of it at a time. */
export function rightIncident(): IncidentDocument & { promises: NonNullable<IncidentDocument['promises']> } {
  return {
    format: 'merzim/incident@1',
    slug: 'a-burst-main',
    kind: 'acute',
    topic: 'water',
    title: { ru: 'Прорыв' },
    office: 'akim',
    zone: ALMATY,
    started: { at: '2019-07-15T14:00', precision: 'minute' },
    entries: [
      {
        id: 'said',
        kind: 'statement',
        at: { at: '2019-07-15T18:00', precision: 'about' },
        by: { office: 'akim' },
        lang: 'ru',
        text: 'Сделаем.',
        source: { title: 'A fictional newspaper' },
      },
      {
        id: 'seen',
        kind: 'report',
        at: { at: '2019-07-16', precision: 'day' },
        lang: 'ru',
        quote: 'Сделано.',
        source: { title: 'A fictional newspaper' },
      },
      {
        id: 'asked',
        kind: 'question',
        at: { at: '2019-07-17', precision: 'day' },
        lang: 'ru',
        text: 'Когда?',
        asked_of: 'akim',
        answered_by: 'said',
        answer: 'full',
        source: { title: 'A fictional newspaper' },
      },
    ],
    promises: [{ id: 'repair', made_in: 'said', text: 'починить', due: '2019-07-26' }],
    checks: [{ at: { at: '2019-07-30', precision: 'day' }, channels: ['facebook'], for: 'repair' }],
    replies: [{ to: 'repair', asked: { at: '2019-07-29', precision: 'day' } }],
  };
}

/** A small right directory. */
export function rightDirectory(): Required<{ [K in keyof DirectoryDocument]: NonNullable<DirectoryDocument[K]> }> {
  return {
    format: 'merzim/directory@1',
    offices: [{ id: 'akim', kind: 'akim', name: { ru: 'Аким' }, zone: ALMATY }],
    officials: [{ id: 'obraztsov', name: { ru: 'А. Образцов (вымышлен)' } }],
    tenures: [{ office: 'akim', official: 'obraztsov', from: '2019-02', to: '2019' }],
    channels: [{ id: 'page', owner: { official: 'obraztsov' }, network: 'any' }],
    indicators: [{ id: 'ignored', name: { en: 'Ignored' }, unit: 'percent' }],
    measurements: [{ indicator: 'ignored', office: 'akim', from: '2019', to: '2019-07-31', value: 25 }],
    benchmarks: [
      {
        id: 'hour',
        name: { en: 'An hour' },
        minutes: 60,
        clock: 'occurred',
        milestone: 'first_post',
        basis: 'newsroom',
        adopted: false,
      },
    ],
  };
}

/** Errors as short lines: `$.slug id`. */
export const keysOf = (read: { ok: true } | { ok: false; errors: DocumentError[] }): string[] =>
  read.ok ? [] : read.errors.map(({ path, expected }) => `${path} ${expected.key}`);

const pad = (n: number, width = 2) => String(n).padStart(width, '0');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });
const orNull = <T>(of: fc.Arbitrary<T>) =>
  fc.constantFrom(null, undefined).chain((nil) => fc.option(of, { nil, freq: 2 }));
/** Without the keys that are undefined: a document is JSON. */
const record = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(shape).map((value) => JSON.parse(JSON.stringify(value)) as T);

const words = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .filter((text) => text.isWellFormed() && !text.includes('\0'));
const someWords = words.map((text) => `${text}ң`);
const date = fc
  .tuple(fc.integer({ min: 2018, max: 2024 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${pad(m)}-${pad(d)}`);
const local = fc
  .tuple(date, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.constantFrom('', ':00', ':59'))
  .map(([on, h, m, s]) => `${on}T${pad(h)}:${pad(m)}${s}`);
const dateOrTime = fc.oneof(
  date,
  local,
  date.map((on) => `${on}T24:00`),
);
const coarse = fc.oneof(
  date,
  date.map((on) => on.slice(0, 7)),
  date.map((on) => on.slice(0, 4)),
);

const at = <const P extends string>(of: fc.Arbitrary<string>, ...precisions: P[]) =>
  record({ at: of, precision: fc.constantFrom(...precisions), stated: orNull(words) });
export const time = fc.oneof(
  at(local, 'minute', 'about'),
  at(date, 'night', 'morning', 'afternoon', 'evening', 'day'),
  at(
    date.map((on) => on.slice(0, 7)),
    'month',
  ),
  at(
    date.map((on) => on.slice(0, 4)),
    'year',
  ),
  at(dateOrTime, 'before', 'after'),
  fc.tuple(date, date, orNull(words)).map(([a, b, stated]) => ({
    precision: 'between' as const,
    earliest: a < b ? a : b,
    latest: a < b ? b : a,
    ...(stated === undefined ? {} : { stated }),
  })),
);

const texts = record({ ru: orNull(words), kk: orNull(words), en: someWords });
const url = fc.constantFrom('https://example.org/a?b=1#c', 'http://пример.test/ы', null, undefined);
const source = record({
  title: someWords,
  url,
  archive: url,
  kind: maybe(fc.constantFrom('link', 'document', 'call', 'newsroom_saw', 'residents')),
  count: orNull(fc.integer({ min: 1, max: 900 })),
});
const anySource = fc.oneof(source, fc.constantFrom(null, undefined, {}));
const officeId = fc.constantFrom('akim', 'ministry-1', '0');

const entryDocument = (id: string, statement: boolean) =>
  record({
    id: fc.constant(id),
    kind: statement ? fc.constant('statement') : fc.constantFrom('event', 'report', 'question', 'outcome', 'note'),
    at: time,
    by: statement
      ? record({ office: officeId, official: orNull(officeId) })
      : orNull(record({ office: orNull(officeId), official: orNull(officeId) })),
    channel: orNull(record({ network: fc.constantFrom(...NETWORKS), url })),
    lang: fc.constantFrom('ru', 'kk', 'en'),
    text: someWords,
    quote: orNull(words),
    answers: orNull(fc.subarray([...QUESTIONS])),
    clock: orNull(fc.constantFrom('known', 'reported')),
    removed: orNull(time),
    source,
  });

/** A right document of an incident, with everything that may be absent now there, now null, now empty, now absent. */
export const incidentDocument = fc.integer({ min: 1, max: 5 }).chain((count) => {
  const ids = Array.from({ length: count }, (_, index) => `e${index}`);
  const anyEntry = fc.constantFrom(...ids);
  const due = orNull(dateOrTime);
  return record({
    format: fc.constant('merzim/incident@1'),
    slug: fc.stringMatching(/^[a-z0-9-]{1,80}$/),
    kind: fc.constantFrom('acute', 'ongoing'),
    topic: fc.constantFrom('power', 'water'),
    title: texts,
    summary: orNull(record({ ru: orNull(words), kk: orNull(words), en: orNull(words) })),
    office: officeId,
    zone: fc.constantFrom(ALMATY, AQTAU),
    started: orNull(time),
    ended: fc.constant(undefined),
    covered_until: orNull(date),
    entries: fc.tuple(...ids.map((id, index) => entryDocument(id, index === 0))),
    promises: orNull(
      fc.uniqueArray(
        record({
          id: fc.constantFrom('p0', 'p1', 'p2'),
          made_in: fc.constant('e0'),
          nature: maybe(fc.constantFrom(...NATURES)),
          text: someWords,
          phrase: orNull(words),
          due,
          due_basis: fc.constantFrom('words', 'newsroom'),
          due_reason: someWords,
          test: orNull(words),
          changes: orNull(fc.array(record({ entry: fc.constant('e0'), phrase: orNull(words), due }), { maxLength: 2 })),
          possible_answers: orNull(
            fc.array(record({ entry: anyEntry, judged: orNull(fc.constant('not_an_answer')) }), { maxLength: 2 }),
          ),
          outcomes: orNull(
            fc.array(
              record({
                entry: anyEntry,
                kind: fc.constantFrom(...OUTCOME_KINDS),
                basis: orNull(fc.constantFrom(...BASES)),
              }),
              { maxLength: 2 },
            ),
          ),
        }),
        { maxLength: 3, selector: ({ id }) => id },
      ),
    ),
    checks: orNull(
      fc.array(
        record({
          at: time,
          channels: fc.subarray([...NETWORKS, 'any'], { minLength: 1 }),
          for: fc.constant('first_post'),
          found: orNull(anyEntry),
          by: orNull(source),
          note: orNull(words),
        }),
        { maxLength: 2 },
      ),
    ),
    replies: orNull(
      fc.array(
        record({ to: anyEntry, asked: orNull(time), at: orNull(time), text: orNull(words), source: anySource }),
        {
          maxLength: 2,
        },
      ),
    ),
  });
});

const sourced = { source: anySource, note: orNull(words) };
const upTo = (most: number) => ({ maxLength: most });

/** A right directory of one office and one official, with the rest now there and now not. */
export const directoryDocument = record({
  format: fc.constant('merzim/directory@1'),
  offices: record({
    id: fc.constant('akim'),
    kind: fc.constantFrom('akim', 'ministry', 'government', 'department', 'company', 'other'),
    name: texts,
    region: orNull(record({ ru: orNull(words), kk: orNull(words) })),
    zone: fc.constantFrom(ALMATY, AQTAU),
    from: fc.constantFrom(null, '2001', '2001-02-03'),
    to: orNull(coarse),
    wikidata: fc.constantFrom('Q35493', null),
    note: orNull(words),
  }).map((office) => [office]),
  officials: record({
    id: fc.constant('obraztsov'),
    name: texts,
    also_spelled: orNull(fc.array(someWords, upTo(3))),
    note: orNull(words),
  }).map((official) => [official]),
  tenures: orNull(
    fc.array(
      record({ office: fc.constant('akim'), official: fc.constant('obraztsov'), from: orNull(coarse), ...sourced }),
      upTo(2),
    ),
  ),
  channels: orNull(
    record({
      id: fc.constant('page'),
      owner: fc.constantFrom({ office: 'akim' }, { official: 'obraztsov' }, { office: null, official: 'obraztsov' }),
      network: fc.constantFrom(...NETWORKS, 'any'),
      handle: orNull(words),
      url,
      states: orNull(
        fc.array(
          record({ state: fc.constantFrom('active', 'gone', 'absent'), from: orNull(coarse), ...sourced }),
          upTo(2),
        ),
      ),
      followers: orNull(fc.array(record({ on: orNull(coarse), count: fc.nat(), ...sourced }), upTo(2))),
      traits: orNull(
        fc.array(record({ trait: fc.constantFrom('reposts', 'own_words'), on: orNull(coarse), ...sourced }), upTo(2)),
      ),
      note: orNull(words),
    }).map((channel) => [channel]),
  ),
  indicators: record({ id: fc.constant('ignored'), name: texts, unit: someWords }).map((indicator) => [indicator]),
  measurements: orNull(
    fc.array(
      record({
        indicator: fc.constant('ignored'),
        office: orNull(fc.constant('akim')),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
        ...sourced,
      }),
      upTo(2),
    ),
  ),
});
