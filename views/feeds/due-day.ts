import { lineOf } from '../../src/domain/digest.ts';
import { type PublicRecord, passedShown } from '../../src/domain/first-shown.ts';
import { deadlineAt, type Promised, type PromiseState } from '../../src/domain/promise.ts';
import { dayEndingAt, type Instant, type LocalDate } from '../../src/domain/zone.ts';
import { whoSaid } from '../digests/words.ts';
import { staleWords, statusWords } from '../parts/status.tsx';
import { localWords } from '../parts/words.tsx';
import { endsDay, type FeedTold, linkTo } from './told.ts';

/** A due day in a calendar: a day, or where an hour was named an instant. Texts are plain. */
export type DueDay = {
  /** Of the promise, for ever. */
  path: string;
  when: { on: LocalDate } | { at: Instant };
  /** How often the deadline was moved: a calendar takes the greater one for the newer. */
  moves: number;
  cancelled: boolean;
  summary: string;
  description: string;
  url: string;
  updatedAt: Instant;
};

/** A promise with a due day, as of `asOf`. */
export type Dated = { record: PublicRecord; promise: Promised; state: PromiseState; asOf: Instant };

/** The due day of a promise for a calendar, with what it is as of the day; undefined where no term can be measured. */
export function dueDayOf(told: FeedTold, { record, promise, state, asOf }: Dated): DueDay | undefined {
  const { r, directory } = told;
  const { incident } = record;
  const { dueAt, dueOn } = state;
  if (dueAt === null || dueOn === null) return undefined;
  const { words, ground } = statusWords(r, state, incident.zone);
  const url = linkTo(told, `/promises/${incident.slug}/${promise.id}`);
  const set = state.move === null && promise.dueBasis === 'newsroom' ? promise.dueReason : null;
  const description = [
    whoSaid(r, directory, lineOf(promise, incident, state, directory), dayEndingAt(asOf, incident.zone)),
    // Days to come are counted by the calendar itself: a kept copy would say what is over.
    state.status === 'pending' || state.status === 'due_soon' ? null : `${words}${ground ?? ''}.`,
    staleWords(r, state),
    set === null ? null : r.t('calendar.newsroom', { reason: set }),
    localWords(r, incident.title),
    url,
  ];
  return {
    path: `promise/${incident.slug}/${promise.id}`,
    when: endsDay(dueAt, incident.zone) ? { on: dueOn } : { at: dueAt },
    moves: deadlineAt(promise, incident, asOf).moves.length,
    cancelled: state.status === 'withdrawn',
    summary: r.t('calendar.due', { words: promise.text }),
    description: description.filter((line) => line !== null && line !== '').join('\n'),
    url,
    updatedAt: passedShown(record, promise, state, asOf).updatedAt,
  };
}
