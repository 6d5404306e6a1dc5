import type { Directory } from '../../src/domain/directory.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { takeIn } from '../../src/evidence/take-in.ts';
import { attachEvidence } from '../../src/records/attaching.ts';
import type { Db } from '../../src/records/database.ts';
import { saveDraft, unpublish } from '../../src/records/desk.ts';
import { holdWeek, saveForeword } from '../../src/records/digest-desk.ts';
import { loadDirectory, saveDirectory } from '../../src/records/directory.ts';
import { changeDirectory } from '../../src/records/directory-desk.ts';
import { holdForm } from '../../src/records/held-forms.ts';
import { noteRequest } from '../../src/records/reply-requests.ts';
import { returnFromReview, submitForReview } from '../../src/records/review.ts';
import { addSession } from '../../src/records/sessions.ts';
import { askForSubscription, confirmSubscription } from '../../src/records/subscriptions.ts';
import { takeDown } from '../../src/records/taking-back.ts';
import { addUser } from '../../src/records/users.ts';
import { keepWorkingCopy } from '../../src/records/working-copies.ts';
import { publishIncident } from './cases.ts';
import { check, day, incident, minute, promise, report, statement } from './facts.ts';
import { screenshot } from './pictures.ts';
import { WHOLE_SITE_NOW } from './whole-site.ts';

/** No reader may ever see a word that begins so. What may be seen of the same things has no such word; tags of bytes are made of chance. */
export const SECRET =
  /zq(draft|hidden|withdrawn|taken|note|user|confirmed|asked|copy|held|foreword|holding|review|csrf|device|alt|capturer|letter|beside|session|token|gone)/i;

/** Never published; published and taken back from readers; published, with one line that a court took down. */
export const HIDDEN = 'zqhidden-incident';
export const WITHDRAWN = 'withdrawn-incident';
export const TAKEN = 'partly-taken-incident';
/** Public, with a draft over it. */
export const DRAFTED = 'drafted-incident';

/** Secrets by what they are: each stands in the record, as the test sees first. */
export const MARKS = [
  'zqdrafttitle',
  'zqdrafttext',
  'zqdraftquote',
  'zqdraftpromise',
  'zqdraftwhy',
  'zqhiddentitle',
  'zqhiddentext',
  'zqhiddenpromise',
  'zqwithdrawntext',
  'zqtakentext',
  'zqnote',
  'zqusername',
  'zqusermail',
  'zqconfirmed',
  'zqasked',
  'zqcopy',
  'zqheld',
  'zqforeword',
  'zqholding',
  'zqreview',
  'zqcsrf',
  'zqdevice',
  'zqalt',
  'zqcapturer',
  'zqletter',
  'zqgone',
] as const;

const [BEFORE, NOW] = [WHOLE_SITE_NOW - 5 * 86_400_000, WHOLE_SITE_NOW - 3_600_000];

const fictional = (slug: string, words: { title: string; text: string; quote: string; promise: string }): Incident =>
  incident({
    slug,
    title: { ru: words.title, kk: words.title, en: words.title },
    summary: { ru: words.text },
    office: 'akim-almaty',
    started: minute('2019-12-01T08:00'),
    entries: [
      statement('said', day('2019-12-01'), {
        by: { office: 'akim-almaty', official: 'sagintayev' },
        channel: 'site',
        lang: 'ru',
        text: words.text,
        quote: words.quote,
      }),
      report('told', day('2019-12-02'), { lang: 'ru', text: words.text }),
    ],
    promises: [promise('mending', 'said', { text: words.promise, phrase: words.promise, due: '2019-12-03' })],
    checks: [check('mending', day('2019-12-04'))],
  });

const plain = (word: string) => ({ title: word, text: word, quote: word, promise: word });

/** Every note of the directory, which only the desk shows. */
function noted(directory: Directory): Directory {
  const note = 'zqnote zqbeside';
  const all = <T extends { note: string | null }>(list: readonly T[]): T[] => list.map((each) => ({ ...each, note }));
  return {
    ...directory,
    offices: all(directory.offices),
    officials: all(directory.officials),
    tenures: all(directory.tenures),
    channels: all(directory.channels).map((each) => ({
      ...each,
      states: all(each.states),
      followers: all(each.followers),
      traits: all(each.traits),
    })),
    indicators: all(directory.indicators),
    measurements: all(directory.measurements),
  };
}

/** Corrections of the directory: of a line with a note, of a norm that nobody adopted, and of a person who is then taken out. */
async function correctDirectory(db: Db, by: { user: number; via: 'desk' }): Promise<void> {
  const change = async (now: number, why: string, edit: (before: Directory) => Directory) => {
    const done = await changeDirectory<never>(db, {
      by,
      now,
      why,
      edit: (before) => ({ directory: edit(before), made: '' }),
    });
    if (done.result !== 'saved') throw new RangeError(done.result);
  };
  const gone = { id: 'zqgone-person', name: { ru: 'zqgone' }, alsoSpelled: [], wikidata: null, note: null };
  const term = { office: 'akim-almaty', official: gone.id, from: '2010', to: '2011', source: null, note: null };
  await change(BEFORE, 'open', (before) => ({
    ...before,
    officials: [...before.officials, gone],
    tenures: [...before.tenures, term],
    offices: before.offices.map((each) => ({ ...each, note: 'zqnote again' })),
    benchmarks: before.benchmarks.map((each) => (each.adopted ? each : { ...each, basis: 'zqnote unadopted' })),
  }));
  await change(BEFORE, 'zqgone', (before) => ({
    ...before,
    officials: before.officials.map((each) =>
      each.id === gone.id ? { ...each, name: { ru: 'zqgone zqgone' } } : each,
    ),
    tenures: before.tenures.map((each) => (each.official === gone.id ? { ...each, to: '2012' } : each)),
    offices: before.offices.map((each) => (each.id === 'azhk' ? { ...each, wikidata: 'Q1' } : each)),
  }));
  await change(BEFORE, 'zqgone', (before) => ({
    ...before,
    officials: before.officials.filter(({ id }) => id !== gone.id),
    tenures: before.tenures.filter(({ official }) => official !== gone.id),
  }));
}

/** Puts a secret into every place of the record that readers have no right to, beside things that they do see. */
export async function plantSecrets(db: Db, dataDir: string): Promise<{ original: string; copy: string }> {
  const added = await addUser(db, {
    email: 'zqusermail@example.org',
    name: 'zqusername Вымышленная',
    role: 'editor',
    passwordHash: null,
    by: { user: null, via: 'command' },
    now: BEFORE,
  });
  if (added.result !== 'added') throw new RangeError('taken');
  const user = added.user.id;
  const by = { user, via: 'desk' as const };
  await saveDirectory(db, { directory: noted(await loadDirectory(db)), by, now: BEFORE, why: null });
  await correctDirectory(db, by);
  for (const slug of [DRAFTED, WITHDRAWN, TAKEN]) {
    const word = slug === WITHDRAWN ? 'zqwithdrawntext' : slug === TAKEN ? 'zqtakentext' : 'открытое';
    const facts = fictional(slug, { ...plain('открытое'), text: word, quote: word });
    await publishIncident(db, { ...facts, title: { ru: 'Открытое' }, summary: {} }, BEFORE);
  }
  await unpublish(db, { slug: WITHDRAWN, by, now: NOW, why: 'Ошибка' });
  const parts = ['said', 'told'].map((id) => ({ kind: 'entry' as const, id }));
  await takeDown(db, { slug: TAKEN, parts, by, now: NOW, why: 'По решению суда' });
  const secret = { title: 'zqdrafttitle', text: 'zqdrafttext', quote: 'zqdraftquote', promise: 'zqdraftpromise' };
  const draft = fictional(DRAFTED, secret);
  await saveDraft(db, { incident: draft, by, now: NOW, why: 'zqdraftwhy zqbeside' });
  const hidden = { ...plain('zqhiddentext zqbeside'), title: 'zqhiddentitle zqbeside', promise: 'zqhiddenpromise' };
  await saveDraft(db, { incident: fictional(HIDDEN, hidden), by, now: NOW, why: null });
  await submitForReview(db, { slug: DRAFTED, note: 'zqreview zqbeside', by, now: NOW });
  await returnFromReview(db, { slug: DRAFTED, comment: 'zqreview zqbeside', by, now: NOW });
  const files = await drafted(db, dataDir, by);
  await keptAtTheDesk(db, user);
  await addSession(db, {
    tokenHash: 'zqsession',
    user,
    csrf: 'zqcsrf',
    now: NOW,
    expiresAt: NOW + 86_400_000,
    device: 'zqdevice',
  });
  const asked = { lang: 'ru', wantsEmpty: false, scopes: [{ kind: 'all', ref: '' }], now: NOW } as const;
  await askForSubscription(db, { ...asked, email: 'zqasked@example.org', attemptKey: 'zqone' });
  await askForSubscription(db, { ...asked, email: 'zqconfirmed@example.org', attemptKey: 'zqtwo' });
  const { id } = await db
    .selectFrom('subscribers')
    .select('id')
    .where('email', '=', 'zqconfirmed@example.org')
    .executeTakeFirstOrThrow();
  await confirmSubscription(db, { id, now: NOW });
  return files;
}

/** A screenshot beside a line of the draft: nobody has published it. */
async function drafted(db: Db, dataDir: string, by: { user: number; via: 'desk' }) {
  const noted = { dataDir, origin: 'residents' as const, capturedAt: NOW, capturedBy: 'zqcapturer', now: NOW };
  const taken = await takeIn({ ...noted, bytes: [await screenshot(77)] });
  if (!taken.ok) throw new RangeError('no picture');
  const part = { kind: 'entry' as const, id: 'told' };
  const files = [taken.file];
  await attachEvidence(db, {
    slug: DRAFTED,
    part,
    files,
    alt: { ru: 'zqalt' },
    archive: null,
    by,
    now: NOW,
    why: null,
  });
  return { original: taken.file.sha256, copy: taken.file.copy?.sha256 ?? '' };
}

async function keptAtTheDesk(db: Db, user: number): Promise<void> {
  const form = '/desk/incidents/new';
  await keepWorkingCopy(db, {
    user,
    form,
    once: 'one',
    version: 0,
    fields: new Map([['where', ['zqcopy']]]),
    now: NOW,
  });
  await holdForm(db, { tokenHash: 'zqtoken', user, form, fields: new Map([['where', ['zqheld']]]), now: NOW });
  const by = { user, via: 'desk' as const };
  await saveForeword(db, { week: '2019-W50', foreword: { ru: 'zqforeword zqbeside' }, by, now: NOW });
  await holdWeek(db, { week: '2019-W50', why: 'zqholding zqbeside', by, now: NOW });
  await noteRequest(db, {
    slug: DRAFTED,
    to: 'mending',
    asked: { precision: 'day', at: '2019-12-05' },
    channel: 'zqletter',
    lang: 'ru',
    user,
    now: NOW,
  });
}

/** The whole database as text. */
export async function everythingIn(db: Db): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(
    tables
      .filter(({ name }) => !/^search_keys/.test(name))
      .map(({ name }) =>
        db
          .selectFrom(name as 'users')
          .selectAll()
          .execute(),
      ),
  );
  return JSON.stringify(rows);
}
