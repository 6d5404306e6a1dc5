import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS, main } from '../src/cli.ts';
import { Kept, NOW } from './support/app.ts';

const SHIM = fileURLToPath(new URL('../src/merzim.mjs', import.meta.url));

async function run(argv: string[], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const io = { stdin: Readable.from([]), stdout, stderr, env, now: () => NOW, cwd: tmpdir() };
  return { code: await main(argv, io), stdout: stdout.text, stderr: stderr.text };
}

describe('The command line', () => {
  it('lists every command, and says how each is called', async () => {
    const help = await run(['help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const { name, summary } of COMMANDS) {
      expect(help.stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
      expect((await run([name, '--help'])).stdout).toContain(`merzim ${name}`);
      expect(summary).not.toBe('');
    }
  });

  it('loads every command that it lists', async () => {
    for (const { load } of COMMANDS) expect(await load()).toBeInstanceOf(Function);
  });

  it('answers 2 and the help where no command is named or none is known', async () => {
    expect(await run([])).toMatchObject({ code: 2, stdout: '' });
    const unknown = await run(['publish-everything']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('no command "publish-everything"');
  });

  it('answers 2 where a command is called wrongly', async () => {
    for (const argv of [
      ['serve', 'now'],
      ['demo', '--prot', '1'],
      ['demo', '--port'],
    ]) {
      const { code, stderr } = await run(argv);
      expect(code, argv.join(' ')).toBe(2);
      expect(stderr).toContain(`usage: merzim ${argv[0]}`);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('answers 1 and one line where a variable is bad, and starts nothing', async () => {
    expect(await run(['serve'], { PORT: 'http' })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'PORT="http": expected a port from 0 to 65535\n',
    });
  });

  it('answers 1 and one line where the database does not open, without its password', async () => {
    const { code, stderr } = await run(['serve'], { PORT: '0', DATABASE_URL: 'postgres://m:secret@127.0.0.1:1/m' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^the database postgres:\/\/\*\*\*@127\.0\.0\.1:1\/m does not open: .*\n$/);
  });

  it('answers 1 and one line where the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, stderr } = await run(['serve'], {
      PORT: String(port),
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
    });
    expect(code).toBe(1);
    expect(stderr).toBe(`port ${port} on 127.0.0.1 is in use: stop what listens there, or set PORT to another\n`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('runs from any folder', () => {
    const { status, stdout } = spawnSync(process.execPath, [SHIM, 'help'], { cwd: tmpdir(), encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('npm run -s merzim -- COMMAND');
  });
});
