import { Hono } from 'hono';
import {
  DigestsDeskPage,
  type ScopeCount,
  type Subscribers,
  type WeekLine,
  type WeekState,
} from '../../../views/desk/digests.tsx';
import { textOf } from '../../../views/desk/form-state.ts';
import { daysWords } from '../../../views/format/dates.ts';
import { readerOf } from '../../../views/reader.ts';
import { askAboutDigests } from '../../digest/due.ts';
import {
  type DigestQuestion,
  digestDueAt,
  isOverdue,
  LOOK_BACK_WEEKS,
  standingOf,
  type WeekStanding,
} from '../../domain/digest-due.ts';
import { addWeeks, lastCompleteWeek, type Week, weekBefore } from '../../domain/week.ts';
import { dayEndingAt, type Instant, localDate } from '../../domain/zone.ts';
import { listDigests } from '../../records/digests.ts';
import { loadDirectory } from '../../records/directory.ts';
import { loadPublicIncidents } from '../../records/incidents.ts';
import {
  findReleaseByEditor,
  findRestored,
  saveReleaseByEditor,
  takeOverRestored,
} from '../../records/newsroom-settings.ts';
import { countSubscribers, listSuspended } from '../../records/subscriptions.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, editorsOnly, mayPublish, onTo, show } from './context.ts';

const SUSPENDED_SHOWN = 50;

/** `/desk/digests`: the last weeks, how digests go out, who gets them. */
export function digests(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/digests', async (c) => {
    const { db, config } = c.var.deps;
    const { now } = c.var;
    const question = await askAboutDigests(db, config, now);
    return show(
      c,
      <DigestsDeskPage
        desk={deskOf(c)}
        weeks={await weekLines(c, question)}
        nextAt={nextAt(question)}
        zone={config.digestZone}
        releaseByEditor={await findReleaseByEditor(db)}
        restoredAt={await findRestored(db)}
        subscribers={await subscribersOf(c)}
      />,
    );
  });

  app.post('/desk/digests/setting', editorsOnly, async (c) => {
    const { input, deps, now } = c.var;
    await saveReleaseByEditor(deps.db, { on: textOf(input, 'release') === '1', by: byOf(c), now });
    return onTo(c, '/digests');
  });

  app.post('/desk/digests/takeover', editorsOnly, async (c) => {
    await takeOverRestored(c.var.deps.db, { by: byOf(c), now: c.var.now });
    return onTo(c, '/digests');
  });

  return app;
}

/** The week that runs and those before it, the newest first. */
async function weekLines(c: DeskContext, question: DigestQuestion): Promise<WeekLine[]> {
  const { now, zone } = question;
  const last = lastCompleteWeek(now, zone);
  const weeks = [lastCompleteWeek(addWeeks(last.cutOff, 1, zone), zone), last];
  while (weeks.length <= LOOK_BACK_WEEKS) weeks.push(weekBefore(weeks.at(-1) as Week, zone));
  const issued = await listDigests(c.var.deps.db, { limit: weeks.length });
  const issuedAt = new Map(issued.map((digest) => [digest.week, digest.issuedAt]));
  return weeks.map((week) => ({
    week: week.name,
    days: weekDays(c, week),
    ...weekState(week, standingOf(week, question), {
      now,
      issuedAt: issuedAt.get(week.name) ?? null,
      unreleased: question.releaseByEditor && !question.released.has(week.name),
    }),
  }));
}

/** The days of the week, in the reader's language. */
export function weekDays(c: DeskContext, week: Week): string {
  const { digestZone: zone } = c.var.deps.config;
  return daysWords(readerOf(c.var.lang), localDate(week.from, zone), dayEndingAt(week.cutOff, zone));
}

/** Where a week stands, as the desk says it. */
export function weekState(
  week: Week,
  standing: WeekStanding,
  { now, issuedAt, unreleased }: { now: Instant; issuedAt: Instant | null; unreleased: boolean },
): WeekState {
  switch (standing.state) {
    case 'issued':
      return { state: 'issued', at: issuedAt };
    case 'ahead':
      if (standing.dueAt === null || week.cutOff > now) return { state: 'running', at: standing.dueAt };
      return unreleased ? { state: 'release', at: null } : { state: 'ahead', at: standing.dueAt };
    case 'waiting':
      return { state: standing.reason, at: null };
    case 'due':
      return { state: isOverdue(standing, now) ? 'missing' : 'due', at: standing.dueAt };
    case 'unissued':
      return { state: 'unissued', at: null };
  }
}

/** When the next digest goes out by itself: of the last week that has ended, or of the one that runs. */
function nextAt({ now, at, zone }: DigestQuestion): Instant | null {
  if (at === null) return null;
  const last = lastCompleteWeek(now, zone);
  const due = digestDueAt(last, at, zone);
  return due > now ? due : digestDueAt(lastCompleteWeek(addWeeks(last.cutOff, 1, zone), zone), at, zone);
}

/** How many there are, and of what; addresses for editors alone. */
async function subscribersOf(c: DeskContext): Promise<Subscribers> {
  const { db } = c.var.deps;
  const { confirmed, unconfirmed, suspended, scopes } = await countSubscribers(db);
  const { offices } = await loadDirectory(db);
  const slugs = scopes.filter(({ kind }) => kind === 'incident').map(({ ref }) => ref);
  const titles = new Map(
    (await loadPublicIncidents(db, slugs)).map(({ incident }) => [incident.slug, incident.title] as const),
  );
  const named = scopes.map((scope): ScopeCount => {
    const office = offices.find(({ id }) => scope.kind === 'office' && id === scope.ref);
    return { ...scope, name: office?.name ?? titles.get(scope.ref) ?? {} };
  });
  const refusing = mayPublish(c) ? await listSuspended(db, { limit: SUSPENDED_SHOWN }) : [];
  return {
    confirmed,
    unconfirmed,
    suspended,
    scopes: named,
    refusing: refusing.map(({ email, bounces, bouncedAt, bounceReason }) => ({
      email,
      bounces,
      at: bouncedAt,
      reason: bounceReason,
    })),
  };
}
