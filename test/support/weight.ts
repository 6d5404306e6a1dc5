import { assetUrl } from '../../views/static.ts';

/** What a first visit to a page brings over the wire: bytes of each file, compressed as it is sent, by its address. */
export type Weight = {
  path: string;
  files: Map<string, number>;
  /** The files without which nothing is painted. */
  waits: string[];
};

/** What a request and its answer say about themselves, at the most, in bytes. */
const HEADS = 500;

export const bytesOf = ({ files }: Weight): number =>
  [...files.values()].reduce((sum, bytes) => sum + bytes + HEADS, 0);

/** Weighs pages as a browser loads them that has nothing of the site yet. `address`: of the site, without a slash at its end. */
export function scales(address: string): (path: string) => Promise<Weight> {
  const known = new Map<string, Promise<number>>();
  const ask = (path: string) => fetch(address + path, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
  const weigh = async (path: string) => {
    const answer = await ask(path);
    await answer.arrayBuffer();
    return Number(answer.headers.get('content-length'));
  };
  const fonts = ask(assetUrl('merzim.css')).then(async (sheet) => facesOf(await sheet.text()));
  return async (path) => {
    const answer = await ask(path);
    const html = await answer.text();
    const files = new Map([[path, Number(answer.headers.get('content-length'))]]);
    for (const file of new Set([...filesOf(html), ...fontsFor(html, await fonts)])) {
      const bytes = known.get(file) ?? weigh(file);
      known.set(file, bytes);
      files.set(file, await bytes);
    }
    return { path, files, waits: awaited(html) };
  };
}

/** What the page names: sheets, scripts, icons, fonts ahead of their use, pictures that do not wait until one scrolls to them. */
function filesOf(html: string): string[] {
  const tags = [...html.matchAll(/<(?:link|script|img)\b[^>]*>/g)].map(([tag]) => tag);
  return tags
    .filter((tag) => !/rel="(?:alternate|canonical|manifest|license)"|loading="lazy"/.test(tag))
    .flatMap((tag) => / (?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

/** Sheets for the screen, and scripts that run while the page is read. */
function awaited(html: string): string[] {
  const tags = [...html.matchAll(/<(?:link|script)\b[^>]*>/g)].map(([tag]) => tag);
  return tags
    .filter(
      (tag) =>
        /rel="stylesheet"/.test(tag) ||
        (/^<script/.test(tag) && !/ (?:defer|async)\b|type="(?:module|application\/ld\+json)"/.test(tag)),
    )
    .map((tag) => / (?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? tag);
}

type Face = { url: string; holds: (code: number) => boolean };

function facesOf(sheet: string): Face[] {
  return [...sheet.matchAll(/@font-face\{[^}]*url\("([^"]+)"\)[^}]*unicode-range:([^;}]+)/g)].map(
    ([, url = '', ranges = '']) => {
      const parts = ranges.split(',').map((range) => {
        const [from = 0, to = from] = range
          .trim()
          .slice(2)
          .split('-')
          .map((code) => Number.parseInt(code, 16));
        return { from, to };
      });
      return { url, holds: (code) => parts.some(({ from, to }) => from <= code && code <= to) };
    },
  );
}

/** The cuts of the font that have letters of this page. */
function fontsFor(html: string, faces: readonly Face[]): string[] {
  const body = html.slice(html.indexOf('<body'));
  const codes = [...new Set(body.replace(/<[^>]*>/g, ''))].map((letter) => letter.codePointAt(0) ?? 0);
  return faces.filter(({ holds }) => codes.some(holds)).map(({ url }) => url);
}
