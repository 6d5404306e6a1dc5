import type { Cue } from './language.ts';
import type { Reading } from './reading.ts';
import type { CueAt, Phrase } from './scan.ts';
import { endsClause, type Stretch, type Token } from './text.ts';

/** What stands around a phrase: the cues of its clause and of its sentence, without those inside the phrase itself. */
export type Around = {
  readonly clause: readonly CueAt[];
  readonly sentence: readonly CueAt[];
  readonly question: boolean;
};

const VERBS: readonly Cue[] = [
  'will',
  'we',
  'soon',
  'now',
  'to',
  'term',
  'order',
  'take',
  'give',
  'plan',
  'move',
  'past',
  'done',
  'not',
  'forecast',
  'broken',
  'citizen',
];
const ACTING: readonly Cue[] = ['will', 'we', 'order', 'plan', 'move', 'not'];

const says = (cues: readonly CueAt[], ...wanted: readonly Cue[]): boolean =>
  cues.some(({ cue }) => wanted.includes(cue));

/** Whether a sentence's cues say anything of its verbs. */
export const hasVerb = (cues: readonly CueAt[]): boolean => says(cues, ...VERBS);

export function around(phrase: Phrase, cues: readonly CueAt[], tokens: readonly Token[], sentence: Stretch): Around {
  let { from, to } = phrase;
  while (from > sentence.from && !endsClause(tokens, from - 1)) from -= 1;
  while (to < sentence.to && !endsClause(tokens, to)) to += 1;
  const outside = cues.filter((one) => one.from < phrase.from || one.to > phrase.to);
  const clause = outside.filter((one) => one.to > from && one.from < to);
  const ending = tokens.slice(Math.max(sentence.to - 3, sentence.from), sentence.to);
  return { clause, sentence: outside, question: ending.some(({ plain }) => plain === '?') };
}

/** The guards of rule 30 that stop a phrase wherever it stands in the sentence. */
function isGuarded({ clause, sentence, question }: Around, near: readonly CueAt[], reading: Reading): boolean {
  if (question) return true;
  if (says(sentence, 'law') && !says(clause, 'order')) return true;
  if (says(sentence, 'regime', 'refuse', 'broken')) return true;
  if (says(sentence, 'promised') && says(sentence, 'but')) return true;
  if (says(sentence, 'former') && says(sentence, 'promised', 'say', 'past')) return true;
  if (says(sentence, 'expert') && reading.kind !== 'recurring' && !says(near, 'we', 'order')) return true;
  if (says(near, 'citizen', 'event') && !says(near, 'order')) return true;
  if (says(near, 'hours') && !says(near, 'will', 'we', 'order', 'soon', 'to')) return true;
  if (says(near, 'forecast') && !says(near, 'we', 'order')) return true;
  const outage = reading.mode !== 'within' && says(sentence, 'outage');
  return says(clause, 'not') && !outage && !says(clause, 'if');
}

/** A Kazakh clause ends with its verb; an order or a plan in the past («тапсырдым», «жоспарланған») is a promise. */
function isPastAtTheEnd(near: readonly CueAt[]): boolean {
  const last = near.findLast(({ cue }) => VERBS.includes(cue) && cue !== 'term');
  if (says(near, 'order', 'plan', 'move')) return false;
  return last?.cue === 'past' || last?.cue === 'done';
}

/** The past: past verbs or finished work, with nobody who will act. Between «начали» and «закончат» the nearer verb decides. */
function isPast(near: readonly CueAt[], phrase: Phrase, reading: Reading, verbLast: boolean): boolean {
  if (!says(near, 'past', 'done')) return false;
  if (verbLast) return isPastAtTheEnd(near);
  // «began in March and will finish in September»: a verb of the past right before its words
  const justBefore = near.some(({ cue, to }) => cue === 'past' && to === phrase.from);
  if (says(near, ...ACTING)) return justBefore && reading.needs === 'future' && !says(near, 'order', 'plan', 'move');
  // «улица перекрыта до 25 июля»
  if (says(near, 'outage') && !says(near, 'past')) return false;
  if (reading.needs === 'effort' && says(near, 'give', 'take')) return false;
  const distance = (one: CueAt): number => (one.from >= phrase.to ? one.from - phrase.to : phrase.from - one.to);
  const verbs = near.filter(
    ({ cue }) => cue === 'past' || cue === 'done' || cue === 'soon' || cue === 'now' || cue === 'take',
  );
  const nearest = verbs.reduce((best, one) => (distance(one) < distance(best) ? one : best), verbs[0] as CueAt);
  return nearest.cue === 'past' || nearest.cue === 'done';
}

function hasWhatItNeeds(near: readonly CueAt[], sentence: readonly CueAt[], reading: Reading): boolean {
  switch (reading.needs ?? 'none') {
    case 'none':
      return true;
    case 'future':
      if (reading.kind === 'recurring' && !says(near, ...VERBS)) return true;
      // «в этом году дороги ремонтируют», «в сентябре жарко, доходит до 35»: how it is, unless something starts
      if (reading.mode === 'in' && reading.period !== undefined && !says(near, 'start', 'promised')) {
        return says(near, 'will', 'we', 'soon', 'to', 'order', 'plan', 'move', 'term', 'give');
      }
      return says(near, 'will', 'we', 'soon', 'now', 'to', 'order', 'plan', 'move', 'term', 'promised', 'give');
    case 'sure':
      return says(near, 'will', 'we', 'soon', 'to', 'order', 'plan', 'move', 'term', 'promised');
    case 'firm':
      return says(near, 'will', 'we', 'order', 'plan') && !says(near, 'now', 'past');
    case 'effort':
      return says(near, 'take', 'give', 'term', 'order');
    case 'plan':
      return says(near, 'plan', 'move', 'term');
    case 'move':
      return says(sentence, 'move');
    case 'window':
      return says(sentence, 'outage') || says(near, 'will', 'we', 'soon', 'order', 'plan', 'term');
    case 'start':
      return says(near, 'start', 'will', 'we', 'plan', 'order') && !says(near, 'outage', 'past', 'now');
  }
}

/** «В пятницу сообщил, что мост откроют», "said on Friday that": the day of the saying, not of the deed. */
function isTimeOfSaying(phrase: Phrase, reading: Reading, { clause }: Around): boolean {
  if (reading.needs !== 'future' && reading.needs !== 'sure' && reading.needs !== 'start') return false;
  const said = clause.filter(({ cue }) => cue === 'say');
  if (said.some(({ from, to }) => to === phrase.from || from === phrase.to)) return true;
  return said.length > 0 && !says(clause, ...VERBS);
}

/** «Срок продлён на 10 дней»: counted from the end of the old term, which these words do not date (rule 24). */
export function isMoveByLength({ n, since, needs }: Reading, { clause }: Around): boolean {
  return n !== undefined && !since && (needs === 'effort' || needs === 'move') && says(clause, 'move');
}

/**
 * Whether a phrase is a deadline where it stands. Rule 30 lists what it must not be: past intervals, laws, lower bounds,
 * forecasts, citizens' deadlines, questions, refusals, negations, finished work, broken promises of others.
 */
export function isDeadline(phrase: Phrase, reading: Reading, place: Around, verbLast = false): boolean {
  if (reading.nothing || phrase.reading.nothing) return false;
  // a clause with no verb takes those of its sentence
  const near = says(place.clause, ...VERBS) ? place.clause : place.sentence;
  if (isGuarded(place, near, reading)) return false;
  if (!verbLast && isTimeOfSaying(phrase, reading, place)) return false;
  if (isPast(near, phrase, reading, verbLast)) return false;
  // «через месяц после паводка живут в школе»: how it is, not what will be done
  const isState = says(near, 'now') && !says(near, ...ACTING, 'soon', 'to', 'take', 'give', 'term');
  if (reading.anchored && isState) return false;
  return hasWhatItNeeds(near, place.sentence, reading);
}
