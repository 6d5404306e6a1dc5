import { Hono } from 'hono';
import { weekWords } from '../../../views/digests/words.ts';
import { type Reader, readerOf } from '../../../views/reader.ts';
import { type Card, digestCard, homeCard, incidentCard, promiseCard } from '../../../views/share/card.tsx';
import { officeCard, officialCard } from '../../../views/share/directory-card.tsx';
import { showDigest } from '../../digest/issue.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { findWeek } from '../../domain/week.ts';
import { dayEndingAt, type Instant } from '../../domain/zone.ts';
import { inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listShownOfficials } from '../../records/officials.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { findTold } from '../incident-told.ts';
import { refuse } from '../refusal.ts';
import { cacheControl, isKnown } from '../respond.ts';
import { refuseMissing } from '../taken-down.ts';
import { CardDrawer, cardTag } from './card-drawer.ts';

/** Its words, and until when they stay: null where only a change of the facts changes them. */
type Worded = { card: Card; until: Instant | null };

/** The pictures that other sites and messengers show with a link to a page: of the same facts, on the same day. */
export function cards(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const drawer = new CardDrawer();
  const answer = async (c: AppContext, worded: Promise<Worded>) => send(c, drawer, await worded);
  app.get('/cards/home.png', (c) => answer(c, home(c)));
  app.get('/cards/incidents/:slug{[a-z0-9-]+\\.png}', (c) => answer(c, incident(c)));
  app.get('/cards/promises/:incident/:id{[a-z0-9-]+\\.png}', (c) => answer(c, promise(c)));
  app.get('/cards/offices/:id{[a-z0-9-]+\\.png}', (c) => answer(c, office(c)));
  app.get('/cards/officials/:id{[a-z0-9-]+\\.png}', (c) => answer(c, official(c)));
  app.get('/cards/digests/:week{[0-9W-]+\\.png}', (c) => answer(c, digest(c)));
  return app;
}

/** Who has the picture of these words is told so before it is drawn. Any site may show it; a takedown is gone within a minute. */
async function send(c: AppContext, drawer: CardDrawer, { card, until }: Worded): Promise<Response> {
  const etag = `"${cardTag(card)}"`;
  c.header('ETag', etag);
  c.header('Cache-Control', cacheControl(c.var.now, until));
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  if (isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304);
  const bytes = await (drawer.picture(card) ?? refuse(503, 'error.503.text', {}, { 'Retry-After': '10' }));
  c.header('Content-Type', 'image/png');
  c.header('Content-Length', String(bytes.length));
  return c.body(bytes as Uint8Array<ArrayBuffer>);
}

async function home(c: AppContext): Promise<Worded> {
  const r = readerOf(c.var.lang);
  return { card: homeCard(r, siteDay(c)), until: untilMidnight(c) };
}

async function incident(c: AppContext): Promise<Worded> {
  const { edition, asOf, told } = await findTold(c, idOf(c, 'slug'));
  return { card: incidentCard(told), until: asOf === c.var.now ? nextChangeAt([edition.incident], asOf) : null };
}

async function promise(c: AppContext): Promise<Worded> {
  const { edition, asOf, told } = await findTold(c, c.req.param('incident') ?? '');
  const id = idOf(c, 'id');
  const found = told.state.promises.find((each) => each.promise.id === id);
  if (found === undefined) return refuseMissing(c.var.deps.db, edition.incident.slug, id);
  return { card: promiseCard(told, found), until: asOf === c.var.now ? nextChangeAt([edition.incident], asOf) : null };
}

async function office(c: AppContext): Promise<Worded> {
  const directory = await loadDirectory(c.var.deps.db);
  const found = directory.offices.find(({ id }) => id === idOf(c, 'id')) ?? refuse(404);
  const on = dayEndingAt(c.var.asOf.at(found.zone), found.zone);
  return { card: officeCard(reader(c), { directory, office: found, on }), until: untilMidnight(c, found.zone) };
}

async function official(c: AppContext): Promise<Worded> {
  const { digestZone } = c.var.deps.config;
  return inSnapshot(c.var.deps.db, async (db) => {
    const directory = await loadDirectory(db);
    const found = directory.officials.find(({ id }) => id === idOf(c, 'id')) ?? refuse(404);
    const asOf = c.var.asOf.at(digestZone);
    const on = dayEndingAt(asOf, digestZone);
    if (!(await listShownOfficials(db, { directory, on, asOf })).has(found.id)) refuse(404);
    return { card: officialCard(reader(c), { directory, official: found, on }), until: untilMidnight(c) };
  });
}

async function digest(c: AppContext): Promise<Worded> {
  const zone = c.var.deps.config.digestZone;
  const week = findWeek(idOf(c, 'week'), zone) ?? refuse(404, 'error.digest.week');
  if (week.cutOff > c.var.asOf.at(zone)) refuse(404, 'error.digest.not_ended');
  const shown = await inSnapshot(c.var.deps.db, (db) => showDigest(db, week, zone));
  const r = reader(c);
  const on = dayEndingAt(week.cutOff, zone);
  return { card: digestCard(r, { digest: shown.digest, week: weekWords(r, shown.digest, zone), on }), until: null };
}

const reader = (c: AppContext): Reader => readerOf(c.var.lang);

function siteDay(c: AppContext) {
  const { digestZone } = c.var.deps.config;
  return dayEndingAt(c.var.asOf.at(digestZone), digestZone);
}

function untilMidnight(c: AppContext, zone = c.var.deps.config.digestZone): Instant | null {
  const { asOf, now } = c.var;
  return asOf.at(zone) === now ? nextChangeAt([], now, [zone]) : null;
}

const idOf = (c: AppContext, name: string): string => (c.req.param(name) ?? '').replace(/\.png$/, '');
