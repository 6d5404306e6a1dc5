import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** A file of views/static as it is served: its name carries a hash of its bytes, so a cache may keep it for ever. */
export type Asset = { name: string; url: string; type: string; bytes: Uint8Array };

const FOLDER = new URL('./static/', import.meta.url);
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const assets = readAssets();

/** Every file of views/static, read once. */
export const ASSETS: readonly Asset[] = [...assets.values()];

/** The address of a file of views/static by its name there (`merzim.css`, `fonts/….woff2`). Throws for a file that is not there. */
export function assetUrl(name: string): string {
  const asset = assets.get(name);
  if (!asset) throw new RangeError(`no such file in views/static: ${name}`);
  return asset.url;
}

function readAssets(): Map<string, Asset> {
  const found = new Map<string, Asset>();
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in TYPES);
  // The sheet comes last: the addresses in it are those of the hashed fonts.
  for (const name of names.sort((a, b) => Number(a.endsWith('.css')) - Number(b.endsWith('.css')))) {
    const file = readFileSync(new URL(name, FOLDER));
    const bytes = name.endsWith('.css') ? Buffer.from(smallSheet(withHashedAddresses(file, found)), 'utf8') : file;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const extension = extname(name);
    const url = `/static/${name.slice(0, -extension.length)}-${hash}${extension}`;
    found.set(name, { name, url, type: TYPES[extension] ?? '', bytes });
  }
  return found;
}

function withHashedAddresses(sheet: Buffer, found: Map<string, Asset>): string {
  return sheet.toString('utf8').replace(/url\("([^"#:]+)"\)/g, (whole, name: string) => {
    const asset = found.get(name);
    return asset ? `url("${asset.url}")` : whole;
  });
}

/** A style sheet without its comments and without the spaces that mean nothing. What stands in quotes stays as it is. */
export function smallSheet(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/("[^"]*")/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,]) ?/g, '$1')
            .replace(/: /g, ':')
            .replace(/;}/g, '}'),
    )
    .join('')
    .trim();
}
