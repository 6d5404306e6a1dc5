import { Hono } from 'hono';
import { accountsOfOfficial } from '../../domain/accounts.ts';
import { nextChangeAt, nextMinute } from '../../domain/next-change.ts';
import { termsOf } from '../../domain/official.ts';
import { dayEndingAt } from '../../domain/zone.ts';
import { inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listShownOfficials } from '../../records/officials.ts';
import { type AppEnv, baseUrl } from '../context.ts';
import { accountLine, termLine } from './accounts.ts';
import { respondJson } from './answer.ts';
import { limitOf, nextAddress } from './paging.ts';

/** `/api/v1/officials`: the people of whom readers are told something on that day, with their terms and their own accounts then. */
export function officials(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/api/v1/officials', async (c) =>
    inSnapshot(c.var.deps.db, async (db) => {
      const { deps, now } = c.var;
      const zone = deps.config.digestZone;
      const asOf = c.var.asOf.at(zone);
      const on = dayEndingAt(asOf, zone);
      const directory = await loadDirectory(db);
      const shown = await listShownOfficials(db, { directory, on, asOf });
      const after = c.req.query('cursor') ?? '';
      const rest = directory.officials
        .filter(({ id }) => shown.has(id) && id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const page = rest.slice(0, limitOf(c));
      const next = rest.length > page.length ? (page.at(-1)?.id ?? null) : null;
      const lines = page.map(({ id, name, alsoSpelled, wikidata }) => ({
        id,
        name,
        also_spelled: alsoSpelled,
        wikidata,
        terms: termsOf(directory, id, on).map((held) => ({ office: held.tenure.office, ...termLine(held, on) })),
        accounts: accountsOfOfficial(directory, id, on).map(accountLine),
        url: `${baseUrl(deps)}/officials/${id}`,
      }));
      // Who spoke may come to be told of at the next whole minute.
      const until = Math.min(nextChangeAt([], now, [zone]), nextMinute(now));
      return respondJson(c, { officials: lines, next: nextAddress(c, next) }, until);
    }),
  );
  return app;
}
