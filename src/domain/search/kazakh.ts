import { foldKazakh } from '../deadline/fold.ts';

/**
 * Kazakh endings, taken off a word that was folded first: so a word in Cyrillic, in either Latin alphabet and typed without
 * Kazakh letters comes to one stem. Folding leaves a (back) and e (front) to tell the harmony; i, o and u may be either. The
 * first letter of an ending says what it stands on: -ты on a voiceless consonant, -ды on a voiced one, -ны on a vowel.
 */
const PERSONS = 'мыз міз быз біз пыз піз сыз сіз';
const VERBS = 'ған ген қан кен атын етін йтын йтін ады еді йды йді ып іп мақ мек пақ пек бақ бек';
const CASES =
  'ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те нда нде дан ден тан тен нан нен мен бен пен ' +
  'дағы дегі тағы тегі ндағы ндегі';
const POSSESSIVES = 'ы і сы сі ын ін сын сін';
const PLURALS = 'лар лер дар дер тар тер';

const folded = (endings: string): string[] =>
  [...new Set(endings.split(' ').map(foldKazakh))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** In the order in which they stand on a word, the last first; at most one of each is taken off. */
const LAYERS = [PERSONS, VERBS, CASES, POSSESSIVES, PLURALS].map(folded);

const VOWEL = /[aeiou]/;
const VOICELESS = /[pktsfhcbgvd]$/;
const VOICED = /[lmnrzjiubgvd]$/;

/**
 * What a folded Kazakh word (see `foldKazakh`) is compared by, in a-z: the word itself and its stem. Of some words nothing says
 * whether their end is an ending («тұрғын», «шешім»), so that two words are the same where they share either.
 */
export function kazakhStems(word: string): string[] {
  let stem = word;
  for (const layer of LAYERS) stem = withoutEnding(stem, layer);
  return [...new Set([levelled(word), levelled(stem)])];
}

function withoutEnding(word: string, endings: readonly string[]): string {
  const ending = endings.find((each) => word.endsWith(each) && fits(word.slice(0, -each.length), each));
  return ending === undefined ? word : word.slice(0, -ending.length);
}

function fits(stem: string, ending: string): boolean {
  // «үйлер» is of «үй», but two letters are too little for a short ending.
  if (stem.length < (ending.length > 2 ? 2 : 3) || !VOWEL.test(stem)) return false;
  return isInHarmony(stem, ending) && standsOn(stem, ending.charAt(0));
}

/** A clear vowel before the ending is of the same kind as its own. */
function isInHarmony(stem: string, ending: string): boolean {
  const before = [...stem].findLast((letter) => VOWEL.test(letter));
  if (ending.includes('a')) return before !== 'e';
  return ending.includes('e') ? before !== 'a' : true;
}

function standsOn(stem: string, first: string): boolean {
  switch (first) {
    case 't':
    case 'k':
    case 'p':
      return VOICELESS.test(stem);
    case 'd':
      return VOICED.test(stem) || VOWEL.test(stem.slice(-1));
    case 'g':
      return !/[pkts]$/.test(stem);
    case 'a':
    case 'e':
    case 'i':
      return !/[aeo]$/.test(stem);
    default:
      return true;
  }
}

/** «жарығы» and «жарық», «кітабы» and «кітап», «халқы» and «халық»: a last consonant is voiced, a vowel before it falls. */
function levelled(stem: string): string {
  const hard = stem.replace(/g$/, 'k').replace(/b$/, 'p');
  return hard.length > 3 ? hard.replace(/([^aeiou])i([^aeiou])$/, '$1$2') : hard;
}
