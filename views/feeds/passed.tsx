import { lineOf } from '../../src/domain/digest.ts';
import { deadlineSetBy, type PublicRecord, passedShown } from '../../src/domain/first-shown.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import { dayEndingAt, type Instant } from '../../src/domain/zone.ts';
import { whoSaid } from '../digests/words.ts';
import { textLanguage } from '../format/language.ts';
import { isSetByNewsroom } from '../incidents/promises.tsx';
import { Filled } from '../parts/filled.tsx';
import { statusWords } from '../parts/status.tsx';
import { localWords, Phrase } from '../parts/words.tsx';
import type { FeedEntry } from './entry.ts';
import { dueDayWords, type FeedTold, linkTo } from './told.ts';

/** A promise that is past its term at `asOf`. Nothing in it counts on by itself from day to day. */
export type Passed = { record: PublicRecord; promise: Promised; state: PromiseState; asOf: Instant };

/** A term that has passed. The person is named only where somebody has looked. domain.md, Promises, Whether anyone looked. */
export function passedEntry(told: FeedTold, { record, promise, state, asOf }: Passed): FeedEntry {
  const { r, directory } = told;
  const { incident } = record;
  const setBy = deadlineSetBy(state);
  const { words, ground } = statusWords(r, state, incident.zone);
  const line = lineOf(promise, incident, state, directory);
  const html = (
    <>
      <p>
        {r.t('digest.due', { day: dueDayWords(r, state.dueAt ?? asOf, incident.zone) })}{' '}
        <PhraseOf told={told} promise={promise} state={state} />
      </p>
      <p>
        {words}
        {ground}.
      </p>
      <p>{whoSaid(r, directory, line, dayEndingAt(asOf, incident.zone))}</p>
      {isSetByNewsroom(promise, state) ? <p>{r.t('calendar.newsroom', { reason: promise.dueReason ?? '' })}</p> : null}
      {state.extended === null ? null : <p>{r.t('feed.moved', { count: state.extended.moves })}</p>}
      <p>
        <a href={linkTo(told, `/incidents/${incident.slug}`)}>{localWords(r, incident.title) || incident.slug}</a>
      </p>
    </>
  );
  return {
    ...passedShown(record, promise, state, asOf),
    path: ['due', incident.slug, promise.id, ...(setBy === null ? [] : [setBy])].join('/'),
    title: `${words}: ${promise.text}`,
    html: html.toString(),
    url: linkTo(told, `/promises/${incident.slug}/${promise.id}`),
  };
}

/** The words that carry the deadline that holds. */
function PhraseOf({ told: { r }, promise, state }: { told: FeedTold } & Pick<Passed, 'promise' | 'state'>) {
  const phrase = state.move === null ? promise.phrase : state.move.phrase;
  return phrase === null ? null : (
    <Filled
      r={r}
      words="feed.phrase"
      slots={{ phrase: <Phrase r={r} words={phrase} lang={textLanguage(phrase, 'ru')} /> }}
    />
  );
}
