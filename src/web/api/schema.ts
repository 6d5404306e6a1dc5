import { Hono } from 'hono';
import { directoryJsonSchema, incidentJsonSchema } from '../../domain/document.ts';
import type { AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';

/** The JSON Schema of the two documents, made from the definition that the reader uses. */
export function schema(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const texts = {
    '/api/v1/schema/incident.json': () => JSON.stringify(incidentJsonSchema(), null, 2),
    '/api/v1/schema/directory.json': () => JSON.stringify(directoryJsonSchema(), null, 2),
  };
  for (const [path, text] of Object.entries(texts))
    app.get(path, (c) => {
      c.header('Access-Control-Allow-Origin', '*');
      return respondPublic(c, `${text()}\n`, { type: 'application/schema+json; charset=utf-8' });
    });
  return app;
}
