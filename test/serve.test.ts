import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { firstAdminPath } from '../src/commands/first-admin.ts';
import { readConfig } from '../src/config.ts';
import { findOneTimeLink } from '../src/records/sessions.ts';
import { addUser } from '../src/records/users.ts';
import { start } from '../src/serve.ts';
import { tokenHash } from '../src/web/desk/session.ts';
import { Kept, NOW, runningApp, testApp } from './support/app.ts';
import { folderFor } from './support/copies.ts';

const refused = (port: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve('open'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    socket.on('connect', () => socket.destroy());
  });

describe('A start', () => {
  it('brings an empty database to the newest schema, says so once, and answers where it says', async () => {
    const { folder, remove } = await folderFor('start');
    const env = { PORT: '0', DATABASE_URL: `sqlite:${folder}/merzim.db`, DATA_DIR: folder };
    const logs = [new Kept(), new Kept()];
    const started = [];
    for (const output of logs) started.push(await start({ config: readConfig(env), now: () => NOW, output }));
    for (const { address } of started) {
      const ready = await (await fetch(`${address}/readyz`)).json();
      expect(ready).toMatchObject({ ready: true });
    }
    expect(logs.map(({ text }) => text.includes('newest schema'))).toEqual([true, false]);
    for (const { text } of logs) expect(text).toContain('"route":"/readyz"');
    for (const { close } of started) await close();
    await remove();
  });

  it('ends in a closed port and a closed database', async () => {
    const running = await runningApp();
    expect(await refused(running.port)).toBe('open');
    await running.close();
    expect(await refused(running.port)).toBe('ECONNREFUSED');
    await expect(running.db.selectFrom('users').select('id').execute()).rejects.toThrow();
  });
});

describe('The first admin', () => {
  it('comes in by a link that is kept as a hash and holds for a day', async () => {
    const { db, close } = await testApp();
    const path = (await firstAdminPath(db, NOW)) ?? '';
    expect(path).toMatch(/^\/desk\/links\/[\w-]{43}$/);
    const asked = { tokenHash: tokenHash(path.split('/').at(-1) ?? ''), purpose: 'first_admin' };
    const day = 86_400_000;
    expect(await findOneTimeLink(db, { ...asked, now: NOW + day - 1 })).toMatchObject({ user: null });
    expect(await findOneTimeLink(db, { ...asked, now: NOW + day })).toBeUndefined();
    expect(await firstAdminPath(db, NOW)).not.toBe(path);
    await close();
  });

  it('gets no link where there is a user', async () => {
    const { db, close } = await testApp();
    const by = { user: null, via: 'command' as const };
    await addUser(db, { email: 'a@example.org', name: 'A', role: 'reporter', passwordHash: null, by, now: NOW });
    expect(await firstAdminPath(db, NOW)).toBeUndefined();
    await close();
  });
});
