import type { ShownDigest } from '../digests/words.ts';
import { printable } from '../format/text.ts';
import { type Block, type DigestBlocksOptions, digestBlocks } from './digest-blocks.ts';

/** The digest as plain text to copy into a messenger: no line is broken by us, every address stands in full. Ends with a line end. */
export function digestCopy(shown: ShownDigest, options: DigestBlocksOptions): string {
  return `${digestBlocks(shown, options).map(blockText).join('\n\n')}\n`;
}

function blockText({ kind, lines, link }: Block): string {
  const words = lines
    .map((line) =>
      printable(line)
        .replace(/\s*\n\s*/g, '\n')
        .trim(),
    )
    .filter((line) => line !== '');
  const [first = '', ...rest] = words;
  const opened = kind === 'item' ? `• ${first}` : kind === 'subheading' ? `${first}:` : first;
  return [kind === 'heading' ? first.toLocaleUpperCase('ru') : opened, ...rest, ...(link ? [link.url] : [])].join('\n');
}
