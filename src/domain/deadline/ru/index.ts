import type { Language } from '../language.ts';
import { CUES } from './cues.ts';
import { ANCHORS, PHRASES } from './phrases.ts';
import { PIECES } from './pieces.ts';
import { verbOf } from './verbs.ts';
import { numberOf, ordinalOf, wordsOf } from './words.ts';

export const RUSSIAN: Language = {
  lang: 'ru',
  spelling: 'plain',
  number: numberOf,
  ordinal: ordinalOf,
  countEndings: new Set('ти и х м мя ми ю'.split(' ')),
  ordinalEndings: new Set('го е й я ое ой ый му м ом ому ого ую ю ей'.split(' ')),
  andHalf: [['с', 'половиной']],
  or: new Set(['или', 'либо']),
  marks: new Set(),
  words: wordsOf,
  pieces: PIECES,
  phrases: PHRASES,
  anchors: ANCHORS,
  meanwhile: [['за это|указанное|отведенное время'], ['за этот|указанный срок|период']],
  cues: CUES,
  verb: verbOf,
  negations: new Set(['не', 'ни']),
};
