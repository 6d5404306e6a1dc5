import type { Child } from 'hono/jsx';
import { firstDay } from '../../src/domain/span.ts';
import { dayEndingAt } from '../../src/domain/zone.ts';
import { textLanguage } from '../format/language.ts';
import { capital } from '../format/text.ts';
import { SourceLink } from '../parts/source-link.tsx';
import { Phrase } from '../parts/words.tsx';
import { byWeight } from './matters.ts';
import { PromiseStory } from './promise-story.tsx';
import { rich, sentences } from './rich.tsx';
import { anchor } from './row-id.ts';
import { SpokeStory } from './spoke-story.tsx';
import { day, isWithin, type Told, when } from './told.tsx';

/** How many promises the first screen tells; the rest are one link away. */
export const TOLD_FIRST = 2;

export type Story = {
  /** What happened, and when. */
  lead: Child;
  /** The questions that residents ask, with their answers. */
  answers: { question: string; answer: Child }[];
};

/** The first screen of an incident in sentences, made from the facts that count as of the day. wording.md, The first screen. */
export function storyOf(told: Told): Story {
  const { r, state } = told;
  return {
    lead: <Happened told={told} />,
    answers: [
      { question: r.t('story.promised'), answer: <PromisedStory told={told} /> },
      {
        question: r.t(state.incident.kind === 'acute' ? 'story.spoke' : 'story.spoke_of'),
        answer: <SpokeStory told={told} />,
      },
    ],
  };
}

/** When it began and ended, in the words of those who said so, and how far the record goes. */
function Happened({ told }: { told: Told }): Child {
  const { state } = told;
  return sentences([began(told), state.started === null ? null : ended(told), covered(told)]);
}

function began(told: Told): Child {
  const { r, state } = told;
  if (state.started === null) return r.t('story.start_unknown');
  const { started } = state.incident;
  const stated = started?.written.stated;
  return rich(r, 'story.began', {
    when: capitalInKazakh(told, when(told, started ?? state.started, { day: 'year' })),
    stated: stated ? (
      <>
        {' ('}
        <Phrase r={r} words={stated} lang={textLanguage(stated, 'ru')} />
        {')'}
      </>
    ) : (
      ''
    ),
  });
}

/** Kazakh puts the time first, and a sentence begins with a capital. */
const capitalInKazakh = (told: Told, words: string): string => (told.r.lang === 'kk' ? capital(words) : words);

function ended(told: Told): Child {
  const { r, state } = told;
  const { zone, ended: end } = state.incident;
  if (state.ended === null || end === null) return null;
  const sameDay = isWithin(end, state.started === null ? null : firstDay(state.started, zone), zone);
  const proof = state.entries.find(
    ({ at, kind }) => kind !== 'statement' && at.earliest === end.earliest && at.latest === end.latest,
  );
  const words = when(told, end, sameDay ? { day: 'none' } : {});
  return rich(r, 'story.ended', {
    when:
      proof === undefined ? (
        capitalInKazakh(told, words)
      ) : (
        <a class="quiet" href={anchor(proof.id)}>
          {capitalInKazakh(told, words)}
        </a>
      ),
    source:
      proof === undefined ? (
        ''
      ) : (
        <>
          {' '}
          (<SourceLink r={r} source={proof.source} />)
        </>
      ),
  });
}

/** How far the record goes, once that day is past: nobody has added to it since. */
function covered(told: Told): Child {
  const { r, state } = told;
  const { coveredUntil, zone } = state.incident;
  if (coveredUntil === null || dayEndingAt(state.asOf, zone) <= coveredUntil) return null;
  if (coveredUntil.endsWith('-12-31') && coveredUntil.startsWith(told.year))
    return r.t('story.covered_year', { year: told.year });
  return r.t('story.covered', { day: day(told, coveredUntil, r.lang === 'en' ? 'label' : 'to') });
}

/** The promises that matter most, and a way to the others. */
function PromisedStory({ told }: { told: Told }): Child {
  const { r, state } = told;
  const first = byWeight(state.promises).slice(0, TOLD_FIRST);
  if (first.length === 0) return r.t('story.no_promises');
  const more = state.promises.length - first.length;
  return (
    <>
      {first.map((shown, at) => (
        <>
          {at === 0 ? null : ' '}
          <span class="told">
            <PromiseStory told={told} shown={shown} />
          </span>
        </>
      ))}
      {more === 0 ? null : (
        <>
          {' '}
          <a class="told" href="#s_promises">
            {r.t('story.all_promises', { count: state.promises.length })}
          </a>
        </>
      )}
    </>
  );
}
