import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../src/domain/incident.ts';
import { isMadeAt, type PromiseStatus, promiseAt, STATUSES } from '../../src/domain/promise.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { saveDraft } from '../../src/records/desk.ts';
import { importDocuments } from '../../src/records/import.ts';
import { type CandidatesAsked, listPromiseCandidates, type PromisePlace } from '../../src/records/promises.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { directoryOf2019, incidentsOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2026-01-05T04:00:00Z');
const by = { user: null, via: 'import' as const };

/** The documented incidents, and one whose promise was moved, kept, and kept again under review. */
function cases(): Incident[] {
  const documented = incidentsOf2019();
  const base = documented[0]!;
  const [promise] = base.promises;
  const entry = (id: string, at: string): Incident['entries'][number] => {
    const instant = Date.parse(`${at}T06:00:00Z`);
    const span = { earliest: instant, latest: instant, written: { at: `${at}T12:00`, precision: 'minute' as const } };
    return { ...base.entries[0]!, id, kind: 'statement', by: { office: base.office, official: null }, at: span };
  };
  const days = ['2019-07-01', '2019-07-10', '2019-07-20', '2019-08-10', '2019-08-20'];
  const entries = days.map((day, index) => entry(`e${index}`, day));
  const bare = { ...promise!, madeIn: 'e0', changes: [], possibleAnswers: [], outcomes: [], due: '2019-07-15' };
  const promises = [
    { ...bare, id: 'open' },
    { ...bare, id: 'undated', due: null },
    { ...bare, id: 'moved', changes: [{ entry: 'e1', phrase: null, due: '2019-08-05' }] },
    { ...bare, id: 'kept', outcomes: [{ entry: 'e3', kind: 'kept' as const, basis: 'office' as const }] },
    { ...bare, id: 'waiting', possibleAnswers: [{ entry: 'e4', judged: null }] },
  ];
  const moved = { ...base, slug: 'a-case', entries, promises, checks: [], replies: [], started: null, ended: null };
  return [...documented, moved];
}

const INSTANTS = [
  '2019-06-30',
  '2019-07-12',
  '2019-07-16',
  '2019-07-27',
  '2019-08-06',
  '2019-08-15',
  '2019-09-01',
  '2020-03-01',
  '2026-01-01',
].map((day) => Date.parse(`${day}T18:00:00Z`));

describe.each(ENGINES)('The list of promises (%s)', (engine) => {
  let test: TestDatabase;
  const incidents = cases();
  beforeEach(async () => {
    test = await freshDatabase(engine);
    const documents = incidents.map((incident) => ({ kind: 'incident' as const, incident }));
    await importDocuments(test.db, {
      documents: [{ kind: 'directory', directory: directoryOf2019() }, ...documents],
      publish: true,
      by,
      now: NOW,
    });
  });
  afterEach(() => test.close());

  const names = (places: { slug: string; id: string }[]) => places.map(({ slug, id }) => `${slug}/${id}`);
  const having = (status: PromiseStatus, asOf: Instant) =>
    incidents.flatMap((incident) =>
      incident.promises
        .filter((promise) => isMadeAt(promise, incident, asOf) && promiseAt(promise, incident, asOf).status === status)
        .map(({ id }) => ({ slug: incident.slug, id })),
    );

  it('misses none that has the status, at any instant', async () => {
    const missed: string[] = [];
    for (const asOf of INSTANTS)
      for (const status of STATUSES) {
        const found = new Set(names(await listPromiseCandidates(test.db, { asOf, statuses: [status], limit: 100 })));
        for (const name of names(having(status, asOf)))
          if (!found.has(name)) missed.push(`${status} ${name} at ${new Date(asOf).toISOString()}`);
      }
    expect(missed).toEqual([]);
  });

  it('is narrow once every recorded fact counts: overdue ones are overdue', async () => {
    const found = await listPromiseCandidates(test.db, { asOf: NOW, statuses: ['overdue'], limit: 100 });
    expect(names(found).sort()).toEqual(names(having('overdue', NOW)).sort());
    expect(found.length).toBeGreaterThan(2);
  });

  it('stands by due instant, incident and id, page after page, those without a term last', async () => {
    for (const asked of [
      {},
      { statuses: ['overdue', 'pending'] },
      { asOf: INSTANTS[2]! },
    ] as Partial<CandidatesAsked>[]) {
      const all = await listPromiseCandidates(test.db, { asOf: NOW, limit: 1000, ...asked });
      const keys = all.map(({ dueHint, slug, id }) =>
        [dueHint === null ? '~' : new Date(dueHint).toISOString(), slug, id].join(' '),
      );
      expect(keys).toEqual([...keys].sort());
      const paged: PromisePlace[] = [];
      for (;;) {
        const after = paged.at(-1);
        const page = await listPromiseCandidates(test.db, {
          asOf: NOW,
          limit: 3,
          ...asked,
          ...(after ? { after } : {}),
        });
        paged.push(...page);
        if (page.length < 3) break;
      }
      expect(paged).toEqual(all);
    }
  });

  it('is of one office or one incident when asked', async () => {
    const made = (office: string) =>
      incidents.flatMap((incident) =>
        incident.promises
          .filter(({ madeIn }) => incident.entries.some(({ id, by: who }) => id === madeIn && who?.office === office))
          .map(({ id }) => ({ slug: incident.slug, id })),
      );
    const of = async (asked: Partial<CandidatesAsked>) =>
      names(await listPromiseCandidates(test.db, { asOf: NOW, limit: 100, ...asked })).sort();
    expect(await of({ office: 'akim-almaty' })).toEqual(names(made('akim-almaty')).sort());
    expect(await of({ office: 'nobody' })).toEqual([]);
    expect(await of({ incident: 'a-case' })).toEqual(
      ['kept', 'moved', 'open', 'undated', 'waiting'].map((id) => `a-case/${id}`),
    );
  });

  it('knows no draft', async () => {
    const draft = { ...incidents[0]!, slug: 'draft' };
    await saveDraft(test.db, { incident: draft, by, now: NOW, why: null });
    expect(await listPromiseCandidates(test.db, { asOf: NOW, incident: 'draft', limit: 10 })).toEqual([]);
  });

  it('finds open promises by their own index', async () => {
    const asked = sql`select due_hint, slug, id from promises
      where due_hint is not null and open_hint = 1 and due_hint < '2026-01-01T00:00:00.000Z' order by due_hint, slug, id limit 50`;
    if (engine === 'sqlite') {
      const plan = await sql<{ detail: string }>`explain query plan ${asked}`.execute(test.db);
      expect(plan.rows.map(({ detail }) => detail).join()).toContain('INDEX promises_open');
    } else {
      const plan = await test.db.connection().execute(async (one) => {
        await sql`set enable_seqscan = off`.execute(one);
        return sql<Record<string, string>>`explain ${asked}`.execute(one);
      });
      expect(JSON.stringify(plan.rows)).toContain('promises_open');
    }
  });
});
