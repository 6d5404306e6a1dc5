export const NO_BREAK = '\u00a0';
export const JOINER = '\u2060';

/**
 * Keeps a figure and the word after it on one line: `4 часа`, `15 июля`. Every formatter here passes its words through this. Not
 * `аралығында` (between), which closes a whole span and is longer than a column.
 */
export function glued(text: string): string {
  return text.replace(/(\d) (?!аралығында)(?=[\p{L}%])/gu, `$1${NO_BREAK}`);
}

/** A range of figures that no line end parts: `3–4,5`. */
export function range(from: string, to: string): string {
  return `${from}${JOINER}–${JOINER}${to}`;
}

/** The first letter made a capital, for a phrase that opens a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('ru') + text.slice(1);
}

// XML 1.0, 2.2: tab, line ends and what is no control character; halves of a surrogate pair are not characters.
const UNPRINTABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** The text without the characters that XML forbids and no program shows. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}
