import type { Child } from 'hono/jsx';
import { JOINER } from '../format/text.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

/**
 * What a reader of the page reads there, as plain words: without links, shapes and the numbers of footnotes. So a card, a text for
 * messengers and the page say the same by construction.
 */
export function plainWords(child: Child): string {
  return (child === null || child === undefined ? '' : String(child))
    .replace(/<(svg|sup)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replaceAll(JOINER, '')
    .replace(/\s+/g, (blank) => (blank.includes('\u00a0') ? '\u00a0' : ' '))
    .trim();
}
