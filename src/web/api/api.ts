import { Hono } from 'hono';
import type { AppEnv } from '../context.ts';
import { digests } from './digests.ts';
import { incidents } from './incidents.ts';
import { offices } from './offices.ts';
import { officials } from './officials.ts';
import { openapi } from './openapi.ts';
import { promises } from './promises.ts';
import { recordFiles } from './record.ts';
import { schema } from './schema.ts';

/** The public JSON API: published editions only, the same bytes for everyone. docs/api.md. */
export function api(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const part of [incidents(), promises(), offices(), officials(), digests(), schema(), openapi(), recordFiles()])
    app.route('/', part);
  return app;
}
