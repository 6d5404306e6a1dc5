import type { Child } from 'hono/jsx';
import { type Entry, isByResponsible } from '../../src/domain/entry.ts';
import {
  type Clock,
  clockForReaders,
  clockStart,
  latencyBetween,
  type Milestone,
  type MilestoneName,
} from '../../src/domain/latency.ts';
import { isSocial } from '../../src/domain/source.ts';
import { firstDay } from '../../src/domain/span.ts';
import { latencyWords, resolutionOf } from '../format/durations.ts';
import { Looked } from './looked.tsx';
import { joined, rich, sentences } from './rich.tsx';
import { anchor } from './row-id.ts';
import { isWithin, office, saidOn, type Told, when } from './told.tsx';

/** How fast they spoke: the clock that readers count from, the first word, the first post or that none was found. */
export function SpokeStory({ told }: { told: Told }): Child {
  const { state } = told;
  // One clock for both, so that the two figures can be compared.
  const clock = clockForReaders(state.incident, state.firstPost ?? state.firstWord, state.asOf);
  const spoken = state.firstWord !== null || state.firstPost !== null;
  return sentences([
    clock === null || !spoken ? null : clockWords(told, clock),
    <Spoken told={told} name="first_word" milestone={state.firstWord} clock={clock} />,
    <Spoken told={told} name="first_post" milestone={state.firstPost} clock={clock} />,
    state.incident.started === null ? lastWord(told) : null,
  ]);
}

/** From when the count runs, with a link to the row that says so. */
function clockWords(told: Told, clock: Clock): Child {
  const { r, state } = told;
  if (clock === 'occurred') return r.t('story.clock.occurred');
  const from = clockStart(state.incident, clock, state.asOf);
  if (from === null) return null;
  const entry = state.entries.find((candidate) => candidate.clock === clock);
  const words = inDay(told, entry !== undefined && sameSpan(entry.at, from) ? entry.at : from);
  return rich(r, `story.clock.${clock}`, {
    when:
      entry === undefined ? (
        words
      ) : (
        <a class="quiet" href={anchor(entry.id)}>
          {words}
        </a>
      ),
  });
}

type SpokenProps = { told: Told; name: MilestoneName; milestone: Milestone | null; clock: Clock | null };

function Spoken({ told, name, milestone, clock }: SpokenProps): Child {
  const { r } = told;
  if (milestone === null) return name === 'first_word' ? r.t('story.no_first_word') : <NoPost told={told} />;
  const [only, ...others] = milestone.entries;
  const at = others.length === 0 && only !== undefined ? only.at : milestone.at;
  const latency = clock === null ? null : latencyOf(told, clock, milestone);
  const who = joined(
    oneOfEachOffice(milestone.entries).map((entry) => (
      <a class="quiet" href={anchor(entry.id)}>
        {whoWords(told, entry, name)}
      </a>
    )),
    ` ${r.t('story.or')} `,
  );
  return rich(
    r,
    `story.${name}`,
    { who, when: inDay(told, at), latency: latency === null ? '' : `, ${latency}` },
    { several: others.length > 0 ? 'yes' : 'no' },
  );
}

/** An office that may have spoken first more than once is named once; its rows say the rest. */
function oneOfEachOffice(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry, at) => entries.findIndex((other) => other.by?.office === entry.by?.office) === at);
}

/** The office, and the network of a post. */
function whoWords(told: Told, entry: Entry, name: MilestoneName): string {
  const named = office(told, entry.by?.office ?? null).text;
  return name === 'first_post' && entry.channel ? `${named}, ${told.r.t(`network.${entry.channel.network}`)}` : named;
}

/** So long after the clock's start, rounded outward and no finer than the coarsest of what it is drawn from. */
export function latencyOf(told: Told, clock: Clock, milestone: Milestone): string | null {
  const { incident, asOf } = told.state;
  const from = clockStart(incident, clock, asOf);
  if (from === null) return null;
  const marked =
    clock === 'occurred' ? [] : incident.entries.filter((entry) => entry.clock === clock).map(({ at }) => at);
  const own = clock === 'occurred' && incident.started !== null ? [incident.started] : marked;
  const resolution = resolutionOf(...own, ...milestone.entries.map((entry) => entry.at));
  return latencyWords(told.r, latencyBetween(from, milestone.at), resolution, { form: 'after' });
}

/** No post: what the checks prove, or only that none is recorded. domain.md, Response latency 4 and 5. */
function NoPost({ told }: { told: Told }): Child {
  const { r, state } = told;
  if (state.silence === null) return r.t('story.no_post_recorded');
  const { check, selective } = state.silence;
  const elsewhere = selective ? spokeElsewhere(told) : [];
  return sentences([
    elsewhere.length === 0 ? null : rich(r, 'story.spoke_elsewhere', { places: joined(elsewhere, '; ') }),
    <Looked told={told} check={check} what="post" />,
  ]);
}

/** Where the office did speak, not on a social network: each place with its day, linked to its row. */
function spokeElsewhere(told: Told): Child[] {
  const { r, state } = told;
  return state.entries
    .filter(
      (entry) => isByResponsible(entry, state.incident) && entry.channel !== null && !isSocial(entry.channel.network),
    )
    .map((entry) => (
      <>
        {`${r.t(`network.${entry.channel?.network ?? 'other'}`)}, `}
        <a class="quiet" href={anchor(entry.id)}>
          {saidOn(told, entry.at)}
        </a>
      </>
    ));
}

/** Of a case without a beginning: when the office last spoke. */
function lastWord(told: Told): Child {
  const { r, state } = told;
  const last = state.entries.filter((entry) => isByResponsible(entry, state.incident)).at(-1);
  if (last === undefined || state.firstWord?.entries.includes(last)) return null;
  return rich(r, 'story.last_word', {
    when: (
      <a class="quiet" href={anchor(last.id)}>
        {when(told, last.at)}
      </a>
    ),
  });
}

/** A time without its day where that is the day on which it began. */
function inDay(told: Told, span: Parameters<typeof when>[1]): string {
  const { started, zone } = told.state.incident;
  const began = started === null ? null : firstDay(started, zone);
  return when(told, span, isWithin(span, began, zone) ? { day: 'none' } : {});
}

const sameSpan = (a: Milestone['at'], b: Milestone['at']): boolean =>
  a.earliest === b.earliest && a.latest === b.latest;
