import { Hono } from 'hono';
import { ASSETS, type Asset } from '../../views/static.ts';
import type { AppEnv } from './context.ts';
import { refuse } from './refusal.ts';
import { acceptedCoding, type Coding, digest, encoded, isKnown } from './respond.ts';

/** A year: the name of a file changes with its bytes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const BEST_BROTLI = 11;

/** The files of views/static under their hashed names. */
export function staticFiles(): Hono<AppEnv> {
  const served = new Map(ASSETS.map((asset) => [asset.url, new Served(asset)]));
  const app = new Hono<AppEnv>();
  app.get('/static/*', async (c) => {
    const file = served.get(c.req.path) ?? refuse(404);
    const coding = file.isText ? acceptedCoding(c.req.header('accept-encoding')) : 'identity';
    const etag = file.etag(coding);
    c.header('ETag', etag);
    c.header('Cache-Control', FOR_EVER);
    if (file.isText) c.header('Vary', 'Accept-Encoding');
    if (isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304);
    const body = await file.encoded(coding);
    c.header('Content-Type', file.asset.type);
    c.header('Content-Length', String(body.length));
    if (coding !== 'identity') c.header('Content-Encoding', coding);
    return c.body(body as Uint8Array<ArrayBuffer>);
  });
  return app;
}

/** A file with what was made of it: each coding is made once, when it is first asked for. */
class Served {
  readonly asset: Asset;
  readonly isText: boolean;
  readonly #hash: string;
  readonly #made = new Map<Coding, Promise<Uint8Array>>();

  constructor(asset: Asset) {
    this.asset = asset;
    this.isText = /^text\/|svg/.test(asset.type);
    this.#hash = digest(asset.bytes);
  }

  etag(coding: Coding): string {
    return coding === 'identity' ? `"${this.#hash}"` : `"${this.#hash}-${coding}"`;
  }

  encoded(coding: Coding): Promise<Uint8Array> {
    const made = this.#made.get(coding) ?? encoded(this.asset.bytes, coding, BEST_BROTLI);
    this.#made.set(coding, made);
    return made;
  }
}
