import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** A checkout of its own, with the packages of this one and a place for what is compiled. */
let checkout: string;
const kept = () => join(checkout, 'node_modules/.cache/merzim');
const builds = () => readdirSync(kept()).filter((name) => /^[0-9a-f]{16}$/.test(name));
const help = async (cwd = tmpdir()) =>
  (await run(process.execPath, [join(checkout, 'src/merzim.mjs'), 'help'], { cwd })).stdout;

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'merzim-checkout-'));
  for (const path of ['src', 'views', 'migrations', 'fixtures', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(ROOT, path), join(checkout, path), { recursive: true });
  mkdirSync(join(checkout, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(checkout, 'node_modules', name));
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

describe('What Node runs', () => {
  it('is compiled once, and again when a source changes', async () => {
    expect(await help()).toContain('merzim COMMAND');
    expect(builds()).toHaveLength(1);
    await help();
    expect(builds()).toHaveLength(1);
    const source = join(checkout, 'src/cli.ts');
    const said = await run('sed', ['s/merzim COMMAND …/merzim WORD …/', source]);
    writeFileSync(source, said.stdout);
    expect(await help()).toContain('merzim WORD');
    expect(builds()).toHaveLength(2);
  });

  it('is compiled by one of several that start at once, and read by all', async () => {
    rmSync(kept(), { recursive: true });
    const said = await Promise.all([help(), help(), help()]);
    expect(new Set(said).size).toBe(1);
    expect(builds()).toHaveLength(1);
    expect(readdirSync(kept()).filter((name) => name.includes('.'))).toEqual([]);
  });

  it('are the sources themselves where nothing can be kept', async () => {
    rmSync(kept(), { recursive: true });
    writeFileSync(kept(), 'no folder');
    expect(await help()).toContain('merzim WORD');
    expect(existsSync(join(kept(), 'code'))).toBe(false);
  });
});
