import { Hono } from 'hono';
import { type AppEnv, baseUrl } from '../context.ts';
import { respondJson } from './answer.ts';
import { openapiDocument } from './openapi/document.ts';

/** `/api/v1/openapi.json`: what the API takes and answers, for programs. */
export function openapi(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/api/v1/openapi.json', (c) => respondJson(c, openapiDocument(baseUrl(c.var.deps))));
  return app;
}
