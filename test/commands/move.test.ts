import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findRestored } from '../../src/records/newsroom-settings.ts';
import { command } from '../support/command.ts';
import { exported, sumsOf } from '../support/copies.ts';
import { freshDatabase, type TestDatabase } from '../support/databases.ts';
import { fillRecord } from '../support/whole-record.ts';

const move = (from: TestDatabase, ...words: string[]) => command(['move', ...words], { databaseUrl: from.url });

describe.each([
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const)('A move from %s to %s', (from, to) => {
  let old: TestDatabase;
  let target: TestDatabase;
  beforeAll(async () => {
    old = await freshDatabase(from);
  });
  beforeEach(async () => {
    target = await freshDatabase(to, 'none');
    return target.close;
  });
  afterAll(() => old.close());

  it('takes everything along, people signed in too, and says what it counted', async () => {
    await fillRecord(old.db);
    // An export leaves a line in the log.
    const document = await exported(old.url);
    const before = await sumsOf(old.db, { whole: true });
    const { code, stdout, stderr } = await move(old, '--to', target.url);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await sumsOf(target.db, { whole: true })).toEqual(before);
    expect(before.sessions?.rows).toBe(1);
    expect(await exported(target.url)).toBe(document);
    for (const [table, { rows, sum }] of Object.entries(before))
      expect(stdout).toContain(`${table}: ${rows} rows, sum ${sum.slice(0, 12)}\n`);
    expect(stdout).not.toContain('merzim:merzim@');
  });

  it('leaves the new one to send, and the old one silent', async () => {
    const other = await freshDatabase(from);
    await fillRecord(other.db);
    expect(await move(other, '--to', target.url)).toMatchObject({ code: 0 });
    expect(await findRestored(other.db)).not.toBeNull();
    expect(await findRestored(target.db)).toBeNull();
    await other.close();
  });

  it('goes to another, empty database alone', async () => {
    expect(await move(old, '--to', old.url)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^it is there already/),
    });
    const full = await freshDatabase(to);
    await fillRecord(full.db);
    const before = await sumsOf(full.db, { whole: true });
    const { code, stderr } = await move(old, '--to', full.url);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/something is kept in it already.*nothing was written\n$/),
    ]);
    expect(await sumsOf(full.db, { whole: true })).toEqual(before);
    await full.close();
  });

  it('is called with an address', async () => {
    expect(await move(old)).toMatchObject({ code: 2 });
    expect(await move(old, '--to', 'mysql://x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--to has to be'),
    });
  });
});
