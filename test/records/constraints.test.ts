import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/records/database.ts';
import { importDocuments } from '../../src/records/import.ts';
import { findPublicIncident } from '../../src/records/incidents.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { directoryOf2019, incidentsOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');

/** What the database itself refuses, whoever writes: a statement, and why it may not stand. */
const REFUSED: [why: string, statement: string][] = [
  ['a kind of entry that there is not', "update entries set kind = 'rumour' where id = 'tweet'"],
  ['a statement by nobody', "update entries set by_office = null, by_official = null where id = 'tweet'"],
  ['an entry by an office that there is not', "update entries set by_office = 'nobody' where id = 'tweet'"],
  ['an entry by an official that there is not', "update entries set by_official = 'nobody' where id = 'tweet'"],
  ['an address of no channel', "update entries set network = null, channel_url = 'https://t.me/x' where id = 'tweet'"],
  ['a span that runs backwards', "update entries set at_latest = '2000-01-01T00:00:00.000Z' where id = 'tweet'"],
  ['a span without ends', "update entries set at_earliest = null, at_latest = null where id = 'tweet'"],
  ['ends without a time', "update editions set ended = null where slug = 'almaty-blackout-2019'"],
  ['an instant in another form', "update entries set at_latest = '2019-07-15T18:30:00Z' where id = 'tweet'"],
  ['two entries of one id', "update entries set id = 'details' where id = 'tweet'"],
  ['two entries in one place', "update entries set position = 0 where id = 'tweet'"],
  [
    'a question answered by an entry that there is not',
    "update entries set answered_by = 'nothing' where id = 'tweet'",
  ],
  ['a source that is no JSON', "update entries set source = '{' where id = 'tweet'"],
  ['no source', "update entries set source = null where id = 'tweet'"],
  ['a promise made in an entry that there is not', "update promises set made_in = 'nothing' where id = 'results'"],
  ['a promise made in an entry that goes', "delete from entries where id = 'details'"],
  ['a nature that there is not', "update promises set nature = 'hope' where id = 'results'"],
  ['a due day in another form', "update promises set due = '26.07.2019' where id = 'results'"],
  ['a reason for the words’ own day', "update promises set due_reason = 'x' where id = 'results'"],
  ['a promise under another incident’s slug', "update promises set slug = 'arys-2019' where id = 'results'"],
  ['a flag beside 0 and 1', "update promises set open_hint = 2 where id = 'results'"],
  ['an outcome proved by an entry that there is not', "update outcomes set entry_id = 'nothing'"],
  ['an outcome of another kind', "update outcomes set kind = 'broken'"],
  [
    'a judgement that there is not',
    "insert into possible_answers (edition_id, position, promise_id, entry_id, judged) select edition_id, 99, id, made_in, 'yes' from promises where id = 'results'",
  ],
  ['a check for a promise that there is not', "update checks set promise_id = 'nothing'"],
  ['a second public edition', "update editions set slug = 'arys-2019' where slug = 'lrt-nur-sultan'"],
  ['a state that there is not', "update editions set state = 'hidden' where slug = 'arys-2019'"],
  ['a public edition that was never published', "update editions set published_at = null where slug = 'arys-2019'"],
  ['a draft that is published', "update editions set state = 'draft' where slug = 'arys-2019'"],
  ['an incident of an office that there is not', "update editions set office = 'nobody' where slug = 'arys-2019'"],
  ['an edition that no revision wrote', "update editions set version = 9999 where slug = 'arys-2019'"],
  ['a channel of two owners', "update channels set office = 'akim-almaty', official = 'sagintayev'"],
  ['a channel of nobody', 'update channels set office = null, official = null'],
  ['a tenure of nobody', "update tenures set official = 'nobody'"],
  ['an office that goes while an incident names it', "delete from offices where id = 'akim-almaty'"],
  ['fewer followers than none', 'update channel_followers set count = -1'],
  ['a norm of no minutes', 'update benchmarks set minutes = 0'],
  ['a revision of no kind of subject', "update revisions set subject = 'weather'"],
  ['a revision by a user that there is not', 'update revisions set user_id = 9999'],
  ['a second counter', 'insert into facts_revision (id, revision) values (2, 0)'],
  [
    'a user of no role',
    "insert into users (email, name, role, created_at) values ('a@b.kz', 'A', 'owner', '2019-07-15T00:00:00.000Z')",
  ],
  [
    'an address in capitals',
    "insert into users (email, name, role, created_at) values ('A@b.kz', 'A', 'admin', '2019-07-15T00:00:00.000Z')",
  ],
  [
    'a digest issued before its cut-off',
    "insert into digests (week, from_at, cut_off_at, issued_at, zone, body) values ('2019-W31', '2019-07-28T18:00:00.000Z', '2019-08-04T18:00:00.000Z', '2019-08-04T17:59:59.999Z', 'Asia/Almaty', '{}')",
  ],
];

describe.each(ENGINES)('The database refuses by itself (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    const incidents = incidentsOf2019().map((incident) => ({ kind: 'incident' as const, incident }));
    const documents = [{ kind: 'directory' as const, directory: directoryOf2019() }, ...incidents];
    const by = { user: null, via: 'import' as const };
    await importDocuments(test.db, { documents, publish: true, by, now: NOW });
  });
  afterEach(() => test.close());

  const attempt = (statement: string) =>
    inTransaction(test.db, async (trx) => {
      const { numAffectedRows } = await sql.raw(statement).execute(trx);
      return Number(numAffectedRows);
    });

  it('what may not stand, statement by statement', async () => {
    const before = (await findPublicIncident(test.db, 'almaty-blackout-2019'))?.incident;
    const allowed: string[] = [];
    for (const [why, statement] of REFUSED) {
      const error = await attempt(statement).then(
        (rows) => `${rows} rows`,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof Error) || !/constraint|violates|CHECK/i.test(error.message))
        allowed.push(`${why}: ${error}`);
    }
    expect(allowed).toEqual([]);
    expect((await findPublicIncident(test.db, 'almaty-blackout-2019'))?.incident).toEqual(before);
  });

  it('nothing when a row that others name is put back within the transaction', async () => {
    const touched = await inTransaction(test.db, async (trx) => {
      const rows = await trx.selectFrom('entries').selectAll().where('id', '=', 'details').execute();
      await trx.deleteFrom('entries').where('id', '=', 'details').execute();
      await trx.insertInto('entries').values(rows).execute();
      return rows.length;
    });
    expect(touched).toBe(1);
  });
});
