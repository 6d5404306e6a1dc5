import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refused } from '../io.ts';

/**
 * A file of the copy: where it lies, what it is, and its bytes by their number and SHA-256 in hex. `etag`: by which the site knows
 * a picture again, so that it need not be made anew.
 */
export type CopiedFile = { path: string; address: string; type: string; bytes: number; sha256: string; etag?: string };
export type Counts = { added: number; changed: number; same: number; deleted: number };

export const MANIFEST = 'manifest.json';
/** Names what is being written, until the manifest does: so nothing of an unfinished copy is ever left behind. */
const UNDER_WAY = '.merzim-site';
const FORMAT = 'merzim/site@1';

/** What a manifest says besides its files. */
export type Head = { site: string; as_of: string; rules: number };
type Manifest = Head & { format: typeof FORMAT; made_at: string; files: CopiedFile[] };

/** A folder that holds a copy of the site and nothing of anybody else's that would be touched. */
export class CopyFolder {
  readonly counts: Counts = { added: 0, changed: 0, same: 0, deleted: 0 };
  readonly #dir: string;
  readonly #before: Manifest | undefined;
  /** What is in the folder by our hand, now or from before. */
  readonly #ours: Set<string>;
  readonly #known: ReadonlyMap<string, CopiedFile>;
  #files = new Map<string, CopiedFile>();

  private constructor(dir: string, before: Manifest | undefined, ours: Set<string>) {
    this.#dir = dir;
    this.#before = before;
    this.#known = new Map(before?.files.map((file) => [file.path, file]));
    this.#ours = ours;
  }

  /** Opens the folder, which is made where it is missing. Throws a Refused where it has other things in it and no copy. */
  static async open(dir: string): Promise<CopyFolder> {
    await mkdir(dir, { recursive: true });
    const before = await readManifest(dir);
    const begun = await readFile(join(dir, UNDER_WAY), 'utf8').catch(() => undefined);
    const others = (await readdir(dir)).filter((name) => !name.startsWith('.'));
    if (before === undefined && begun === undefined && others.length > 0)
      throw new Refused(`${dir} is not empty and holds no copy of a site: name an empty folder`);
    const ours = new Set([
      ...(before?.files ?? []).map(({ path }) => path),
      ...(begun ?? '').split('\n').filter(Boolean),
    ]);
    for (const path of ours)
      if (!isWithin(path)) throw new Refused(`${join(dir, MANIFEST)} names ${path}, which is no file of a copy`);
    await appendFile(join(dir, UNDER_WAY), '');
    return new CopyFolder(dir, before, ours);
  }

  /** Begins anew: the record has changed since the copy was begun. */
  restart(): void {
    this.#files = new Map();
    Object.assign(this.counts, { added: 0, changed: 0, same: 0, deleted: 0 });
  }

  /** Puts a file there, unless the same bytes lie there already. Written again in one run, it counts once. */
  async put(file: Omit<CopiedFile, 'bytes' | 'sha256'>, body: Uint8Array | ReadableStream): Promise<void> {
    if (!isWithin(file.path)) throw new RangeError(`no file of a copy: ${file.path}`);
    const path = join(this.#dir, file.path);
    const part = `${path}.part`;
    await mkdir(dirname(path), { recursive: true });
    const known = await hashOfFile(path);
    const isNew = known === undefined;
    if (!this.#ours.has(file.path)) {
      this.#ours.add(file.path);
      await appendFile(join(this.#dir, UNDER_WAY), `${file.path}\n${file.path}.part\n`);
    }
    const written = body instanceof Uint8Array ? await wrote(part, body, known) : await streamed(part, body);
    const isSame = written.sha256 === known;
    if (isSame) await rm(part, { force: true });
    else await rename(part, path);
    if (!this.#files.has(file.path)) this.counts[isSame ? 'same' : isNew ? 'added' : 'changed'] += 1;
    this.#files.set(file.path, { ...file, ...written });
  }

  /** The file as it was written before and lies there still; undefined where it was changed, or never was. */
  async findSame(path: string): Promise<CopiedFile | undefined> {
    const before = this.#known.get(path);
    return before !== undefined && (await hashOfFile(join(this.#dir, path))) === before.sha256 ? before : undefined;
  }

  /** Leaves it as it lies there. */
  keep(file: CopiedFile): void {
    if (!this.#files.has(file.path)) this.counts.same += 1;
    this.#files.set(file.path, file);
  }

  /** Takes away what the copy no longer has, and writes what it has into the manifest. */
  async finish(head: Head, now: number): Promise<void> {
    const gone = [...this.#ours].filter((path) => !this.#files.has(path));
    for (const path of gone) {
      const isThere = (await hashOfFile(join(this.#dir, path))) !== undefined;
      await rm(join(this.#dir, path), { force: true });
      if (isThere) this.counts.deleted += 1;
    }
    for (const folder of foldersOf(gone)) await rmdir(join(this.#dir, folder)).catch(() => {});
    const files = [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const manifest = { format: FORMAT, ...head, made_at: new Date(now).toISOString(), files } as const;
    const path = join(this.#dir, MANIFEST);
    if (!isSameCopy(this.#before, manifest)) {
      await writeFile(`${path}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
      await rename(`${path}.part`, path);
    }
    await rm(join(this.#dir, UNDER_WAY), { force: true });
  }
}

async function readManifest(dir: string): Promise<Manifest | undefined> {
  const text = await readFile(join(dir, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const read = JSON.parse(text) as Partial<Manifest>;
    if (read.format === FORMAT && Array.isArray(read.files)) return read as Manifest;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refused(`${join(dir, MANIFEST)} is no manifest of a copy`);
}

const isSameCopy = (a: Manifest | undefined, b: Manifest): boolean =>
  a !== undefined && JSON.stringify({ ...a, made_at: '' }) === JSON.stringify({ ...b, made_at: '' });

/** Whether the name stays within the folder. */
const isWithin = (path: string): boolean =>
  path.split('/').every((part) => /^[\w.-]+$/.test(part) && !/^\.\.?$/.test(part)) && path !== MANIFEST;

type Written = { bytes: number; sha256: string };

async function wrote(part: string, body: Uint8Array, known: string | undefined): Promise<Written> {
  const sha256 = createHash('sha256').update(body).digest('hex');
  if (sha256 !== known) await writeFile(part, body);
  return { bytes: body.length, sha256 };
}

async function streamed(part: string, body: ReadableStream): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), counted, createWriteStream(part));
  return { bytes, sha256: hash.digest('hex') };
}

/** Undefined: there is no such file. */
async function hashOfFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The folders above these files, the innermost first. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths)
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  return [...folders].sort((a, b) => b.length - a.length);
}
