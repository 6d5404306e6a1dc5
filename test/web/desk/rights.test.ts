import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disableUser, listUsers } from '../../../src/records/users.ts';
import { NOW } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { type Answer, type Colleague, type TestDesk, testDesk } from '../../support/desk.ts';

const ROLES = ['reporter', 'editor', 'admin'] as const;
type Role = (typeof ROLES)[number];
/** The least that somebody must be; `door`: nobody at all. */
type Least = Role | 'door';

/**
 * Who may what, route by route. A new route that no row names fails below: say here who may. Only pages of incidents and of one's
 * own are named together: whoever is behind the door may look at them.
 */
const TABLE: Readonly<Record<Least, readonly string[]>> = {
  door: ['GET POST /desk/login', 'GET POST /desk/forgotten', 'GET POST /desk/links/:token', 'GET POST /desk/shared'],
  reporter: [
    'GET /desk',
    'GET /desk/waiting/:list',
    'GET POST /desk/sessions',
    'GET POST /desk/second-factor',
    'GET POST /desk/monday',
    'GET /desk/held/:token',
    'GET POST /desk/working-copies',
    'GET POST /desk/working-copies/removal',
    'GET POST /desk/capture',
    'POST /desk/times',
    'POST /desk/offices',
    'GET /desk/evidence/:file',
    'GET /desk/calendar',
    'GET /desk/calendar/changes',
    'GET POST /desk/import*',
    'GET /desk/export*',
    'GET /desk/directory',
    'GET /desk/directory/revisions',
    'GET /desk/directory/:part',
    'GET /desk/directory/:part/:id',
    'GET /desk/directory/channels/:id/:facts',
    'GET /desk/directory/channels/:id/:facts/:number',
    'GET /desk/digests',
    'GET /desk/digests/:week',
    'GET /desk/digests/:week/preview',
    'GET /desk/digests/:week/hold',
    'GET /desk/digests/:week/release',
    'GET /desk/digests/:week/foreword',
    'GET /desk/digests/:week/strikes',
    'GET /desk/digests/:week/strikes/removal',
    'GET /desk/digests/:week/deliveries',
    'GET /desk/incidents*',
    'POST /desk/incidents',
    'POST /desk/incidents/reading',
    'POST /desk/incidents/:slug',
    'POST /desk/incidents/:slug/capture',
    'POST /desk/incidents/:slug/capture/reading',
    'POST /desk/incidents/:slug/terms',
    'POST /desk/incidents/:slug/speakers',
    'POST /desk/incidents/:slug/languages',
    'POST /desk/incidents/:slug/looked',
    'POST /desk/incidents/:slug/entries*',
    'POST /desk/incidents/:slug/questions*',
    'POST /desk/incidents/:slug/evidence',
    'POST /desk/incidents/:slug/evidence/:id/removal',
    'POST /desk/incidents/:slug/promises',
    'POST /desk/incidents/:slug/promises/:id',
    'POST /desk/incidents/:slug/promises/:id/removal',
    'POST /desk/incidents/:slug/promises/:id/request',
    'POST /desk/incidents/:slug/promises/:id/answers',
    'POST /desk/incidents/:slug/promises/:id/changes*',
    'POST /desk/incidents/:slug/checks*',
    'POST /desk/incidents/:slug/replies*',
    'POST /desk/incidents/:slug/review',
    'POST /desk/incidents/:slug/revisions/:id/restoration',
  ],
  editor: [
    'GET /desk/evidence/originals/:sha',
    'POST /desk/incidents/:slug/evidence/:id/name',
    'GET POST /desk/incidents/:slug/draft/removal',
    'GET /desk/incidents/:slug/promises/:id/outcomes/new',
    'GET POST /desk/incidents/:slug/promises/:id/outcomes',
    'GET POST /desk/incidents/:slug/promises/:id/outcomes/:number/removal',
    'POST /desk/incidents/:slug/promises/:id/answers/:entry/judgement',
    'POST /desk/incidents/:slug/publication',
    'POST /desk/incidents/:slug/night-card',
    'GET POST /desk/incidents/:slug/unpublication',
    'GET POST /desk/incidents/:slug/takedown',
    'GET POST /desk/incidents/:slug/retraction',
    'GET POST /desk/incidents/:slug/takings/:id/lifting',
    'POST /desk/incidents/:slug/review/return',
    'GET /desk/calendar/new',
    'POST /desk/calendar/changes',
    'GET POST /desk/calendar/changes/:id/removal',
    'GET /desk/directory/:part/new',
    'GET /desk/directory/:part/:id/edit',
    'GET POST /desk/directory/:part/:id/removal',
    'POST /desk/directory/:part',
    'POST /desk/directory/:part/:id',
    'GET /desk/directory/channels/:id/:facts/new',
    'GET /desk/directory/channels/:id/:facts/:number/edit',
    'GET POST /desk/directory/channels/:id/:facts/:number/removal',
    'POST /desk/directory/channels/:id/:facts',
    'POST /desk/directory/channels/:id/:facts/:number',
    'POST /desk/digests/setting',
    'POST /desk/digests/takeover',
    'POST /desk/digests/:week/hold',
    'POST /desk/digests/:week/release',
    'POST /desk/digests/:week/foreword',
    'POST /desk/digests/:week/strikes',
    'POST /desk/digests/:week/strikes/removal',
    'GET POST /desk/digests/:week/issue',
    'POST /desk/digests/:week/deliveries',
  ],
  admin: ['GET POST /desk/users*', 'GET POST /desk/settings', 'GET /desk/audit'],
};

/** What stands in the place of a parameter: something that is there, where asking changes nothing that the rest needs. */
const VALUES: Readonly<Record<string, string>> = {
  ':slug': 'almaty-blackout-2019',
  ':week': '2019-W31',
  ':entry': 'tweet',
  ':number': '1',
  ':list': 'unlooked',
  ':part': 'offices',
  ':facts': 'states',
  ':token': 'unknown',
  ':file': 'unknown',
  ':sha': '0'.repeat(64),
};
const IDS: readonly (readonly [RegExp, string])[] = [
  [/\/promises\/:id/, 'results'],
  [/\/entries\/:id/, 'tweet'],
  [/\/directory\/channels\/:id/, 'sagintayev-facebook'],
  [/\/directory\/:part\/:id/, 'akim-almaty'],
  [/./, '999'],
];

type Row = { least: Least; name: string };
const ROWS: Row[] = (Object.entries(TABLE) as [Least, string[]][]).flatMap(([least, lines]) =>
  lines.flatMap((line) => {
    const [path = '', ...methods] = line.split(' ').reverse();
    return methods.map((method) => ({ least, name: `${method} ${path}` }));
  }),
);

/** The row of its own decides, else the longest that stands for many. */
function rowOf(route: string): Row | undefined {
  const own = ROWS.find(({ name }) => name === route);
  const many = ROWS.filter(({ name }) => name.endsWith('*') && route.startsWith(name.slice(0, -1)));
  return own ?? many.sort((a, b) => b.name.length - a.name.length)[0];
}

function addressOf(path: string): string {
  const id = IDS.find(([place]) => place.test(path))?.[1] ?? '';
  return path.replace(/:id(?=\/|$)/, id).replace(/:\w+/g, (name) => VALUES[name] ?? '999');
}

const isRefused = ({ status }: Answer): boolean => status === 403;
/** It did what it could with an empty form: a page, a way on, a word of what is missing or is not there. */
const isTaken = ({ status }: Answer): boolean => [200, 204, 303, 400, 404, 409, 410, 422].includes(status);
const isAtDoor = ({ status, location }: Answer): boolean =>
  (status === 303 && location.startsWith('/desk/login')) || status === 401;

describe('Every route of the desk, for everybody', () => {
  let desk: TestDesk;
  let routes: string[];
  const people = new Map<Role | 'disabled', Colleague>();
  beforeAll(async () => {
    desk = await testDesk('sqlite');
    await publishCasesOf2019(desk.db);
    const served = desk.app.routes.filter(({ method, path }) => method !== 'ALL' && /^\/desk(\/|$)/.test(path));
    routes = [...new Set(served.map(({ method, path }) => `${method} ${path}`))].sort();
    people.set('disabled', await desk.as('second'));
    for (const role of ROLES) people.set(role, await desk.as(role));
    const user = (await listUsers(desk.db)).find(({ name }) => name === 'second')?.id ?? 0;
    await disableUser(desk.db, { user, by: { user: null, via: 'command' }, now: NOW });
  });
  afterAll(() => desk.close());

  const ask = (who: Colleague | undefined, route: string): Promise<Answer> => {
    const [method = '', path = ''] = route.split(' ');
    if (who === undefined) throw new RangeError('nobody signed in');
    return method === 'GET' ? who.get(addressOf(path)) : who.post(addressOf(path));
  };
  const least = (route: string): Least | undefined => rowOf(route)?.least;

  it('has a row that says who may', () => {
    const missing = routes.filter((route) => rowOf(route) === undefined);
    expect(missing, `no row in TABLE of test/web/desk/rights.test.ts for: ${missing.join(', ')}`).toEqual([]);
    expect(routes.length).toBeGreaterThan(120);
  });

  it('is in the table only while it is there', () => {
    const gone = ROWS.filter(
      ({ name }) => !routes.some((route) => route === name || (name.endsWith('*') && rowOf(route)?.name === name)),
    );
    expect(gone.map(({ name }) => name)).toEqual([]);
  });

  it('leads who is not signed in, or was disabled, to the door, and lets the door itself be opened', async () => {
    for (const who of [desk.anyone, people.get('disabled')])
      for (const route of routes) {
        const answer = await ask(who, route);
        const fits = least(route) === 'door' ? isTaken(answer) && !isAtDoor(answer) : isAtDoor(answer);
        expect([route, answer.status, answer.location, fits]).toEqual([route, answer.status, answer.location, true]);
      }
  });

  it.each(ROLES)('does for the %s what is his, and refuses the rest with 403', async (role) => {
    const order: Least[] = ['door', ...ROLES];
    for (const route of routes) {
      const needed = least(route);
      if (needed === undefined || needed === 'door') continue;
      const may = order.indexOf(role) >= order.indexOf(needed);
      const answer = await ask(people.get(role), route);
      expect([route, answer.status, may ? isTaken(answer) : isRefused(answer)]).toEqual([route, answer.status, true]);
    }
  });

  it('refuses whatever writes without the session’s own token, whoever asks', async () => {
    const headers = { cookie: people.get('admin')?.cookie ?? '', origin: 'http://localhost:3000' };
    for (const route of routes.filter((each) => each.startsWith('POST ') && least(each) !== 'door')) {
      const body = new URLSearchParams({ csrf: 'another' });
      const path = addressOf(route.replace('POST ', ''));
      const { status } = await desk.app.request(path, { method: 'POST', headers, body });
      expect([route, status]).toEqual([route, 403]);
    }
  });

  it('refuses whatever writes from another site', async () => {
    const headers = { cookie: people.get('admin')?.cookie ?? '', origin: 'https://elsewhere.example' };
    for (const route of routes.filter((each) => each.startsWith('POST '))) {
      const body = new URLSearchParams({ csrf: people.get('admin')?.csrf ?? '' });
      const path = addressOf(route.replace('POST ', ''));
      const { status } = await desk.app.request(path, { method: 'POST', headers, body });
      expect([route, status]).toEqual([route, 403]);
    }
  });
});
