import { exercise, joinDirectories } from '../../fixtures/exercise.ts';
import { issueDigest } from '../../src/digest/issue.ts';
import { readDirectory, readIncident, writeDirectory } from '../../src/domain/document.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { findWeek } from '../../src/domain/week.ts';
import { takeIn } from '../../src/evidence/take-in.ts';
import { confirmUntil, type LinkPurpose, linkToken, mailKey } from '../../src/mail/links.ts';
import { attachEvidence } from '../../src/records/attaching.ts';
import { saveCalendar } from '../../src/records/calendar.ts';
import type { Db } from '../../src/records/database.ts';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { listEvidence } from '../../src/records/evidence.ts';
import { saveNewsroom } from '../../src/records/newsroom-facts.ts';
import { listRevisions } from '../../src/records/revisions.ts';
import { addOneTimeLink } from '../../src/records/sessions.ts';
import { askForSubscription, listSubscribers } from '../../src/records/subscriptions.ts';
import { listTakings } from '../../src/records/taken-back.ts';
import { retract, takeDown } from '../../src/records/taking-back.ts';
import { addUpload } from '../../src/records/uploads.ts';
import { addUser, listUsers } from '../../src/records/users.ts';
import { hashPassword } from '../../src/web/desk/password.ts';
import { tokenHash } from '../../src/web/desk/session.ts';
import { publishCasesOf2019, publishIncident } from './cases.ts';
import { PASSWORD } from './desk.ts';
import { directoryOf2019, incidentOf2019 } from './fixtures.ts';
import { PDF, screenshot } from './pictures.ts';

/** The morning of 10 December 2019 in Almaty. */
export const WHOLE_SITE_NOW = Date.parse('2019-12-10T04:00:00Z');
/** A link for signing in that nobody has used. */
export const UNUSED_LINK = 'a-link-that-nobody-has-used';
export const ADMIN = { email: 'admin@example.org', password: PASSWORD };

const ZONE = 'Asia/Almaty';
const BY = { user: null, via: 'command' } as const;
const DAY_MS = 86_400_000;
const EXERCISE = 'exercise-primersk';

/**
 * A site that has something of everything: the documented cases, the fictional exercise with a reply, an adopted norm, weekly
 * digests, a correction, a draft over what is public, a year of the calendar, a contact, an administrator, a reporter, a subscriber.
 */
export async function fillWholeSite(db: Db, dataDir: string): Promise<void> {
  const now = WHOLE_SITE_NOW;
  await publishCasesOf2019(db);
  const [almaty, made] = [incidentOf2019('almaty-blackout-2019'), exercise(now)];
  await saveDirectory(db, { directory: wholeDirectory(), by: BY, now: now - 30 * DAY_MS, why: null });
  for (const incident of made.incidents) await publishIncident(db, withReply(incident), now - DAY_MS);
  await attachScreenshot(db, dataDir);
  await takeBack(db);
  await issue(db, '2019-W31', now - 29 * DAY_MS);
  await changePublic(db, withTest(almaty), now - 28 * DAY_MS);
  for (const week of ['2019-W32', '2019-W48', '2019-W49']) await issue(db, week, now);
  await saveDraft(db, { incident: { ...withTest(almaty), ended: null }, by: BY, now, why: null });
  const add = { year: 2031, off: ['2031-12-16'], working: [], source: 'https://example.org', note: null };
  await saveCalendar(db, { add: { kind: 'year', ...add } }, { by: BY, now, why: null, confirmed: () => true });
  await addPeople(db);
  const said = { name: {}, contact: 'newsroom@example.org', about: {}, zone: null, staffNamed: false };
  await saveNewsroom(db, { newsroom: said, by: BY, now });
  const asked = { lang: 'ru', wantsEmpty: false, attemptKey: 'reader', scopes: [{ kind: 'all', ref: '' }] } as const;
  await askForSubscription(db, { ...asked, email: 'reader@example.org', now });
  await addSheet(db);
}

/** A sheet that the administrator looks at: a row to add, one to change, one that is wrong. */
async function addSheet(db: Db): Promise<void> {
  const user = (await listUsers(db)).find(({ email }) => email === ADMIN.email)?.id;
  if (user === undefined) throw new RangeError('nobody to send it');
  const rows = ['new-row;note;2019;Итог', 'tweet;note;2019;Иначе', 'wrong;note;7/15/2019;Нет'];
  const lines = rows.map((row) => `almaty-blackout-2019;${row};газета`);
  const text = ['incident;id;kind;at;text;source_title', ...lines].join('\n');
  await addUpload(db, { user, name: 'sheet.csv', content: Buffer.from(text), now: WHOLE_SITE_NOW });
}

/** What addresses of this site carry that nobody knows beforehand: the tokens of links in mails, numbers of rows. */
export async function partsOfAddresses(db: Db): Promise<Record<string, string>> {
  const key = await mailKey(db, WHOLE_SITE_NOW);
  const [owner] = await listSubscribers(db, [1]);
  const [revision] = await listRevisions(db, 'incident', EXERCISE);
  const [taking] = await listTakings(db, EXERCISE);
  const [shot, document] = await listEvidence(db, EXERCISE, 'public');
  if (owner === undefined || revision === undefined || taking === undefined || document === undefined)
    throw new RangeError('not filled');
  const token = (purpose: LinkPurpose) => linkToken(key, purpose, owner, confirmUntil(WHOLE_SITE_NOW));
  return {
    confirm: token('confirm'),
    manage: token('manage'),
    leave: token('leave'),
    revision: String(revision.id),
    taking: String(taking.id),
    evidence: String(shot?.id),
    shot: shot?.of.copy?.sha256 ?? '',
    document: document.file,
    upload: '1',
  };
}

/** A screenshot and a document beside a line of the exercise, published with it. */
async function attachScreenshot(db: Db, dataDir: string): Promise<void> {
  const now = WHOLE_SITE_NOW - DAY_MS;
  const noted = { dataDir, origin: 'newsroom' as const, capturedAt: now, capturedBy: 'Учебный пример', now };
  const taken = await Promise.all([await screenshot(), PDF].map((bytes) => takeIn({ ...noted, bytes: [bytes] })));
  const files = taken.flatMap((done) => (done.ok ? [done.file] : []));
  const signed = { slug: EXERCISE, by: BY, now, why: 'Учебный пример' };
  const part = { kind: 'entry' as const, id: 'akim-orders' };
  await attachEvidence(db, { ...signed, part, files, alt: { ru: 'Учебный снимок' }, archive: 'https://example.org/' });
  await publish(db, signed);
}

/** One line of the exercise struck out, another taken down. */
async function takeBack(db: Db): Promise<void> {
  const signed = { slug: EXERCISE, by: BY, now: WHOLE_SITE_NOW, why: 'Учебный пример' };
  await retract(db, { ...signed, parts: [{ kind: 'promise', id: 'old-pipes' }] });
  await takeDown(db, { ...signed, parts: [{ kind: 'entry', id: 'question-budget' }] });
}

/** The directory of 2019 with the exercise's offices; the newsroom's yardstick is adopted. */
function wholeDirectory() {
  const joined = joinDirectories(writeDirectory(directoryOf2019()), exercise(WHOLE_SITE_NOW).directory);
  const read = readDirectory(joined);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const benchmarks = read.directory.benchmarks.map((each) => ({ ...each, adopted: each.id === 'yardstick-60' }));
  return { ...read.directory, benchmarks };
}

/** The exercise with an office's reply to a promise, and one that was asked for in vain. */
function withReply(document: object): Incident {
  const asked = { at: '2019-12-04', precision: 'day' };
  const came = { at: '2019-12-06', precision: 'day' };
  const replies = [
    { to: 'cause', asked, at: came, text: 'Отчёт готовят (учебный пример).', source: { title: 'Учебный пример' } },
    { to: 'pump', asked, at: null, text: null },
  ];
  const read = readIncident({ ...document, replies });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.incident;
}

/** What would show the order kept, put more exactly: a harmless change of a published fact. */
function withTest(incident: Incident): Incident {
  const test = 'результаты проверки опубликованы или переданы в акимат, и об этом сообщено';
  const promises = incident.promises.map((each) =>
    each.id === 'results' ? { ...each, test, due: '2019-07-27' } : each,
  );
  return { ...incident, promises };
}

async function changePublic(db: Db, incident: Incident, now: number): Promise<void> {
  await saveDraft(db, { incident, by: BY, now, why: 'Проверка страниц' });
  await publish(db, { slug: incident.slug, by: BY, now, why: 'Проверка страниц' });
}

async function issue(db: Db, name: string, now: number): Promise<void> {
  const week = findWeek(name, ZONE);
  if (week === undefined) throw new RangeError(name);
  await issueDigest(db, { week, zone: ZONE, now, by: BY, byEditor: true });
}

async function addPeople(db: Db): Promise<void> {
  const signed = { passwordHash: await hashPassword(PASSWORD), by: BY, now: WHOLE_SITE_NOW };
  await addUser(db, { email: ADMIN.email, name: 'Айгерим', role: 'admin', ...signed });
  await addUser(db, { email: 'reporter@example.org', name: 'Тимур', role: 'reporter', ...signed, passwordHash: null });
  await addOneTimeLink(db, {
    tokenHash: tokenHash(UNUSED_LINK),
    user: 2,
    purpose: 'sign_in',
    now: WHOLE_SITE_NOW,
    expiresAt: WHOLE_SITE_NOW + DAY_MS,
  });
}
