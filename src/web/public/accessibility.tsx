import { Hono } from 'hono';
import { AccessibilityPage } from '../../../views/pages/accessibility.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';

/** `GET /accessibility`: what works for whom, what was checked, what is lacking. */
export function accessibilityPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/accessibility', (c) => respondPublic(c, <AccessibilityPage r={readerOf(c.var.lang)} site={c.var.site} />));
  return app;
}
