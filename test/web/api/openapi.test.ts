import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addDemo } from '../../../src/commands/demo.ts';
import { exampleOf, OPERATIONS } from '../../../src/web/api/openapi/operations.ts';
import { type TestApp, testApp } from '../../support/app.ts';

type Schema = Record<string, unknown>;
type Described = {
  operationId: string;
  'x-example': string;
  parameters: { name: string; in: string; required?: boolean; schema: Schema; example?: unknown }[];
  responses: Record<string, { content?: Record<string, { schema: Schema }>; $ref?: string }>;
};
type Document = {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, { get: Described }>;
  components: { schemas: Record<string, Schema>; responses: Record<string, unknown> };
};

const NOW = Date.parse('2019-12-10T04:00:00Z');
let site: TestApp;
let document: Document;

beforeAll(async () => {
  site = await testApp({ now: NOW, demo: true, env: { BASE_URL: 'https://merzim.example' } });
  await addDemo(site.db, NOW);
  document = (await (await site.app.request('/api/v1/openapi.json')).json()) as Document;
});
afterAll(() => site.close());

/** The schema with what it refers to in its place. */
const whole = (schema: Schema): Schema => {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
};
const reading = (schema: Schema) => z.fromJSONSchema(whole(schema) as Parameters<typeof z.fromJSONSchema>[0]);
const operations = (): [string, Described][] => Object.entries(document.paths).map(([path, { get }]) => [path, get]);

describe('The description of the API', () => {
  it('has every route of the API, and no other', () => {
    const routes = site.app.routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/'));
    const named = routes.map(({ path }) => path.replace(/:(\w+)/g, '{$1}'));
    expect(Object.keys(document.paths).sort()).toEqual([...new Set(named)].sort());
    expect(OPERATIONS.length).toBe(new Set(operations().map(([, { operationId }]) => operationId)).size);
  });

  it('is OpenAPI 3.1: parameters of the path are described, what is referred to is there', () => {
    expect([document.openapi, document.servers]).toEqual(['3.1.0', [{ url: 'https://merzim.example' }]]);
    for (const [path, { parameters, responses }] of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const own = parameters.filter((each) => each.in === 'path');
      expect([path, own.map(({ name }) => name)]).toEqual([path, named]);
      expect(own.every(({ required }) => required === true)).toBe(true);
      for (const [status, answer] of Object.entries(responses))
        if (status !== '200')
          expect(document.components.responses).toHaveProperty([answer.$ref?.split('/').at(-1) ?? '']);
    }
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    for (const [, kind = '', name = ''] of refs) expect(document.components).toHaveProperty([kind, name]);
    expect(refs.length).toBeGreaterThan(10);
  });

  it.each(OPERATIONS.map((operation) => [exampleOf(operation), operation.name]))(
    'has an example that answers as it says: %s',
    async (example, name) => {
      const [, { responses, 'x-example': told } = {} as Described] =
        operations().find(([, { operationId }]) => operationId === name) ?? [];
      expect(told).toBe(example);
      const answer = await site.app.request(encodeURI(example));
      expect(answer.status).toBe(200);
      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const { schema } = responses?.['200']?.content?.[type] ?? {};
      expect(schema).toBeDefined();
      const body: unknown = type === 'text/csv' ? await answer.text() : await answer.json();
      expect(reading(schema ?? {}).safeParse(body).error?.message).toBeUndefined();
      const lists = Object.values(body as object).filter(Array.isArray);
      if (name.startsWith('list')) expect(lists[0]?.length).toBeGreaterThan(0);
    },
  );

  it('takes the example of every parameter, and every answer of it is as it says', async () => {
    for (const [path, { parameters, responses }] of operations()) {
      const filled = parameters.reduce((at, { name, example }) => at.replace(`{${name}}`, String(example)), path);
      const { schema } = responses['200']?.content?.['application/json'] ?? {};
      for (const { name, in: place, example } of parameters) {
        if (place === 'path' || example === undefined) continue;
        const asked = `${filled}?${name}=${encodeURIComponent(String(example))}`;
        const answer = await site.app.request(asked);
        expect([asked, answer.status]).toEqual([asked, 200]);
        if (schema === undefined) continue;
        const read = reading(schema).safeParse(await answer.json());
        expect([asked, read.error?.message]).toEqual([asked, undefined]);
      }
    }
  });

  it('holds for every incident and every digest of the demonstration, and for what is refused', async () => {
    const { schemas } = document.components;
    const list = (await (await site.app.request('/api/v1/incidents?limit=100')).json()) as {
      incidents: { slug: string }[];
    };
    expect(list.incidents.length).toBeGreaterThan(3);
    const { digests } = (await (await site.app.request('/api/v1/digests')).json()) as { digests: { week: string }[] };
    const asked: [string, string][] = [
      ...list.incidents.map(({ slug }): [string, string] => [`/api/v1/incidents/${slug}`, 'Incident']),
      ...digests.map(({ week }): [string, string] => [`/api/v1/digests/${week}`, 'Digest']),
      ['/api/v1/incidents/nothing', 'Problem'],
      ['/api/v1/promises?status=broken', 'Problem'],
    ];
    for (const [path, name] of asked) {
      const body = await (await site.app.request(path)).json();
      expect([path, reading(schemas[name] ?? {}).safeParse(body).error?.message]).toEqual([path, undefined]);
    }
  });
});
