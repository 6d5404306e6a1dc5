import { stringify } from 'csv-stringify/sync';
import type { SheetColumns } from '../../../views/desk/import.tsx';
import { columnWords, expectedWords, type ImportRefusal, valueWords } from '../../../views/desk/import-words.ts';
import { readerOf } from '../../../views/reader.ts';
import { COLUMNS, SHEET_KINDS, type SheetKind } from '../../sheets/columns.ts';

import { type Cells, type Delimiter, printed, sheetHeader } from '../../sheets/write.ts';
import { refuse } from '../refusal.ts';
import type { DeskContext } from './context.ts';

/** Between the cells of a sheet: what the spreadsheets of the language's readers expect. */
export const delimiterFor = (c: DeskContext): Delimiter => (c.var.lang === 'en' ? ',' : ';');

/** A file of the desk to keep; no cache keeps it. */
export function asFile(c: DeskContext, name: string, type: string, body: string | ReadableStream): Response {
  c.header('Content-Disposition', `attachment; filename="${name}"`);
  c.header('Content-Type', type);
  c.header('Cache-Control', 'no-store');
  return c.body(body);
}

export const CSV_TYPE = 'text/csv; charset=utf-8';

/** An empty sheet: its header, a row that explains the columns in the reader's language, and a fictional example. */
export function templateSheet(c: DeskContext, file: string): Response {
  const kind = SHEET_KINDS.find((known) => file === `${known}.csv`) ?? refuse(404);
  const delimiter = delimiterFor(c);
  const text = `${sheetHeader(kind, delimiter)}${printed([explained(c, kind), exampleOf(c, kind)], kind, delimiter)}`;
  return asFile(c, `merzim-${kind}-template.csv`, CSV_TYPE, text);
}

/** The columns of every kind of sheet, in words. */
export function sheetColumns(c: DeskContext): SheetColumns[] {
  const r = readerOf(c.var.lang);
  return SHEET_KINDS.map((kind) => ({
    kind,
    columns: COLUMNS[kind].map((name) => ({ name, words: columnWords(r, kind, name) })),
  }));
}

function explained(c: DeskContext, kind: SheetKind): Cells {
  const r = readerOf(c.var.lang);
  const words = COLUMNS[kind].map((column, index): [string, string] => [
    column,
    `${index === 0 ? '# ' : ''}${columnWords(r, kind, column)}`,
  ]);
  return Object.fromEntries(words);
}

function exampleOf(c: DeskContext, kind: SheetKind): Cells {
  const { lang, t } = readerOf(c.var.lang);
  const source = { source_title: t('sheet.example.source'), source_url: 'https://example.org/news/1' };
  switch (kind) {
    case 'entries':
      return {
        incident: 'example-town-water-2031',
        id: 'statement-03-14',
        kind: 'statement',
        at: '14.03.2031 18:30',
        precision: 'about',
        office: 'akim-example-town',
        network: 'facebook',
        channel_url: 'https://example.org/posts/1',
        lang,
        text: t('sheet.example.text'),
        quote: t('sheet.example.quote'),
        answers: 'what when',
        ...source,
      };
    case 'promises':
      return {
        incident: 'example-town-water-2031',
        id: 'water-back',
        made_in: 'statement-03-14',
        nature: 'pledge',
        text: t('sheet.example.promise'),
        phrase: t('sheet.example.phrase'),
        due: '17.03.2031',
        due_basis: 'words',
        test: t('sheet.example.test'),
      };
    case 'followers':
      return { channel: 'example-town-facebook', on: '01.03.2031', count: 1295, ...source };
    case 'measurements':
      return {
        indicator: 'example-ignored',
        office: 'akim-example-town',
        from: '01.01.2031',
        to: '31.03.2031',
        value: lang === 'en' ? 25.5 : '25,5',
        ...source,
      };
  }
}

/** What was refused, row by row, for whoever mends the sheet. */
export function refusalsSheet(c: DeskContext, refused: readonly ImportRefusal[]): Response {
  const r = readerOf(c.var.lang);
  const rows = refused.map(({ line, column, value, expected }) => [
    line === null ? '' : String(line),
    column ?? '',
    valueWords(r, value),
    expectedWords(r, expected),
  ]);
  const header = (['line', 'column', 'value', 'wrong'] as const).map((name) => r.t(`desk.import.column.${name}`));
  const text = stringify([header, ...rows], {
    bom: true,
    delimiter: delimiterFor(c),
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  return asFile(c, 'merzim-refused.csv', CSV_TYPE, text);
}
