import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDemo } from '../../src/commands/demo.ts';
import { findPublicIncident } from '../../src/records/incidents.ts';
import { findCredentials } from '../../src/records/users.ts';
import { isPassword } from '../../src/web/desk/password.ts';
import { NOW, testApp } from '../support/app.ts';

const SHIM = fileURLToPath(new URL('../../src/merzim.mjs', import.meta.url));

describe('The demonstration', () => {
  it('holds the documented cases of 2019 and the exercise, published', async () => {
    const { db, close } = await testApp({ prepare: async (empty) => void (await addDemo(empty, NOW)) });
    for (const slug of ['almaty-blackout-2019', 'lrt-nur-sultan', 'arys-2019', 'exercise-primersk'])
      expect(await findPublicIncident(db, slug), slug).toBeDefined();
    await close();
  });

  it('lets a reporter and an editor in, with passwords of its own', async () => {
    const { db, close } = await testApp();
    const logins = await addDemo(db, NOW);
    expect(logins.map(({ role }) => role)).toEqual(['reporter', 'editor']);
    for (const { role, email, password } of logins) {
      const found = await findCredentials(db, email);
      expect(found?.user.role).toBe(role);
      expect(await isPassword(password, found?.passwordHash ?? null)).toBe(true);
    }
    expect(new Set(logins.map(({ password }) => password)).size).toBe(2);
    await close();
  });
});

describe('npm run demo', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'merzim-test-'));
  });
  const databases = () => readdirSync(folder).filter((name) => name.startsWith('merzim-demo-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints where it answers and who may sign in, says on every page what it is, and leaves nothing behind', async () => {
    const env = { PATH: process.env.PATH, TMPDIR: folder, DATABASE_URL: 'postgres://never.example/asked' };
    const child = spawn(process.execPath, [SHIM, 'demo', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      let printed = '';
      for await (const chunk of child.stdout) {
        printed += chunk;
        if (printed.includes('Ctrl+C')) break;
      }
      const address = /^Merzim: (http:\/\/localhost:\d+)$/m.exec(printed)?.[1] ?? '';
      expect(printed).toMatch(/^ {2}reporter +\S+@\S+ +\S{12}$/m);
      expect(printed).toMatch(/^ {2}editor +\S+@\S+ +\S{12}$/m);
      expect(databases()).toHaveLength(1);
      expect(await (await fetch(`${address}/healthz`)).text()).toBe('ok\n');
      const page = await (await fetch(`${address}/en/nothing`)).text();
      expect(page).toContain('no newsroom has reviewed them');
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(databases()).toEqual([]);
  });
});
