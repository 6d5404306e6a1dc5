import { readdirSync } from 'node:fs';
import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findLastBackup } from '../../src/records/backups.ts';
import { saveDraft } from '../../src/records/desk.ts';
import { findRestored } from '../../src/records/newsroom-settings.ts';
import { command } from '../support/command.ts';
import { exported, folderFor, keyPair, sumsOf } from '../support/copies.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { incidentOf2019 } from '../support/fixtures.ts';
import { fillEvidence, fillRecord } from '../support/whole-record.ts';

const LEFT_OUT = ['sessions', 'one_time_links', 'attempts', 'backups'];

describe.each(ENGINES)('A backup (%s)', (engine) => {
  let full: TestDatabase;
  let empty: TestDatabase;
  let place: Awaited<ReturnType<typeof folderFor>>;
  let keys: Awaited<ReturnType<typeof keyPair>>;
  const at = (...path: string[]) => join(place.folder, ...path);
  const says = (words: string[], test: TestDatabase, dataDir: string) =>
    command(words, { databaseUrl: test.url, cwd: place.folder, env: { DATA_DIR: at(dataDir) } });
  const backUp = (...words: string[]) => says(['backup', ...words], full, 'old');
  const restore = (...words: string[]) => says(['restore', ...words], empty, 'new');

  beforeAll(async () => {
    place = await folderFor('backup');
    full = await freshDatabase(engine);
    await fillRecord(full.db);
    await fillEvidence(at('old'), [1, 511, 512, 3_000_000]);
    keys = await keyPair();
    await writeFile(at('key.txt'), `# a key\n${keys.identity}\n`);
    expect(await backUp('whole.age', '--recipient', keys.recipient)).toMatchObject({ code: 0, stderr: '' });
    expect(await backUp('plain.tar', '--unencrypted')).toMatchObject({ code: 0, stderr: '' });
  });
  afterAll(async () => {
    await full.close();
    await place.remove();
  });
  beforeEach(async () => {
    empty = await freshDatabase(engine, 'none');
  });
  afterEach(() => empty.close());

  it('holds everything but what belongs to the running site, evidence included', async () => {
    const { code, stdout, stderr } = await restore('whole.age', '--identity', 'key.txt');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^restored \d+ rows and 4 files of evidence, as of 2019-08-05T04:00:00\.000Z\n/);
    expect(stdout).toContain('the record is sound');
    expect(await exported(empty.url)).toBe(await exported(full.url));
    const [before, after] = [await sumsOf(full.db, { whole: true }), await sumsOf(empty.db, { whole: true })];
    const unlike = Object.keys(before).filter((table) => before[table]?.sum !== after[table]?.sum);
    // The mark of a restored copy is a setting, with its revision.
    const marked = ['audit', 'facts_revision', 'revisions', 'settings'];
    expect(unlike.filter((table) => !LEFT_OUT.includes(table)).sort()).toEqual(marked);
    for (const table of LEFT_OUT) expect(after[table]?.rows).toBe(0);
    expect(readdirSync(at('new', 'evidence'), { recursive: true }).sort()).toEqual(
      readdirSync(at('old', 'evidence'), { recursive: true })
        .filter((path) => !String(path).startsWith('unfinished'))
        .sort(),
    );
  });

  it('once restored sends and issues nothing', async () => {
    await restore('whole.age', '--identity', 'key.txt');
    expect(await findRestored(empty.db)).not.toBeNull();
    const queued = await empty.db.selectFrom('deliveries').select('id').where('state', '=', 'queued').execute();
    expect(queued.length).toBeGreaterThan(0);
    const { code, stdout, stderr } = await says(['deliver'], empty, 'new');
    expect({ code, said: stdout + stderr }).toEqual({ code: 1, said: expect.stringMatching(/restored/) });
    const left = await empty.db.selectFrom('deliveries').select('id').where('state', '=', 'queued').execute();
    expect(left).toEqual(queued);
  });

  it('gives no number twice that was given before', async () => {
    await restore('whole.age', '--identity', 'key.txt');
    const add = (test: TestDatabase) =>
      test.db
        .insertInto('subscribers')
        .values({
          email: 'new@example.org',
          lang: 'ru',
          wants_empty: 0,
          state: 'unconfirmed',
          created_at: '2019-08-05T04:00:00.000Z',
          confirmed_at: null,
          bounces: 0,
          bounced_at: null,
          bounce_reason: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
    // The seventh reader was there and is gone.
    expect((await add(empty)).id).toBe(8);
  });

  it('goes to an empty database alone', async () => {
    const before = await sumsOf(full.db, { whole: true });
    const { code, stderr } = await says(['restore', 'plain.tar'], full, 'new');
    expect(code).toBe(1);
    expect(stderr).toMatch(/something is kept in it already: name an empty database; nothing was written\n$/);
    expect(await sumsOf(full.db, { whole: true })).toEqual(before);
  });

  it('goes to a database in which only a start has been', async () => {
    const started = await freshDatabase(engine);
    await started.db
      .insertInto('secrets')
      .values({ name: 'cookies', value: 'x', created_at: '2019-08-05T04:00:00.000Z' })
      .execute();
    expect(await says(['restore', 'plain.tar'], started, 'new')).toMatchObject({ code: 0, stderr: '' });
    expect(await started.db.selectFrom('secrets').select('name').execute()).toEqual([{ name: 'links' }]);
    await started.close();
  });

  it('opens with its key alone, and says in one line what is wrong', async () => {
    await writeFile(at('other.txt'), `${(await keyPair()).identity}\n`);
    await writeFile(at('none.txt'), 'nothing\n');
    const said = async (...words: string[]) => {
      const { code, stdout, stderr } = await restore(...words);
      expect([code, stdout]).toEqual([1, '']);
      return stderr.replaceAll(place.folder, '');
    };
    expect(await said('whole.age')).toBe(
      '/whole.age: it is encrypted: name the file of its private key with --identity\n',
    );
    expect(await said('whole.age', '--identity', 'other.txt')).toBe('/whole.age: no key given opens it\n');
    expect(await said('whole.age', '--identity', 'none.txt')).toMatch(
      /^\/none\.txt: the key file holds no private key of age .*\n$/,
    );
    expect(await said('key.txt')).toBe('/key.txt: it is broken\n');
    expect(await sumsOf(empty.db, { whole: true })).toEqual({});
  });

  it.each(['whole.age', 'plain.tar'])('that was cut off or changed leaves nothing behind (%s)', async (name) => {
    const { size } = await stat(at(name));
    const bytes = await readFile(at(name));
    for (const where of [0.2, 0.6, 0.999]) {
      await writeFile(at('cut'), bytes);
      await truncate(at('cut'), Math.floor(size * where));
      const changed = Buffer.from(bytes);
      changed[Math.floor(size * where)] = (changed[Math.floor(size * where)] ?? 0) ^ 1;
      // The end of a tar is nothing but zeros.
      if (name === 'whole.age' || where < 0.9) await writeFile(at('changed'), changed);
      for (const broken of ['cut', 'changed']) {
        const { code, stderr } = await restore(broken, '--identity', 'key.txt');
        expect([broken, where, code]).toEqual([broken, where, 1]);
        expect(stderr.trim().split('\n')).toHaveLength(1);
        expect(await sumsOf(empty.db, { whole: true })).toEqual({});
        expect(readdirSync(place.folder).filter((file) => file.includes('restoring'))).toEqual([]);
      }
    }
  });

  it('is the state of one instant, whatever is written meanwhile', async () => {
    const dataDir = 'big';
    await fillEvidence(at(dataDir), [12_000_000]);
    const [lrt, seen] = [incidentOf2019('lrt-nur-sultan'), new Map<number, string>()];
    const written = async (test: TestDatabase) =>
      (await test.db.selectFrom('revisions').select('id').where('subject', '=', 'incident').execute()).length;
    const note = async () => seen.set(await written(full), await exported(full.url));
    await note();
    let isDone = false;
    const made = says(['backup', 'busy.age', '--recipient', keys.recipient], full, dataDir).finally(
      () => (isDone = true),
    );
    for (let round = 0; !isDone; round += 1) {
      const incident = { ...lrt, slug: `written-${round}` };
      await saveDraft(full.db, {
        incident,
        by: { user: null, via: 'import' },
        now: 1_565_000_000_000 + round,
        why: null,
      });
      await note();
      // SQLite answers without letting go of the process.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await made).toMatchObject({ code: 0, stderr: '' });
    expect(await restore('busy.age', '--identity', 'key.txt')).toMatchObject({ code: 0, stderr: '' });
    const copied = await written(empty);
    expect(copied).toBeLessThan(await written(full));
    expect(await exported(empty.url)).toBe(seen.get(copied));
  });

  it('is not made over a file that is there, nor without a word about its key', async () => {
    const { code, stderr } = await backUp('plain.tar', '--unencrypted');
    expect([code, stderr.endsWith('is there already\n')]).toEqual([1, true]);
    expect(await backUp('new.age')).toMatchObject({ code: 2, stderr: expect.stringContaining('--recipient') });
    expect(await backUp('new.age', '--recipient', 'age1nonsense')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"age1nonsense" is no public key of age'),
    });
    expect(readdirSync(place.folder).filter((file) => file.startsWith('new.age'))).toEqual([]);
  });

  it('is for its owner alone, and noted', async () => {
    expect((await stat(at('whole.age'))).mode & 0o777).toBe(0o600);
    expect((await readFile(at('whole.age'))).toString('latin1')).not.toContain('example.org');
    expect(await findLastBackup(full.db)).toMatchObject({ at: Date.parse('2019-08-05T04:00:00Z'), error: null });
  });
});

describe('A backup of one engine', () => {
  it.each([
    ['sqlite', 'postgres'],
    ['postgres', 'sqlite'],
  ] as const)('is restored on the other: %s to %s', async (from, to) => {
    const { folder, remove } = await folderFor('across');
    const [full, empty] = [await freshDatabase(from), await freshDatabase(to, 'none')];
    await fillRecord(full.db);
    const of = (test: TestDatabase) => ({
      databaseUrl: test.url,
      cwd: folder,
      env: { DATA_DIR: join(folder, 'data') },
    });
    expect(await command(['backup', 'b.tar', '--unencrypted'], of(full))).toMatchObject({ code: 0, stderr: '' });
    expect(await command(['restore', 'b.tar'], of(empty))).toMatchObject({ code: 0, stderr: '' });
    expect(await exported(empty.url)).toBe(await exported(full.url));
    for (const close of [full.close, empty.close, remove]) await close();
  });
});

describe('merzim backup-key', () => {
  it('makes a private key that opens what its public key closed', async () => {
    const { stdout, stderr } = await command(['backup-key'], { databaseUrl: 'sqlite::memory:' });
    expect(stdout).toMatch(/^# public key: age1[a-z0-9]+\nAGE-SECRET-KEY-1[A-Z0-9]+\n$/);
    expect(stdout).toContain(stderr.trim());
  });
});
