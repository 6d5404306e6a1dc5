import { nextMinute } from '../domain/next-change.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { findFactsRevision } from '../records/revisions.ts';
import type { AppContext } from './context.ts';
import { cacheControl, respondPublic, takes } from './respond.ts';

/** What is printed piece by piece, however long: made anew by each call. */
export type Pieces = () => AsyncIterable<string>;

/** The record changed while something was read from it piece by piece: what was read is of no one state. */
export class RecordMoved extends Error {}

/** The pieces, as long as the record stays as it is: no two states of it are ever mixed. Throws a RecordMoved. */
export async function* ofOneState<T>(db: Db, pieces: AsyncIterable<T>): AsyncGenerator<T> {
  const revision = await findFactsRevision(db);
  for await (const piece of pieces) {
    if ((await findFactsRevision(db)) !== revision) throw new RecordMoved('the record changed meanwhile');
    yield piece;
  }
}

/** What is shorter is answered as a page is: with its length and a strong tag. In UTF-16 letters. */
const SHORT = 512 * 1024;
/** How often a short answer is begun anew where the record changed meanwhile. */
const ATTEMPTS = 5;

export type PiecesOptions = {
  type: string;
  /** Until when a short one stays as it is (null: until a fact changes), asked once all of it was read. */
  until?: () => Instant | null;
};

/**
 * A public answer of any length, of one state of the record: held whole where it is short, else sent as it is read, no faster
 * than the reader takes it. Where the record changes under way a long one breaks off, and its reader asks again.
 */
export async function respondPieces(c: AppContext, pieces: Pieces, options: PiecesOptions): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await begun(c, ofOneState(c.var.deps.db, pieces()), options);
    } catch (error) {
      if (!(error instanceof RecordMoved) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function begun(c: AppContext, pieces: AsyncGenerator<string>, { type, until }: PiecesOptions) {
  const first: string[] = [];
  for (let length = 0; length < SHORT; ) {
    const { value, done } = await pieces.next();
    if (done)
      return respondPublic(c, first.join(''), { type, until: until === undefined ? nextMinute(c.var.now) : until() });
    first.push(value);
    length += value.length;
  }
  const isZipped = takes(c.req.header('accept-encoding'), 'gzip');
  c.header('Content-Type', type);
  c.header('Cache-Control', cacheControl(c.var.now, nextMinute(c.var.now)));
  c.header('Vary', 'Accept-Encoding');
  if (isZipped) c.header('Content-Encoding', 'gzip');
  const bytes = ReadableStream.from(encodedText(first, pieces));
  return c.body(isZipped ? bytes.pipeThrough(new CompressionStream('gzip')) : bytes);
}

async function* encodedText(first: string[], rest: AsyncIterable<string>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  for (let piece = first.shift(); piece !== undefined; piece = first.shift()) yield encoder.encode(piece);
  for await (const piece of rest) yield encoder.encode(piece);
}
