import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Instant } from '../domain/zone.ts';
import type { AppContext } from './context.ts';

const HTML = 'text/html; charset=utf-8';
/** A takedown must be gone from every cache within a minute. domain.md, Records. */
const LONGEST_AGE_SECONDS = 60;
/** Below this, compression saves nothing. */
const SMALL_BYTES = 860;
/** Of an answer that is kept: it is made in no time, and brotli when it is asked for again. */
const FIRST_GZIP = 1;

/** What a handler prints: JSX, text or bytes. */
export type Printed = string | Uint8Array | { toString(): string | Promise<string> } | Promise<{ toString(): string }>;

export type PublicOptions = {
  /** The first instant at which the answer may be another one (`nextChangeAt`); absent: when a fact is changed. */
  until?: Instant | null;
  type?: string;
  /** Where htmx gets a fragment from the same address. */
  fragments?: boolean;
};

/**
 * A public answer: the same bytes for everyone, with a strong ETag of these bytes, kept by caches at most a minute and never
 * past `until`, compressed as the reader's program asks. Answers 304 where the reader has the bytes.
 */
export async function respondPublic(c: AppContext, printed: Printed, options: PublicOptions = {}): Promise<Response> {
  const { type = HTML } = options;
  const bytes = await bytesOf(printed);
  const isSmall = bytes.length < SMALL_BYTES;
  const accepted = c.req.header('accept-encoding');
  const first = c.var.keep && !isSmall ? await zip(bytes, { level: FIRST_GZIP }) : undefined;
  const coding = isSmall ? 'identity' : first && takes(accepted, 'gzip') ? 'gzip' : acceptedCoding(accepted);
  const bare = digest(bytes);
  c.var.keep?.({
    digest: bare,
    changesAt: options.until,
    coding: first ? 'gzip' : 'identity',
    body: first ?? bytes,
    type,
  });
  const etag = tagOf(bare, coding);
  const asked = c.req.header('if-none-match');
  const known = c.var.keep ? knownTag(bare, coding, asked) : isKnown(etag, asked) ? etag : undefined;
  c.header('ETag', known ?? etag);
  c.header('Cache-Control', cacheControl(c.var.now, options.until ?? null));
  c.header('Vary', options.fragments ? 'Accept-Encoding, HX-Request' : 'Accept-Encoding');
  if (known !== undefined) return c.body(null, 304);
  c.header('Content-Type', type);
  const body = first && coding === 'gzip' ? first : await encoded(bytes, coding);
  if (coding !== 'identity') c.header('Content-Encoding', coding);
  c.header('Content-Length', String(body.length));
  return c.body(body as Uint8Array<ArrayBuffer>);
}

/** The strong tag of these bytes in a coding. `bare`: their `digest`. */
export function tagOf(bare: string, coding: Coding): string {
  return `"${bare}${coding === 'identity' ? '' : `-${coding}`}"`;
}

/**
 * The tag by which `If-None-Match` names these bytes, in the coding that would be sent or, since it is chosen anew each time, in
 * any other; undefined: by none.
 */
export function knownTag(bare: string, coding: Coding, header: string | undefined): string | undefined {
  const codings: Coding[] = [coding, 'br', 'gzip', 'identity'];
  return codings.map((each) => tagOf(bare, each)).find((tag) => isKnown(tag, header));
}

/** What caches are told at `now` of an answer that may be another one from `until` on; null: when a fact is changed. */
export function cacheControl(now: Instant, until: Instant | null): string {
  return `public, max-age=${maxAge(now, until)}, must-revalidate`;
}

/** An answer for one reader: no cache keeps it, and nothing of it is compressed together with a secret. */
export async function respondPrivate(
  c: AppContext,
  printed: Printed,
  status: 200 | 201 | 403 | 409 | 422 = 200,
): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', HTML);
  return c.body((await bytesOf(printed)) as Uint8Array<ArrayBuffer>, status);
}

export type Coding = 'br' | 'gzip' | 'identity';

/** The best coding that an Accept-Encoding header allows. */
export function acceptedCoding(header: string | undefined): Coding {
  return takes(header, 'br') ? 'br' : takes(header, 'gzip') ? 'gzip' : 'identity';
}

/** Whether an Accept-Encoding header allows the coding. */
export function takes(header: string | undefined, coding: 'br' | 'gzip'): boolean {
  const weights = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...params] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = params.find((param) => param.startsWith('q='));
      return [name, q ? Number(q.slice(2)) : 1] as const;
    }),
  );
  return (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The bytes in a coding. `quality`: of brotli, 0 to 11. */
export async function encoded(bytes: Uint8Array, coding: Coding, quality = 5): Promise<Uint8Array> {
  if (coding === 'br') return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  return coding === 'gzip' ? zip(bytes) : bytes;
}

/** Twenty-two letters that stand for these bytes and no others. */
export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/** Whether `If-None-Match` names the tag. RFC 9110, 13.1.2: compared weakly. */
export function isKnown(etag: string, header: string | undefined): boolean {
  if (!header) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

function maxAge(now: Instant, until: Instant | null): number {
  const left = until === null ? LONGEST_AGE_SECONDS : Math.floor((until - now) / 1000);
  return Math.max(0, Math.min(LONGEST_AGE_SECONDS, left));
}

async function bytesOf(printed: Printed): Promise<Uint8Array> {
  const settled = await printed;
  return settled instanceof Uint8Array ? settled : Buffer.from(await settled.toString(), 'utf8');
}
