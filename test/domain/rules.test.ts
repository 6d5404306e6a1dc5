import { describe, expect, it } from 'vitest';
import { NO_POST_HOURS } from '../../src/domain/digest.ts';
import {
  DUE_SOON_HOURS,
  NATURES,
  OUTCOME_KINDS,
  REVIEW_ALARM_DAYS,
  STALE_DAYS,
  STATUSES,
} from '../../src/domain/promise.ts';
import { RULES_VERSION, RULES_VERSIONS } from '../../src/domain/rules.ts';
import { ABOUT_MINUTES, PRECISIONS } from '../../src/domain/span.ts';
import { WATCH_DAYS } from '../../src/domain/watch.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';

/** What each version counts with. A change of any of it is a new version, with its day and its words: this list only grows. */
const COUNTED_WITH: Record<number, unknown> = {
  1: {
    staleDays: 60,
    soonHours: 72,
    alarmDays: 7,
    aboutMinutes: 30,
    postHours: 24,
    watchDays: 30,
    statuses:
      'awaiting_review withdrawn not_kept partly_kept cannot_tell kept kept_late no_deadline overdue due_soon pending',
    outcomes: 'kept partly_kept not_kept withdrawn cannot_tell',
    natures: 'pledge order plan',
    precisions: 'minute about night morning afternoon evening day month year between before after',
  },
};

describe('The rules', () => {
  it('count with the figures of their version', () => {
    expect({
      staleDays: STALE_DAYS,
      soonHours: DUE_SOON_HOURS,
      alarmDays: REVIEW_ALARM_DAYS,
      aboutMinutes: ABOUT_MINUTES,
      postHours: NO_POST_HOURS,
      watchDays: WATCH_DAYS,
      statuses: STATUSES.join(' '),
      outcomes: OUTCOME_KINDS.join(' '),
      natures: NATURES.join(' '),
      precisions: PRECISIONS.join(' '),
    }).toEqual(COUNTED_WITH[RULES_VERSION]);
  });

  it('have a dated list of versions, the newest first, each with its words', () => {
    const versions = RULES_VERSIONS.map(({ version }) => version);
    expect(versions).toEqual(Object.keys(COUNTED_WITH).map(Number).reverse());
    const days = RULES_VERSIONS.map(({ on }) => on);
    expect(days).toEqual([...days].sort().reverse());
    expect(versions.every((version) => isMessageKey(`method.version.${version}`))).toBe(true);
  });
});
