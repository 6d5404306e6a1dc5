import { describe, expect, it } from 'vitest';
import { readIncident } from '../../src/domain/document.ts';
import { ENTRY_COLUMNS } from '../../src/sheets/columns.ts';
import { readEntriesCsv, withEntries } from '../../src/sheets/entries.ts';
import { rightIncident } from '../support/documents.ts';

const rowsOf = (text: string) => {
  const read = readEntriesCsv(text);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.rows;
};
const errorsOf = (text: string) => {
  const read = readEntriesCsv(text);
  return read.ok ? [] : read.errors.map(({ line, column, value, expected }) => [line, column, value, expected.key]);
};
const HEAD = 'incident;id;kind;at;precision;text;source_title';

describe('A CSV of entries', () => {
  it('is read as a spreadsheet writes it: byte order mark, semicolons, quotes, CRLF, empty rows', () => {
    const rows = rowsOf(
      `\uFEFF${HEAD}\r\na-burst-main;seen-2;report;15.07.2019 9:05;;"Двое; ""ждут""\r\nводу";газета\r\n;;;;;;\r\na-burst-main;seen-3;note;2019-07;month;Итог;газета`,
    );
    expect(rows.map(({ incident, line }) => [incident, line])).toEqual([
      ['a-burst-main', 2],
      ['a-burst-main', 5],
    ]);
    expect(rows[0]?.entry).toMatchObject({
      id: 'seen-2',
      at: { at: '2019-07-15T09:05', precision: 'minute' },
      text: 'Двое; "ждут"\nводу',
      lang: 'ru',
    });
    expect(rows[1]?.entry.at).toEqual({ at: '2019-07', precision: 'month' });
  });

  it('takes commas, tabs and the delimiter that a first line names', () => {
    for (const mark of [',', '\t']) {
      const text = `${HEAD}\ni;a;note;2019;year;x;y`.replaceAll(';', mark);
      expect(rowsOf(text)).toHaveLength(1);
    }
    const named = rowsOf(`sep=|\r\n${HEAD}\r\ni;a;note;2019;year;x;y`.replaceAll(';', '|'));
    expect(named.map(({ line }) => line)).toEqual([3]);
  });

  it('fills every column', () => {
    const cells: Record<(typeof ENTRY_COLUMNS)[number], string> = {
      incident: 'i',
      id: 'q',
      kind: 'question',
      at: '',
      precision: '',
      earliest: '2019-07-15 14:00',
      latest: '15.7.2019',
      stated: 'днём',
      office: 'akim',
      official: 'obraztsov',
      network: 'vk',
      channel_url: 'https://vk.com/a',
      lang: 'kk',
      text: 'Қашан?',
      quote: 'Қашан',
      answers: 'what who',
      clock: 'known',
      asked_of: 'akim',
      answered_by: 'said',
      answer: 'formal',
      removed: '2019-07-20',
      source_title: 'VK',
      source_url: 'https://a.kz',
      source_archive: 'https://b.kz',
      source_kind: 'residents',
      source_count: '3',
    };
    expect(
      rowsOf(`${ENTRY_COLUMNS.join(';')}\n${ENTRY_COLUMNS.map((column) => cells[column]).join(';')}`)[0]?.entry,
    ).toEqual({
      id: 'q',
      kind: 'question',
      at: { earliest: '2019-07-15T14:00', latest: '2019-07-15', precision: 'between', stated: 'днём' },
      by: { office: 'akim', official: 'obraztsov' },
      channel: { network: 'vk', url: 'https://vk.com/a' },
      lang: 'kk',
      text: 'Қашан?',
      quote: 'Қашан',
      answers: ['what', 'who'],
      clock: 'known',
      asked_of: 'akim',
      answered_by: 'said',
      answer: 'formal',
      removed: { at: '2019-07-20', precision: 'day' },
      source: { title: 'VK', url: 'https://a.kz', archive: 'https://b.kz', kind: 'residents', count: 3 },
    });
  });

  it('gives every error at once, with line and column', () => {
    expect(errorsOf(`${HEAD}\nI;a;tweet;7/15/2019;;x;y\ni;;statement;2019-02-30;day;;y;z`)).toEqual([
      [2, 'incident', 'I', 'id'],
      [2, 'kind', 'tweet', 'one_of'],
      [2, 'at', '7/15/2019', 'date'],
      [3, null, 'z', 'cell'],
      [3, 'id', undefined, 'id'],
      [3, 'at', '2019-02-30', 'date'],
      [3, 'office', undefined, 'speaker'],
      [3, 'text', undefined, 'text_or_quote'],
    ]);
  });

  it('refuses columns that it does not know, that stand twice or that are missing, and a file without rows', () => {
    expect(errorsOf('incident;id;kind;colour;id\ni;a;note;red;b').slice(0, 2)).toEqual([
      [1, 'colour', 'colour', 'column'],
      [1, 'id', 'id', 'one_column'],
    ]);
    expect(errorsOf('at;text\n2019;x')[0]).toEqual([1, 'incident', undefined, 'column_needed']);
    expect(errorsOf(`${HEAD}\n`)).toEqual([[1, null, undefined, 'something']]);
    expect(errorsOf('')).toEqual([[1, null, undefined, 'something']]);
    expect(errorsOf(`${HEAD}\ni;"a`).map(([line, , , key]) => [line, key])).toEqual([[2, 'csv']]);
  });

  it('puts its entries in the place of those with their ids, or at the end', () => {
    const rows = rowsOf(
      `${HEAD}\na-burst-main;seen;report;2019-07-16;day;Иначе;y\na-burst-main;later;note;2019-08;month;Позже;y`,
    );
    const document = withEntries(rightIncident(), rows);
    expect(document.entries.map(({ id, text }) => [id, text])).toEqual([
      ['said', 'Сделаем.'],
      ['seen', 'Иначе'],
      ['asked', 'Когда?'],
      ['later', 'Позже'],
    ]);
    expect(readIncident(document).ok).toBe(true);
  });
});
