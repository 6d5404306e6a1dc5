import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeDirectory, writeIncident } from '../../src/domain/document.ts';
import type { Db } from '../../src/records/database.ts';
import { ENTRY_COLUMNS } from '../../src/sheets/columns.ts';
import { type TestApp, testApp } from './app.ts';
import { command } from './command.ts';
import { directoryOf2019, incidentsOf2019 } from './fixtures.ts';
import { hostileText, hostileValue } from './hostile.ts';
import { DESK_PAGES, DOOR_PAGES, PUBLIC_PAGES } from './site-pages.ts';
import { ADMIN, fillWholeSite, partsOfAddresses, WHOLE_SITE_NOW } from './whole-site.ts';

export type FuzzAsked = {
  url: string;
  seed: number;
  addresses: number;
  forms: number;
  documents: number;
  commands: number;
};
/** How many cases ran, how many answers there were by their status or exit code, and what was wrong, each with what was sent. */
export type Fuzzed = { cases: number; answers: Record<string, number>; changed: number; findings: string[] };

type Form = { action: string; signedIn: boolean; fields: [string, string[]][] };
type Round = FuzzAsked & { site: TestApp; folder: string; cookie: string; csrf: string; forms_: Form[]; said: Fuzzed };

/** What a revision stands behind. The rest belongs to sessions, letters, the log, or to one person alone. */
const RECORD = [
  'offices',
  'officials',
  'tenures',
  'channels',
  'indicators',
  'measurements',
  'benchmarks',
  'editions',
  'entries',
  'promises',
  'deadline_changes',
  'possible_answers',
  'outcomes',
  'checks',
  'replies',
  'users',
  'settings',
  'calendar_changes',
  'digest_weeks',
  'digest_strikes',
  'digests',
  'taken_back',
  'evidence',
] as const;

/** Fills a site with something of everything and sends it what nobody should; the same seed sends the same. */
export async function fuzz(asked: FuzzAsked): Promise<Fuzzed> {
  const folder = await mkdtemp(join(tmpdir(), 'merzim-fuzz-'));
  const env = { DATA_DIR: folder, TRUST_PROXY: 'on', LOG_LEVEL: 'error' };
  const site = await testApp({ databaseUrl: asked.url, now: WHOLE_SITE_NOW, env });
  try {
    await fillWholeSite(site.db, folder);
    const said: Fuzzed = { cases: 0, answers: {}, changed: 0, findings: [] };
    const round: Round = { ...asked, site, folder, cookie: '', csrf: '', forms_: [], said };
    await signIn(round);
    round.forms_ = await formsOf(round);
    await fuzzAddresses(round);
    await fuzzForms(round);
    await fuzzDocuments(round);
    await fuzzCommands(round);
    return said;
  } finally {
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, { seed }: Round, numRuns: number): T[] =>
  numRuns === 0 ? [] : fc.sample(arbitrary, { seed, numRuns });

/** Runs one case: what it answers is counted, and what changes of the record must have its revision. */
async function held(round: Round, what: string, run: () => Promise<string>): Promise<void> {
  const { said, site } = round;
  said.cases += 1;
  const before = await stateOf(site.db);
  let answer = '';
  try {
    answer = await run();
  } catch (error) {
    said.findings.push(`${what}: threw ${error instanceof Error ? error.stack : String(error)}`);
  }
  said.answers[answer] = (said.answers[answer] ?? 0) + 1;
  if (/^5\d\d$/.test(answer)) said.findings.push(`${what}: ${answer} ${whyOf(site.logged.text)}`);
  const after = await stateOf(site.db);
  if (after.record === before.record) return;
  said.changed += 1;
  if (after.revision <= before.revision) said.findings.push(`${what}: changed the record without a revision`);
}

/** The last error of the log, and where it was thrown. */
function whyOf(log: string): string {
  const [last = '{}'] = log.trim().split('\n').slice(-1);
  const { err } = JSON.parse(last) as { err?: { stack?: string } };
  return (err?.stack ?? last).split('\n').slice(0, 5).join(' ');
}

async function stateOf(db: Db): Promise<{ record: string; revision: number }> {
  const rows = await Promise.all(
    RECORD.map((table) =>
      db
        .selectFrom(table as 'offices')
        .selectAll()
        .execute(),
    ),
  );
  const last = await db
    .selectFrom('revisions')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst();
  return { record: JSON.stringify(rows), revision: Number(last?.id ?? 0) };
}

// Addresses

const NAMES = [
  'as_of',
  'q',
  'status',
  'office',
  'official',
  'incident',
  'kind',
  'topic',
  'region',
  'year',
  'after',
  'cursor',
  'limit',
  'sort',
  'said_from',
  'due_to',
  'next',
  'copy',
  'lang',
  'mine',
  'user',
  'before',
  'made_in',
  'words',
  'phrase',
  'for',
  'of',
  'to',
  'box',
  'text',
  'url',
  'title',
  '__proto__',
];
const KNOWN = ['almaty-blackout-2019', 'results', 'tweet', 'akim-almaty', 'sagintayev', '2019-W31', '1', 'overdue'];
const METHODS = ['GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

async function fuzzAddresses(round: Round): Promise<void> {
  const routes = [...new Set(round.site.app.routes.filter(({ method }) => method !== 'ALL').map(({ path }) => path))];
  const word = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...KNOWN) }, { weight: 3, arbitrary: hostileText });
  const cases = fc.record({
    route: fc.constantFrom(...routes),
    prefix: fc.constantFrom('', '', '/kk', '/en'),
    words: fc.array(word, { minLength: 5, maxLength: 5 }),
    query: fc.array(fc.record({ name: fc.constantFrom(...NAMES), value: word }), { maxLength: 4 }),
    method: fc.constantFrom(...METHODS),
    header: fc.option(
      fc.tuple(fc.constantFrom('accept-encoding', 'if-none-match', 'hx-request', 'cookie'), hostileText),
    ),
    signedIn: fc.boolean(),
  });
  for (const one of sample(cases, round, round.addresses)) {
    let index = 0;
    const path = one.route.replace(/:\w+(\{[^}]*\})?|\*/g, () => safely(one.words[index++] ?? 'x'));
    const query = new URLSearchParams(
      one.query.map(({ name, value }): [string, string] => [name, value.toWellFormed()]),
    );
    const address = `${one.prefix}${path}?${query}`;
    await held(round, `${one.method} ${address}`, async () => {
      const headers = new Headers({ 'x-forwarded-for': `10.1.${round.said.cases % 250}.1` });
      if (one.signedIn) headers.set('cookie', round.cookie);
      if (one.header) setSafely(headers, ...one.header);
      const response = await round.site.app.request(address, { method: one.method, headers });
      await readThrough(round, address, response);
      return String(response.status);
    });
  }
}

const safely = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A header may not hold everything: what cannot be sent is left out. */
function setSafely(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    headers.delete(name);
  }
}

/** Nothing leads to another site, sets a stranger's cookie, or runs what was sent. */
async function readThrough({ said }: Round, what: string, response: Response): Promise<string> {
  const text = await response.text();
  const to = response.headers.get('location');
  if (to !== null && !/^\/(?![/\\])/.test(to)) said.findings.push(`${what}: leads to ${to}`);
  if (/(^|[,;\s])a=b/.test(response.headers.get('set-cookie') ?? '')) said.findings.push(`${what}: sets a cookie`);
  const isPage = /html|svg/.test(response.headers.get('content-type') ?? '');
  if (isPage && /<script>alert|<img src=x|href="javascript:/i.test(text))
    said.findings.push(`${what}: runs what was sent`);
  return text;
}

// Forms

export async function signIn(round: Round): Promise<void> {
  const { site } = round;
  const headers = { origin: 'http://localhost:3000', 'x-forwarded-for': `10.2.${round.said.cases % 250}.1` };
  const body = new URLSearchParams(ADMIN);
  const response = await site.app.request('/desk/login', { method: 'POST', headers, body });
  round.cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const page = await site.app.request('/desk/sessions', { headers: { cookie: round.cookie } });
  round.csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  if (round.csrf === '') throw new RangeError('nobody is signed in');
}

/** Every form on every page, with its fields and the values that they have or offer. */
export async function formsOf(round: Round): Promise<Form[]> {
  const parts = await partsOfAddresses(round.site.db);
  const pages = [PUBLIC_PAGES, DOOR_PAGES, DESK_PAGES].flatMap((list) => Object.values(list).flat());
  const forms = new Map<string, Form>();
  for (const path of pages) {
    const named = encodeURI(path.replace(/:(\w+)/g, (whole, name) => parts[name] ?? whole));
    const response = await round.site.app.request(named, { headers: { cookie: round.cookie } });
    const html = await response.text();
    for (const [, head = '', inner = ''] of html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
      if (!/method="post"/i.test(head)) continue;
      const action = unescaped(/action="([^"]*)"/.exec(head)?.[1] ?? named);
      const fields = fieldsOf(inner);
      const signedIn = /^(\/(kk|en))?\/desk/.test(action);
      forms.set(`${action} ${fields.map(([name]) => name).join()}`, { action, signedIn, fields });
    }
  }
  return [...forms.values()];
}

function fieldsOf(html: string): [string, string[]][] {
  const fields = new Map<string, string[]>();
  let select = '';
  for (const [tag] of html.matchAll(/<(input|textarea|select|option|button)\b[^>]*>/g)) {
    const value = unescaped(/ value="([^"]*)"/.exec(tag)?.[1] ?? '');
    const own = / name="([^"]+)"/.exec(tag)?.[1] ?? '';
    if (tag.startsWith('<select')) select = own;
    const name = tag.startsWith('<option') ? select : own;
    if (name !== '' && name !== 'csrf') fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return [...fields];
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** A form that ends the session or leaves somebody out is none the less filled in: the next case signs in anew. */
async function fuzzForms(round: Round): Promise<void> {
  const word = fc.record({ how: fc.integer({ min: 0, max: 19 }), at: fc.nat(1000), text: hostileText });
  const cases = fc.record({
    form: fc.nat(100_000),
    words: fc.array(word, { minLength: 40, maxLength: 40 }),
    strange: hostileText,
    way: fc.integer({ min: 0, max: 19 }),
    /** How often a field is left as it is, of twenty. */
    tame: fc.constantFrom(19, 17, 10, 2),
  });
  for (const one of sample(cases, round, round.forms)) {
    const form = round.forms_[one.form % round.forms_.length];
    if (form === undefined) continue;
    const fields: [string, string][] = form.fields.flatMap(([name, values], index): [string, string][] => {
      const { how, at, text } = one.words[index % one.words.length] ?? { how: 0, at: 0, text: '' };
      if (how < one.tame) return [[name, values[at % values.length] ?? '']];
      return how === 19 ? [] : [[name, text.toWellFormed()]];
    });
    if (form.signedIn) fields.push(['csrf', round.csrf]);
    if (one.way > 15)
      fields.push([one.strange.toWellFormed(), one.strange.toWellFormed()], ['role', 'admin'], ['id', '1']);
    await held(round, `POST ${form.action} ${JSON.stringify(fields).slice(0, 300)}`, async () => {
      const response = await round.site.app.request(form.action, sent(round, fields, one.way, one.strange));
      await readThrough(round, form.action, response);
      if ((response.headers.get('location') ?? '').includes('/desk/login')) await signInAgain(round);
      return String(response.status);
    });
  }
}

async function signInAgain(round: Round): Promise<void> {
  await signIn(round).catch(() => {});
}

/** Mostly as a browser does; else as a program that does not know how. */
function sent(round: Round, fields: [string, string][], way: number, strange: string): RequestInit {
  const n = round.said.cases;
  const headers: Record<string, string> = {
    cookie: round.cookie,
    origin: 'http://localhost:3000',
    'x-forwarded-for': `10.${3 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`,
  };
  const type = (name: string) => ({ method: 'POST', headers: { ...headers, 'content-type': name } });
  if (way === 0) return { ...type('application/json'), body: JSON.stringify(Object.fromEntries(fields)) };
  if (way === 1)
    return {
      ...type('multipart/form-data; boundary=x'),
      body: `--x\r\nContent-Disposition: ${safely(strange)}\r\n\r\n`,
    };
  if (way === 2) return { ...type('multipart/form-data'), body: strange.toWellFormed() };
  if (way === 3) return { ...type('text/plain'), body: strange.toWellFormed() };
  if (way === 4 || way === 5) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.append('file', new File([strange.toWellFormed()], 'a.png', { type: 'image/png' }));
    return { method: 'POST', headers, body };
  }
  return { method: 'POST', headers, body: new URLSearchParams(fields) };
}

// Documents

async function fuzzDocuments(round: Round): Promise<void> {
  const documents = [writeDirectory(directoryOf2019()), ...incidentsOf2019().map(writeIncident)];
  const change = fc.record({ at: fc.nat(100_000), value: hostileValue, drop: fc.integer({ min: 0, max: 4 }) });
  const cases = fc.record({
    document: fc.nat(documents.length - 1),
    changes: fc.array(change, { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom('json', 'json', 'json', 'csv', 'text'),
    cells: fc.array(fc.array(hostileText, { maxLength: 8 }), { maxLength: 4 }),
    publish: fc.boolean(),
    text: hostileText,
  });
  for (const one of sample(cases, round, round.documents)) {
    const document = structuredClone(documents[one.document] ?? {});
    for (const { at, value, drop } of one.changes) mutate(document, at, value, drop === 0);
    const text = one.kind === 'json' ? JSON.stringify(document) : one.kind === 'csv' ? sheet(one.cells) : one.text;
    const file = `case.${one.kind === 'csv' ? 'csv' : 'json'}`;
    await writeFile(join(round.folder, file), text);
    const words = ['import', file, ...(one.publish ? ['--publish'] : [])];
    await held(round, `${words.join(' ')} ${text.slice(0, 200)}`, () => codeOf(round, words));
  }
}

/** Puts the value in the place of some value of the document, or takes that away. */
function mutate(document: object, at: number, value: unknown, drop: boolean): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk(child);
    }
  };
  walk(document);
  const [node, key] = places[at % Math.max(1, places.length)] ?? [];
  if (node === undefined || key === undefined) return;
  if (drop) delete node[key];
  else node[key] = value;
}

function sheet(cells: readonly (readonly string[])[]): string {
  const columns = ENTRY_COLUMNS.slice(0, 8).join(',');
  const rows = cells.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""').toWellFormed()}"`).join(','));
  return `${columns}\n${rows.join('\n')}\n`;
}

// Commands

const WORDS = [
  'export',
  'verify',
  'user',
  'deadlines',
  'status',
  'digest',
  'import',
  'receive-mail',
  'migrate',
  'nothing',
];
// No command here is given a file to write to: what it is told it would write.
const ARGUMENTS = [
  '--incident',
  '--directory',
  '--public',
  '--dry-run',
  '--publish',
  '--json',
  '--as-of',
  '--week',
  'add',
  'list',
  'disable',
  'link',
  '--email',
  'a@example.org',
  '--name',
  '--role',
  'editor',
  '--help',
  '-',
  '2019-W31',
  '2019-08-05',
];

async function fuzzCommands(round: Round): Promise<void> {
  const cases = fc.record({
    word: fc.constantFrom(...WORDS),
    rest: fc.array(
      fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ARGUMENTS) }, { weight: 2, arbitrary: hostileText }),
      {
        maxLength: 5,
      },
    ),
    stdin: fc.oneof(
      hostileText,
      fc
        .record({ id: hostileValue, text: hostileValue, said_at: hostileValue, zone: hostileValue })
        .map((line) => `${JSON.stringify(line)}\n`),
    ),
  });
  for (const { word, rest, stdin } of sample(cases, round, round.commands)) {
    const words = [word, ...rest];
    await held(round, `${JSON.stringify(words)} < ${stdin.slice(0, 300)}`, () => codeOf(round, words, stdin));
  }
}

/** The exit code; any but 0, 1 and 2 is an error that the program did not foresee. */
async function codeOf(round: Round, words: string[], stdin = ''): Promise<string> {
  const { url, folder, said } = round;
  const env = { DATA_DIR: folder, LOG_LEVEL: 'silent' };
  const { code, stderr } = await command(words, { databaseUrl: url, stdin, cwd: folder, now: WHOLE_SITE_NOW, env });
  if (![0, 1, 2].includes(code) || /\n\s+at .*\.ts:\d+/.test(stderr))
    said.findings.push(`${JSON.stringify(words)}: ${code} ${stderr.slice(0, 1500)}`);
  return `exit ${code}`;
}
