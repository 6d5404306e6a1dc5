import { Hono } from 'hono';
import { DigestPage } from '../../../views/digests/digest.tsx';
import { DigestsPage } from '../../../views/digests/list.tsx';
import { daysWords } from '../../../views/format/dates.ts';
import { readerOf } from '../../../views/reader.ts';
import { bodyOf, showDigest } from '../../digest/issue.ts';
import { DIGEST_LISTS, type Digest } from '../../domain/digest.ts';
import { addWeeks, findWeek, lastCompleteWeek, type Week } from '../../domain/week.ts';
import type { Texts } from '../../domain/words.ts';
import { dayEndingAt, localDate } from '../../domain/zone.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { listDigests } from '../../records/digests.ts';
import { loadDirectory } from '../../records/directory.ts';
import { loadPublicIncidents } from '../../records/incidents.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
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
      const page = (
        <DigestPage
          r={readerOf(c.var.lang)}
          site={c.var.site}
          shown={shown}
          directory={await loadDirectory(snapshot)}
          zone={zone}
          titles={await titlesOf(snapshot, shown.digest)}
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

/** The week of the address; 404 where there is none of that name or it has not ended by the day that is shown. */
function endedWeek(c: AppContext, name: string): Week {
  const zone = c.var.deps.config.digestZone;
  const week = findWeek(name, zone);
  if (week === undefined) refuse(404, 'error.digest.week');
  if (week.cutOff > c.var.asOf.at(zone)) refuse(404, 'error.digest.not_ended');
  return week;
}

/** Titles of what the digest names, as far as it is public now: what was taken down is gone from every digest too. domain.md, Records. */
async function titlesOf(db: Db, digest: Digest): Promise<Map<string, Texts>> {
  const lines = [...DIGEST_LISTS.flatMap((list) => digest[list]), ...digest.no_first_post, ...digest.corrections];
  const editions = await loadPublicIncidents(db, [...new Set(lines.map((line) => line.incident))]);
  return new Map(editions.map(({ incident }) => [incident.slug, incident.title]));
}
