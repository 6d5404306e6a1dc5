import fc from 'fast-check';
import { certainFrom, possibleFrom } from '../../src/domain/at.ts';
import { ANSWER_KINDS, ENTRY_KINDS, entryOf, QUESTIONS } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { dueInstant, NATURES, OUTCOME_KINDS, type Outcome, type PossibleAnswer } from '../../src/domain/promise.ts';
import type { Network } from '../../src/domain/source.ts';
import type { WrittenTime } from '../../src/domain/span.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { type CheckDraft, DAY, type EntryDraft, HOUR, incident, MINUTE, type ReplyDraft, utc, ZONES } from './facts.ts';

/** The days about 1 March 2024, when Almaty's clock went back an hour. */
const FROM = utc('2024-02-22');
const DAYS = 20;
const dateOf = (days: number) => new Date(FROM + days * DAY).toISOString().slice(0, 10);

export const arbitraryZone = fc.constantFrom(...ZONES);
export const arbitraryDate = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: DAYS }).map(dateOf) },
  { weight: 2, arbitrary: fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02') },
);
const arbitraryHour = fc.oneof(
  fc.constantFrom('00:00', '06:00', '12:00', '18:00', '23:00', '23:30', '23:59', '24:00'),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
);
export const arbitraryWall = fc.tuple(arbitraryDate, arbitraryHour).map(([on, hour]) => `${on}T${hour}`);
const dateOrWall = fc.oneof(arbitraryDate, arbitraryWall);

const ofDate = fc.constantFrom('night', 'morning', 'afternoon', 'evening', 'day');
const inOrder = (pair: [string, string]): WrittenTime => {
  const [earliest = '', latest = ''] = [...pair].sort();
  return { precision: 'between', earliest, latest };
};
/** A time as it may be written, of every precision, with either end open. */
export const arbitraryTime: fc.Arbitrary<WrittenTime> = fc.oneof(
  fc.record({ precision: fc.constantFrom('minute', 'about'), at: arbitraryWall }),
  fc.record({ precision: ofDate, at: arbitraryDate }),
  fc.tuple(arbitraryWall, arbitraryWall).map(inOrder),
  fc.tuple(arbitraryDate, arbitraryDate).map(inOrder),
  fc.record({ precision: fc.constantFrom('before', 'after'), at: dateOrWall }),
  fc.constantFrom<WrittenTime>(
    { precision: 'month', at: '2024-02' },
    { precision: 'month', at: '2024-03' },
    { precision: 'year', at: '2024' },
  ),
);

/** A due day or hour, some long past so that promises grow stale, or none. */
export const arbitraryDue = fc.oneof(
  { weight: 4, arbitrary: arbitraryDate },
  { weight: 3, arbitrary: arbitraryWall },
  { weight: 2, arbitrary: fc.integer({ min: -70, max: -50 }).map(dateOf) },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** An instant about the same days: of all, or near a midnight or the doubled hour. */
export const arbitraryInstant: fc.Arbitrary<Instant> = fc.oneof(
  fc.integer({ min: FROM - 5 * DAY, max: FROM + 40 * DAY }),
  fc
    .tuple(fc.integer({ min: 0, max: DAYS }), fc.constantFrom(17, 18, 19), fc.constantFrom(-1, 0, 1))
    .map(([days, hour, ms]) => FROM + days * DAY + hour * HOUR + ms),
);

const NETWORKS: Network[] = ['facebook', 'telegram', 'site', 'press', 'meeting'];
const STATEMENTS = 5;
const OTHERS = 4;
const PROMISES = 3;
const statementId = fc.nat({ max: STATEMENTS - 1 }).map((index) => `s${index}`);
const entryId = fc.oneof(
  statementId,
  fc.nat({ max: OTHERS - 1 }).map((index) => `e${index}`),
);
const promiseId = fc.nat({ max: PROMISES - 1 }).map((index) => `p${index}`);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const statementDraft = fc.record({
  kind: fc.constant('statement' as const),
  at: arbitraryTime,
  by: fc.constantFrom(
    { office: 'akim', official: 'akimov' },
    { office: 'akim', official: null },
    { office: 'ministry', official: 'ministrov' },
  ),
  channel: orNull(fc.constantFrom(...NETWORKS)),
  answers: fc.subarray([...QUESTIONS]),
});
const otherDraft = fc.record(
  {
    kind: fc.constantFrom(...ENTRY_KINDS.filter((kind) => kind !== 'statement')),
    at: arbitraryTime,
    clock: orNull(fc.constantFrom('known' as const, 'reported' as const)),
    answeredBy: orNull(statementId),
    answer: orNull(fc.constantFrom(...ANSWER_KINDS)),
    removed: arbitraryTime,
  },
  { requiredKeys: ['kind', 'at'] },
);
export const arbitraryMove = fc.record({ entry: statementId, phrase: fc.constant(null), due: arbitraryDue });
const promiseDraft = fc.record({
  madeIn: statementId,
  nature: fc.constantFrom(...NATURES),
  text: fc.constant('we will mend it'),
  phrase: fc.constant(null),
  due: arbitraryDue,
  dueBasis: fc.constant('words' as const),
  dueReason: fc.constant(null),
  test: fc.constant(null),
  changes: fc.array(arbitraryMove, { maxLength: 3 }),
  possibleAnswers: fc.oneof(
    { weight: 3, arbitrary: fc.constant<PossibleAnswer[]>([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ entry: entryId, judged: orNull(fc.constant('not_an_answer' as const)) }), {
        maxLength: 2,
      }),
    },
  ),
  outcomes: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Outcome[]>([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({ entry: entryId, kind: fc.constantFrom(...OUTCOME_KINDS), basis: fc.constant('office' as const) }),
        { maxLength: 3 },
      ),
    },
  ),
});
const checkDraft: fc.Arbitrary<CheckDraft> = fc.record({
  at: arbitraryTime,
  channels: fc.constantFrom<CheckDraft['channels'][]>(['facebook'], ['press'], ['any'], ['site', 'telegram']),
  for: fc.oneof(promiseId, fc.constant('first_post')),
  found: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: entryId }),
  by: fc.constant(null),
  note: fc.constant(null),
});
const replyDraft: fc.Arbitrary<ReplyDraft> = fc.record(
  { to: fc.oneof(entryId, promiseId), asked: arbitraryTime, at: arbitraryTime, text: fc.constant('It was mended.') },
  { requiredKeys: ['to'] },
);

/**
 * A plausible incident about 1 March 2024 in either zone: the statements `s0`…, other entries `e0`…, promises `p0`…, checks that
 * found nothing later than themselves, and replies.
 */
export const arbitraryIncident: fc.Arbitrary<Incident> = fc
  .record({
    zone: arbitraryZone,
    kind: fc.constantFrom('acute' as const, 'ongoing' as const),
    started: orNull(arbitraryTime),
    ended: fc.oneof(fc.constant(null), arbitraryTime),
    coveredUntil: orNull(arbitraryDate),
    statements: fc.array(statementDraft, { minLength: STATEMENTS, maxLength: STATEMENTS }),
    others: fc.array(otherDraft, { minLength: OTHERS, maxLength: OTHERS }),
    promises: fc.array(promiseDraft, { minLength: PROMISES, maxLength: PROMISES }),
    checks: fc.array(checkDraft, { maxLength: 5 }),
    replies: fc.array(replyDraft, { maxLength: 2 }),
  })
  .map(({ statements, others, promises, ...more }) =>
    incident({
      ...more,
      entries: [
        ...statements.map((draft, index): EntryDraft => ({ ...draft, id: `s${index}` })),
        ...others.map((draft, index): EntryDraft => ({ ...draft, id: `e${index}` })),
      ],
      promises: promises.map((draft, index) => ({ ...draft, id: `p${index}` })),
    }),
  )
  .map((facts) => ({
    ...facts,
    checks: facts.checks.filter(
      ({ at, found }) => found === null || possibleFrom(entryOf(facts, found).at) <= certainFrom(at),
    ),
  }));

/** One of the very instants at which something of the incident begins, ends, falls due or is soon due, or one beside it, or any. */
export const instantOf = (facts: Incident): fc.Arbitrary<Instant> => {
  const ends = [...facts.entries, ...facts.checks].flatMap(({ at }) => [at.earliest, at.latest]);
  const dues = facts.promises
    .flatMap((promise) => [promise.due, ...promise.changes.map((change) => change.due)])
    .flatMap((due) => dueInstant(due, facts.zone) ?? []);
  const known = [...ends.filter((end) => end !== null), ...dues, ...dues.map((due) => due - 72 * HOUR)];
  const near = fc.tuple(fc.constantFrom(...known), fc.constantFrom(-MINUTE, -1, 0, 1)).map(([at, ms]) => at + ms);
  return fc.oneof(arbitraryInstant, near);
};

/** An incident with an instant that matters to it. */
export const arbitraryAsOf = arbitraryIncident.chain((facts) => fc.tuple(fc.constant(facts), instantOf(facts)));
