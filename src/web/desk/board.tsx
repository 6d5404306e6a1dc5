import { Hono } from 'hono';
import { type Board, BoardPage, type BoardReview } from '../../../views/desk/board.tsx';
import { WAITING_LISTS, type WaitingLines } from '../../../views/desk/waiting.tsx';
import { listDigestAlarms } from '../../digest/due.ts';
import { localDate } from '../../domain/zone.ts';
import { listDeskDrafts } from '../../records/drafts.ts';
import { listBrokenFiles } from '../../records/evidence-files.ts';
import { listToCheck } from '../../records/languages.ts';
import { listNightCards } from '../../records/night-cards.ts';
import { loadReviews } from '../../records/review.ts';
import { loadPublicTitles } from '../../records/titles.ts';
import { listUsers } from '../../records/users.ts';
import { type DeskContext, type DeskEnv, deskOf, show } from './context.ts';
import { lookChoices } from './look-choices.ts';
import { directoryOf } from './store.ts';
import { linesOf, looksOf, notedIn, ownOffices } from './waiting.tsx';
import { deskZone } from './zone.ts';

/** So many lines of each list; the rest is a press away. */
const SHOWN = 8;
const DRAFTS = 20;
/** Incidents whose languages are to be checked that the board lists. */
const TO_CHECK = 10;

/** `/desk`: what waits. */
export function board(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.get('/desk', async (c) => {
    const directory = await directoryOf(c);
    const own = await ownOffices(c, directory);
    const waiting: WaitingLines[] = [];
    for (const list of WAITING_LISTS) waiting.push(await linesOf(c, list, { limit: SHOWN }, directory, own));
    const look = await lookChoices(c, directory, looksOf(waiting));
    const rest = await draftsOf(c);
    const page = {
      ...rest,
      night: await nightOf(c),
      waiting,
      lateAnswers: lateIn(waiting),
      hasRegions: own !== null,
      noted: notedIn(c),
    };
    return show(c, <BoardPage desk={deskOf(c)} board={page} look={look} />);
  });
  return app;
}

/** Answers come by how long they have waited: those that are late are among the first. */
function lateIn(waiting: readonly WaitingLines[]): number {
  return waiting.flatMap((of) => (of.list === 'answers' ? of.lines.filter(({ late }) => late) : [])).length;
}

/** What reporters published at night and no editor has looked at. */
async function nightOf(c: DeskContext): Promise<Board['night']> {
  const { db } = c.var.deps;
  const cards = await listNightCards(db);
  if (cards.length === 0) return [];
  const zone = await deskZone(c);
  const users = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
  const titles = await loadPublicTitles(
    db,
    cards.map(({ incident }) => incident),
  );
  return cards.map(({ incident: slug, publishedAt: at, user }) => ({
    slug,
    title: titles.get(slug) ?? {},
    at,
    who: users.get(user) ?? '',
    zone,
  }));
}

/** The digests that are not out, and the drafts with their reviews. */
async function draftsOf(
  c: DeskContext,
): Promise<Pick<Board, 'digests' | 'evidence' | 'review' | 'returned' | 'toCheck' | 'drafts' | 'moreDrafts'>> {
  const { deps, now } = c.var;
  const found = await listDeskDrafts(deps.db, DRAFTS + 1);
  const reviews = await reviewsOf(c);
  const drafts = found.slice(0, DRAFTS).filter(({ slug }) => reviews.every((line) => line.slug !== slug));
  return {
    digests: (await listDigestAlarms(deps.db, deps.config, now)).map(({ week, reason }) => ({
      week: week.name,
      reason,
    })),
    evidence: await listBrokenFiles(deps.db),
    review: reviews.filter(({ review }) => review.state === 'submitted'),
    returned: reviews.filter(({ review }) => review.state === 'returned'),
    toCheck: await listToCheck(deps.db, TO_CHECK),
    drafts: drafts.map(({ slug, title, publishedAt, changedAt }) => ({
      slug,
      title,
      published: publishedAt !== null,
      changedOn: localDate(changedAt, deps.config.digestZone),
    })),
    moreDrafts: found.length > DRAFTS,
  };
}

/** The drafts on their way between reporters and editors, with the names of those who said so last. */
async function reviewsOf(c: DeskContext): Promise<BoardReview[]> {
  const { db, config } = c.var.deps;
  const reviews = await loadReviews(db);
  const users = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
  const drafts = await listDeskDrafts(db, reviews.size, [...reviews.keys()]);
  return drafts.flatMap(({ slug, title }) => {
    const review = reviews.get(slug);
    if (review === undefined) return [];
    const { by, ...said } = review;
    const who = by === null ? null : (users.get(by) ?? null);
    return [{ slug, title, zone: config.digestZone, review: { ...said, who } }];
  });
}
