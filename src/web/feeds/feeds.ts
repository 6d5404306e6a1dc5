import { Hono } from 'hono';
import { address } from '../../../views/address.ts';
import { correctionEntry, directoryCorrectionEntry } from '../../../views/feeds/correction.tsx';
import { digestEntry } from '../../../views/feeds/digest.tsx';
import { type FeedEntry, newestFirst } from '../../../views/feeds/entry.ts';
import { incidentEntry, timelineEntry } from '../../../views/feeds/incident.tsx';
import { passedEntry } from '../../../views/feeds/passed.tsx';
import type { FeedTold } from '../../../views/feeds/told.ts';
import { localWords } from '../../../views/parts/words.tsx';
import { readerOf } from '../../../views/reader.ts';
import { bodyOf } from '../../digest/issue.ts';
import { isPossibleAt } from '../../domain/at.ts';
import { firstPossibleAt } from '../../domain/derive.ts';
import type { PublicRecord } from '../../domain/first-shown.ts';
import type { Incident } from '../../domain/incident.ts';
import { CC_BY } from '../../domain/licence.ts';
import { nextChangeAt, nextMinute } from '../../domain/next-change.ts';
import { isMadeAt, promiseAt } from '../../domain/promise.ts';
import { addWeeks, lastCompleteWeek } from '../../domain/week.ts';
import type { Instant } from '../../domain/zone.ts';
import { type Db, inSnapshot } from '../../records/database.ts';
import { listDigests } from '../../records/digests.ts';
import { findOffice, loadDirectory } from '../../records/directory.ts';
import type { Edition } from '../../records/editions.ts';
import { findPublicIncident, listPublicIncidents, loadPublicIncidents } from '../../records/incidents.ts';
import { type LastDue, listLastDue } from '../../records/last-due.ts';
import { findNewsroom } from '../../records/newsroom-facts.ts';
import { loadPublicRecords } from '../../records/public-records.ts';
import { listCorrections } from '../../records/revisions.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { dayShown, directoryTold, slugsOf } from '../directory-told.ts';
import { refuse } from '../refusal.ts';
import { respondPublic } from '../respond.ts';
import { refuseMissing } from '../taken-down.ts';
import { atomDocument, FEED_ENTRIES } from './atom.ts';

/** What a feed shows: its words, the page that shows the same, its entries, and the incidents whose next change ends it. */
type Shown = {
  title: string;
  lead: string;
  page: string;
  entries: FeedEntry[];
  incidents: readonly Incident[];
  since?: Instant;
};

/** Null: readers find no incident of that name. */
type Read = (c: AppContext, db: Db, told: FeedTold) => Promise<Shown | null>;

/** Nothing of the record is older. */
const RECORD_BEGINS = Date.parse('2019-01-01T00:00:00Z');

/** The Atom feeds: terms that have passed, incidents, one incident, one office, digests, corrections. */
export function feeds(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/feeds/overdue.atom', (c) => answer(c, readOverdue));
  app.get('/feeds/incidents.atom', (c) => answer(c, readIncidents));
  app.get('/feeds/digests.atom', (c) => answer(c, readDigests));
  app.get('/feeds/corrections.atom', (c) => answer(c, readCorrections));
  app.get('/incidents/:slug{[a-z0-9-]+\\.atom}', (c) => answer(c, readIncident));
  app.get('/offices/:id{[a-z0-9-]+\\.atom}', (c) => answer(c, readOffice));
  return app;
}

async function answer(c: AppContext, read: Read): Promise<Response> {
  const { db } = c.var.deps;
  const printed = await inSnapshot(db, (snapshot) => print(c, snapshot, read));
  // Asked outside of the snapshot: where there is one connection alone, it would wait for itself.
  if (printed === null) return refuseMissing(db, idOf(c, 'slug'));
  const { document, until } = printed;
  return respondPublic(c, document, { type: 'application/atom+xml; charset=utf-8', until });
}

async function print(c: AppContext, db: Db, read: Read): Promise<{ document: string; until: Instant | null } | null> {
  const base = baseUrl(c.var.deps);
  const r = readerOf(c.var.lang);
  const told: FeedTold = { r, base, directory: await loadDirectory(db) };
  const shown = await read(c, db, told);
  if (shown === null) return null;
  const query = { as_of: c.var.asOf.text };
  const document = atomDocument({
    lang: r.lang,
    base,
    siteName: r.t('site.name'),
    licence: ((await findNewsroom(db)).licence ?? CC_BY).name,
    name: c.var.path.replace(/^\/|\.atom$/g, ''),
    title: shown.title,
    lead: shown.lead,
    self: base + address(r.lang, c.var.path, query),
    page: base + address(r.lang, shown.page, query),
    entries: shown.entries.slice(0, FEED_ENTRIES),
    since: shown.since ?? RECORD_BEGINS,
  });
  return { document, until: untilFor(c, shown.incidents) };
}

/** Until when a feed stays as it is: what it does not show may come in at the next whole minute; of a past day with the facts alone. */
export function untilFor(c: AppContext, incidents: readonly Incident[]): Instant | null {
  const { asOf, now } = c.var;
  const zone = c.var.deps.config.digestZone;
  return asOf.at(zone) === now ? Math.min(nextChangeAt(incidents, now, [zone]), nextMinute(now)) : null;
}

async function readOverdue(c: AppContext, db: Db, told: FeedTold): Promise<Shown> {
  const passed = await listLastDue(db, { asOf: c.var.asOf.at, which: 'passed', limit: FEED_ENTRIES });
  const entries = await passedEntries(c, db, told, passed);
  return {
    ...wordsOf(told, 'overdue'),
    page: '/promises',
    entries,
    incidents: passed.map(({ incident }) => incident),
  };
}

async function readIncidents(c: AppContext, db: Db, told: FeedTold): Promise<Shown> {
  const editions = await lastIncidents(c, db);
  const entries = await incidentEntries(c, db, told, editions);
  return {
    ...wordsOf(told, 'incidents'),
    page: '/incidents',
    entries,
    incidents: editions.map(({ incident }) => incident),
  };
}

async function readOffice(c: AppContext, db: Db, told: FeedTold): Promise<Shown> {
  const id = idOf(c, 'id');
  const office = await findOffice(db, id);
  if (office === undefined) refuse(404);
  const passed = await listLastDue(db, { asOf: c.var.asOf.at, which: 'passed', office: id, limit: FEED_ENTRIES });
  const editions = await lastIncidents(c, db, id);
  const entries = [...(await passedEntries(c, db, told, passed)), ...(await incidentEntries(c, db, told, editions))];
  return {
    title: told.r.t('feed.office.title', { office: localWords(told.r, office.name) }),
    lead: told.r.t('feed.office.lead'),
    page: `/offices/${id}`,
    entries: newestFirst(entries),
    incidents: [...passed, ...editions].map(({ incident }) => incident),
  };
}

/** A row of the timeline each, and the terms that have passed. Earlier than its first possible fact there is no incident: 404. */
async function readIncident(c: AppContext, db: Db, told: FeedTold): Promise<Shown | null> {
  const edition = await findPublicIncident(db, idOf(c, 'slug'));
  if (edition === undefined) return null;
  const { incident } = edition;
  const asOf = c.var.asOf.at(incident.zone);
  if (firstPossibleAt(incident) > asOf) refuse(404);
  const record = (await loadPublicRecords(db, [edition])).get(incident.slug) as PublicRecord;
  const passed = incident.promises
    .filter((promise) => isMadeAt(promise, incident, asOf))
    .map((promise) => ({ record, promise, state: promiseAt(promise, incident, asOf), asOf }))
    .filter(({ state }) => state.status === 'overdue' && !state.stale);
  const entries = [
    ...incident.entries
      .filter((entry) => isPossibleAt(entry.at, asOf) && !edition.takenOut.has(entry.id))
      .map((entry) => timelineEntry(told, record, entry)),
    ...passed.map((each) => passedEntry(told, each)),
  ];
  return {
    title: told.r.t('feed.incident.title', { title: localWords(told.r, incident.title) || incident.slug }),
    lead: told.r.t('feed.incident.lead'),
    page: `/incidents/${incident.slug}`,
    entries: newestFirst(entries),
    incidents: [incident],
    since: edition.changedAt,
  };
}

async function readDigests(c: AppContext, db: Db, told: FeedTold): Promise<Shown> {
  const zone = c.var.deps.config.digestZone;
  const { cutOff } = lastCompleteWeek(c.var.asOf.at(zone), zone);
  const before = lastCompleteWeek(addWeeks(cutOff, 1, zone), zone).name;
  const issued = await listDigests(db, { limit: FEED_ENTRIES, before });
  return {
    ...wordsOf(told, 'digests'),
    page: '/digests',
    entries: issued.map((digest) =>
      digestEntry(told, { digest: bodyOf(digest), issuedAt: digest.issuedAt, zone: digest.zone }),
    ),
    incidents: [],
  };
}

async function readCorrections(c: AppContext, db: Db, told: FeedTold): Promise<Shown> {
  const asOf = c.var.asOf.at(c.var.deps.config.digestZone);
  const corrections = await listCorrections(db, { limit: FEED_ENTRIES, directory: true, until: asOf + 1 });
  const editions = await loadPublicIncidents(db, slugsOf(corrections));
  const ofDirectory = await directoryTold(db, corrections, { directory: told.directory, ...dayShown(c) });
  const shown = new Map(editions.map(({ incident }) => [incident.slug, incident]));
  return {
    ...wordsOf(told, 'corrections'),
    page: '/corrections',
    entries: corrections.map((correction) => {
      const directory = ofDirectory.get(correction.id);
      return directory === undefined
        ? correctionEntry(told, { ...correction, incident: shown.get(correction.subjectId) ?? null })
        : directoryCorrectionEntry(told, directory);
    }),
    incidents: [],
  };
}

function wordsOf({ r }: FeedTold, name: 'overdue' | 'incidents' | 'digests' | 'corrections') {
  return { title: r.t(`feed.${name}.title`), lead: r.t(`feed.${name}.lead`) };
}

async function lastIncidents(c: AppContext, db: Db, office?: string): Promise<Edition[]> {
  const { asOf } = c.var;
  // Of the zones of Kazakhstan its days end last: it narrows, the incident's own zone decides.
  const filter = { asOf: asOf.at('Asia/Oral'), ...(office === undefined ? {} : { office }) };
  const page = await listPublicIncidents(db, { ...filter, limit: FEED_ENTRIES });
  return page.incidents.filter(({ incident }) => firstPossibleAt(incident) <= asOf.at(incident.zone));
}

async function passedEntries(c: AppContext, db: Db, told: FeedTold, passed: readonly LastDue[]): Promise<FeedEntry[]> {
  const records = await loadPublicRecords(
    db,
    passed.map(({ edition }) => edition),
  );
  return passed.flatMap(({ incident, promise, state }) => {
    const record = records.get(incident.slug);
    return record === undefined
      ? []
      : [passedEntry(told, { record, promise, state, asOf: c.var.asOf.at(incident.zone) })];
  });
}

async function incidentEntries(
  c: AppContext,
  db: Db,
  told: FeedTold,
  editions: readonly Edition[],
): Promise<FeedEntry[]> {
  const records = await loadPublicRecords(db, editions);
  return [...records.values()].map((record) => incidentEntry(told, record, c.var.asOf.at(record.incident.zone)));
}

const idOf = (c: AppContext, name: string): string => (c.req.param(name) ?? '').replace(/\.atom$/, '');
