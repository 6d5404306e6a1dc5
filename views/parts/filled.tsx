import type { Child } from 'hono/jsx';
import type { MessageKey, Params } from '../../src/i18n/translate.ts';
import type { Reader } from '../reader.ts';

export type FilledProps = {
  r: Reader;
  words: MessageKey;
  /** Placeholders that are text. */
  params?: Params;
  /** Placeholders that are elements: a link, a time, a status. */
  slots: Record<string, Child>;
};

/** No message contains it, so it can stand where an element goes. */
const EDGE = '\u0001';

/** A message some of whose placeholders are elements. */
export function Filled({ r, words, params = {}, slots }: FilledProps) {
  const marks = Object.fromEntries(Object.keys(slots).map((name) => [name, `${EDGE}${name}${EDGE}`]));
  const pieces = r.t(words, { ...params, ...marks }).split(EDGE);
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : slots[piece]))}</>;
}
