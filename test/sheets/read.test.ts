import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSheet } from '../../src/sheets/read.ts';
import { printed, rowsOfIncident, sheetHeader } from '../../src/sheets/write.ts';
import { incidentsOf2019 } from '../support/fixtures.ts';

const MOST = 20_000;
const HEAD = 'incident;id;kind;at;text;source_title';
const refusedIn = (text: string) =>
  readSheet(text, MOST).refused.map(({ line, column, expected }) => [line, column, expected.key]);
const rowsIn = (text: string): unknown[] => {
  const read = readSheet(text, MOST);
  if (!read.ok || read.refused.length > 0) throw new Error(JSON.stringify(read.refused));
  return read.sheet.rows;
};

describe('A sheet', () => {
  it('tells by its header what it holds', () => {
    const kindOf = (head: string) => {
      const read = readSheet(`${head}\nx`, MOST);
      return read.ok ? read.sheet.kind : read.kind;
    };
    expect(kindOf(HEAD)).toBe('entries');
    expect(kindOf('incident;id;made_in;text')).toBe('promises');
    expect(kindOf('channel;on;count')).toBe('followers');
    expect(kindOf('indicator;value')).toBe('measurements');
  });

  it('names its rows as a spreadsheet numbers them, and reads those that are right', () => {
    const read = readSheet(
      `${HEAD}\na;one;note;2019;"две\nстроки";y\n\na;two;note;7/26/2019;x;y\na;three;note;2019;x;y`,
      MOST,
    );
    expect(read).toMatchObject({ ok: true, lines: 3, sheet: { rows: [{ line: 2 }, { line: 5 }] } });
    expect(read.refused).toMatchObject([{ line: 4, column: 'at' }]);
  });

  it('leaves out a row of explanations below the header, and no other', () => {
    expect(rowsIn(`${HEAD}\n# адрес;имя;;;;\na;one;note;2019;x;y`)).toMatchObject([{ line: 3 }]);
    expect(refusedIn(`${HEAD}\na;one;note;2019;x;y\n# b;two;note;2019;x;y`)).toEqual([[3, 'incident', 'id']]);
  });

  it('reads figures as they are written in Russian and Kazakh, and refuses what reads two ways', () => {
    const counts = (mark: string, ...figures: string[]) =>
      rowsIn(
        [
          `channel${mark}on${mark}count${mark}source_title`,
          ...figures.map((f, i) => `c${mark}${2000 + i}${mark}${f}${mark}y`),
        ].join('\n'),
      );
    expect(counts(';', '1295', '1 295', '1\u00a0295')).toMatchObject(
      [1295, 1295, 1295].map((count) => ({ followers: { count } })),
    );
    const values = rowsIn('indicator;value;source_title\ni;25,5;y\ni;-1 000,25;y\ni;7.5;y');
    expect(values).toMatchObject([25.5, -1000.25, 7.5].map((value) => ({ measurement: { value } })));
    expect(refusedIn('indicator,value,source_title\ni,"1,295",y')).toEqual([[2, 'value', 'number']]);
    expect(refusedIn('indicator;value;source_title\ni;5 %;y\ni;;y\ni;1;')).toEqual([
      [2, 'value', 'number'],
      [3, 'value', 'number'],
      [4, 'source_title', 'source'],
    ]);
  });

  it('reads days as Excel writes them, as coarse as they are', () => {
    const rows = rowsIn('channel;on;count;source_title\nc;26.07.2019;1;y\nc;07.2019;1;y\nc;2019;1;y');
    expect(rows).toMatchObject(['2019-07-26', '2019-07', '2019'].map((on) => ({ followers: { on } })));
    const due = rowsIn('incident;id;made_in;text;due\na;p;s;x;26.07.2019\na;q;s;x;26.07.2019 18:00');
    expect(due).toMatchObject(['2019-07-26', '2019-07-26T18:00'].map((day) => ({ promise: { due: day } })));
  });

  it('is refused as a whole beyond its limits, however it is filled', () => {
    const rows = (count: number) => `${HEAD}\n${'a;one;note;2019;x;y\n'.repeat(count)}`;
    expect(readSheet(rows(5), 5).ok).toBe(true);
    expect(readSheet(rows(6), 5).refused).toMatchObject([{ expected: { key: 'at_most', params: { count: 5 } } }]);
    expect(refusedIn(`${HEAD}\n${'\n'.repeat(50_000)}`)).toEqual([[1, null, 'at_most']]);
    expect(refusedIn(`${HEAD}\n${'aa;'.repeat(300_000)}`)).toEqual([[2, null, 'csv']]);
    expect(refusedIn(`${HEAD}\na;one;note;2019;x;y${';z'.repeat(1000)}`)).toEqual([[2, null, 'cell']]);
  });
});

describe('A sheet that was exported', () => {
  it('is read again as it was: entries and promises of the documented incidents', () => {
    for (const incident of incidentsOf2019())
      for (const kind of ['entries', 'promises'] as const)
        for (const mark of [',', ';'] as const) {
          const rows = rowsOfIncident(incident, kind);
          const text = `${sheetHeader(kind, mark)}${printed(rows, kind, mark)}`;
          expect(rows.length === 0 || rowsIn(text).length === rows.length).toBe(true);
          const again = rowsIn(text) as { entry?: { id: string }; promise?: { id: string } }[];
          expect(again.map(({ entry, promise }) => (entry ?? promise)?.id)).toEqual(rows.map(({ id }) => id));
        }
  });

  it('has no cell that a spreadsheet takes for a formula, and gives every text back', () => {
    const start = fc.constantFrom('=', '+', '-', '@', "'", "'=", '\t', 'а');
    fc.assert(
      fc.property(start, fc.string({ minLength: 1 }), (sign, rest) => {
        const text = `${sign}${rest.replaceAll('\r', '')}x`;
        const row = { incident: 'a', id: 'one', kind: 'note', at: '2019', text, source_title: 'y' };
        const csv = `${sheetHeader('entries', ';')}${printed([row], 'entries', ';')}`;
        expect(csv).not.toMatch(/(^|;|;")[=+\-@\t]/m);
        const [read] = rowsIn(csv) as { entry: { text: string } }[];
        expect(read?.entry.text).toBe(text);
      }),
    );
  });
});
