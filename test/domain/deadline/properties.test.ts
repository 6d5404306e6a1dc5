import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeadlines } from '../../../src/domain/deadline/read.ts';
import { KAZAKHSTAN } from '../../../src/domain/holidays-kz.ts';

const WORDS =
  'до к в на с не за через течение дней дня неделю 10 7-10 31 2019 18:00 01.09.2019 сентября августа конца года месяца срок поручил будет ' +
  'было если утра , . ? ! — ( ) дейін ішінде күн апта соңына қыркүйекке кешіктірмей береміз by before within days until May the end of month ' +
  'каждый по понедельникам полтора 29 февраля 99999999999 т.г. III квартале';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.constantFrom(...WORDS.split(' ')), { maxLength: 60 }).map((words) => words.join(' ')),
);
const options = fc.record({
  saidAt: fc.option(fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) })),
  zone: fc.constantFrom('Asia/Almaty', 'Asia/Aqtau', 'Asia/Qyzylorda', 'UTC'),
  calendar: fc.constant(KAZAKHSTAN),
});

describe('the deadline reader on any text', () => {
  it('never throws, cuts its phrases out of the text in order, and answers alike twice', () => {
    fc.assert(
      fc.property(text, options, (words, how) => {
        const found = readDeadlines(words, how);
        let from = 0;
        for (const { start, end, phrase, due } of found) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(words.slice(start, end)).toBe(phrase);
          if (due !== null) expect(due).toMatch(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/);
          from = end;
        }
        expect(readDeadlines(words, how)).toEqual(found);
      }),
      { numRuns: 1500 },
    );
  });

  it('never gives a day before the one on which it was said', () => {
    fc.assert(
      fc.property(text, options, (words, how) => {
        if (how.saidAt === null) return;
        const dayBefore = new Date(how.saidAt - 24 * 3_600_000).toISOString().slice(0, 10);
        for (const { due } of readDeadlines(words, how)) expect(due === null || due >= dayBefore).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});
