import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  type DigestQuestion,
  digestDue,
  digestDueAt,
  LOOK_BACK_WEEKS,
  missingWeeks,
  newsroomDue,
  standingOf,
  withheldBy,
} from '../../src/domain/digest-due.ts';
import { findWeek, type Week } from '../../src/domain/week.ts';
import { ALMATY, AQTAU, DAY, HOUR, MINUTE, when } from '../support/facts.ts';

const run = promisify(execFile);

/** Monday 29 July 2019, 00:00 in Almaty, ends 2019-W30. */
const WEEK = findWeek('2019-W30', ALMATY) as Week;
const CUT_OFF = WEEK.cutOff;
const DUE = when('2019-07-29T09:00');
const MONDAY_9 = { weekday: 1, hour: 9, minute: 0 };

const NONE: ReadonlySet<string> = new Set();
const question = (now: number, more: Partial<DigestQuestion> = {}): DigestQuestion => ({
  now,
  zone: ALMATY,
  at: MONDAY_9,
  // The weeks before were issued as they should.
  issued: new Set(['2019-W22', '2019-W23', '2019-W24', '2019-W25', '2019-W26', '2019-W27', '2019-W28', '2019-W29']),
  held: NONE,
  released: NONE,
  releaseByEditor: false,
  restored: false,
  since: when('2019-06-01'),
  ...more,
});
const only = (name: string): ReadonlySet<string> => new Set([name]);
const decided = (now: number, more: Partial<DigestQuestion> = {}): string => {
  const decision = digestDue(question(now, more));
  if (decision.act === 'nothing') return 'nothing';
  return decision.act === 'issue' ? `issue ${decision.week.name}` : `wait ${decision.week.name} ${decision.reason}`;
};

describe('The server issues last week’s digest at DIGEST_AT in DIGEST_ZONE', () => {
  it('at that minute, not a millisecond before', () => {
    expect(decided(DUE - 1)).toBe('nothing');
    expect(decided(DUE)).toBe('issue 2019-W30');
  });

  it('in the zone of the digest: an hour later in Aqtau, and across the change of 1 March 2024', () => {
    expect(decided(DUE + HOUR - 1, { zone: AQTAU })).toBe('nothing');
    expect(decided(DUE + HOUR, { zone: AQTAU })).toBe('issue 2019-W30');
    const changed = findWeek('2024-W09', ALMATY) as Week;
    expect(digestDueAt(changed, MONDAY_9, ALMATY) - changed.cutOff).toBe(9 * HOUR);
    expect(digestDueAt(findWeek('2024-W08', ALMATY) as Week, { weekday: 5, hour: 9, minute: 0 }, ALMATY)).toBe(
      Date.parse('2024-03-01T04:00Z'),
    );
  });

  it('on any day of the week after; at Monday 00:00 it is the very cut-off', () => {
    expect(digestDueAt(WEEK, { weekday: 1, hour: 0, minute: 0 }, ALMATY)).toBe(CUT_OFF);
    expect(digestDueAt(WEEK, { weekday: 7, hour: 23, minute: 59 }, ALMATY)).toBe(when('2019-08-04T23:59'));
    const friday = { weekday: 5, hour: 18, minute: 30 };
    expect(decided(when('2019-08-02T18:29'), { at: friday })).toBe('nothing');
    expect(decided(when('2019-08-02T18:30'), { at: friday })).toBe('issue 2019-W30');
  });

  it('off: never', () => {
    for (const now of [DUE, DUE + DAY, DUE + 30 * DAY]) expect(decided(now, { at: null })).toBe('nothing');
    expect(missingWeeks(question(DUE + DAY, { at: null }))).toEqual([]);
    expect(standingOf(WEEK, question(DUE, { at: null }))).toEqual({ state: 'unissued' });
  });

  it('once: a week that was issued is not issued again', () => {
    expect(decided(DUE, { issued: only('2019-W30') })).toBe('nothing');
    expect(decided(DUE + 7 * DAY - 1, { issued: only('2019-W30') })).toBe('nothing');
    expect(decided(DUE + 7 * DAY, { issued: only('2019-W30') })).toBe('issue 2019-W31');
  });

  it('an hour that DIGEST_AT allows is on time, however long after the cut-off it lies, and whatever is in the record', () => {
    const at = { weekday: 6, hour: 12, minute: 0 };
    const saturday = when('2019-08-03T12:00');
    expect(decided(saturday + HOUR, { at, since: null })).toBe('issue 2019-W30');
    expect(decided(saturday + HOUR + 1, { at })).toBe('wait 2019-W30 late');
  });
});

describe('A week missed while it was down', () => {
  it('is issued at the next start', () => {
    expect(decided(CUT_OFF + 47 * HOUR)).toBe('issue 2019-W30');
    expect(decided(CUT_OFF + 48 * HOUR)).toBe('issue 2019-W30');
  });

  it('waits for an editor’s word when its cut-off lies more than 48 hours back', () => {
    expect(decided(CUT_OFF + 48 * HOUR + 1)).toBe('wait 2019-W30 late');
    expect(decided(CUT_OFF + 49 * HOUR)).toBe('wait 2019-W30 late');
    expect(decided(CUT_OFF + 49 * HOUR, { released: only('2019-W30') })).toBe('issue 2019-W30');
    expect(decided(CUT_OFF + 49 * HOUR, { released: only('2019-W29') })).toBe('wait 2019-W30 late');
  });

  it('waits for an editor’s word in a database that was restored from a copy, on time or not', () => {
    expect(decided(DUE, { restored: true })).toBe('wait 2019-W30 restored');
    expect(decided(CUT_OFF + 47 * HOUR, { restored: true, released: only('2019-W30') })).toBe('wait 2019-W30 restored');
    expect(decided(DUE, { restored: false })).toBe('issue 2019-W30');
  });

  it('is the last one alone: an earlier one is not issued by itself', () => {
    expect(decided(DUE, { issued: NONE })).toBe('issue 2019-W30');
    expect(decided(DUE - 1, { issued: NONE })).toBe('wait 2019-W29 late');
  });

  it('is none where the record began after its hour', () => {
    const now = DUE + 2 * HOUR;
    expect(decided(now, { since: DUE })).toBe('issue 2019-W30');
    expect(decided(now, { since: DUE + 1 })).toBe('nothing');
    expect(decided(now, { since: null })).toBe('nothing');
  });
});

describe('An editor', () => {
  it('holds a week back, for as long as it takes', () => {
    const held = only('2019-W30');
    for (const now of [DUE, CUT_OFF + 49 * HOUR, CUT_OFF + 6 * DAY])
      expect(decided(now, { held })).toBe('wait 2019-W30 held');
    expect(decided(DUE, { held: only('2019-W29') })).toBe('issue 2019-W30');
    expect(decided(DUE, { held, released: held })).toBe('wait 2019-W30 held');
  });

  it('releases each one where the newsroom has set it so', () => {
    expect(decided(DUE, { releaseByEditor: true })).toBe('wait 2019-W30 release');
    expect(decided(DUE, { releaseByEditor: true, released: only('2019-W30') })).toBe('issue 2019-W30');
    expect(decided(DUE - 1, { releaseByEditor: true, released: only('2019-W30') })).toBe('nothing');
  });

  it('is told one reason: the copy first, then what is held, then what is to be released', () => {
    const word = { held: true, released: false, releaseByEditor: true, restored: true };
    expect(withheldBy(word)).toBe('restored');
    expect(withheldBy({ ...word, restored: false })).toBe('held');
    expect(withheldBy({ ...word, restored: false, held: false })).toBe('release');
    expect(withheldBy({ ...word, restored: false, held: false, released: true })).toBeNull();
  });
});

describe('An independent check notices a missing week', () => {
  const missing = (now: number, more: Partial<DigestQuestion> = {}) =>
    missingWeeks(question(now, more)).map(({ name }) => name);

  it('an hour after it should have been issued', () => {
    expect(missing(DUE + 60 * MINUTE)).toEqual([]);
    expect(missing(DUE + 60 * MINUTE + 1)).toEqual(['2019-W30']);
    expect(missing(DUE + 60 * MINUTE + 1, { issued: new Set([...question(0).issued, '2019-W30']) })).toEqual([]);
  });

  it('and every one of the last weeks, the newest first', () => {
    expect(missing(DUE + DAY, { issued: only('2019-W29'), since: when('2019-07-08T09:00') })).toEqual([
      '2019-W30',
      '2019-W28',
      '2019-W27',
    ]);
    expect(missing(DUE + DAY, { issued: NONE, since: 0 })).toHaveLength(LOOK_BACK_WEEKS);
  });

  it('too late ones and those of a restored copy too; not what is held or to be released', () => {
    const later = CUT_OFF + 49 * HOUR;
    expect(missing(later)).toEqual(['2019-W30']);
    expect(missing(later, { restored: true })).toEqual(['2019-W30']);
    expect(missing(later, { held: only('2019-W30') })).toEqual([]);
    expect(missing(later, { releaseByEditor: true })).toEqual([]);
  });
});

describe('Monday for the newsroom', () => {
  const letters = (now: number, more: Partial<DigestQuestion> = {}) => newsroomDue(question(now, more))?.name;

  it('goes out with the hour of the digest, held or not, for as long as it is of use', () => {
    expect(letters(DUE - 1)).toBeUndefined();
    expect(letters(DUE)).toBe('2019-W30');
    expect(letters(DUE, { held: only('2019-W30'), releaseByEditor: true })).toBe('2019-W30');
    expect(letters(DUE, { issued: only('2019-W30') })).toBe('2019-W30');
    expect(letters(CUT_OFF + 48 * HOUR)).toBe('2019-W30');
    expect(letters(CUT_OFF + 48 * HOUR + 1)).toBeUndefined();
  });

  it('does not go out where nothing does by itself, nor from a restored copy', () => {
    expect(letters(DUE, { at: null })).toBeUndefined();
    expect(letters(DUE, { restored: true })).toBeUndefined();
  });
});

describe('Hosts in UTC, America/New_York and Asia/Almaty', () => {
  it('issue the same week at the same instant', async () => {
    const instants = [
      DUE - 1,
      DUE,
      CUT_OFF - 1,
      CUT_OFF,
      CUT_OFF + 47 * HOUR,
      CUT_OFF + 49 * HOUR,
      Date.parse('2024-03-04T03:59:59.999Z'),
      Date.parse('2024-03-04T04:00Z'),
    ];
    const said = await Promise.all(
      ['UTC', 'America/New_York', 'Asia/Almaty'].map(async (zone) => {
        const words = ['--import', 'tsx', 'test/support/decide-digest.ts', ...instants.map(String)];
        const { stdout } = await run(process.execPath, words, { env: { ...process.env, TZ: zone } });
        return JSON.parse(stdout) as { decisions: { decision: { act: string; week?: Week } }[]; offset: number };
      }),
    );
    expect(said.map(({ offset }) => offset)).toEqual([0, 240, -360]);
    const [utc, newYork, almaty] = said.map(({ decisions }) => decisions);
    expect(newYork).toEqual(utc);
    expect(almaty).toEqual(utc);
    expect(utc?.map(({ decision: { act, week } }) => `${act} ${week?.name ?? ''}`.trim())).toEqual([
      'wait 2019-W29',
      'issue 2019-W30',
      'wait 2019-W29',
      'wait 2019-W29',
      'issue 2019-W30',
      'wait 2019-W30',
      'wait 2024-W08',
      'issue 2024-W09',
    ]);
  });
});
