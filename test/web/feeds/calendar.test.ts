import fc from 'fast-check';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish, saveDraft } from '../../../src/records/desk.ts';
import { calendarDocument } from '../../../src/web/feeds/calendar.ts';
import type { DueDay } from '../../../views/feeds/due-day.ts';
import { printable } from '../../../views/format/text.ts';
import { readerOf } from '../../../views/reader.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { publishCasesOf2019 } from '../../support/cases.ts';
import { incident, minute, outcome, promise, statement, when } from '../../support/facts.ts';

const BY = { user: null, via: 'desk' } as const;

type ReadEvent = {
  uid: string;
  start: string;
  allDay: boolean;
  sequence: number;
  status: string;
  summary: string;
  description: string;
  url: string;
  stamp: string;
};

/** A calendar read back by another library, with its folding checked by the octet. RFC 5545, 3.1. */
function readCalendar(text: string): ReadEvent[] {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(Buffer.from(line).toString()).toBe(line);
  }
  const whole = new ICAL.Component(ICAL.parse(text));
  return whole.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const start = event.startDate;
    return {
      uid: event.uid,
      start: start.toString(),
      allDay: start.isDate,
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
      summary: event.summary,
      description: event.description,
      url: String(component.getFirstPropertyValue('url')),
      stamp: String(component.getFirstPropertyValue('dtstamp')),
    };
  });
}

describe('GET /calendar.ics', () => {
  let site: TestApp;
  let now = when('2019-08-05T10:00');
  beforeAll(async () => {
    site = await testApp({ now: () => now, env: { BASE_URL: 'https://merzim.example' }, prepare: publishCasesOf2019 });
  });
  afterAll(() => site.close());
  const read = async (path = '/calendar.ics') => readCalendar(await (await site.app.request(path)).text());
  const find = (events: ReadEvent[], id: string) => events.find(({ uid }) => uid === `promise.${id}@merzim.example`);

  it('has a due day as an event of that day, with its promise', async () => {
    const results = find(await read(), 'almaty-blackout-2019.results');
    expect(results).toMatchObject({
      start: '2019-07-26',
      allDay: true,
      sequence: 0,
      status: 'CONFIRMED',
      summary: 'Срок: окончательные результаты проверки',
      url: 'https://merzim.example/promises/almaty-blackout-2019/results',
    });
    expect(results?.description).toContain('Срок вышел, результата не нашли');
  });

  it('moves with the deadline, under the same UID and with a greater sequence', async () => {
    const on = async (date: string) => find(await read(`/calendar.ics?as_of=${date}`), 'arys-2019.all-houses');
    now = when('2019-11-05T10:00');
    const [first, last] = [await on('2019-07-16'), await on('2019-09-21')];
    expect(first).toMatchObject({ sequence: 0, start: '2019-08-01' });
    expect(last).toMatchObject({ sequence: 3, start: '2019-09-20' });
    expect(last?.uid).toBe(first?.uid);
    now = when('2019-08-05T10:00');
  });

  it('is in three languages, kept at most a minute, and not sent to who has it', async () => {
    const [ru, kk, en] = await Promise.all(['', '/kk', '/en'].map((prefix) => read(`${prefix}/calendar.ics`)));
    expect(kk?.map(({ uid }) => uid)).toEqual(ru?.map(({ uid }) => uid));
    expect(en?.every(({ url }) => url.startsWith('https://merzim.example/en/promises/'))).toBe(true);
    now += 1000;
    const first = await site.app.request('/calendar.ics');
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('public, max-age=59, must-revalidate');
    const etag = first.headers.get('etag') ?? '';
    now += 30_000;
    expect((await site.app.request('/calendar.ics', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('has an hour where one was named, says who set the day, cancels what was withdrawn, names nobody unchecked', async () => {
    const by = { office: 'akim-almaty', official: 'sagintayev' };
    const facts = incident({
      slug: 'outage',
      office: by.office,
      entries: [statement('said', minute('2019-07-16T19:00'), { by }), outcome('off', minute('2019-07-20T10:00'))],
      promises: [
        promise('hour', 'said', { due: '2019-07-17T18:00', text: 'by six' }),
        promise('own', 'said', { due: '2019-07-18', dueBasis: 'newsroom', dueReason: 'the start of the season' }),
        promise('never', 'said', {
          due: '2019-07-30',
          outcomes: [{ entry: 'off', kind: 'withdrawn', basis: 'office' }],
        }),
        promise('none', 'said'),
      ],
    });
    await saveDraft(site.db, { incident: facts, by: BY, now, why: null });
    await publish(site.db, { slug: 'outage', by: BY, now, why: null });
    const events = await read('/en/calendar.ics');
    expect(find(events, 'outage.hour')).toMatchObject({ allDay: false, start: '2019-07-17T12:00:00Z' });
    expect(find(events, 'outage.hour')?.description).toMatch(/^Promise: Akim of Almaty\.\nPast due, not yet checked\./);
    expect(find(events, 'outage.own')?.description).toContain('the start of the season');
    expect(find(events, 'outage.never')?.status).toBe('CANCELLED');
    expect(find(events, 'outage.none')).toBeUndefined();
  });
});

describe('A calendar', () => {
  const dueDay = (words: string): DueDay => ({
    path: 'promise/a/b',
    when: { on: '2024-03-01' },
    moves: 2,
    cancelled: false,
    summary: words,
    description: words,
    url: 'https://merzim.example/promises/a/b',
    updatedAt: when('2019-08-05T10:00'),
  });
  const told = { r: readerOf('kk'), base: 'https://merzim.example' };

  it('gives every word back, folded between letters and not within one', () => {
    const words = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('мерзімі ', 'ә', '🔥', '\\', ';', ',', '\r\n', '\n', '\r', '\u0000', '\\n', '"', ':'),
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, (text) => {
        const [event] = readCalendar(calendarDocument(told, [dueDay(text)]));
        const lines = (of: string) => of.replace(/\r\n?/g, '\n');
        expect(lines(event?.description ?? '')).toBe(lines(printable(text)));
        expect(event?.summary).toBe(printable(text).replace(/\s+/g, ' ').trim());
        expect(event?.start).toBe('2024-03-01');
      }),
      { numRuns: 300 },
    );
  });

  it('asks no clock', () => {
    const text = calendarDocument(told, [dueDay('a')]);
    expect(text).toContain('DTSTAMP:20190805T040000Z');
    expect(calendarDocument(told, [dueDay('a')])).toBe(text);
  });
});
