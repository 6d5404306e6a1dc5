import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import type { Instant } from '../../domain/zone.ts';
import type { FactsWatch } from '../../records/facts-watch.ts';
import type { SiteMetrics } from '../metrics/counts.ts';
import { type Coding, cacheControl, encoded, knownTag, tagOf, takes } from '../respond.ts';
import { isForEveryone, keyOf } from './keeping.ts';
import type { Kept, KeptAnswers } from './kept.ts';

export type Before = {
  answers: KeptAnswers;
  watch: FactsWatch;
  now: () => Instant;
  trustProxy: boolean;
  metrics?: SiteMetrics;
};

/**
 * Answers from what is kept, before anything else of the site is asked, and leaves everything else to `next`: who sends a cookie,
 * and every answer that is not kept, or no longer holds.
 */
export function keptBefore(next: RequestListener, before: Before): RequestListener {
  const { watch } = before;
  return (request, response) => {
    if (!isForEveryone(request)) return next(request, response);
    const revision = watch.revision();
    if (typeof revision === 'object')
      revision.then((found) => answered(request, response, found, before) || next(request, response));
    else if (!answered(request, response, revision, before)) next(request, response);
  };
}

function answered(
  request: IncomingMessage,
  response: ServerResponse,
  revision: number | undefined,
  { answers, now, trustProxy, metrics }: Before,
): boolean {
  if (revision === undefined) return false;
  const at = now();
  const key = keyOf(request, trustProxy);
  const accepted = request.headers['accept-encoding'];
  const brotli = takes(accepted, 'br') ? answers.find(key, 'br', revision, at) : undefined;
  const kept = brotli ?? answers.find(key, 'gzip', revision, at) ?? answers.find(key, 'identity', revision, at);
  if (kept === undefined) return false;
  if (kept.coding === 'gzip' && takes(accepted, 'br')) pack(answers, key, kept);
  const sent = send(request, response, kept.coding === 'gzip' && !takes(accepted, 'gzip') ? plain(kept) : kept, at);
  metrics?.answeredFromMemory(sent);
  return true;
}

const unzip = promisify(gunzip);
const packing = new WeakSet<Kept>();

/** What is asked for again is packed better, once, while the first coding goes out. */
function pack(answers: KeptAnswers, key: string, kept: Kept): void {
  if (packing.has(kept)) return;
  packing.add(kept);
  unzip(kept.body)
    .then((bytes) => encoded(bytes, 'br'))
    .then(
      (body) => answers.keep(key, { ...kept, coding: 'br', body }),
      () => {},
    );
}

const plain = (kept: Kept): Kept => ({ ...kept, coding: 'identity', body: gunzipSync(kept.body) });

function send(request: IncomingMessage, response: ServerResponse, kept: Kept, now: Instant): 200 | 304 {
  const { whole, unchanged } = linesOf(kept, now);
  const known = request.headers['if-none-match'];
  if (known !== undefined) {
    // Nearly always it is one tag, and one of ours.
    const lines = unchanged.get(known) ?? unchanged.get(knownTag(kept.digest, kept.coding, known) ?? '');
    if (lines !== undefined) {
      response.writeHead(304, lines);
      response.end();
      return 304;
    }
  }
  response.writeHead(200, whole);
  if (request.method === 'HEAD') response.end();
  else response.end(kept.body);
  return 200;
}

/** `unchanged`: by the tag that the reader has. */
type Lines = { control: string; whole: string[]; unchanged: ReadonlyMap<string, string[]> };
const CODINGS: readonly Coding[] = ['br', 'gzip', 'identity'];
const lines = new WeakMap<Kept, Lines>();

/** The headers as node takes them, names and values in turn; put together again when what caches are told has changed. */
function linesOf(kept: Kept, now: Instant): Lines {
  const control = cacheControl(now, kept.changesAt);
  const before = lines.get(kept);
  if (before?.control === control) return before;
  const { coding, digest, body, headers } = kept;
  const common = [...headers.filter(([name]) => name !== 'content-type').flat(), 'cache-control', control];
  const packed = coding === 'identity' ? [] : ['content-encoding', coding];
  const type = headers.filter(([name]) => name === 'content-type').flat();
  const whole = ['etag', tagOf(digest, coding), ...type, ...packed, 'content-length', String(body.length), ...common];
  const tags = CODINGS.map((each) => tagOf(digest, each));
  const made = { control, whole, unchanged: new Map(tags.map((tag) => [tag, ['etag', tag, ...common]])) };
  lines.set(kept, made);
  return made;
}
