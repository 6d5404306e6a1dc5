import { foldKazakh } from '../fold.ts';
import type { Language } from '../language.ts';
import { caseOf } from './cases.ts';
import { CUES } from './cues.ts';
import { ANCHORS, PHRASES } from './phrases.ts';
import { PIECES } from './pieces.ts';
import { verbOf } from './verbs.ts';
import { numberOf, ordinalOf, wordsOf } from './words.ts';

const folded = (words: string): Set<string> => new Set(words.split(/\s+/).map(foldKazakh));

export const KAZAKH: Language = {
  lang: 'kk',
  spelling: 'folded',
  number: numberOf,
  ordinal: ordinalOf,
  countEndings: new Set(),
  ordinalEndings: folded('ші шы нші ншы інші ыншы'),
  andHalf: [[foldKazakh('жарым')]],
  or: folded('немесе не я яки'),
  // words of everyday Kazakh that a text without special letters shows
  marks: folded(
    'дейін ішінде болады жыл жылдың күн күні айдың апта аптада және бойынша үшін қазан тамыз қыркүйек шілде мамыр маусым ' +
      'соңына аяғына соңында береміз беріледі аяқталады жұмыс арада мерзімде бүгін ертең кешке кейін барлық менен мен ' +
      'ашылады керек тиіс сағат бастап сайын жұмысы көше мектеп аудан',
  ),
  words: wordsOf,
  pieces: PIECES,
  phrases: PHRASES,
  anchors: ANCHORS,
  meanwhile: [['осы уақыт|мерзім ішінде']],
  cues: CUES,
  anchorsBefore: folded('кейін соң бастап'),
  verb: verbOf,
  caseOf,
  verbLast: true,
  quotes: folded('деп дейді деді деген'),
};
