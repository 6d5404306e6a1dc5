import { Hono } from 'hono';
import { DigestPage } from '../../../views/digests/digest.tsx';
import { DigestsPage } from '../../../views/digests/list.tsx';
import { daysWords } from '../../../views/format/dates.ts';
import { readerOf } from '../../../views/reader.ts';
import { bodyOf, showDigest } from '../../digest/issue.ts';
import { addWeeks, findWeek, lastCompleteWeek } from '../../domain/week.ts';
import { dayEndingAt, localDate } from '../../domain/zone.ts';
import { inSnapshot } from '../../records/database.ts';
import { listDigests } from '../../records/digests.ts';
import { loadDirectory } from '../../records/directory.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { copyOf, endedWeek, titlesOf } from './digest-copy.ts';
import { givenQuery, listedUntil, PAGE_LINES } from './listing.ts';
import { shownIn } from './shown.ts';

/** `GET /digests`, those issued, and `GET /digests/:week`, one as it was issued or its preview. */
export function digestPages(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/digests', listed);
  app.get('/digests/:week', async (c) => {
    const { db, config } = c.var.deps;
    const zone = config.digestZone;
    const week = endedWeek(c, c.req.param('week'));
    return inSnapshot(db, async (snapshot) => {
      const shown = await showDigest(snapshot, week, zone);
      const directory = await loadDirectory(snapshot);
      const titles = await titlesOf(snapshot, shown.digest);
      const page = (
        <DigestPage
          r={readerOf(c.var.lang)}
          site={c.var.site}
          shown={shown}
          directory={directory}
          zone={zone}
          titles={titles}
          copy={copyOf(c, shown, { directory, zone, titles })}
        />
      );
      return respondPublic(c, page);
    });
  });
  return app;
}

async function listed(c: AppContext): Promise<Response> {
  const { db, config } = c.var.deps;
  const zone = config.digestZone;
  const query = givenQuery(c, ['after']);
  if (query.after !== undefined && findWeek(query.after, zone) === undefined) refuse(400, 'error.after');
  const last = lastCompleteWeek(c.var.asOf.at(zone), zone);
  const running = lastCompleteWeek(addWeeks(last.cutOff, 1, zone), zone).name;
  const before = query.after !== undefined && query.after < running ? query.after : running;
  const found = await listDigests(db, { limit: PAGE_LINES + 1, before });
  const page = found.slice(0, PAGE_LINES);
  const r = readerOf(c.var.lang);
  return respondPublic(
    c,
    <DigestsPage
      r={r}
      site={c.var.site}
      shown={shownIn(c, zone)}
      digests={page.map((issued) => ({ digest: bodyOf(issued), zone: issued.zone }))}
      last={{ name: last.name, words: daysWords(r, localDate(last.from, zone), dayEndingAt(last.cutOff, zone)) }}
      query={query}
      next={found.length > PAGE_LINES ? (page.at(-1)?.week ?? null) : null}
    />,
    { until: listedUntil(c, []) },
  );
}
