import { issueDigest } from '../../src/digest/issue.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Part } from '../../src/domain/taken-back.ts';
import { findWeek } from '../../src/domain/week.ts';
import type { Db } from '../../src/records/database.ts';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { saveForeword } from '../../src/records/digest-desk.ts';
import { loadDirectory, saveDirectory } from '../../src/records/directory.ts';
import { publishIncident } from './cases.ts';
import { check, day, incident, minute, outcome, promise, question, report, statement } from './facts.ts';
import { WHOLE_SITE_NOW } from './whole-site.ts';

const BY = { user: null, via: 'command' } as const;
const DAY_MS = 86_400_000;

/** The fictional incident in which every field has a word of its own: `zqe…` of one entry, `zqp…` of one promise, `zqw…` of all. */
export const PLANTED = 'zqw-planted';
/** What a court may take down of it, and the words that then stand nowhere. */
export const PARTS: Readonly<Record<'entry' | 'promise' | 'incident', { part: Part; words: RegExp }>> = {
  entry: { part: { kind: 'entry', id: 'zqe-entry' }, words: /zqe/i },
  promise: { part: { kind: 'promise', id: 'zqp-promise' }, words: /zqp/i },
  incident: { part: { kind: 'incident', id: '' }, words: /zq[wep]/i },
};
/** The week whose digest tells of it. */
export const PLANTED_WEEK = '2019-W47';

const source = (mark: string) => ({
  kind: 'link' as const,
  title: `${mark}title`,
  url: `https://example.org/${mark}url`,
  archive: `https://example.org/${mark}archive`,
  count: null,
});

function planted(): Incident {
  const facts = incident({
    slug: PLANTED,
    title: { ru: 'Вымышленное zqwtitle', kk: 'Ойдан zqwtitle', en: 'Fictional zqwtitle' },
    summary: { ru: 'zqwsummary' },
    office: 'akim-almaty',
    started: minute('2019-11-10T08:00'),
    entries: [
      statement('zqw-said', day('2019-11-10'), {
        by: { office: 'akim-almaty', official: 'sagintayev' },
        channel: 'site',
        lang: 'ru',
        text: 'zqwsaid',
        source: source('zqwsaid'),
      }),
      statement('zqe-entry', minute('2019-11-10T12:00'), {
        by: { office: 'akim-almaty', official: 'zqe-person' },
        channel: 'facebook',
        lang: 'ru',
        text: 'zqetext',
        quote: 'zqequote',
        source: source('zqe'),
      }),
      report('zqw-report', day('2019-11-11'), { lang: 'ru', text: 'zqwreport', source: source('zqwreport') }),
      question('zqw-question', day('2019-11-12'), {
        lang: 'ru',
        text: 'zqwquestion',
        answeredBy: 'zqe-entry',
        answer: 'full',
      }),
      statement('zqw-moved', day('2019-11-14'), {
        by: { office: 'akim-almaty', official: null },
        channel: 'site',
        lang: 'ru',
        text: 'zqwmoved',
      }),
      outcome('zqw-outcome', day('2019-11-15'), { lang: 'ru', text: 'zqwoutcome', source: source('zqwoutcome') }),
    ],
    promises: [
      promise('zqp-promise', 'zqw-said', {
        text: 'zqpwords',
        phrase: 'zqpphrase',
        due: '2019-11-13',
        test: 'zqptest',
        changes: [{ entry: 'zqw-moved', phrase: 'zqpmoved', due: '2019-11-20' }],
      }),
      promise('zqe-resting', 'zqe-entry', { text: 'zqeresting', due: '2019-11-20', test: 'zqerestingtest' }),
      promise('zqw-kept', 'zqw-said', {
        text: 'zqwkept',
        due: '2019-11-20',
        outcomes: [{ entry: 'zqw-outcome', kind: 'kept', basis: 'office' }],
      }),
    ],
    checks: [
      check('zqp-promise', day('2019-11-23'), { note: 'zqpnote', by: source('zqplooker') }),
      check('zqp-promise', day('2019-11-24'), { found: null }),
      check('first_post', day('2019-11-10'), { found: 'zqe-entry', note: 'zqenote' }),
    ],
    replies: [
      {
        to: 'zqp-promise',
        asked: day('2019-11-21'),
        at: day('2019-11-22'),
        text: 'zqpreply',
        source: source('zqpreply'),
      },
      {
        to: 'zqe-entry',
        asked: day('2019-11-21'),
        at: day('2019-11-22'),
        text: 'zqereply',
        source: source('zqereply'),
      },
    ],
  });
  const entries = facts.entries.map((entry) =>
    entry.id === 'zqe-entry'
      ? { ...entry, channel: { network: 'facebook' as const, url: 'https://example.org/zqechannel' } }
      : entry,
  );
  return { ...facts, entries };
}

/** Publishes the incident, corrects it in public, and issues a digest that tells of it, with a foreword that does too. */
export async function plant(db: Db): Promise<void> {
  const [before, now] = [WHOLE_SITE_NOW - 10 * DAY_MS, WHOLE_SITE_NOW - DAY_MS];
  const directory = await loadDirectory(db);
  const person = { id: 'zqe-person', name: { ru: 'Zqename Вымышленный' }, alsoSpelled: [], wikidata: null, note: null };
  await saveDirectory(db, {
    directory: { ...directory, officials: [...directory.officials, person] },
    by: BY,
    now: before,
    why: null,
  });
  const facts = planted();
  await publishIncident(db, facts, before);
  const corrected = {
    ...facts,
    title: { ...facts.title, ru: 'Исправленное zqwtitle' },
    entries: facts.entries.map((entry) => (entry.id === 'zqe-entry' ? { ...entry, text: 'zqetext again' } : entry)),
    promises: facts.promises.map((each) => (each.id === 'zqp-promise' ? { ...each, test: 'zqptest again' } : each)),
  };
  const signed = { by: BY, now, why: 'zqewhy zqpwhy zqwwhy' };
  await saveDraft(db, { ...signed, incident: corrected });
  await publish(db, { ...signed, slug: PLANTED });
  const week = findWeek(PLANTED_WEEK, 'Asia/Almaty');
  if (week === undefined) throw new RangeError(PLANTED_WEEK);
  const foreword = { ru: 'zqwforeword zqeforeword zqpforeword' };
  await saveForeword(db, { week: PLANTED_WEEK, foreword, by: BY, now });
  await issueDigest(db, { week, zone: 'Asia/Almaty', now, by: BY, byEditor: true });
}
