import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import {
  evidenceFolder,
  evidencePath,
  keepFile,
  listKept,
  readKept,
  sha256Of,
  stateOfFile,
  sweepUnfinished,
} from '../../src/evidence/folder.ts';
import { openDatabase } from '../../src/records/database.ts';
import { addEvidenceFile } from '../../src/records/evidence-files.ts';
import { start } from '../../src/serve.ts';
import { Kept, NOW } from '../support/app.ts';
import { command } from '../support/command.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'merzim-evidence-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const BYTES = Buffer.from('a picture, as far as the folder knows');

describe('The folder of evidence', () => {
  it('has each file under its hash, two folders deep, for this user alone', async () => {
    const file = await keepFile(dataDir, BYTES);
    expect(file).toEqual({ sha256: sha256Of(BYTES), bytes: BYTES.length });
    const { sha256 } = file;
    expect(await listKept(dataDir)).toEqual([join(sha256.slice(0, 2), sha256.slice(2, 4), sha256)]);
    expect(evidencePath(dataDir, sha256)).toBe(join(evidenceFolder(dataDir), ...(await listKept(dataDir))));
    expect(statSync(evidencePath(dataDir, sha256)).mode & 0o077).toBe(0);
    expect(Buffer.from((await readKept(dataDir, sha256)) ?? []).equals(BYTES)).toBe(true);
  });

  it.each([
    '',
    '../../etc/passwd',
    `${'a'.repeat(62)}/.`,
    'A'.repeat(64),
    `${'a'.repeat(64)}\n`,
    `../${'a'.repeat(61)}`,
  ])('has no place for %j', (name) => {
    expect(() => evidencePath(dataDir, name)).toThrow(RangeError);
  });

  it('tells a file that is missing and one that was altered, by its size or by a single bit', async () => {
    const file = await keepFile(dataDir, BYTES);
    expect(await stateOfFile(dataDir, file)).toBe('sound');
    const changed = Buffer.from(BYTES);
    changed[3] = (changed[3] ?? 0) ^ 1;
    writeFileSync(evidencePath(dataDir, file.sha256), changed);
    expect(await stateOfFile(dataDir, file)).toBe('altered');
    expect(await readKept(dataDir, file.sha256)).toBeUndefined();
    writeFileSync(evidencePath(dataDir, file.sha256), `${BYTES} and more`);
    expect(await stateOfFile(dataDir, file)).toBe('altered');
    rmSync(evidencePath(dataDir, file.sha256));
    expect(await stateOfFile(dataDir, file)).toBe('missing');
    expect(await readKept(dataDir, file.sha256)).toBeUndefined();
  });

  it('is mended by the same file taken in again', async () => {
    const file = await keepFile(dataDir, BYTES);
    writeFileSync(evidencePath(dataDir, file.sha256), 'altered');
    await keepFile(dataDir, BYTES);
    expect(await stateOfFile(dataDir, file)).toBe('sound');
  });

  it('has no half file after a process was killed in the middle, and sweeps what it left', async () => {
    const aside = join(evidenceFolder(dataDir), 'unfinished');
    for (const wait of [30, 55, 80, 110, 140, 170]) {
      const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/keep-file-once.ts', dataDir]);
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await once(child, 'exit');
      for (const path of await listKept(dataDir))
        expect(sha256Of(readFileSync(join(evidenceFolder(dataDir), path)))).toBe(basename(path));
      await sweepUnfinished(dataDir);
      expect(readdirSync(aside)).toEqual([]);
    }
    expect((await listKept(dataDir)).length).toBeGreaterThan(0);
  });

  it('leaves alone what another process is writing', async () => {
    const aside = join(evidenceFolder(dataDir), 'unfinished');
    mkdirSync(aside, { recursive: true });
    writeFileSync(join(aside, `${process.ppid}-a`), 'half of a file');
    writeFileSync(join(aside, '999999999-b'), 'half of a file');
    expect(await sweepUnfinished(dataDir)).toBe(1);
    expect(readdirSync(aside)).toEqual([`${process.ppid}-a`]);
  });

  it('is swept at every start, and read whole by verify', async () => {
    const aside = join(evidenceFolder(dataDir), 'unfinished');
    mkdirSync(aside, { recursive: true });
    writeFileSync(join(aside, '999999999-b'), 'half of a file');
    const databaseUrl = `sqlite:${join(dataDir, 'merzim.db')}`;
    const env = { PORT: '0', DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
    const running = await start({ config: readConfig(env), now: () => NOW, output: new Kept() });
    await running.close();
    expect(readdirSync(aside)).toEqual([]);

    const { sha256 } = await keepFile(dataDir, BYTES);
    const path = `evidence/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
    const verify = () => command(['verify'], { databaseUrl, env: { DATA_DIR: dataDir } });
    expect(await verify()).toEqual({
      code: 0,
      stdout: 'the record is sound\n',
      stderr: `${path}: no row names this file\n`,
    });
    const { db, close } = openDatabase(databaseUrl);
    const noted = {
      type: 'pdf' as const,
      origin: 'newsroom' as const,
      capturedAt: NOW,
      capturedBy: null,
      storedAt: NOW,
    };
    await addEvidenceFile(db, { sha256, bytes: BYTES.length, ...noted, copy: null, thumb: null });
    await close();
    expect(await verify()).toEqual({ code: 0, stdout: 'the record is sound\n', stderr: '' });
    writeFileSync(evidencePath(dataDir, sha256), `${BYTES.toString().slice(0, -1)}!`);
    expect(await verify()).toEqual({
      code: 1,
      stdout: '',
      stderr: `evidence ${sha256}: was altered in the folder of evidence\n`,
    });
  });
});
