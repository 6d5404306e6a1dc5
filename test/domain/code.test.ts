import { describe, expect, it } from 'vitest';
import { CODE_HOURS, isCodeFresh } from '../../src/domain/code.ts';
import { HOUR, when } from '../support/facts.ts';

const GIVEN = when('2019-07-15T09:00');

describe('A code of the second factor', () => {
  it('holds for a session twelve hours, to the millisecond', () => {
    expect(CODE_HOURS).toBe(12);
    expect(isCodeFresh(GIVEN, GIVEN)).toBe(true);
    expect(isCodeFresh(GIVEN, GIVEN + 12 * HOUR - 1)).toBe(true);
    expect(isCodeFresh(GIVEN, GIVEN + 12 * HOUR)).toBe(false);
  });

  it('that was never given, or is of a later hour than now, does not hold', () => {
    expect(isCodeFresh(null, GIVEN)).toBe(false);
    expect(isCodeFresh(GIVEN, GIVEN - 1)).toBe(false);
  });
});
