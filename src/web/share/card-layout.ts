import { GlyphShape } from '../../../views/parts/glyph.tsx';
import type { Tone } from '../../../views/parts/status.tsx';
import type { Card, CardRow } from '../../../views/share/card.tsx';

/** What satori draws: elements as React has them. */
export type Drawn = { type: string; props: Record<string, unknown> };

export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;
/** Each cut of the typeface is a family of its own: the next one has the letters that the one before lacks. */
export const FAMILIES = ['cyrillic', 'cyrillic-ext', 'latin', 'latin-ext'] as const;

/** The colours of the sheet in the light. */
const INK = '#14191d';
const MUTED = '#515b64';
const HAIR = '#d3d9dd';
const TONES: Record<Tone, string> = { done: '#1a6840', past: '#874600', open: INK, null: MUTED };

const SIDE = 64;
const LABEL_WIDTH = 220;
const WORDS_WIDTH = CARD_WIDTH - 2 * SIDE - LABEL_WIDTH;
/** Sizes that are tried, the largest first; below the last one a row is left out rather than cut. */
const SIZES = [40, 36, 32, 30, 28, 26, 24, 22];
const SMALLEST = 22;
/** Sizes of the title, each with the least size of the rows for which it is kept. */
const TITLES = [
  [54, 26],
  [46, 24],
  [40, 22],
] as const;
const SMALL_TITLE = 36;
const TITLE_LINE = 1.12;
const LABEL_SIZE = 23;
/** What stands above the title, between it and the rows, and below them. */
const AROUND = 40 + 36 + 4 + 26 + 66 + 36;
const LINE = 1.34;
const GAP = 14;
/** The mean width of a letter by its height, as measured, a little more: Kazakh words are wide. */
const LETTER = 0.55;
const BOLD = 0.6;

/** The card as elements, every line of it at its full length: what does not fit is left out whole, never cut. */
export function drawnCard(card: Card): Drawn {
  const { title, size, rows } = fitted(card);
  return box({ flexDirection: 'column', width: CARD_WIDTH, height: CARD_HEIGHT, ...page }, [
    text(card.kicker, { fontSize: 26, color: MUTED, height: 36 }),
    text(card.title, { fontSize: title, fontWeight: 700, lineHeight: TITLE_LINE, letterSpacing: -0.5, marginTop: 4 }),
    box(
      { flexDirection: 'column', flexGrow: 1, borderTop: `2px solid ${INK}`, marginTop: 20, paddingTop: 4 },
      rows.map((row) => drawnRow(row, size)),
    ),
    box({ justifyContent: 'space-between', borderTop: `1px solid ${HAIR}`, paddingTop: 14, fontSize: 26 }, [
      text(card.site, { fontWeight: 700 }),
      text(card.day, { color: MUTED }),
    ]),
  ]);
}

const page = {
  boxSizing: 'border-box',
  padding: `40px ${SIDE}px 36px`,
  background: '#ffffff',
  color: INK,
  fontFamily: FAMILIES.join(', '),
};

function drawnRow({ label, words, status }: CardRow, size: number): Drawn {
  const said = words === '' ? [] : [text(words, {})];
  const ended = status === undefined ? [] : [drawnStatus(status, size)];
  const matter = box({ flexDirection: 'column', flexGrow: 1, flexBasis: 0 }, [...said, ...ended]);
  const named =
    label === '' ? [] : [text(label, { width: LABEL_WIDTH, paddingRight: 24, fontSize: LABEL_SIZE, color: MUTED })];
  return box({ marginTop: GAP, fontSize: size, lineHeight: LINE }, [...named, matter]);
}

function drawnStatus({ glyph, tone, words, more }: NonNullable<CardRow['status']>, size: number): Drawn {
  const color = TONES[tone];
  const shape = String(GlyphShape({ name: glyph })).replaceAll('currentColor', color);
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${shape}</svg>`;
  const side = Math.round(size * 0.72);
  const src = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
  return box({ color }, [
    { type: 'img', props: { src, width: side, height: side, style: { marginTop: size * 0.33, marginRight: 12 } } },
    text(words + more, { flexGrow: 1, flexBasis: 0 }),
  ]);
}

/** The largest sizes of title and rows at which everything fits, else the smallest with as many rows as do; the first one always stays. */
function fitted({ title, rows }: Card): { title: number; size: number; rows: readonly CardRow[] } {
  for (const [big, least] of TITLES)
    for (const size of SIZES.filter((each) => each >= least))
      if (heightOf(rows, size) <= roomFor(title, big)) return { title: big, size, rows };
  let kept = rows;
  while (kept.length > 1 && heightOf(kept, SMALLEST) > roomFor(title, SMALL_TITLE)) kept = kept.slice(0, -1);
  return { title: SMALL_TITLE, size: SMALLEST, rows: kept };
}

function heightOf(rows: readonly CardRow[], size: number): number {
  const heights = rows.map(({ label, words, status }) => {
    const lines =
      linesOf(words, size, WORDS_WIDTH) +
      linesOf(status === undefined ? '' : status.words + status.more, size, WORDS_WIDTH - size - 12);
    return GAP + Math.max(lines * size * LINE, linesOf(label, LABEL_SIZE, LABEL_WIDTH - 24) * LABEL_SIZE * LINE);
  });
  return heights.reduce((sum, height) => sum + height, 0);
}

/** How many lines the words take at a size in pixels, word by word as they are set. */
function linesOf(words: string, size: number, width: number): number {
  const most = width / (size * LETTER);
  let lines = 0;
  let left = 0;
  for (const word of words.split(' ').filter((each) => each !== '')) {
    if (lines === 0 || word.length > left) {
      lines += Math.max(1, Math.ceil(word.length / most));
      left = most;
    }
    left -= word.length + 1;
  }
  return lines;
}

function roomFor(title: string, size: number): number {
  const lines = linesOf(title, size * (BOLD / LETTER), CARD_WIDTH - 2 * SIDE);
  return CARD_HEIGHT - AROUND - lines * size * TITLE_LINE;
}

const box = (style: object, children: readonly Drawn[]): Drawn => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});
const text = (words: string, style: object): Drawn => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children: words },
});
