import type { Hono } from 'hono';
import { LANGUAGES } from '../../domain/words.ts';
import { translator } from '../../i18n/translate.ts';
import type { AppEnv } from '../../web/context.ts';
import { localAddress, splitLanguage } from '../../web/language.ts';
import { Refused } from '../io.ts';
import type { CopyFolder } from './folder.ts';
import { fileOf, type Key, keyOf, requestOf, wayTo } from './place.ts';
import { rewriteCss, rewriteHtml } from './rewrite.ts';

export type CopyAsked = {
  app: Hono<AppEnv>;
  folder: CopyFolder;
  /** The public address of the live site, without a slash at its end. */
  base: string;
  /** `as_of` of the whole copy; empty for now. */
  day: string;
  /** Told how many files are done, now and then. */
  progress: (done: number) => void;
};

/** What is asked for whether or not anything leads to it; where there is none of it, nothing is missing. */
const BESIDES = ['/robots.txt', '/favicon.ico', '/.well-known/security.txt', '/sitemap.xml'];

/**
 * Copies the public site into the folder: everything without a parameter in its address, and whatever that leads to. Gives how many
 * links lead to the live site since nothing answers there. Throws a Refused where an answer fails.
 */
export async function copySite(asked: CopyAsked): Promise<{ missing: number }> {
  const copy = new Copy(asked);
  await copy.run();
  return { missing: copy.missing.size };
}

class Copy {
  readonly missing = new Set<Key>();
  readonly #asked: CopyAsked;
  readonly #waiting: Key[] = [];
  readonly #seen = new Set<Key>();
  readonly #seeds = new Set<Key>();
  /** Who leads to what nobody has answered for yet. */
  readonly #leading = new Map<Key, Set<Key>>();
  #done = 0;

  constructor(asked: CopyAsked) {
    this.#asked = asked;
  }

  async run(): Promise<void> {
    for (const key of seedsOf(this.#asked.app)) {
      this.#seeds.add(key);
      this.#want(key);
    }
    const again = new Set<Key>();
    for (let key = this.#waiting.shift(); key !== undefined; key = this.#waiting.shift()) {
      const isThere = await this.#copy(key);
      if (!isThere && !this.#seeds.has(key)) this.missing.add(key);
      if (!isThere) for (const page of this.#leading.get(key) ?? []) again.add(page);
      this.#leading.delete(key);
      this.#done += 1;
      if (this.#done % PROGRESS === 0) this.#asked.progress(this.#done);
    }
    // What leads to nothing in the copy is to lead to the live site.
    for (const key of again) await this.#copy(key);
  }

  #want(key: Key, from?: Key): void {
    if (from !== undefined && (!this.#seen.has(key) || this.#leading.has(key))) {
      const leading = this.#leading.get(key) ?? new Set();
      this.#leading.set(key, leading.add(from));
    }
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#waiting.push(key);
  }

  async #copy(key: Key): Promise<boolean> {
    const { app, folder, day } = this.#asked;
    const path = fileOf(key);
    const before = PICTURE.test(path) ? await folder.findSame(path) : undefined;
    const headers = before?.etag === undefined ? undefined : { 'if-none-match': before.etag };
    const response = await app.request(encodeURI(decodeURI(requestOf(key, day))), headers && { headers });
    if (response.status === 304 && before !== undefined) {
      folder.keep(before);
      return true;
    }
    if (response.status >= 500 || response.status === 429)
      throw new Refused(`${key} is answered with ${response.status}: the copy is not finished`);
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    if (response.status !== 200 || response.body === null) return this.#leaveOut(response, key);
    if (!isNamedFor(path, type)) throw new Refused(`${key} is ${type}, which ${path} does not say`);
    const etag = PICTURE.test(path) ? response.headers.get('etag') : null;
    const file = { path, address: key, type, ...(etag === null ? {} : { etag }) };
    if (/^text\/html/.test(type)) await folder.put(file, Buffer.from(this.#page(key, path, await response.text())));
    else if (/^text\/css/.test(type))
      await folder.put(file, Buffer.from(rewriteCss(await response.text(), (to) => this.#resolve(key, path, to))));
    else if (/xml/.test(type)) await folder.put(file, Buffer.from(this.#mapped(await response.text(), key)));
    else await folder.put(file, response.body);
    return true;
  }

  async #leaveOut(response: Response, key: Key): Promise<false> {
    await response.body?.cancel();
    if (response.status >= 400 || this.#seeds.has(key)) return false;
    throw new Refused(`${key} is answered with ${response.status}: the copy is not finished`);
  }

  #page(key: Key, path: string, html: string): string {
    const { base } = this.#asked;
    return rewriteHtml(html, {
      base,
      live: base + key,
      t: translator(splitLanguage(new URL(key, base).pathname).lang),
      resolve: (to) => this.#resolve(key, path, to),
      found: (to) => {
        const card = keyOf(to, this.#asked.day);
        if (card !== undefined) this.#want(card, key);
      },
    });
  }

  /** Pages that the map of the site names are in the copy too; the map itself is that of the live site. */
  #mapped(xml: string, key: Key): string {
    const { base, day } = this.#asked;
    for (const [, address = ''] of xml.matchAll(/<loc>([^<]+)<\/loc>/g)) {
      const to = address.startsWith(base) ? keyOf(address.slice(base.length) || '/', day) : undefined;
      if (to !== undefined) this.#want(to, key);
    }
    return xml;
  }

  #resolve(from: Key, path: string, address: string): string {
    const { base, day } = this.#asked;
    const { pathname, search, hash } = new URL(address, base);
    const to = keyOf(pathname + search, day);
    // Of a past day the link to the same page without a day leads to today.
    const isToday = day !== '' && to === from && !search.includes('as_of=');
    if (to === undefined || isToday || this.missing.has(to)) return base + pathname + search + hash;
    if (to === from && hash !== '') return hash;
    this.#want(to, from);
    return wayTo(path, fileOf(to)) + hash;
  }
}

const PROGRESS = 50;
/** What takes long to draw: it is known again by its tag. */
const PICTURE = /\.(png|jpg|webp)$/;

/** Every address of the site that names nothing in particular, in the languages in which it answers. */
function seedsOf(app: Hono<AppEnv>): Key[] {
  const paths = app.routes.flatMap(({ method, path }) => (method === 'GET' && !/[:*]/.test(path) ? [path] : []));
  const spoken = [...new Set([...paths, ...BESIDES])].flatMap((path) =>
    LANGUAGES.map((lang) => localAddress(lang, path)).filter((address) => isOwnOf(path, address)),
  );
  return spoken.flatMap((address) => keyOf(address, '') ?? []);
}

/** Files and answers for programs have one address for all languages. */
function isOwnOf(path: string, address: string): boolean {
  if (address === path) return true;
  return splitLanguage(address).path === path && !/^\/data\/|\.(txt|ico|json|xml)$/.test(path);
}

const ENDINGS: readonly [RegExp, RegExp][] = [
  [/^text\/html/, /\.html$/],
  [/^application\/(problem\+)?json(;|$)/, /\.json$/],
  [/^text\/plain/, /\.txt$/],
];

function isNamedFor(path: string, type: string): boolean {
  return ENDINGS.every(([of, ending]) => !of.test(type) || ending.test(path));
}
