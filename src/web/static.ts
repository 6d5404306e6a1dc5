import { Hono } from 'hono';
import { ASSETS, type Asset } from '../../views/static.ts';
import type { AppEnv } from './context.ts';
import { acceptedCoding, type Coding, encoded, isKnown } from './respond.ts';

/** A year: the name of a file changes with its bytes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const BEST_BROTLI = 11;

/** The files of views/static under their hashed names. */
export function staticFiles(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const asset of ASSETS) {
    const compressed = compressor(asset);
    app.get(asset.url, async (c) => {
      const coding = isText(asset) ? acceptedCoding(c.req.header('accept-encoding')) : 'identity';
      const etag = `"${coding}"`;
      c.header('ETag', etag);
      c.header('Cache-Control', FOR_EVER);
      if (isText(asset)) c.header('Vary', 'Accept-Encoding');
      if (isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304);
      const body = await compressed(coding);
      c.header('Content-Type', asset.type);
      c.header('Content-Length', String(body.length));
      if (coding !== 'identity') c.header('Content-Encoding', coding);
      return c.body(body as Uint8Array<ArrayBuffer>);
    });
  }
  return app;
}

const isText = ({ type }: Asset): boolean => /^text\/|svg/.test(type);

/** Compresses each file at most once for each coding, when it is first asked for. */
function compressor({ bytes }: Asset): (coding: Coding) => Promise<Uint8Array> {
  const made = new Map<Coding, Promise<Uint8Array>>();
  return (coding) => {
    const known = made.get(coding) ?? encoded(bytes, coding, BEST_BROTLI);
    made.set(coding, known);
    return known;
  };
}
