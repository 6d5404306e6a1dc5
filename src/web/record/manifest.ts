import { createHash, type Hash } from 'node:crypto';
import type { Licence } from '../../domain/licence.ts';
import { RULES_VERSION } from '../../domain/rules.ts';
import type { Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { findFactsRevision } from '../../records/revisions.ts';
import { type AppContext, baseUrl } from '../context.ts';
import { ofOneState, RecordMoved } from '../pieces.ts';
import { DOCUMENTS, FILES, printed, type RecordFile } from './files.ts';
import { type Walk, walkOf } from './walk.ts';

/** What a file holds: its rows (of CSV without its head), its bytes and their SHA-256 in hex. */
export type Summed = RecordFile & { rows: number; bytes: number; sha256: string };

/** The sums of all files: of which revision of the facts, as of when, and until when they stand (null: until a fact changes). */
export type Sums = { revision: number; asOf: Instant; until: Instant | null; files: Summed[] };

/** What was summed up last, by database and by what it is of: it can be summed up anew at any time. */
const kept = new WeakMap<Db, Map<string, Promise<Sums>>>();
const KEPT = 4;

/** The sums of the record as the address asks for it. However many ask at once, it is read through once. */
export async function sumsOf(c: AppContext): Promise<Sums> {
  const { deps, asOf, now } = c.var;
  const revision = await findFactsRevision(deps.db);
  const key = `${revision} ${asOf.text} ${baseUrl(deps)}`;
  const own = kept.get(deps.db) ?? new Map<string, Promise<Sums>>();
  kept.set(deps.db, own);
  const before = await own.get(key)?.catch(() => undefined);
  if (before !== undefined && before.asOf <= now && (before.until === null || now < before.until)) return before;
  const { walk, until } = walkOf(c);
  const made = sumUp(walk).then((sums) => ({ ...sums, asOf: walk.asOf.at(walk.zone), until: until() }));
  own.set(key, made);
  made.catch(() => own.delete(key));
  const [oldest] = own.keys();
  if (own.size > KEPT && oldest !== undefined) own.delete(oldest);
  return made;
}

/** The manifest of the files: what each holds, on which terms, as of when. `licence`: the newsroom's. */
export function manifestOf({ revision, asOf, files }: Sums, c: AppContext, licence: Licence) {
  const base = baseUrl(c.var.deps);
  return {
    format: 'merzim/record-files@1',
    site: base,
    as_of: c.var.asOf.kind === 'date' ? c.var.asOf.on : new Date(asOf).toISOString(),
    revision,
    rules: RULES_VERSION,
    licence,
    schema: `${base}/data/schema.json`,
    files: files.map(({ name, kind, format, rows, bytes, sha256 }) => ({
      name,
      kind: kind?.name ?? DOCUMENTS,
      format,
      rows,
      bytes,
      sha256,
      url: addressOf(c, name),
    })),
  };
}

/** The address of a file, on the day that is asked for. */
export function addressOf(c: AppContext, name: string): string {
  const { text } = c.var.asOf;
  return `${baseUrl(c.var.deps)}/data/${name}${text === '' ? '' : `?as_of=${encodeURIComponent(text)}`}`;
}

const ATTEMPTS = 5;

/** Reads the record once through and sums up every file. Throws a RecordMoved where it changes again and again meanwhile. */
async function sumUp(walk: Walk): Promise<Pick<Sums, 'revision' | 'files'>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await summed(walk);
    } catch (error) {
      if (!(error instanceof RecordMoved) || attempt === ATTEMPTS) throw error;
    }
  }
}

type Sum = { rows: number; bytes: number; hash: Hash };

async function summed(walk: Walk): Promise<Pick<Sums, 'revision' | 'files'>> {
  const sums = new Map<string, Sum>(FILES.map(({ name }) => [name, { rows: 0, bytes: 0, hash: createHash('sha256') }]));
  const revision = await findFactsRevision(walk.db);
  const run = printed(walk, FILES, ({ name }, text, rows) => {
    const sum = sums.get(name);
    if (sum === undefined) return;
    sum.rows += rows;
    sum.bytes += Buffer.byteLength(text);
    sum.hash.update(text);
  });
  for await (const _ of ofOneState(walk.db, run));
  return {
    revision,
    files: FILES.map((file) => {
      const { rows, bytes, hash } = sums.get(file.name) as Sum;
      return { ...file, rows, bytes, sha256: hash.digest('hex') };
    }),
  };
}
