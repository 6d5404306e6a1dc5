import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openDatabase } from '../../src/records/database.ts';
import { findDraft } from '../../src/records/desk.ts';
import { findPublicIncident } from '../../src/records/incidents.ts';
import { findOneTimeLink } from '../../src/records/sessions.ts';
import { retract, takeDown } from '../../src/records/taking-back.ts';
import { findCredentials } from '../../src/records/users.ts';
import { isPassword } from '../../src/web/desk/password.ts';
import { tokenHash } from '../../src/web/desk/session.ts';
import { type CommandOptions, command } from '../support/command.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';

const NEWEST = Object.keys(migrations).at(-1);
const SLUG = 'almaty-blackout-2019';
const INCIDENTS = [SLUG, 'arys-2019', 'lrt-nur-sultan'].map((slug) => `fixtures/incidents/${slug}.json`);
const ALL = ['fixtures/directory.json', ...INCIDENTS];
const NOW = Date.parse('2019-08-05T04:00:00Z');

describe.each(ENGINES)('The command line of the record (%s)', (engine) => {
  let test: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'merzim-commands-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    test = await freshDatabase(engine, 'none');
  });
  afterEach(() => test.close());

  const run = (words: string[], options: Partial<CommandOptions> = {}) =>
    command(words, { databaseUrl: test.url, ...options });
  const file = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const fixture = async (slug = SLUG) => JSON.parse(await readFile(`fixtures/incidents/${slug}.json`, 'utf8'));

  it('migrate says from where to where', async () => {
    expect(await run(['migrate'])).toEqual({ code: 0, stdout: `from an empty database to ${NEWEST}\n`, stderr: '' });
    expect(await run(['migrate'])).toEqual({ code: 0, stdout: `already at ${NEWEST}\n`, stderr: '' });
  });

  it('export, import into an empty database and export again are byte-identical', async () => {
    const there = await run(['import', ...ALL, '--publish']);
    expect(there).toMatchObject({ code: 0, stderr: '' });
    expect(there.stdout).toContain(`${SLUG}: created, published\n`);
    expect(there.stdout).toContain('4 created, 0 updated, 0 unchanged\n');
    const first = await run(['export']);
    expect(first.stdout.split('\n')).toHaveLength(5);
    for (const publish of [['--publish'], []]) {
      const other = await freshDatabase(engine, 'none');
      const options = { databaseUrl: other.url };
      expect(await run(['import', '-', ...publish], { ...options, stdin: first.stdout })).toMatchObject({ code: 0 });
      expect(await run(['export'], options)).toEqual(first);
      expect(await run(['import', '-', ...publish], { ...options, stdin: first.stdout })).toMatchObject({
        code: 0,
        stdout: 'nothing changed\n',
      });
      await other.close();
    }
  });

  it('export holds nothing that a court took down, and import does not publish it again without a word', async () => {
    const { db, close } = openDatabase(test.url);
    const signed = {
      slug: SLUG,
      by: { user: null, via: 'command' } as const,
      now: 1_564_000_000_000,
      why: 'fictional',
    };
    const results = [{ kind: 'promise' as const, id: 'results' }];
    const whole = [{ kind: 'incident' as const, id: '' }];
    await run(['import', ...ALL, '--publish']);
    await retract(db, { ...signed, parts: results });
    const kept = await run(['export']);
    expect([kept.stdout.includes('"id":"results"'), kept.stderr]).toEqual([
      true,
      `${SLUG}: retracted, kept here: promise results\n`,
    ]);
    expect((await run(['export', '--public'])).stdout).not.toContain('"id":"results"');
    await takeDown(db, { ...signed, parts: results });
    for (const words of [['export'], ['export', '--public'], ['export', '--incident', SLUG]]) {
      const { code, stdout, stderr } = await run(words);
      expect([code, /"id": ?"results"/.test(stdout)]).toEqual([0, false]);
      expect(stderr).toContain(`${SLUG}: taken down by a court, left out: promise results\n`);
    }
    await takeDown(db, { ...signed, parts: whole });
    const without = await run(['export']);
    expect([without.code, without.stdout.includes(SLUG), without.stdout.split('\n').length]).toEqual([0, false, 4]);
    const refused = await run(['import', ...ALL, '--publish']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`${SLUG}: taken down by a court; an editor lifts that at the desk`);
    expect(refused.stderr).toContain('nothing was imported');
    const drafted = await run(['import', ...ALL, '--publish', '--taken-down-as-drafts']);
    expect(drafted).toMatchObject({ code: 0, stderr: `${SLUG}: taken down by a court: a draft, not published\n` });
    expect(await findPublicIncident(db, SLUG)).toBeUndefined();
    await close();
  });

  it('export writes one document to be read, or several by line, to a file that is whole or not there', async () => {
    await run(['import', ...ALL]);
    const one = await run(['export', '--incident', SLUG]);
    expect(one.stdout).toBe(await readFile(INCIDENTS[0]!, 'utf8'));
    expect((await run(['export', '--directory'])).stdout).toBe(await readFile('fixtures/directory.json', 'utf8'));
    const both = await run(['export', '--directory', '--incident', SLUG, '--out', 'both.jsonl'], { cwd: folder });
    expect(both).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await readFile(join(folder, 'both.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(2);
    const none = await run(['export', '--incident', 'nothing', '--out', 'none.json'], { cwd: folder });
    expect(none).toEqual({ code: 1, stdout: '', stderr: 'no incident nothing\n' });
    expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  it('import takes drafts, and publishes when told to', async () => {
    expect((await run(['import', ...ALL])).stdout).toContain(`${SLUG}: created, a draft\n`);
    expect(await findPublicIncident(test.db, SLUG)).toBeUndefined();
    expect((await run(['import', ...ALL, '--publish'])).stdout).toContain('0 created, 3 updated, 1 unchanged\n');
    expect(await findPublicIncident(test.db, SLUG)).toBeDefined();
  });

  it('a dry run writes nothing and says so', async () => {
    expect((await run(['import', ...ALL, '--dry-run'])).stdout).toMatch(
      /4 created.*\ndry run: nothing was written\n$/s,
    );
    expect(await findDraft(test.db, SLUG)).toBeUndefined();
  });

  it('import shows every error of every file at once, each with its place, and takes nothing in', async () => {
    const wrong = { ...(await fixture()), kind: 'slow', office: 'nobody' };
    const strange = { ...(await fixture('arys-2019')), office: 'nobody', title: undefined, started: 'today' };
    const one = await file('one.json', JSON.stringify(wrong));
    const lines = await file(
      'lines.jsonl',
      `${JSON.stringify(await fixture('lrt-nur-sultan'))}\n${JSON.stringify(strange)}\n`,
    );
    const list = await file('list.json', JSON.stringify([{ ...(await fixture()), office: 'nobody' }]));
    const broken = await file('broken.json', '{"format": "merzim/incident@1",\n "slug": }');
    const empty = await file('empty.json', '');
    const said = await run(['import', 'fixtures/directory.json', one, lines, list, 'missing.json', '--publish']);
    expect(said.code).toBe(1);
    expect(said.stdout).toBe('');
    expect(said.stderr.split('\n')).toEqual(
      expect.arrayContaining([
        `${one}: $.kind: "slow", expected one of acute, ongoing`,
        expect.stringContaining(`${lines}:2: $.title: nothing, expected`),
        expect.stringContaining(`${lines}:2: $.started: "today", expected`),
        'missing.json: there is no such file',
        'nothing was imported',
      ]),
    );
    const without = await run(['import', 'fixtures/directory.json', one, list]);
    expect(without.stderr).toContain(`${one}: $.kind: "slow"`);
    expect(without.stderr).toContain(`${list}: $[0].office: "nobody", expected the id of an office of the directory`);
    expect((await run(['import', broken])).stderr).toMatch(
      /broken\.json:2:10: "\}", expected .*\nnothing was imported\n$/,
    );
    expect((await run(['import', empty])).stderr).toContain('empty.json:1:1: ');
    expect((await run(['import', '-'])).stderr).toContain('standard input:1:1: ');
    expect(await findDraft(test.db, 'lrt-nur-sultan')).toBeUndefined();
  });

  it('import takes a sheet of entries into an incident of the record or of the same import', async () => {
    const sheet =
      'incident;id;kind;at;text;source_title\r\nalmaty-blackout-2019;late-call;report;15.07.2019 19:30;Жители: света всё ещё нет;Телефон редакции\r\n';
    const ansi = Buffer.from(sheet.split('').map((letter) => windows1251(letter)));
    const path = await file('entries.csv', ansi);
    expect((await run(['import', ...ALL, path])).stdout).toContain(`${SLUG}: created, a draft\n`);
    expect((await run(['import', path])).stdout).toBe('nothing changed\n');
    const entry = (await findDraft(test.db, SLUG))?.incident.entries.at(-1);
    expect(entry).toMatchObject({ id: 'late-call', text: 'Жители: света всё ещё нет' });
    const changed = await run(['import', '-'], { stdin: sheet.replace('19:30', '20:30') });
    expect(changed.stdout).toContain(`${SLUG}: updated, a draft\n`);
    const wrong = [
      'incident,id,kind,at,text,source_title,asked_of,answered_by',
      `${SLUG},q1,question,2019-07-15,y,z,akim-almaty,`,
      `${SLUG},q2,question,2019-07-15,y,z,nobody,`,
      `${SLUG},q3,question,2019-07-15,y,z,akim-almaty,not-there`,
      'astana-blackout-2019,q1,question,2019-07-15,y,z,,',
    ];
    const refused = await run(['import', await file('wrong.csv', wrong.join('\n'))]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/wrong\.csv:4: answered_by: "not-there", expected the id of an entry/);
    expect(refused.stderr).toMatch(
      /wrong\.csv:5: incident: "astana-blackout-2019", expected an incident of the record/,
    );
    const asked = await run(['import', await file('asked.csv', wrong.slice(0, 3).join('\n'))]);
    expect(asked.stderr).toMatch(/asked\.csv:3: asked_of: "nobody", expected the id of an office of the directory/);
    const row = await run(['import', await file('row.csv', sheet.replace('report', 'statement'))]);
    expect(row.stderr).toMatch(/row\.csv:2: office: nothing, expected an office/);
  });

  it('wrong usage ends with 2, and a password that is too short or an address that is taken with 1', async () => {
    for (const words of [
      ['import'],
      ['import', 'a', 'a'],
      ['export', '--all'],
      ['user'],
      ['user', 'add', '--email', 'a@b.kz'],
    ])
      expect((await run(words)).code).toBe(2);
    const add = ['user', 'add', '--email', 'a@b.kz', '--name', 'Айгерим', '--role', 'editor'];
    expect(await run(add, { stdin: 'short\n' })).toMatchObject({ code: 1, stdout: '' });
    expect(await run(add, { stdin: 'a long enough password\n' })).toMatchObject({ code: 0 });
    expect(await run(add, { stdin: 'a long enough password\n' })).toMatchObject({ code: 1, stdout: '' });
    expect((await run([...add.slice(0, -1), 'owner'], { stdin: 'x' })).code).toBe(2);
  });

  it('user adds, lists and disables, and makes a link that works once', async () => {
    const add = ['user', 'add', '--email', ' A@b.kz', '--name', 'Айгерим', '--role', 'editor'];
    await run(add, { stdin: 'a long enough password\n' });
    const kept = await findCredentials(test.db, 'a@b.kz');
    expect(await isPassword('a long enough password', kept?.passwordHash ?? null)).toBe(true);
    expect((await run(['user', 'list'])).stdout).toBe('a@b.kz\tАйгерим\teditor\n');
    const link = await run(['user', 'link', 'a@b.kz'], { env: { BASE_URL: 'https://merzim.example' } });
    const token = /^https:\/\/merzim\.example\/desk\/links\/([\w-]+)\n$/.exec(link.stdout)?.[1] ?? '';
    const asked = { tokenHash: tokenHash(token), purpose: 'sign_in', now: NOW };
    expect(await findOneTimeLink(test.db, asked)).toMatchObject({ user: kept?.user.id });
    expect((await run(['user', 'disable', '--email', 'a@b.kz'])).stdout).toBe('disabled a@b.kz\n');
    expect((await run(['user', 'list'])).stdout).toBe('a@b.kz\tАйгерим\teditor\tdisabled\n');
    expect((await run(['user', 'link', 'a@b.kz'])).code).toBe(1);
    expect((await run(['user', 'link', 'nobody@b.kz'])).stderr).toBe('nobody has the address nobody@b.kz\n');
  });

  it('verify names what is broken and ends with 1', async () => {
    await run(['import', ...ALL, '--publish']);
    expect(await run(['verify'])).toEqual({ code: 0, stdout: 'the record is sound\n', stderr: '' });
    await sql`update promises set open_hint = 0 where id = 'results'`.execute(test.db);
    expect(await run(['verify'])).toMatchObject({ code: 1, stderr: expect.stringContaining('open_hint: is 0') });
  });
});

describe('Both engines', () => {
  it('export the same bytes', async () => {
    const exported = [];
    for (const engine of ENGINES) {
      const test = await freshDatabase(engine, 'none');
      await command(['import', ...ALL], { databaseUrl: test.url });
      exported.push(await command(['export'], { databaseUrl: test.url }));
      await test.close();
    }
    expect(exported[0]).toMatchObject({ code: 0 });
    expect(exported[1]).toEqual(exported[0]);
  });

  it('refuse to read a database that is not there, and one that does not answer, without its password', async () => {
    const missing = { databaseUrl: `sqlite:${join(tmpdir(), 'merzim-nowhere', 'none.db')}` };
    for (const words of [['export'], ['verify'], ['user', 'list']])
      expect(await command(words, missing)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('there is no database'),
      });
    const silent = await command(['migrate'], { databaseUrl: 'postgres://merzim:s3cret@127.0.0.1:1/merzim' });
    expect(silent.code).toBe(1);
    expect(silent.stderr).toMatch(/^the database postgres:\/\/\*\*\*@127\.0\.0\.1:1\/merzim does not open: /);
    expect(silent.stderr).not.toContain('s3cret');
  });
});

/** One letter in windows-1251: Cyrillic from 0xC0 on, the rest of these as in ASCII. */
function windows1251(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === 'ё') return 0xb8;
  return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
}
