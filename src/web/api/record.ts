import { Hono } from 'hono';
import { CC_BY } from '../../domain/licence.ts';
import { findNewsroom } from '../../records/newsroom-facts.ts';
import type { AppEnv } from '../context.ts';
import { respondPieces } from '../pieces.ts';
import { FILES, type Format, piecesOf } from '../record/files.ts';
import { manifestOf, sumsOf } from '../record/manifest.ts';
import { recordSchema } from '../record/schema.ts';
import { walkOf } from '../record/walk.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';

const TYPES: Record<Format, string> = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** `/data/…`: the whole public record as files, with their schema and their sums. docs/data.md. */
export function recordFiles(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use('/data/*', async (c, next) => {
    c.header('Access-Control-Allow-Origin', '*');
    await next();
  });
  for (const path of ['/data/:file{[a-z_]+\\.jsonl}', '/data/:file{[a-z_]+\\.csv}'])
    app.get(path, (c) => {
      const file = FILES.find(({ name }) => name === c.req.param('file')) ?? refuse(404);
      const { walk, until } = walkOf(c);
      c.header('Content-Disposition', `attachment; filename="merzim-${file.name}"`);
      return respondPieces(c, () => piecesOf(walk, file), { type: TYPES[file.format], until });
    });
  app.get('/data/schema.json', (c) =>
    respondPublic(c, `${JSON.stringify(recordSchema(), null, 2)}\n`, {
      type: 'application/schema+json; charset=utf-8',
    }),
  );
  app.get('/data/manifest.json', async (c) => {
    const sums = await sumsOf(c);
    const { licence } = await findNewsroom(c.var.deps.db);
    return respondPublic(c, `${JSON.stringify(manifestOf(sums, c, licence ?? CC_BY), null, 2)}\n`, {
      type: 'application/json; charset=utf-8',
      until: sums.until,
    });
  });
  app.get('/data/sha256sums.txt', async (c) => {
    const { files, until } = await sumsOf(c);
    const lines = files.map(({ name, sha256 }) => `${sha256}  merzim-${name}\n`);
    return respondPublic(c, lines.join(''), { type: 'text/plain; charset=utf-8', until });
  });
  return app;
}
