import type { Engine } from '../../src/records/dialect.ts';
import { type TestApp, type TestOptions, testApp } from './app.ts';
import { freshDatabase } from './databases.ts';
import { PASSWORD } from './newsroom.ts';

export { PASSWORD, PEOPLE } from './newsroom.ts';

export type Fields = Record<string, string | readonly string[]>;
export type Answer = { status: number; html: string; location: string; headers: Headers };

/** Somebody at the desk with a browser's cookie and a form's token. */
export type Colleague = {
  get: (path: string) => Promise<Answer>;
  /** Sends a form with the session's token, as a browser would. */
  post: (path: string, fields?: Fields) => Promise<Answer>;
  cookie: string;
  csrf: string;
};

export type TestDesk = TestApp & {
  /** Signs in a person of PEOPLE. */
  as: (name: string) => Promise<Colleague>;
  anyone: Colleague;
};

/** The site with the directory of 2019 and four people, on either engine. */
export async function testDesk(engine: Engine, options: TestOptions = {}): Promise<TestDesk> {
  const database = await freshDatabase(engine, 'desk');
  const app = await testApp({ ...options, databaseUrl: database.url });
  return {
    ...app,
    close: async () => {
      await app.close();
      await database.close();
    },
    anyone: colleague(app, '', ''),
    as: async (name) => {
      const fields = { email: `${name}@example.org`, password: PASSWORD };
      const answer = await colleague(app, '', '').post('/desk/login', fields);
      const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const { html } = await colleague(app, cookie, '').get('/desk/sessions');
      return colleague(app, cookie, /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '');
    },
  };
}

function colleague({ app }: Pick<TestApp, 'app'>, cookie: string, csrf: string): Colleague {
  const headers = { ...(cookie === '' ? {} : { cookie }), origin: 'http://localhost:3000' };
  const answerOf = async (response: Response): Promise<Answer> => ({
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location') ?? '',
    headers: response.headers,
  });
  return {
    cookie,
    csrf,
    get: async (path) => answerOf(await app.request(path, { headers })),
    post: async (path, fields = {}) => {
      const body = new URLSearchParams({ csrf });
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) body.append(name, String(one));
      return answerOf(await app.request(path, { method: 'POST', headers, body }));
    },
  };
}

/** The value that a form on the page carries in a hidden field. */
export function hidden(html: string, name: string): string {
  return new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

/** The visible text of a page. */
export function textIn(html: string): string {
  return html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\u00a0\u2060]/g, (sign) => (sign === '\u00a0' ? ' ' : ''))
    .replace(/\s+/g, ' ');
}
