import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Card } from '../../../views/share/card.tsx';
import { cardImage } from './card-image.ts';

/** Raise it where the same words are drawn otherwise. */
const DRAWING = 1;
const KEPT_BYTES = 8 * 1024 * 1024;
/** Cards that wait to be drawn: beyond it, whoever asks is told to come again. */
export const WAITING_AT_MOST = 24;

/** What stands for the picture of a card: the same words are the same picture. */
export function cardTag(card: Card): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, card]))
    .digest('base64url')
    .slice(0, 22);
}

/**
 * Draws cards one at a time, so that a flood of them holds up no page, and keeps the last ones by what they say: never what is
 * true, only how words look. `draw` is for tests.
 */
export class CardDrawer {
  readonly #draw: (card: Card) => Promise<Uint8Array>;
  readonly #kept = new LRUCache<string, Uint8Array>({ maxSize: KEPT_BYTES, sizeCalculation: ({ length }) => length });
  readonly #waiting = new Map<string, Promise<Uint8Array>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(draw: (card: Card) => Promise<Uint8Array> = cardImage) {
    this.#draw = draw;
  }

  /** The PNG of the card; undefined where too many wait. Those who ask for the same card share one drawing. */
  picture(card: Card): Promise<Uint8Array> | Uint8Array | undefined {
    const tag = cardTag(card);
    const known = this.#kept.get(tag) ?? this.#waiting.get(tag);
    if (known !== undefined) return known;
    if (this.#waiting.size >= WAITING_AT_MOST) return undefined;
    const drawn = this.#last.then(() => this.#draw(card));
    this.#last = drawn.catch(() => undefined);
    this.#waiting.set(tag, drawn);
    return drawn
      .then((bytes) => {
        this.#kept.set(tag, bytes);
        return bytes;
      })
      .finally(() => this.#waiting.delete(tag));
  }
}
