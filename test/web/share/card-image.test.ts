import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cardImage } from '../../../src/web/share/card-image.ts';
import type { Card } from '../../../views/share/card.tsx';

const card = (title: string, rows: Card['rows'] = []): Card => ({
  kicker: 'Алматы',
  title,
  rows,
  day: 'Состояние на 5 августа 2019 года',
  site: 'Merzim',
});

/** The part of the picture where the title stands, as raw bytes. */
async function titleOf(title: string): Promise<Buffer> {
  const bytes = await cardImage(card(title));
  return sharp(bytes).extract({ left: 0, top: 70, width: 1200, height: 110 }).greyscale().raw().toBuffer();
}

describe('The picture of a card', () => {
  it('has a letter of its own for each that Kazakh and Russian are written with, not the box of a missing one', async () => {
    const [missing, none] = await Promise.all(['\u4e2d.', '\u00a0.'].map(titleOf));
    const lacking: string[] = [];
    for (const letter of 'әғқңөұүһіӘҒҚҢӨҰҮҺІ₸№«»—ёЁ') {
      const drawn = await titleOf(`${letter}.`);
      if ([missing, none].some((other) => other?.equals(drawn))) lacking.push(letter);
    }
    expect(lacking).toEqual([]);
    expect((await titleOf('\u65e5.')).equals(missing ?? Buffer.alloc(0))).toBe(true);
  });

  it.each([
    ['a word without an end', 'э'.repeat(300)],
    ['signs of other scripts', 'Свет 🔥👩‍👧 中文 العربية हिन्दी \ud83d'],
    ['markup and control characters', '<b>&amp;</b> \u0000\u0007\u202e <svg onload=x>'],
    ['nothing', ''],
  ])('is drawn of %s', async (_, words) => {
    const status = { glyph: 'overdue', tone: 'past', words, more: words } as const;
    const bytes = await cardImage(card(words, [{ label: words, words, status }]));
    const { width, height } = await sharp(bytes).metadata();
    expect([width, height, bytes.length < 100_000]).toEqual([1200, 630, true]);
  });

  it('keeps its foot whatever is above it: rows that do not fit are left out whole', async () => {
    const words = 'Записи должности об этом в соцсетях не нашли. '.repeat(12);
    const rows = Array.from({ length: 4 }, () => ({ label: 'Первая запись в соцсетях', words }));
    const [full, bare] = await Promise.all([card('Свет', rows), card('Свет')].map(cardImage));
    const foot = (bytes: Uint8Array | undefined) =>
      sharp(bytes).extract({ left: 0, top: 545, width: 1200, height: 85 }).greyscale().raw().toBuffer();
    const [one, other] = await Promise.all([foot(full), foot(bare)]);
    const apart = one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0);
    expect(apart).toBeLessThan(48);
  });
});
