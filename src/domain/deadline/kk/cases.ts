import { foldKazakh } from '../fold.ts';
import type { Word } from '../language.ts';
import type { Reading } from '../reading.ts';

/**
 * Kazakh endings. A noun of the tables is a stem; this file takes off plural, possessive and case endings, in both harmonies,
 * and says the case: nom, gen, dat, acc, loc, abl, ins, about («күндей»), adj («қыркүйектегі»), term («күндік»).
 */
const CASES: Readonly<Record<string, string>> = {
  gen: 'ның нің дың дің тың тің',
  dat: 'ға ге қа ке',
  acc: 'ны ні ды ді ты ті',
  loc: 'да де та те',
  abl: 'дан ден тан тен нан нен',
  ins: 'мен бен пен',
  about: 'дай дей тай тей',
  adj: 'ғы гі қы кі дағы дегі тағы тегі',
  term: 'лық лік дық дік тық тік',
};
/** after a possessive: айы → айына, айында, айын */
const POSSESSED: Readonly<Record<string, string>> = {
  nom: '',
  gen: 'ның нің',
  dat: 'на не',
  acc: 'н',
  loc: 'нда нде',
  abl: 'нан нен',
  ins: 'мен',
  adj: 'ндағы ндегі',
};
const PLURAL = ['', ...'лар лер дар дер тар тер'.split(' ')];
const POSSESSIVE = 'ы і сы сі'.split(' ');

function endings(): Map<string, string> {
  const found = new Map<string, string>([['', 'nom']]);
  for (const plural of PLURAL) {
    if (plural) found.set(foldKazakh(plural), 'nom');
    for (const [name, forms] of Object.entries(CASES)) {
      for (const form of forms.split(' ')) found.set(foldKazakh(plural + form), name);
    }
    for (const owner of POSSESSIVE) {
      for (const [name, forms] of Object.entries(POSSESSED)) {
        for (const form of forms.split(' ')) found.set(foldKazakh(plural + owner + form), name);
      }
    }
  }
  // stems of the tables that end in a possessive: соңы → соңына, соңында
  for (const [name, forms] of Object.entries(POSSESSED)) {
    for (const form of forms.split(' ')) if (form) found.set(foldKazakh(form), name);
  }
  return found;
}

const ENDINGS = endings();
const LONGEST_WORD = 24;

/** Endings after digits: 18:00-ге, 25-іне, 2025-ке. */
const DIGIT_ENDINGS = new Map<string, string>([
  ...[...ENDINGS].filter(([ending]) => ending !== ''),
  ...(['на', 'не'] as const).map((form) => [foldKazakh(form), 'dat'] as const),
]);
export const caseOf = (ending: string): string | undefined => DIGIT_ENDINGS.get(ending);

/** class, meaning, stems apart by spaces */
export type StemRow = readonly [name: string, reading: Reading, stems: string];

/** A reader of Kazakh nouns: every stem of `rows` with every ending, but for the words in `not`. */
export function nounReader(rows: readonly StemRow[], not: string): (word: string) => readonly Word[] {
  const stems = new Map<string, Word[]>();
  for (const [name, reading, words] of rows) {
    for (const word of words.split(/\s+/)) {
      const stem = foldKazakh(word);
      stems.set(stem, [...(stems.get(stem) ?? []), { name, reading }]);
    }
  }
  const excluded = new Set(not.split(/\s+/).map(foldKazakh));
  return (word) => {
    if (word.length > LONGEST_WORD || excluded.has(word)) return [];
    const found: Word[] = [];
    for (let cut = word.length; cut >= 2; cut -= 1) {
      const known = stems.get(word.slice(0, cut));
      const tag = known && ENDINGS.get(word.slice(cut));
      if (known && tag) found.push(...known.map(({ name, reading }) => ({ name, reading, tag })));
    }
    return found;
  };
}
