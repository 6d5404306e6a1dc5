import { readFileSync } from 'node:fs';
import { renderAsync } from '@resvg/resvg-js';
import satori from 'satori';
import sharp from 'sharp';
import type { Card } from '../../../views/share/card.tsx';
import { CARD_HEIGHT, CARD_WIDTH, drawnCard, FAMILIES } from './card-layout.ts';

const FOLDER = new URL('../../../views/static/fonts/cards/', import.meta.url);
const WEIGHTS = [400, 700] as const;
/** Flat colours and their edges: no eye sees a difference, and the file is a third. */
const COLOURS = 48;

/** Read when the first card is drawn. */
let read: Parameters<typeof satori>[1]['fonts'] | undefined;

function fonts() {
  read ??= FAMILIES.flatMap((name) =>
    WEIGHTS.map((weight) => {
      const data = readFileSync(new URL(`golos-text-${name}-${weight}-normal.woff`, FOLDER));
      return { name, data, weight, style: 'normal' as const };
    }),
  );
  return read;
}

/** The card as a PNG of 1200 by 630. Words become shapes, so no font of the machine is asked for; nothing is fetched. */
export async function cardImage(card: Card): Promise<Uint8Array> {
  const size = { width: CARD_WIDTH, height: CARD_HEIGHT };
  // satori takes React's elements, which ours are but for their type.
  const svg = await satori(drawnCard(card) as Parameters<typeof satori>[0], { ...size, fonts: fonts() });
  const { pixels } = await renderAsync(svg, { font: { loadSystemFonts: false } });
  return sharp(pixels, { raw: { ...size, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .png({ palette: true, colours: COLOURS, effort: 4 })
    .toBuffer();
}
