import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Done, findMissingWeeks, issueIfDue } from '../../src/digest/due.ts';
import { issueDigest, showDigest, Withheld } from '../../src/digest/issue.ts';
import { findWeek, type Week } from '../../src/domain/week.ts';
import { countDeliveries } from '../../src/records/deliveries.ts';
import {
  findFirstTold,
  findWeekDesk,
  holdWeek,
  releaseWeek,
  saveForeword,
  strikeLine,
  unstrikeLine,
} from '../../src/records/digest-desk.ts';
import { findDigest, listDigests } from '../../src/records/digests.ts';
import { importDocuments } from '../../src/records/import.ts';
import {
  findReleaseByEditor,
  findRestored,
  markRestored,
  saveReleaseByEditor,
  takeOverRestored,
} from '../../src/records/newsroom-settings.ts';
import { listRevisions } from '../../src/records/revisions.ts';
import { askForSubscription, confirmSubscription, countSubscribers } from '../../src/records/subscriptions.ts';
import { addUser } from '../../src/records/users.ts';
import { command } from '../support/command.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { DAY, HOUR } from '../support/facts.ts';
import { directoryOf2019, incidentsOf2019 } from '../support/fixtures.ts';

const run = promisify(execFile);
const ZONE = 'Asia/Almaty';
const WEEK = findWeek('2019-W30', ZONE) as Week;
const NEXT = findWeek('2019-W31', ZONE) as Week;
const DUE = WEEK.cutOff + 9 * HOUR;
const HOURS = { digestZone: ZONE, digestAt: { weekday: 1, hour: 9, minute: 0 } };
const BY = { user: null, via: 'command' } as const;
/** A line of that week: its promise is past its term. */
const LINE = { incident: 'almaty-blackout-2019', promise: 'results' };

describe.each(ENGINES)('The digest of a week (%s)', (engine) => {
  let test: TestDatabase;
  let editor: number;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    const { db } = test;
    const early = WEEK.from + DAY;
    const incidents = incidentsOf2019().map((incident) => ({ kind: 'incident', incident }) as const);
    const documents = [{ kind: 'directory', directory: directoryOf2019() } as const, ...incidents];
    expect(await importDocuments(db, { documents, publish: true, by: BY, now: early })).toMatchObject({ ok: true });
    const user = { email: 'e@example.org', name: 'E', role: 'editor', passwordHash: null } as const;
    const added = await addUser(db, { ...user, by: BY, now: early });
    editor = added.result === 'added' ? added.user.id : 0;
  });
  afterEach(() => test.close());

  const by = () => ({ user: editor, via: 'desk' }) as const;
  const said = (now = DUE) => ({ week: WEEK.name, by: by(), now });
  const due = async (now: number): Promise<string> => {
    const done = await issueIfDue(test.db, HOURS, { now, by: BY });
    return [done.done, 'week' in done ? done.week.name : '', 'reason' in done ? done.reason : ''].join(' ').trim();
  };
  const issued = async () => (await listDigests(test.db, { limit: 10 })).map(({ week }) => week);

  describe('missed while the server was down', () => {
    it('is issued at the next start, 47 hours after its cut-off', async () => {
      expect(await due(WEEK.cutOff + 47 * HOUR)).toBe('issued 2019-W30');
      expect(await due(WEEK.cutOff + 47 * HOUR)).toBe('nothing');
      expect((await findDigest(test.db, WEEK.name))?.issuedAt).toBe(WEEK.cutOff + 47 * HOUR);
    });

    it('waits for an editor’s word 49 hours after its cut-off, and is then issued', async () => {
      const later = WEEK.cutOff + 49 * HOUR;
      expect(await due(later)).toBe('waits 2019-W30 late');
      expect(await issued()).toEqual([]);
      expect((await findMissingWeeks(test.db, HOURS, later)).map(({ name }) => name)).toEqual(['2019-W30']);
      await releaseWeek(test.db, said(later));
      expect(await due(later)).toBe('issued 2019-W30');
      expect(await findMissingWeeks(test.db, HOURS, later)).toEqual([]);
    });

    it('is none in a record that nobody has published yet', async () => {
      expect(await findFirstTold(test.db)).toBe(WEEK.from + DAY);
      const empty = await freshDatabase(engine);
      expect(await findFirstTold(empty.db)).toBeNull();
      const done: Done = await issueIfDue(empty.db, HOURS, { now: WEEK.cutOff + 30 * HOUR, by: BY });
      expect(done).toEqual({ done: 'nothing' });
      await empty.close();
    });
  });

  it('is issued once, by whichever of several processes at once, with each mail queued once', async () => {
    for (const name of ['a', 'b', 'c']) {
      const email = `${name}@example.org`;
      const scopes = [{ kind: 'all', ref: '' } as const];
      await askForSubscription(test.db, {
        email,
        lang: 'ru',
        wantsEmpty: true,
        scopes,
        attemptKey: name,
        now: WEEK.from,
      });
    }
    const { unconfirmed } = await countSubscribers(test.db);
    for (let id = 1; id <= unconfirmed; id += 1) await confirmSubscription(test.db, { id, now: WEEK.from });
    const start = () => run(process.execPath, ['--import', 'tsx', 'test/support/issue-once.ts', test.url, String(DUE)]);
    const answers = (await Promise.all([start(), start(), start()])).map(({ stdout }) => JSON.parse(stdout));
    // Who came too late to the claim says so, who came after it had nothing to do.
    expect(answers.filter((answer) => answer.done === 'issued' && answer.issued === false)).toHaveLength(1);
    expect(answers.filter((answer) => answer.done === 'waits')).toEqual([]);
    expect(await issued()).toEqual(['2019-W30']);
    const mails = (await countDeliveries(test.db, WEEK.name)).filter(({ channel }) => channel === 'mail');
    expect(mails).toEqual([{ channel: 'mail', state: 'queued', count: 3 }]);
    expect((await listRevisions(test.db, 'digest', WEEK.name)).map(({ act }) => act)).toEqual(['issued']);
  });

  it('is held back by an editor until he releases it, whoever would issue it', async () => {
    expect(await holdWeek(test.db, { ...said(), why: 'A source asks for a day.' })).toBe('saved');
    expect(await due(DUE)).toBe('waits 2019-W30 held');
    const asked = { week: WEEK, zone: ZONE, now: DUE, by: BY };
    await expect(issueDigest(test.db, { ...asked, byEditor: true })).rejects.toThrow(Withheld);
    const line = await command(['digest', '--week', WEEK.name], { databaseUrl: test.url, now: DUE });
    expect([line.code, line.stdout]).toEqual([1, '']);
    expect(line.stderr).toBe('2019-W30: an editor holds this week back; see /desk/digests\n');
    expect(await issued()).toEqual([]);
    expect(await findMissingWeeks(test.db, HOURS, DUE + 10 * HOUR)).toEqual([]);
    await releaseWeek(test.db, said(DUE + HOUR));
    expect(await due(DUE + HOUR)).toBe('issued 2019-W30');
    const revisions = await listRevisions(test.db, 'digest', WEEK.name);
    expect(revisions.map(({ act, user, why }) => [act, user, why])).toEqual([
      ['issued', null, null],
      ['released', editor, null],
      ['held', editor, 'A source asks for a day.'],
    ]);
  });

  it('is released by an editor, each one, where the newsroom has set it so', async () => {
    expect(await findReleaseByEditor(test.db)).toBe(false);
    await saveReleaseByEditor(test.db, { on: true, by: by(), now: DUE });
    expect(await due(DUE)).toBe('waits 2019-W30 release');
    await expect(issueDigest(test.db, { week: WEEK, zone: ZONE, now: DUE, by: BY })).rejects.toThrow(Withheld);
    await releaseWeek(test.db, said(DUE - HOUR));
    expect(await due(DUE - 1)).not.toContain('2019-W30');
    expect(await due(DUE)).toBe('issued 2019-W30');
    // By hand an editor's word is the release.
    const byHand = await issueDigest(test.db, { week: NEXT, zone: ZONE, now: NEXT.cutOff, by: by(), byEditor: true });
    expect(byHand.already).toBe(false);
  });

  it('waits in a restored copy until an editor takes it over', async () => {
    await markRestored(test.db, { by: BY, now: DUE - HOUR });
    expect(await findRestored(test.db)).toBe(DUE - HOUR);
    expect(await due(DUE)).toBe('waits 2019-W30 restored');
    await releaseWeek(test.db, said());
    expect(await due(DUE)).toBe('waits 2019-W30 restored');
    await expect(issueDigest(test.db, { week: WEEK, zone: ZONE, now: DUE, by: by(), byEditor: true })).rejects.toThrow(
      Withheld,
    );
    await takeOverRestored(test.db, { by: by(), now: DUE });
    expect(await findRestored(test.db)).toBeNull();
    expect(await due(DUE)).toBe('issued 2019-W30');
  });

  it('takes foreword and struck lines into what is stored, and never changes after', async () => {
    const { db } = test;
    const lines = async (week = WEEK) => {
      const { digest } = await showDigest(db, week, ZONE);
      return digest.newly_overdue.map(({ incident, promise }) => ({ incident, promise }));
    };
    expect(await lines()).toContainEqual(LINE);
    await saveForeword(db, { ...said(), foreword: { ru: 'Слово редакции.' } });
    await strikeLine(db, { ...said(), ...LINE, reason: 'Слова сказал не аким.' });
    // The preview is what will be issued.
    expect(await lines()).not.toContainEqual(LINE);
    const done = await issueDigest(db, { week: WEEK, zone: ZONE, now: DUE, by: by() });
    expect(done.digest).toMatchObject({
      foreword: { ru: 'Слово редакции.' },
      struck: [{ ...LINE, lists: ['newly_overdue'], reason: 'Слова сказал не аким.' }],
    });
    expect(await saveForeword(db, { ...said(), foreword: {} })).toBe('issued');
    expect(await unstrikeLine(db, { ...said(), ...LINE })).toBe('issued');
    expect(await strikeLine(db, { ...said(), incident: 'arys-2019', promise: 'homes', reason: 'x' })).toBe('issued');
    expect(await holdWeek(db, { ...said(), why: 'x' })).toBe('issued');
    expect(await releaseWeek(db, said())).toBe('issued');
    expect((await showDigest(db, WEEK, ZONE)).digest).toEqual(JSON.parse(JSON.stringify(done.digest)));
    expect(await showDigest(db, NEXT, ZONE)).not.toHaveProperty('digest.foreword');
  });

  it('keeps who struck what, when and why, puts a line back, and notes nothing twice', async () => {
    const { db } = test;
    await strikeLine(db, { ...said(), ...LINE, reason: 'One reason.' });
    await strikeLine(db, { ...said(DUE + 1), ...LINE, reason: 'A better reason.' });
    const strike = { ...LINE, reason: 'A better reason.', by: editor, at: DUE + 1 };
    expect((await findWeekDesk(db, WEEK.name)).strikes).toEqual([strike]);
    await strikeLine(db, { ...said(), incident: 'silent', promise: null, reason: 'Posted.' });
    expect((await findWeekDesk(db, WEEK.name)).strikes.map(({ promise }) => promise)).toEqual([null, 'results']);
    await unstrikeLine(db, { ...said(), ...LINE });
    await unstrikeLine(db, { ...said(), incident: 'silent', promise: null });
    await unstrikeLine(db, { ...said(), ...LINE });
    expect(await findWeekDesk(db, WEEK.name)).toEqual({
      week: WEEK.name,
      held: null,
      released: null,
      foreword: {},
      strikes: [],
    });
    expect((await listRevisions(db, 'digest', WEEK.name)).map(({ act, why }) => [act, why])).toEqual([
      ['edited', null],
      ['edited', null],
      ['struck', 'Posted.'],
      ['struck', 'A better reason.'],
      ['struck', 'One reason.'],
    ]);
  });
});
