import type { Change } from '../../src/domain/document.ts';
import { PRECISIONS, spanOf, type WrittenTime } from '../../src/domain/span.ts';
import { type Texts, wordsIn } from '../../src/domain/words.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import { dayWords } from '../format/dates.ts';
import { spanWords } from '../format/spans.ts';
import type { Reader } from '../reader.ts';

/** Where something changed, in words: `Строка хроники (tweet): дословные слова`. A part without words of its own stands as the document has it. */
export function placeWords(r: Reader, path: string): string {
  const parts = [...path.matchAll(/([a-z_]+|\$)(?:\[([^\]]*)\])?/g)];
  const words = parts.map(([, name = '', id]) => {
    const key = `change.${name}`;
    const named = isMessageKey(key) ? r.t(key) : name;
    return id === undefined || id === '*' ? named : `${named} (${/^\d+$/.test(id) ? Number(id) + 1 : id})`;
  });
  return words.join(': ');
}

/** What stood or stands there, in words; a row as a whole by what it says. `zone` is the incident's, null where it is not known. */
export function changedWords(r: Reader, value: Change['before'], zone: string | null): string {
  if (value === null || value === undefined || value === '') return r.t('correction.nothing');
  if (typeof value === 'boolean') return r.t(value ? 'digest.value.yes' : 'digest.value.no');
  if (Array.isArray(value)) return value.map((item) => changedWords(r, item, zone)).join(', ');
  if (typeof value === 'object') return objectWords(r, value as Record<string, unknown>, zone);
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayWords(r, text);
  const key = `change.value.${text}`;
  return isMessageKey(key) ? r.t(key) : text;
}

function objectWords(r: Reader, value: Record<string, unknown>, zone: string | null): string {
  if (isTime(value)) return timeWords(r, value, zone);
  const texts = wordsIn(value as Texts, r.lang);
  if (texts !== undefined && typeof texts.text === 'string') return texts.text;
  for (const name of ['text', 'quote', 'title', 'phrase', 'entry', 'id', 'office', 'network'])
    if (typeof value[name] === 'string') return value[name];
  // A check or a reply without words goes by its time.
  for (const name of ['at', 'asked']) {
    const part = value[name];
    if (typeof part === 'object' && part !== null && isTime(part as Record<string, unknown>))
      return timeWords(r, part as WrittenTime, zone);
  }
  return JSON.stringify(value);
}

const isTime = (value: Record<string, unknown>): value is WrittenTime =>
  PRECISIONS.some((precision) => precision === value.precision);

function timeWords(r: Reader, written: WrittenTime, zone: string | null): string {
  const said = written.stated === undefined ? '' : ` (${r.t('span.stated', { words: written.stated })})`;
  if (zone === null) return JSON.stringify(written);
  return `${spanWords(r, spanOf(written, zone), { zone })}${said}`;
}
