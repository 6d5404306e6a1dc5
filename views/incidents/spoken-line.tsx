import type { Child } from 'hono/jsx';
import { clockForReaders, type MilestoneName } from '../../src/domain/latency.ts';
import { firstDay } from '../../src/domain/span.ts';
import { capital } from '../format/text.ts';
import { lookedWords } from '../promises/line.tsx';
import { sentences } from './rich.tsx';
import { latencyOf } from './spoke-story.tsx';
import { isWithin, office, type Told, when } from './told.tsx';

/** First word or first post in a line, for a list or a table: who, when, so long after the start. Missing: who looked, or that none is recorded. */
export function spokenLine(told: Told, name: MilestoneName): Child {
  const { r, state } = told;
  const milestone = name === 'first_word' ? state.firstWord : state.firstPost;
  if (milestone === null) {
    if (name === 'first_word') return r.t('story.no_first_word');
    const check = state.silence?.check;
    return check === undefined ? r.t('story.no_post_recorded') : lookedWords(told, check, 'post');
  }
  const { started, zone } = state.incident;
  const [only, ...others] = milestone.entries;
  const at = others.length === 0 && only !== undefined ? only.at : milestone.at;
  const began = started === null ? null : firstDay(started, zone);
  // One clock for both milestones, the one of the incident's own page: two lines side by side are compared.
  const clock = clockForReaders(state.incident, state.firstPost ?? state.firstWord, state.asOf);
  const latency = clock === null ? null : latencyOf(told, clock, milestone);
  const who = milestone.entries.map((entry) => {
    const named = office(told, entry.by?.office ?? null).text;
    return name === 'first_post' && entry.channel ? r.t(`network.${entry.channel.network}`) : named;
  });
  const unknown = others.length > 0 ? ` (${r.t('story.order_unknown')})` : '';
  return sentences([
    `${capital([...new Set(who)].join(` ${r.t('story.or')} `))}${unknown}, ${when(told, at, isWithin(at, began, zone) ? { day: 'none' } : {})}.`,
    latency === null || clock === null ? null : r.t(`spoken.${clock}`, { latency }),
  ]);
}
