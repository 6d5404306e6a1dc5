import { type CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Db } from '../../src/records/database.ts';
import { saveNewsroomWish } from '../../src/records/newsroom.ts';
import { addUser } from '../../src/records/users.ts';
import { createApp } from '../../src/web/app.ts';
import { hashPassword } from '../../src/web/desk/password.ts';
import { Kept, NOW } from '../support/app.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { freshDatabase, type TestDatabase } from '../support/databases.ts';
import { PASSWORD } from '../support/desk.ts';

/** Tables that grow with the record; those of the directory and of the newsroom do not. */
const GROWING = [
  'editions',
  'entries',
  'promises',
  'deadline_changes',
  'possible_answers',
  'outcomes',
  'checks',
  'replies',
  'revisions',
  'search_documents',
  'evidence',
  'deliveries',
  'subscribers',
];

const PATHS = [
  '/',
  '/incidents',
  '/incidents?q=свет',
  '/incidents?office=akim-almaty&year=2019&kind=acute&topic=power',
  '/incidents/almaty-blackout-2019',
  '/incidents/almaty-blackout-2019?as_of=2019-07-30',
  '/promises/almaty-blackout-2019/results',
  '/promises',
  '/promises?status=overdue',
  '/promises?status=kept',
  '/promises?status=no_deadline',
  '/promises?office=akim-almaty',
  '/promises?official=sagintayev',
  '/promises?incident=almaty-blackout-2019',
  '/promises?sort=overdue',
  '/promises?sort=said',
  '/offices',
  '/offices/akim-almaty',
  '/officials/sagintayev',
  '/search?q=свет',
  '/search?q=свет&kind=promise',
  '/corrections',
  '/digests',
  '/method',
  '/about',
  '/incidents/almaty-blackout-2019/shown?on=2019-08-03',
  '/data',
  '/data/entries.csv',
  '/subscribe',
  '/feeds/overdue.atom',
  '/feeds/incidents.atom',
  '/feeds/digests.atom',
  '/feeds/corrections.atom',
  '/incidents/almaty-blackout-2019.atom',
  '/offices/akim-almaty.atom',
  '/calendar.ics',
  '/embed/incidents/almaty-blackout-2019',
  '/cards/incidents/almaty-blackout-2019.png',
  '/cards/digests/2019-W30.png',
  '/sitemap.xml',
  '/sitemap-pages-1.xml',
  '/sitemap-from-almaty-blackout-2019.xml',
  '/api/v1/incidents',
  '/api/v1/incidents/almaty-blackout-2019',
  '/api/v1/promises',
  '/api/v1/promises?status=overdue',
  '/api/v1/offices',
  '/api/v1/officials',
  '/accounts',
];

/** Pages of the desk that every reporter opens every day. */
const DESK_PATHS = [
  '/desk',
  '/desk/incidents',
  '/desk/incidents?page=2',
  '/desk/incidents/almaty-blackout-2019',
  '/desk/capture',
  '/desk/monday',
  '/desk/monday?unchecked=2',
  '/desk/waiting/unlooked',
];

describe('The cost of a public page (SQLite, which plans alike however large a table is)', () => {
  let test: TestDatabase;
  let cookie: string;
  beforeAll(async () => {
    test = await freshDatabase('sqlite');
    await publishCasesOf2019(test.db);
    cookie = await signedInCookie(test.db);
  });
  afterAll(() => test.close());

  async function queriesOf(path: string, headers: Record<string, string> = {}): Promise<CompiledQuery[]> {
    const asked: RootOperationNode[] = [];
    const listen: KyselyPlugin = {
      transformQuery: ({ node }) => {
        asked.push(node);
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const db = test.db.withPlugin(listen);
    const config = readConfig({ DATABASE_URL: test.url });
    const app = createApp({ db, config, now: () => NOW, log: pino(new Kept()) });
    expect((await app.request(path, { headers })).status, path).toBe(200);
    const executor = test.db.getExecutor();
    return asked.map((node) => executor.compileQuery(node, { queryId: 'plan' }));
  }

  /** The steps of the plan that read a growing table from end to end, in no order that an index gives. */
  async function scansOf({ sql: text, parameters }: CompiledQuery): Promise<string[]> {
    if (!/^\s*(select|with)\b/i.test(text)) return [];
    const asked = {
      sql: `explain query plan ${text}`,
      parameters,
      query: sql`x`.toOperationNode(),
      queryId: { queryId: 'plan' },
    };
    const { rows } = await test.db.executeQuery<{ detail: string }>(
      asked as unknown as CompiledQuery<{ detail: string }>,
    );
    const scans = rows.map(({ detail }) => detail).filter((detail) => /^SCAN \w+$/.test(detail));
    return scans.filter((detail) => GROWING.includes(detail.split(' ')[1] ?? '')).map((detail) => `${detail}: ${text}`);
  }

  it('is seen by this test when a query reads a whole table', async () => {
    const whole = test.db.selectFrom('entries').select('text').where('text', 'like', '%x%').compile();
    expect(await scansOf(whole)).toHaveLength(1);
  });

  it.each(PATHS)('%s reads no growing table from end to end', async (path) => {
    const queries = await queriesOf(path);
    const scans = (await Promise.all(queries.map(scansOf))).flat();
    expect(scans).toEqual([]);
  });

  it.each(DESK_PATHS)('nor does %s', async (path) => {
    const queries = await queriesOf(path, { cookie });
    expect((await Promise.all(queries.map(scansOf))).flat()).toEqual([]);
  });
});

/** The cookie of a reporter who follows Almaty. */
async function signedInCookie(db: Db): Promise<string> {
  const by = { user: null, via: 'command' } as const;
  const passwordHash = await hashPassword(PASSWORD);
  const who = { email: 'reporter@example.org', name: 'reporter', role: 'reporter' } as const;
  const added = await addUser(db, { ...who, passwordHash, by, now: NOW });
  if (added.result !== 'added') throw new RangeError('the reporter is there already');
  const scopes = [{ kind: 'region', ref: 'алматы' } as const];
  await saveNewsroomWish(db, { user: added.user.id, wish: { lang: 'ru', scopes }, now: NOW });
  const app = createApp({ db, config: readConfig({}), now: () => NOW, log: pino(new Kept()) });
  const body = new URLSearchParams({ email: who.email, password: PASSWORD });
  const headers = { origin: 'http://localhost:3000' };
  const answer = await app.request('/desk/login', { method: 'POST', headers, body });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
