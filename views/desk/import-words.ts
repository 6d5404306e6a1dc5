import type { Expected } from '../../src/domain/document.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import type { Reader } from '../reader.ts';
import { cut } from './choices.ts';

/** What is wrong: the line of the file, the column of a sheet or the place in a document, what stands there, what is expected. */
export type ImportRefusal = { line: number | null; column: string | null; value?: unknown; expected: Expected };

/** What was expected in a cell or a place of a document. */
export function expectedWords(r: Reader, { key, params }: Expected): string {
  const words = `sheet.expected.${key}`;
  return isMessageKey(words) ? r.t(words, params) : r.t('error.422.text');
}

/** What stands in a cell that was refused, cut short. */
export function valueWords(r: Reader, value: unknown): string {
  if (value === undefined || value === null || value === '') return r.t('desk.import.empty');
  return cut(typeof value === 'object' ? JSON.stringify(value) : String(value), 80);
}

/** What stands in a column of a sheet. */
export function columnWords(r: Reader, kind: string, column: string): string {
  const key = `sheet.column.${kind === 'measurements' && column === 'office' ? 'measured_office' : column}`;
  return isMessageKey(key) ? r.t(key) : column;
}
