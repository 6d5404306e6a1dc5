import { Hono } from 'hono';
import { type Board, BoardPage, type BoardPromise, type BoardReview } from '../../../views/desk/board.tsx';
import { listDigestAlarms } from '../../digest/due.ts';
import { certainFrom, possibleFrom } from '../../domain/at.ts';
import { lastCheck } from '../../domain/check.ts';
import type { Incident } from '../../domain/incident.ts';
import { firstPost } from '../../domain/latency.ts';
import { isMadeAt, type PromiseStatus, promiseAt, REVIEW_ALARM_DAYS } from '../../domain/promise.ts';
import { coarseDate } from '../../domain/span.ts';
import { type TakenBack, withoutTakenBack } from '../../domain/taken-back.ts';
import { daysBetween, type Instant, localDate } from '../../domain/zone.ts';
import { type DeskLine, findDraft, listDeskIncidents } from '../../records/desk.ts';
import { listPublicIncidents, loadPublicIncidents } from '../../records/incidents.ts';
import { listPromiseCandidates } from '../../records/promises.ts';
import { loadReviews } from '../../records/review.ts';
import { loadTakenBack } from '../../records/taken-back.ts';
import { listUsers } from '../../records/users.ts';
import { type DeskContext, type DeskEnv, deskOf, show } from './context.ts';

const WAITING: readonly PromiseStatus[] = ['overdue', 'due_soon', 'awaiting_review'];
const CANDIDATES = 500;
const ACUTE_LOOKED_AT = 50;
const DRAFTS = 100;
/** An incident that ended a month ago and never had a post is no longer urgent. */
const SILENT_DAYS = 30;

/** `/desk`: what waits. */
export function board(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.get('/desk', async (c) => show(c, <BoardPage desk={deskOf(c)} board={await boardOf(c)} />));
  return app;
}

/** Everything that waits now, in the drafts where there are any, else in what is public. */
async function boardOf(c: DeskContext): Promise<Board> {
  const { deps, now } = c.var;
  const lines = await listDeskIncidents(deps.db);
  const drafts = lines.filter((line) => line.hasDraft).slice(0, DRAFTS);
  const incidents = await incidentsThatMayWait(
    c,
    drafts.map(({ slug }) => slug),
  );
  const promises = incidents.flatMap((incident) => promisesOf(incident, now));
  const reviews = await reviewsOf(c, drafts);
  const is = (status: PromiseStatus) => promises.filter(({ state }) => state.status === status);
  return {
    digests: (await listDigestAlarms(deps.db, deps.config, now)).map(({ week, reason }) => ({
      week: week.name,
      reason,
    })),
    answers: is('awaiting_review').map((line) => ({ ...line, ...waitOf(line, now) })),
    unlooked: is('overdue').filter(({ state }) => state.checkedSinceDue !== true && !state.stale),
    stale: is('overdue').filter(({ state }) => state.stale),
    soon: is('due_soon'),
    silent: incidents.filter((incident) => isSilent(incident, now)).map((incident) => silentLine(incident, now)),
    review: reviews.filter(({ review }) => review.state === 'submitted'),
    returned: reviews.filter(({ review }) => review.state === 'returned'),
    drafts: drafts
      .filter(({ slug }) => reviews.every((line) => line.slug !== slug))
      .map(({ slug, title, publishedAt, changedAt }) => ({
        slug,
        title,
        published: publishedAt !== null,
        changedOn: localDate(changedAt, deps.config.digestZone),
      })),
  };
}

/** The drafts on their way between reporters and editors, with the names of those who said so last. */
async function reviewsOf(c: DeskContext, drafts: readonly DeskLine[]): Promise<BoardReview[]> {
  const { db, config } = c.var.deps;
  const reviews = await loadReviews(db);
  const users = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
  return drafts.flatMap(({ slug, title }) => {
    const review = reviews.get(slug);
    if (review === undefined) return [];
    const { by, ...said } = review;
    const who = by === null ? null : (users.get(by) ?? null);
    return [{ slug, title, zone: config.digestZone, review: { ...said, who } }];
  });
}

async function incidentsThatMayWait(c: DeskContext, drafted: readonly string[]): Promise<Incident[]> {
  const { db } = c.var.deps;
  const { now } = c.var;
  const places = await listPromiseCandidates(db, { asOf: now, statuses: WAITING, limit: CANDIDATES });
  const acute = await listPublicIncidents(db, { asOf: now, kind: 'acute', limit: ACUTE_LOOKED_AT });
  const slugs = new Set([...places.map(({ slug }) => slug), ...acute.incidents.map(({ incident }) => incident.slug)]);
  const shown = await loadPublicIncidents(
    db,
    [...slugs].filter((slug) => !drafted.includes(slug)),
  );
  const drafts = await Promise.all(drafted.map((slug) => findDraft(db, slug)));
  const taken = await loadTakenBack(db, drafted);
  return [...drafts.flatMap((draft) => waiting(draft?.incident, taken)), ...shown.map(({ incident }) => incident)];
}

/** What was taken back waits for nobody. */
function waiting(incident: Incident | undefined, taken: readonly TakenBack[]): Incident[] {
  if (incident === undefined) return [];
  const own = taken.filter((each) => each.incident === incident.slug);
  return own.some(({ part }) => part.kind === 'incident') ? [] : [withoutTakenBack(incident, own).incident];
}

function promisesOf(incident: Incident, now: Instant): BoardPromise[] {
  return incident.promises
    .filter((promise) => isMadeAt(promise, incident, now))
    .map((promise) => ({ incident, promise, state: promiseAt(promise, incident, now) }));
}

/** How long the answer has been there to be judged: from when it was possible, never less than nothing. */
function waitOf({ incident, state }: BoardPromise, now: Instant): { days: number; late: boolean } {
  const since = state.answer === null ? now : possibleFrom(state.answer.at);
  const days = Math.max(0, daysBetween(localDate(since, incident.zone), localDate(now, incident.zone)));
  return { days, late: days > REVIEW_ALARM_DAYS };
}

function isSilent(incident: Incident, now: Instant): boolean {
  if (incident.kind !== 'acute' || firstPost(incident, now) !== null) return false;
  const over = incident.ended ?? incident.started;
  return over === null || now - certainFrom(over) <= SILENT_DAYS * 86_400_000;
}

function silentLine(incident: Incident, now: Instant): Board['silent'][number] {
  const check = lastCheck(incident, 'first_post', now);
  return { incident, checkedOn: check === undefined ? null : coarseDate(check.at, incident.zone) };
}
