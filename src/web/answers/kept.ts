import { LRUCache } from 'lru-cache';
import type { Instant } from '../../domain/zone.ts';
import type { Coding } from '../respond.ts';

/** What all kept answers may take together, their headers included. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What an answer takes besides its bytes, roughly. */
const HEADERS_BYTES = 2048;

/** The printed bytes of a public answer in one coding, and what goes with them. Nothing of it is for one reader alone. */
export type Kept = {
  /** The revision of the facts by which it was printed: it holds while the record has the same. */
  revision: number;
  /** It holds before this instant. */
  until: Instant;
  /** The first instant at which it may be another one, as the page itself said it; null: when a fact is changed. */
  changesAt: Instant | null;
  /** Of the bytes before they were compressed. */
  digest: string;
  coding: Coding;
  body: Uint8Array;
  /** What it is sent with, without what depends on the coding, on the clock and on what the reader has. */
  headers: readonly (readonly [string, string])[];
};

/**
 * Answers that are kept, by key (address and what else decides them) and coding, those asked for last: a cache of printed bytes,
 * never of what is true. It holds no more than 32 MB.
 */
export class KeptAnswers {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ body }, key) => body.length + HEADERS_BYTES + 2 * key.length,
  });

  /** The answer under that key in that coding, if it holds at `now` for readers of that revision. */
  find(key: string, coding: Coding, revision: number, now: Instant): Kept | undefined {
    const place = `${coding} ${key}`;
    const kept = this.#kept.get(place);
    if (kept === undefined) return undefined;
    if (kept.revision === revision && now < kept.until) return kept;
    this.#kept.delete(place);
    return undefined;
  }

  keep(key: string, kept: Kept): void {
    this.#kept.set(`${kept.coding} ${key}`, kept);
  }

  /** How much it holds. */
  get held(): { answers: number; bytes: number } {
    return { answers: this.#kept.size, bytes: this.#kept.calculatedSize };
  }
}
