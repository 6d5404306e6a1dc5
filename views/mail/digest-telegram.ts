import type { ShownDigest } from '../digests/words.ts';
import { printable } from '../format/text.ts';
import { readerOf } from '../reader.ts';
import { type Block, type DigestBlocksOptions, digestBlocks } from './digest-blocks.ts';

/** What the Bot API takes in one message. It counts without the markup; we count with it, so that we never exceed it. */
export const TELEGRAM_LENGTH = 4096;
/** For the line that says which part it is. */
const PART_LENGTH = 60;

/** The digest as messages for a Telegram channel, HTML as the Bot API takes it, in their order. The same digest gives the same parts. */
export function digestTelegram(shown: ShownDigest, options: DigestBlocksOptions): string[] {
  const r = readerOf(options.lang);
  const parts = splitBlocks(digestBlocks(shown, options), TELEGRAM_LENGTH - PART_LENGTH);
  if (parts.length === 1) return parts;
  return parts.map((part, index) => {
    const which = r.t('digest.post.part', { part: index + 1, parts: parts.length });
    return `${part}\n\n<i>${escaped(which)}</i>`;
  });
}

/**
 * The blocks as messages of at most `limit` letters, markup included. A block stays whole where it fits into a message, a
 * heading stays with what it opens; what is longer is broken between words, never within a link, an entity or an element.
 */
export function splitBlocks(blocks: readonly Block[], limit: number): string[] {
  const messages: string[] = [];
  let current = '';
  for (const unit of unitsOf(blocks)) {
    const whole = unit.map(blockHtml).join('\n\n');
    const pieces = whole.length <= limit ? [whole] : unit.flatMap((block) => brokenBlock(block, limit));
    for (const piece of pieces) {
      const joined = current === '' ? piece : `${current}\n\n${piece}`;
      if (joined.length <= limit) current = joined;
      else {
        if (current !== '') messages.push(current);
        current = piece;
      }
    }
  }
  return current === '' ? messages : [...messages, current];
}

/** Headings with the block that they open. */
function unitsOf(blocks: readonly Block[]): Block[][] {
  const units: Block[][] = [];
  let open: Block[] = [];
  for (const block of blocks) {
    open.push(block);
    if (block.kind === 'heading' || block.kind === 'subheading') continue;
    units.push(open);
    open = [];
  }
  return open.length === 0 ? units : [...units, open];
}

type Element = 'b' | 'i';

function blockHtml(block: Block): string {
  return linesOf(block)
    .map(({ text, element }) => marked(text, element))
    .concat(linkOf(block))
    .join('\n');
}

function linesOf({ kind, lines }: Block): { text: string; element: Element | undefined }[] {
  const texts = lines.map((line) => printable(line).trim()).filter((line) => line !== '');
  return texts.map((text, index) => ({
    text: kind === 'item' && index === 0 ? `• ${text}` : text,
    element: elementOf(kind, index),
  }));
}

function elementOf(kind: Block['kind'], index: number): Element | undefined {
  if (kind === 'title' || kind === 'heading' || (kind === 'item' && index === 0)) return 'b';
  return kind === 'subheading' ? 'i' : undefined;
}

function linkOf({ link }: Block): string[] {
  return link === undefined ? [] : [`<a href="${escaped(link.url)}">${escaped(link.words)}</a>`];
}

/** A block as pieces that fit: its lines, broken between words where they must; its link is one piece. */
function brokenBlock(block: Block, limit: number): string[] {
  if (blockHtml(block).length <= limit) return [blockHtml(block)];
  const lines = linesOf(block).flatMap(({ text, element }) => brokenText(text, element, limit));
  const pieces: string[] = [];
  for (const line of [...lines, ...linkOf(block)]) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= limit) pieces[pieces.length - 1] = `${last}\n${line}`;
    else pieces.push(line);
  }
  return pieces;
}

function brokenText(text: string, element: Element | undefined, limit: number): string[] {
  const room = limit - marked('', element).length;
  const pieces: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const cut = rest.slice(0, fitting(rest, room)).trimEnd();
    if (cut !== '') pieces.push(marked(cut, element));
    rest = rest.slice(Math.max(cut.length, 1)).trimStart();
  }
  return pieces;
}

/** How many letters of the text fit into `room` once they are escaped: up to the last blank, or between two letters. */
function fitting(text: string, room: number): number {
  let length = 0;
  let at = 0;
  let blank = 0;
  for (const letter of text) {
    length += escaped(letter).length;
    if (length > room) return blank > 0 ? blank : at;
    if (/\s/.test(letter)) blank = at;
    at += letter.length;
  }
  return text.length;
}

const marked = (text: string, element: Element | undefined): string =>
  element === undefined ? escaped(text) : `<${element}>${escaped(text)}</${element}>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
