import { Hono } from 'hono';
import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { type DueDay, dueDayOf } from '../../../views/feeds/due-day.ts';
import type { FeedTold } from '../../../views/feeds/told.ts';
import { printable } from '../../../views/format/text.ts';
import { readerOf } from '../../../views/reader.ts';
import { inSnapshot } from '../../records/database.ts';
import { loadDirectory } from '../../records/directory.ts';
import { listLastDue } from '../../records/last-due.ts';
import { loadPublicRecords } from '../../records/public-records.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { respondPublic } from '../respond.ts';
import { untilFor } from './feeds.ts';

/** The latest due days, those to come first. */
export const CALENDAR_DAYS = 500;
/** How often programs that subscribe are asked to look again. */
const LOOK_AGAIN_SECONDS = 3600;

/** `GET /calendar.ics`: the due days of promises as a calendar to subscribe to. RFC 5545. */
export function calendar(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/calendar.ics', answer);
  return app;
}

async function answer(c: AppContext): Promise<Response> {
  return inSnapshot(c.var.deps.db, async (snapshot) => {
    const base = baseUrl(c.var.deps);
    const told: FeedTold = { r: readerOf(c.var.lang), base, directory: await loadDirectory(snapshot) };
    const asOf = c.var.asOf.at;
    const listed = await listLastDue(snapshot, { asOf, which: 'dated', limit: CALENDAR_DAYS });
    const records = await loadPublicRecords(
      snapshot,
      listed.map(({ edition }) => edition),
    );
    const days = listed.flatMap(({ incident, promise, state }) => {
      const record = records.get(incident.slug);
      return record === undefined ? [] : (dueDayOf(told, { record, promise, state, asOf: asOf(incident.zone) }) ?? []);
    });
    const until = untilFor(
      c,
      listed.map(({ incident }) => incident),
    );
    c.header('Content-Disposition', 'inline; filename="calendar.ics"');
    return respondPublic(c, calendarDocument(told, days), { type: 'text/calendar; charset=utf-8', until });
  });
}

/** The days as an iCalendar document, each with a UID that stays. */
export function calendarDocument({ r, base }: Pick<FeedTold, 'r' | 'base'>, days: readonly DueDay[]): string {
  const { hostname } = new URL(base);
  const made = new ICalCalendar({
    name: `${r.t('site.name')}: ${r.t('calendar.title')}`,
    description: r.t('calendar.lead'),
    prodId: { company: 'Merzim', product: 'Merzim', language: r.lang.toUpperCase() },
    ttl: LOOK_AGAIN_SECONDS,
  });
  for (const day of days) {
    const updated = new Date(day.updatedAt);
    made.createEvent({
      id: `${day.path.replaceAll('/', '.')}@${hostname}`,
      sequence: day.moves,
      // The library would take the moment of the answer, and no two answers would be the same bytes.
      stamp: updated,
      lastModified: updated,
      allDay: 'on' in day.when,
      start: new Date('on' in day.when ? `${day.when.on}T00:00:00Z` : day.when.at),
      summary: oneLine(day.summary),
      description: printable(day.description),
      url: day.url,
      status: day.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // A due day takes nobody's time.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return made.toString();
}

const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim();
