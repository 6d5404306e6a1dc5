import type { Language } from '../language.ts';
import { CUES, verbOf } from './cues.ts';
import { ANCHORS, PHRASES } from './phrases.ts';
import { PIECES } from './pieces.ts';
import { numberOf, ordinalOf, wordsOf } from './words.ts';

export const ENGLISH: Language = {
  lang: 'en',
  spelling: 'plain',
  number: numberOf,
  ordinal: ordinalOf,
  countEndings: new Set(),
  ordinalEndings: new Set(['st', 'nd', 'rd', 'th']),
  andHalf: [['and', 'a', 'half']],
  or: new Set(['or', 'to']),
  marks: new Set(),
  words: wordsOf,
  pieces: PIECES,
  phrases: PHRASES,
  anchors: ANCHORS,
  meanwhile: [['in|during|over|within this|that time|period']],
  cues: CUES,
  verb: verbOf,
  passive: new Set(['be', 'get', 'being']),
};
