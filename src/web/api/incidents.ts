import { Hono } from 'hono';
import { firstPossibleAt, incidentAt } from '../../domain/derive.ts';
import { writeIncident } from '../../domain/document.ts';
import { INCIDENT_KINDS } from '../../domain/incident.ts';
import { nextChangeAt, nextMinute } from '../../domain/next-change.ts';
import { countQuestions, questionsAt } from '../../domain/questions.ts';
import { recordAt } from '../../domain/record-at.ts';
import { retractedAt } from '../../domain/taken-back.ts';
import type { Instant } from '../../domain/zone.ts';
import { loadDirectory } from '../../records/directory.ts';
import type { Edition } from '../../records/editions.ts';
import {
  findPublicIncident,
  type IncidentFilter,
  listPublicIncidents,
  type PublicEdition,
} from '../../records/incidents.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import type { Row } from '../csv.ts';
import { refuse } from '../refusal.ts';
import { refuseMissing } from '../taken-down.ts';
import { respondJson } from './answer.ts';
import { CSV_BATCH, respondCsv } from './csv.ts';
import { derived } from './derived.ts';
import { limitOf, nextAddress, oneOfQuery } from './paging.ts';

const CSV_COLUMNS = [
  'slug',
  'kind',
  'topic',
  'title_ru',
  'title_kk',
  'title_en',
  'office',
  'zone',
  'started_earliest',
  'started_latest',
  'started_precision',
  'started_stated',
  'promises',
  'overdue',
  'url',
] as const;

/** `/api/v1/incidents`, its CSV, and one incident: the document with its `derived` part. contracts.md, HTTP. */
export function incidents(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/api/v1/incidents', async (c) => {
    const page = await pageOf(c, limitOf(c), c.req.query('cursor'));
    const body = {
      incidents: page.incidents.map((edition) => summary(edition, c)),
      next: nextAddress(c, page.next),
    };
    return respondJson(c, body, untilOf(page.incidents, c));
  });
  app.get('/api/v1/incidents.csv', (c) => {
    // What is wrong with the address is said before anything of the file is.
    filterOf(c);
    return respondCsv(c, { name: 'incidents', columns: CSV_COLUMNS, rows: () => allRows(c) });
  });
  app.get('/api/v1/incidents/:slug', async (c) => {
    const edition = await findPublicIncident(c.var.deps.db, c.req.param('slug'));
    if (edition === undefined) return refuseMissing(c.var.deps.db, c.req.param('slug'));
    const { incident } = edition;
    const asOf = c.var.asOf.at(incident.zone);
    if (firstPossibleAt(incident) > asOf) refuse(404);
    const { benchmarks } = await loadDirectory(c.var.deps.db);
    const document = writeIncident(recordAt(incident, asOf));
    const body = {
      ...document,
      // The format may leave these out; a program that reads the API should not have to know that.
      ended: document.ended ?? null,
      promises: document.promises ?? [],
      checks: document.checks ?? [],
      derived: derived(incidentAt(incident, benchmarks, asOf)),
      ...questionsOf(edition, asOf),
      ...retractedOf(edition, asOf),
    };
    return respondJson(c, body, untilOf([edition], c));
  });
  return app;
}

/** How many questions were put to offices, where any was: beside `derived`, whose names are fixed. docs/api.md. */
function questionsOf({ incident }: PublicEdition, asOf: Instant) {
  const { count, firstOn, lastOn, states } = countQuestions(questionsAt(incident, asOf));
  return count === 0 ? {} : { questions: { count, first_on: firstOn, last_on: lastOn, ...states } };
}

/** What was struck out, where anything was: it derives nothing, so it stands beside `derived`. docs/api.md. */
function retractedOf(edition: PublicEdition, asOf: Instant) {
  const retracted = retractedAt(edition.retracted, asOf);
  if (retracted.length === 0) return {};
  return {
    retracted: retracted.map(({ part, words, at, why }) => ({
      kind: part.kind,
      id: part.id,
      words,
      retracted_at: new Date(at).toISOString(),
      why,
    })),
  };
}

async function* allRows(c: AppContext): AsyncGenerator<Row[]> {
  let after: string | undefined;
  do {
    const page = await pageOf(c, CSV_BATCH, after);
    yield page.incidents.map((edition) => csvRow(edition, c));
    after = page.next ?? undefined;
  } while (after !== undefined);
}

async function pageOf(c: AppContext, limit: number, after: string | undefined) {
  try {
    const page = await listPublicIncidents(c.var.deps.db, { ...filterOf(c), limit, after });
    const begun = ({ incident }: Edition) => firstPossibleAt(incident) <= c.var.asOf.at(incident.zone);
    return { ...page, incidents: page.incidents.filter(begun) };
  } catch (error) {
    if (after !== undefined && error instanceof RangeError) refuse(400, 'error.cursor');
    throw error;
  }
}

function filterOf(c: AppContext): IncidentFilter {
  const kind = oneOfQuery(c, 'kind', INCIDENT_KINDS);
  const year = c.req.query('year') ?? '';
  if (year !== '' && !/^\d{4}$/.test(year)) refuse(400, 'error.query', { name: 'year', expected: '2019' });
  const words = (name: string) => c.req.query(name) || undefined;
  return {
    asOf: latestAsOf(c),
    ...(kind === undefined ? {} : { kind }),
    ...(year === '' ? {} : { year: Number(year) }),
    ...present({ office: words('office'), topic: words('topic'), query: words('q'), region: words('region') }),
  };
}

/** The list is narrowed by one instant for all zones: the day's end in the westernmost of them, re-checked below for each incident. */
function latestAsOf(c: AppContext): Instant {
  return c.var.asOf.at('Asia/Oral');
}

function summary({ incident, changedAt }: Edition, c: AppContext) {
  const state = incidentAt(incident, [], c.var.asOf.at(incident.zone));
  const document = writeIncident(incident);
  return {
    slug: incident.slug,
    kind: incident.kind,
    topic: incident.topic,
    title: incident.title,
    summary: incident.summary,
    office: incident.office,
    zone: incident.zone,
    started: state.started === null ? null : (document.started ?? null),
    ended: state.ended === null ? null : (document.ended ?? null),
    promises: state.promises.length,
    overdue: state.promises.filter(({ state: promise }) => promise.status === 'overdue').length,
    changed_at: new Date(changedAt).toISOString(),
    url: `${baseUrl(c.var.deps)}/incidents/${incident.slug}`,
    api: `${baseUrl(c.var.deps)}/api/v1/incidents/${incident.slug}`,
  };
}

function csvRow(edition: Edition, c: AppContext) {
  const { incident } = edition;
  const { title, started: _started, ended: _ended, ...line } = summary(edition, c);
  const iso = (at: Instant | null | undefined) => (at == null ? null : new Date(at).toISOString());
  return {
    slug: line.slug,
    kind: line.kind,
    topic: line.topic,
    title_ru: title.ru ?? null,
    title_kk: title.kk ?? null,
    title_en: title.en ?? null,
    office: line.office,
    zone: line.zone,
    started_earliest: iso(incident.started?.earliest),
    started_latest: iso(incident.started?.latest),
    started_precision: incident.started?.written.precision ?? null,
    started_stated: incident.started?.written.stated ?? null,
    promises: line.promises,
    overdue: line.overdue,
    url: line.url,
  };
}

const untilOf = (editions: readonly Edition[], c: AppContext): Instant =>
  // What the page does not show may come in at the next whole minute.
  Math.min(
    nextChangeAt(
      editions.map(({ incident }) => incident),
      c.var.now,
      ['Asia/Almaty'],
    ),
    nextMinute(c.var.now),
  );

function present<T extends Record<string, string | undefined>>(parts: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
