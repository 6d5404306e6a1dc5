import type { Row } from './pattern.ts';
import type { Lang, Reading } from './reading.ts';

/** A word that a table knows: its class (month, unit …), what it means, and a tag such as its case. */
export type Word = { readonly name: string; readonly reading: Reading; readonly tag?: string };

/**
 * What a word or a phrase says about the sentence around a deadline. judge.ts decides with them.
 *  will      somebody will act, for sure a finite promise: «завершим», «будет», "will"
 *  we        the first person will act: «завершим», "we will"
 *  soon      a verb that may be present or future: «устранят»        to  an infinitive, which follows the verb beside it
 *  now       a verb of the present: «работают», which promises nothing for today
 *  promised  «обещали»: broken where a «но» follows
 *  order     a promise by order: «поручил», "instructed"
 *  take/give time is taken or given: «займёт», «дал»          plan   «намечен», «запланировано»
 *  term      a noun of a term or its end: «срок», «сдача»     start  something starts: «запустим», «начнём»
 *  move      a deadline is moved: «перенесён»                 outage no water, light, way
 *  if        a condition                                      say    reporting verbs, which are no past event
 *  past, done  past verbs, finished work                      not    negation of a promise; refuse  no promise is made
 *  supply, off  water, light, way, and that there is none: together an outage
 *  law, citizen, regime, hours, forecast, broken              what guards of the same name stop
 *  expert    somebody who foresees and does not act: «синоптики»      event  a match, a concert
 *  former    somebody who held the post before; what he promised is over
 */
export type Cue =
  | 'will'
  | 'we'
  | 'soon'
  | 'now'
  | 'to'
  | 'order'
  | 'take'
  | 'give'
  | 'plan'
  | 'term'
  | 'start'
  | 'move'
  | 'outage'
  | 'supply'
  | 'off'
  | 'if'
  | 'say'
  | 'past'
  | 'done'
  | 'not'
  | 'refuse'
  | 'law'
  | 'citizen'
  | 'regime'
  | 'hours'
  | 'forecast'
  | 'expert'
  | 'event'
  | 'former'
  | 'broken'
  | 'promised'
  | 'but';

/** A row of a cue table: the pattern and what it says. The longest match wins; it hides cues of the words inside it. */
export type CueRow = readonly [pattern: string, cue: Cue | 'none'];

/** One language: tables and nothing else. */
export type Language = {
  readonly lang: Lang;
  readonly spelling: 'plain' | 'folded';
  readonly number: (word: string) => number | undefined;
  readonly ordinal: (word: string) => number | undefined;
  /** endings glued to digits: "5-ти", "20-го", "28-ші", "1st" */
  readonly countEndings: ReadonlySet<string>;
  readonly ordinalEndings: ReadonlySet<string>;
  /** words that show the language where its letters do not */
  readonly marks: ReadonlySet<string>;
  /** «за это время»: with a past verb it says that the term before it is over */
  readonly meanwhile: readonly Row[];
  /** words that add a half: "с половиной" */
  readonly andHalf: readonly (readonly string[])[];
  readonly or: ReadonlySet<string>;
  readonly words: (word: string) => readonly Word[];
  /** the grammar's own pieces: amount, date, clock, period … */
  readonly pieces: Readonly<Record<string, readonly Row[]>>;
  /** the phrases that are deadlines, and those that only look so (`nothing: true`) */
  readonly phrases: readonly Row[];
  /** what follows a term that is counted from an unknown moment, rule 24 */
  readonly anchors: readonly Row[];
  /** words that anchor the term after them: «жойылғаннан кейін үш күн ішінде» */
  readonly anchorsBefore?: ReadonlySet<string>;
  readonly cues: readonly CueRow[];
  /** what the ending of a word says of its verb */
  readonly verb: (word: string) => Cue | undefined;
  /** the case that an ending glued to digits shows: "18:00-ге" */
  readonly caseOf?: (ending: string) => string | undefined;
  /** words that take the past out of the participle after them: "be restored" */
  readonly passive?: ReadonlySet<string>;
  /** words that deny the verb after them */
  readonly negations?: ReadonlySet<string>;
  /** the last verb of a clause says its time */
  readonly verbLast?: boolean;
  /** words that quote the clause before them: it ends there */
  readonly quotes?: ReadonlySet<string>;
};

/** A word table from `class, meaning, forms apart by spaces, tag` rows. */
export type WordRow = readonly [name: string, reading: Reading, forms: string, tag?: string];

export function wordTable(rows: readonly WordRow[], spell: (word: string) => string): Map<string, Word[]> {
  const table = new Map<string, Word[]>();
  for (const [name, reading, forms, tag] of rows) {
    for (const form of forms.split(/\s+/)) {
      const key = spell(form);
      const known = table.get(key) ?? [];
      known.push(tag ? { name, reading, tag } : { name, reading });
      table.set(key, known);
    }
  }
  return table;
}
