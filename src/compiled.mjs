// What Node runs: the sources and the packages of many small files, put together once and kept beside the packages until a source
// changes. Reading six hundred files anew takes a start four times as long.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KEPT = join(ROOT, 'node_modules/.cache/merzim');
const SOURCES = ['src', 'views', 'migrations'];
const SOURCE = /\.(tsx?|json)$/;
/** Packages of many small files. The others stay where they are: some bring binaries, some read their own files. */
const TAKEN_IN = /^(kysely|hono|@hono\/node-server|zod|intl-messageformat|@formatjs\/.*)(\/|$)/;
/** A server that still runs reads from its own until it ends. */
const KEPT_AT_MOST = 8;

/** The address of the compiled entry `src/<name>.ts`, compiled first where it is not yet; undefined where it cannot be. */
export async function compiled(name, kept = KEPT) {
  try {
    const folder = join(kept, keyOfSources());
    if (!existsSync(folder)) await compile(name, folder, kept);
    return pathToFileURL(join(folder, `${name}.mjs`)).href;
  } catch {
    // A folder that may not be written to, a platform without the compiler: the sources are read as they are.
    return undefined;
  }
}

/** Where V8 keeps what it made of them. */
export const CODE = join(KEPT, 'code');

function keyOfSources() {
  const hash = createHash('sha256').update(process.version);
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((path) => join(folder, path)),
  );
  for (const path of ['package-lock.json', 'src/compiled.mjs', ...files.filter((each) => SOURCE.test(each)).sort()]) {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function compile(name, folder, kept) {
  const { build } = createRequire(createRequire(import.meta.url).resolve('tsx/package.json'))('esbuild');
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(kept, { recursive: true });
  try {
    await build({
      entryPoints: [join(ROOT, 'src', `${name}.ts`)],
      outdir: unfinished,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      tsconfig: join(ROOT, 'tsconfig.json'),
      keepNames: true,
      logLevel: 'silent',
      plugins: [{ name: 'merzim', setup }],
    });
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  prune(kept);
}

function setup(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || TAKEN_IN.test(path) ? undefined : { path, external: true },
  );
  // A file finds what lies beside it from where it is itself.
  build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
    const code = readFileSync(path, 'utf8');
    if (!code.includes('import.meta.url')) return undefined;
    const contents = code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
    return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
  });
}

function prune(kept) {
  const all = readdirSync(kept)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => ({ path: join(kept, name), at: statSync(join(kept, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of all.slice(KEPT_AT_MOST)) rmSync(path, { recursive: true, force: true });
}
