import type { Language } from '../language.ts';
export const KAZAKH: Language = { lang: 'kk', spelling: 'folded', number: () => undefined, ordinal: () => undefined, countEndings: new Set(), ordinalEndings: new Set(), andHalf: [], or: new Set(), marks: new Set(), words: () => [], pieces: {}, phrases: [], anchors: [], meanwhile: [], cues: [], verb: () => undefined };
