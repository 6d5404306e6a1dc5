import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../../src/records/audit.ts';
import { beginSecondFactor, confirmSecondFactor, findSecondFactor } from '../../src/records/second-factors.ts';
import { findCredentials } from '../../src/records/users.ts';
import { command } from '../support/command.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';

const EMAIL = 'aigerim@example.org';
const NOW = Date.parse('2019-08-05T04:00:00Z');

describe.each(ENGINES)('What commands do (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
  });
  afterEach(() => test.close());

  const run = (words: string[], stdin = '') => command(words, { databaseUrl: test.url, stdin });
  const log = async () =>
    (await listAudit(test.db, { limit: 50 })).map(({ kind, via, user, note }) => [kind, via, user, note]);

  it('is told in the log, by nobody of the desk and without a token', async () => {
    const password = 'a long fictional password';
    await run(['user', 'add', '--email', EMAIL, '--name', 'Айгерим', '--role', 'editor'], password);
    const { stdout: link } = await run(['user', 'link', EMAIL]);
    await run(['import', 'fixtures/directory.json', 'fixtures/incidents/arys-2019.json', '--publish']);
    await run(['import', 'fixtures/incidents/arys-2019.json', '--publish']);
    await run(['export', '--incident', 'arys-2019']);
    await run(['user', 'disable', EMAIL]);
    expect(await log()).toEqual([
      ['user_disabled', 'command', null, null],
      ['exported', 'command', null, 'arys-2019'],
      ['imported', 'import', null, '2'],
      ['link_made', 'command', null, 'sign_in'],
      ['user_added', 'command', null, null],
    ]);
    const rows = JSON.stringify(await test.db.selectFrom('audit').selectAll().execute());
    expect([rows.includes(link.trim().split('/').at(-1) ?? ''), rows.includes(password)]).toEqual([false, false]);
  });

  it('takes a lost second factor away, once', async () => {
    await run(['user', 'add', '--email', EMAIL, '--name', 'Айгерим', '--role', 'admin'], 'a long fictional password');
    const user = (await findCredentials(test.db, EMAIL))?.user.id ?? 0;
    const signed = { user, by: { user, via: 'desk' as const }, now: NOW };
    await beginSecondFactor(test.db, { ...signed, secret: 'S' });
    await confirmSecondFactor(test.db, { ...signed, step: 1, codeHashes: ['h'] });
    expect(await run(['user', 'reset-factor', EMAIL])).toMatchObject({ code: 0 });
    expect(await findSecondFactor(test.db, user)).toBeUndefined();
    expect((await run(['user', 'reset-factor', EMAIL])).stdout).toContain('has no second factor');
    expect((await log()).filter(([kind]) => kind === 'factor_removed')).toEqual([
      ['factor_removed', 'command', null, null],
    ]);
  });
});
