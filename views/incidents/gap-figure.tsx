import type { Child } from 'hono/jsx';
import type { Entry } from '../../src/domain/entry.ts';
import { clockForReaders, clockStart, latencyBetween, type Milestone } from '../../src/domain/latency.ts';
import type { Interval } from '../../src/domain/span.ts';
import { LONGEST_IN_HOURS } from '../figures/axis.ts';
import { GapBar, type GapFact } from '../figures/gap-bar.tsx';
import { latencyWords, resolutionOf } from '../format/durations.ts';
import { textLanguage } from '../format/language.ts';
import { spanWords } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { SourceLink } from '../parts/source-link.tsx';
import { Phrase } from '../parts/words.tsx';
import { joined } from './rich.tsx';
import { anchor } from './row-id.ts';
import { office, type Told } from './told.tsx';

/** The first hours as a figure: the possible start, who knew when, the first word, the first post, the end. */
export function GapFigure({ told }: { told: Told }): Child {
  const { state, r } = told;
  const { started, ended } = state.incident;
  if (started === null || state.started === null) return null;
  const chosen = clockForReaders(state.incident, state.firstPost ?? state.firstWord, state.asOf) ?? 'occurred';
  // The figure has room for one clock beside the start: the one that readers count from.
  const second = chosen === 'occurred' ? recordedClock(told) : chosen;
  const from = second === null ? null : clockStart(state.incident, second, state.asOf);
  const marks = state.entries.filter((entry) => entry.clock !== null && entry.clock === second);
  const firstHours = [started, from, state.firstWord?.at, state.firstPost?.at].filter((span) => span != null);
  return (
    <GapBar
      r={r}
      id="f_gap"
      zone={state.incident.zone}
      heading={<Heading told={told} clock={chosen} />}
      clock={chosen === 'occurred' ? 'start' : 'known'}
      start={{ span: started, name: r.t('gap.start'), ...statedNote(told, started.written.stated) }}
      known={
        from === null || second === null
          ? undefined
          : {
              span: marks.length === 1 && marks[0] ? marks[0].at : from,
              name: r.t(`gap.${second}`),
              ...sourcesOf(told, marks),
            }
      }
      missing={missingOf(told)}
      firstWord={milestoneFact(told, 'first_word', state.firstWord)}
      firstPost={milestoneFact(told, 'first_post', state.firstPost)}
      restored={
        ended === null || state.ended === null || squeezes(ended, firstHours)
          ? undefined
          : { span: ended, name: r.t('gap.ended'), ...sourcesOf(told, atTheEnd(told)) }
      }
    />
  );
}

/** An end that came days later would leave the first hours no room: the page says it above. */
function squeezes(ended: Interval, firstHours: readonly Interval[]): boolean {
  const ends = firstHours.flatMap(({ earliest, latest }) => [earliest, latest]).filter((end) => end !== null);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const longest = LONGEST_IN_HOURS * 3_600_000;
  return last - first <= longest && (ended.latest ?? ended.earliest ?? last) - first > longest;
}

/** What readers look for in the figure and the record has not. */
function missingOf({ r, state }: Told): string[] {
  return [
    ...(state.firstWord === null ? [r.t('gap.first_word')] : []),
    ...(state.firstPost === null ? [r.t('gap.first_post')] : []),
    ...(state.incident.ended === null ? [r.t('gap.ended')] : []),
  ];
}

function recordedClock(told: Told): 'known' | 'reported' | null {
  const { incident, asOf } = told.state;
  return (['known', 'reported'] as const).find((clock) => clockStart(incident, clock, asOf) !== null) ?? null;
}

/** The finding, where there is a post and its order is known. */
function Heading({ told, clock }: { told: Told; clock: 'occurred' | 'known' | 'reported' }): Child {
  const { r, state } = told;
  const from = clockStart(state.incident, clock, state.asOf);
  const post = state.firstPost;
  if (from === null || post === null) return r.t('gap.heading_word');
  const latency = latencyBetween(from, post.at);
  if (latency.min === null || latency.min < 0) return r.t('gap.heading_word');
  const own = clock === 'occurred' ? state.incident.started : from;
  const resolution = resolutionOf(own ?? from, ...post.entries.map((entry) => entry.at));
  return r.t('gap.heading', { clock, length: latencyWords(r, latency, resolution) });
}

function milestoneFact(
  told: Told,
  name: 'first_word' | 'first_post',
  milestone: Milestone | null,
): GapFact | undefined {
  if (milestone === null) return undefined;
  const { r, state } = told;
  const [only, ...others] = milestone.entries;
  const span = others.length === 0 && only !== undefined ? only.at : milestone.at;
  const channel = name === 'first_post' && only?.channel ? r.t(`network.${only.channel.network}`) : null;
  const time = spanWords(r, span, { zone: state.incident.zone, day: 'none' });
  return {
    span,
    name: r.t(`gap.${name}`),
    ...(channel === null ? {} : { words: `${channel}, ${time}` }),
    who: (
      <>
        {r.t(`gap.${name}`)}
        {': '}
        {joined(
          milestone.entries.map((entry) => (
            <a href={anchor(entry.id)}>{office(told, entry.by?.office ?? null).text}</a>
          )),
          ` ${r.t('story.or')} `,
        )}
        {others.length === 0 ? null : <small>{capital(r.t('latency.order_unknown'))}</small>}
      </>
    ),
    ...statedNote(told, others.length === 0 ? only?.at.written.stated : undefined),
    ...sourcesOf(told, milestone.entries),
  };
}

function statedNote(told: Told, stated: string | undefined): { note?: Child } {
  if (stated === undefined) return {};
  return { note: <Phrase r={told.r} words={stated} lang={textLanguage(stated, 'ru')} /> };
}

function atTheEnd(told: Told): Entry[] {
  const { ended } = told.state.incident;
  return told.state.entries.filter(
    ({ at, kind }) => kind !== 'statement' && at.earliest === ended?.earliest && at.latest === ended?.latest,
  );
}

/** Each source once, in the order of the rows. */
function sourcesOf(told: Told, entries: readonly Entry[]): { source?: Child } {
  const keyOf = ({ source }: Entry) => `${source.url ?? ''} ${source.title ?? ''}`;
  const once = entries.filter((entry, at) => entries.findIndex((other) => keyOf(other) === keyOf(entry)) === at);
  return once.length === 0
    ? {}
    : { source: joined(once.map((entry) => <SourceLink r={told.r} source={entry.source} />)) };
}
