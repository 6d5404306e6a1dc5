import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url);

type Source = { path: string; code: string; imports: string[] };

/** The code without comments, so that a word about a clock is no clock. */
const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

/** Paths from the root for files of ours (`src/domain/span.ts`), names for packages (`luxon`, `node:fs`, `hono/jsx`). */
function importsOf(path: string, code: string): string[] {
  const named = [...code.matchAll(/(?:^(?:import|export)\b[^;']*?from|^import|\bimport\()\s*'([^'\n]+)'/gm)].map(
    ([, name = '']) => name,
  );
  return named.map((name) => (name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), name)) : name));
}

const FOLDERS = ['src', 'views', 'migrations'];
const sources: Source[] = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.endsWith('.min.mjs'))
    .map((name) => {
      const path = posix.join(folder, name.replaceAll('\\', '/'));
      const code = withoutComments(readFileSync(new URL(path, ROOT), 'utf8'));
      return { path, code, imports: importsOf(path, code) };
    }),
);

/** The room that a path is in; a package is its own name, without what is under it. */
function roomOf(path: string): string {
  const room = /^src\/web\/(public|desk|api|feeds|share)\//.exec(path)?.[1];
  if (room) return `web/${room}`;
  if (path.startsWith('views/mail/')) return 'views/mail';
  const folder =
    /^(?:src\/)?(domain|records|evidence|backup|sheets|web|digest|mail|i18n|commands|views|migrations|fixtures)\//.exec(
      path,
    )?.[1];
  if (folder) return folder;
  if (/^(src|package\.json)/.test(path)) return path;
  if (path.startsWith('node:')) return 'node';
  return path.startsWith('@') ? path.split('/').slice(0, 2).join('/') : path;
}

const WEB = [
  'domain',
  'records',
  'views',
  'views/mail',
  'i18n',
  'mail',
  'digest',
  'evidence',
  'sheets',
  'web',
  'src/config.ts',
  'node',
];
const WEB_PACKAGES =
  /^(hono(\/.*)?|@hono\/.*|pino|zod|lru-cache|rate-limiter-flexible|hono-openapi|feed|ical-generator|prom-client|satori|@resvg\/.*|sharp|file-type|csv-stringify.*)$/;

/** design.md's table: what each room may import. */
const MAY: Record<string, { rooms: string[]; packages: RegExp }> = {
  domain: { rooms: ['domain'], packages: /^(luxon|zod)$/ },
  records: {
    rooms: ['domain', 'records', 'migrations', 'node'],
    packages: /^(kysely(\/.*)?|better-sqlite3|pg|@orama\/stemmers.*)$/,
  },
  migrations: { rooms: ['migrations'], packages: /^kysely(\/migration)?$/ },
  i18n: { rooms: ['domain', 'i18n'], packages: /^intl-messageformat$/ },
  views: { rooms: ['domain', 'i18n', 'views', 'node'], packages: /^(hono\/(jsx|html|utils\/html).*)$/ },
  'views/mail': { rooms: ['domain', 'i18n', 'views', 'views/mail'], packages: /^hono\/(jsx|html|utils\/html).*$/ },
  digest: {
    rooms: ['domain', 'records', 'views/mail', 'i18n', 'digest', 'mail', 'node'],
    packages: /^(croner|grammy|hono\/jsx.*)$/,
  },
  backup: {
    rooms: ['domain', 'records', 'evidence', 'backup', 'node'],
    packages: /^(age-encryption|tar-stream|croner|kysely)$/,
  },
  evidence: { rooms: ['domain', 'records', 'evidence', 'node'], packages: /^(sharp|file-type|croner)$/ },
  sheets: { rooms: ['domain', 'records', 'sheets', 'node'], packages: /^csv-(parse|stringify)\/sync$/ },
  mail: {
    rooms: ['domain', 'records', 'views/mail', 'i18n', 'mail', 'node'],
    packages: /^(nodemailer.*|hono\/jsx.*)$/,
  },
  web: { rooms: [...WEB, 'web/public', 'web/desk', 'web/api', 'web/feeds', 'web/share'], packages: WEB_PACKAGES },
  'web/public': { rooms: [...WEB, 'web/public'], packages: WEB_PACKAGES },
  // A reporter's own words for a time are parsed at the edge; so are codes of a second factor.
  'web/desk': { rooms: [...WEB, 'web/desk'], packages: new RegExp(`${WEB_PACKAGES.source}|^(luxon|otpauth|uqr)$`) },
  'web/api': { rooms: [...WEB, 'web/api'], packages: WEB_PACKAGES },
  'web/feeds': { rooms: [...WEB, 'web/feeds'], packages: WEB_PACKAGES },
  'web/share': { rooms: [...WEB, 'web/share'], packages: WEB_PACKAGES },
  'src/config.ts': { rooms: ['domain', 'node'], packages: /^$/ },
};

const ROOMS =
  /^(domain|records|migrations|i18n|views|views\/mail|digest|mail|evidence|backup|sheets|web|web\/.*|commands|fixtures|node|src\/.*)$/;

function strays({ path, imports }: Source): string[] {
  const may = MAY[roomOf(path)];
  if (!may) return [];
  return imports
    .filter((name) => {
      const room = roomOf(name);
      return ROOMS.test(room) ? !may.rooms.includes(room) : !may.packages.test(name);
    })
    .map((name) => `${path} imports ${name}`);
}

const within = (paths: RegExp, search: RegExp): string[] =>
  sources.filter(({ path, code }) => !paths.test(path) && search.test(code)).map(({ path }) => path);

describe('The rooms of the house (design.md, Layout)', () => {
  it('are read rightly by this test', () => {
    const imports = (path: string) => sources.find((source) => source.path === path)?.imports ?? [];
    expect(imports('src/web/app.ts')).toEqual(expect.arrayContaining(['hono', 'src/web/health.ts']));
    expect(imports('src/cli.ts')).toContain('src/commands/serve.ts');
    expect(imports('src/records/database.ts')).toEqual(expect.arrayContaining(['migrations/index.ts', 'node:fs']));
    const stray = {
      path: 'src/domain/made-up.ts',
      code: '',
      imports: ['node:fs', 'src/records/rows.ts', 'luxon', 'hono'],
    };
    expect(strays(stray)).toHaveLength(3);
    expect(strays({ ...stray, path: 'src/web/api/made-up.ts', imports: ['src/web/desk/session.ts'] })).toHaveLength(1);
  });

  it('import only what the table allows', () => {
    expect(sources.flatMap(strays)).toEqual([]);
  });

  it('know zod in the documents of the domain alone', () => {
    const users = sources.filter(({ path, imports }) => path.startsWith('src/domain/') && imports.includes('zod'));
    expect(users.map(({ path }) => path).filter((path) => !/^src\/domain\/document[\w-]*\.ts$/.test(path))).toEqual([]);
  });

  it('leave the disk to one file of the views, the one that hashes the static files', () => {
    const users = sources.filter(
      ({ path, imports }) => path.startsWith('views/') && imports.some((name) => name.startsWith('node:')),
    );
    expect(users.map(({ path }) => path).filter((path) => path !== 'views/static.ts')).toEqual([]);
  });

  it('are not entered through the commands or the composition root', () => {
    const entered = sources.flatMap(({ path, imports }) =>
      imports
        .filter((name) => /^src\/(commands\/|serve\.ts|cli\.ts)/.test(name))
        .filter(() => !/^src\/(commands\/|serve\.ts|cli\.ts|merzim\.mjs)/.test(path))
        .map((name) => `${path} imports ${name}`),
    );
    expect(entered).toEqual([]);
  });
});

describe('What comes in from outside', () => {
  it('the environment is read in one place', () => {
    expect(within(/^src\/(config\.ts|merzim\.mjs)$/, /\bprocess\.env\b|\bimport\.meta\.env\b/)).toEqual([]);
  });

  it('the clock is asked in the composition root and the commands alone', () => {
    const clock = /\bDate\.now\b|\bnew Date\(\s*\)|\bDateTime\.(now|local|utc)\(\s*\)|\bSettings\.now\b/;
    expect(within(/^src\/(serve\.ts|cli\.ts|commands\/)/, clock)).toEqual([]);
  });

  it('nothing prints by itself but the commands', () => {
    expect(within(/^src\/(cli\.ts|commands\/)/, /\bconsole\.\w/)).toEqual([]);
  });

  it('nothing is run from text', () => {
    expect(within(/^$/, /\beval\(|new Function\(|dangerouslySetInnerHTML/)).toEqual([]);
  });
});
