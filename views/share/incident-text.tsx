import { wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { printable } from '../format/text.ts';
import { byWeight } from '../incidents/matters.ts';
import { PromiseStory } from '../incidents/promise-story.tsx';
import { storyOf, TOLD_FIRST } from '../incidents/story.tsx';
import type { Told } from '../incidents/told.tsx';
import { zoneWords } from '../parts/moment.tsx';
import { dayOfCard } from './card.tsx';
import { plainWords } from './plain.ts';

/**
 * An incident as plain text to send in a messenger: what happened and since when, what was promised and what came of it, who spoke
 * when; the day for which it is so and the address of the page. The page's own sentences. `base`: the public address of the site.
 */
export function incidentText(told: Told, base: string): string {
  const { r, state } = told;
  const { incident } = state;
  const { lead, answers } = storyOf(told);
  const [promised, spoke] = answers;
  const first = byWeight(state.promises).slice(0, TOLD_FIRST);
  const more = state.promises.length - first.length;
  const blocks = [
    [wordsIn(incident.title, r.lang)?.text ?? incident.slug, plainWords(lead)],
    [
      `${plainWords(promised?.question)}:`,
      ...(first.length === 0 ? [r.t('story.no_promises')] : []),
      ...first.map((shown) => `• ${plainWords(<PromiseStory told={told} shown={shown} />)}`),
      ...(more === 0 ? [] : [`• ${r.t('share.text.more', { count: more })}`]),
    ],
    [`${plainWords(spoke?.question)}:`, plainWords(spoke?.answer)],
    [
      `${dayOfCard(told)}${zoneOf(told)}. ${r.t('site.name')}:`,
      base + address(r.lang, `/incidents/${incident.slug}`, { as_of: told.asOf }),
    ],
  ];
  const text = blocks.map((lines) => lines.join('\n')).join('\n\n');
  return `${printable(text).replaceAll('\u00a0', ' ')}\n`;
}

/** The zone of the hours that the text tells: it is read far from the page that names it. */
function zoneOf({ r, state }: Told): string {
  const at = state.started?.latest ?? state.entries[0]?.at.latest;
  return at === undefined || at === null ? '' : `, ${zoneWords(r, state.incident.zone, at)}`;
}
