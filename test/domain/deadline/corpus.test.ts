import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Deadline, readDeadlines } from '../../../src/domain/deadline/read.ts';
import { KAZAKHSTAN } from '../../../src/domain/holidays-kz.ts';

type Expected = {
  kind: string;
  unit: string | null;
  due: string | null;
  every?: string;
  conditional?: boolean;
  phrase: string;
};
type Row = {
  id: string;
  lang: 'ru' | 'kk' | 'en';
  text: string;
  said_at: string;
  zone: string;
  expected: null | Expected | Expected[];
};

const rows: Row[] = readFileSync(new URL('corpus.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const expectedOf = ({ expected }: Row): Expected[] => (expected === null ? [] : [expected].flat());
const readRow = ({ text, said_at: saidAt, zone }: Row): Deadline[] =>
  readDeadlines(text, { saidAt: Date.parse(saidAt), zone, calendar: KAZAKHSTAN });

/** The wanted due in the form of the answer: a date, or the local date-time without its offset. */
const wanted = (row: Row): (string | null)[] => expectedOf(row).map(({ due }) => due?.slice(0, 16) ?? null);
const dated = (dues: (string | null)[]): string[] => dues.filter((due) => due !== null);

const isRight = (row: Row): boolean => {
  const found = readRow(row);
  const kinds = (list: { kind: string; due: string | null }[]): string[] =>
    list.filter(({ due }) => due === null).map(({ kind }) => kind);
  return (
    JSON.stringify(dated(found.map(({ due }) => due))) === JSON.stringify(dated(wanted(row))) &&
    JSON.stringify(kinds(found)) === JSON.stringify(kinds(expectedOf(row)))
  );
};

describe('the deadline reader on the corpus', () => {
  it.each([
    ['ru', 1],
    ['kk', 1],
    ['en', 1],
  ])('is right in %s on at least %s of the rows', (lang, least) => {
    const mine = rows.filter((row) => row.lang === lang);
    const wrong = mine.filter((row) => !isRight(row)).map(({ id }) => id);
    expect(1 - wrong.length / mine.length, wrong.join(' ')).toBeGreaterThanOrEqual(least);
  });

  it('invents a dated deadline in fewer than 3 % of the rows that have none', () => {
    const none = rows.filter((row) => dated(wanted(row)).length === 0);
    const alarms = none.filter((row) => readRow(row).some(({ due }) => due !== null)).map(({ id }) => id);
    expect(alarms.length / none.length, alarms.join(' ')).toBeLessThan(0.03);
  });

  it('names kind, unit, pace and condition as the corpus does wherever the day is right', () => {
    const facts = (list: Pick<Expected, 'kind' | 'unit' | 'every' | 'conditional'>[]): unknown =>
      list.map(({ kind, unit, every, conditional }) => [kind, unit ?? null, every ?? null, conditional ?? false]);
    const wrong = rows.filter(
      (row) =>
        isRight(row) && JSON.stringify(facts(readRow(row) as Expected[])) !== JSON.stringify(facts(expectedOf(row))),
    );
    expect(wrong.map(({ id }) => id).length).toBeLessThanOrEqual(2);
  });

  it('gives offsets that cut the phrase out of the text', () => {
    for (const row of rows) {
      for (const { phrase, start, end } of readRow(row)) expect(row.text.slice(start, end)).toBe(phrase);
    }
  });
});
