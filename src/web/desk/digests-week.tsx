import { Hono } from 'hono';
import type { DeliveriesShown } from '../../../views/desk/digests-deliveries.tsx';
import {
  type DeskLine,
  type DeskStrike,
  DigestIssuePage,
  DigestWeekPage,
  type WeekForms,
} from '../../../views/desk/digests-week.tsx';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { deskAddress } from '../../../views/desk/page.tsx';
import { DigestPage } from '../../../views/digests/digest.tsx';
import { digestCopy } from '../../../views/mail/digest-copy.ts';
import { readerOf } from '../../../views/reader.ts';
import { findStanding, issueReleased } from '../../digest/due.ts';
import { issueDigest, showDigest, Withheld } from '../../digest/issue.ts';
import { DIGEST_LISTS, type Digest } from '../../domain/digest.ts';
import type { WeekStanding } from '../../domain/digest-due.ts';
import { isSameLine, type LineName } from '../../domain/digest-edit.ts';
import { incidentsOf, publicDigest } from '../../domain/digest-public.ts';
import { findWeek, type Week } from '../../domain/week.ts';
import { LANGUAGES, type Texts, wordsIn } from '../../domain/words.ts';
import { countDeliveries, listUndelivered, requeueDeliveries } from '../../records/deliveries.ts';
import {
  findWeekDesk,
  holdWeek,
  releaseWeek,
  saveForeword,
  strikeLine,
  unstrikeLine,
  type WeekDesk,
  type WeekResult,
} from '../../records/digest-desk.ts';
import { findDigest } from '../../records/digests.ts';
import { loadDirectory } from '../../records/directory.ts';
import { loadPublicIncidents } from '../../records/incidents.ts';
import { findReleaseByEditor, findRestored } from '../../records/newsroom-settings.ts';
import { listRevisions } from '../../records/revisions.ts';
import { countSubscribers, listSubscribers } from '../../records/subscriptions.ts';
import { listUsers } from '../../records/users.ts';
import { baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, editorsOnly, mayPublish, onTo, show } from './context.ts';
import { weekDays, weekState } from './digests.tsx';
import { seenOf } from './edit.ts';
import { withCode } from './with-code.tsx';

const FOREWORD_LENGTH = 5000;
const REASON_LENGTH = 2000;
const UNDELIVERED_SHOWN = 50;

/** `/desk/digests/:week`: everybody sees it; editors hold, release, add, strike, issue and send again. */
export function digestWeek(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/digests/:week', async (c) => page(c, weekOf(c)));
  app.get('/desk/digests/:week/preview', async (c) => previewPage(c, endedWeekOf(c)));

  app.post('/desk/digests/:week/hold', editorsOnly, async (c) => {
    const week = weekOf(c);
    const { input, deps, now } = c.var;
    const why = textOf(input, 'why');
    if (why === '')
      return page(c, week, { hold: wrong(input, { field: 'why', key: 'desk.digest.need_why' }) }, fresh(), 422);
    return after(
      c,
      week,
      await holdWeek(deps.db, { week: week.name, by: byOf(c), now, why: cutTo(why, REASON_LENGTH) }),
    );
  });

  app.post('/desk/digests/:week/release', editorsOnly, withCode, async (c) => {
    const week = weekOf(c);
    const { deps, now } = c.var;
    const said = { by: byOf(c), now };
    const result = await releaseWeek(deps.db, { week: week.name, ...said });
    if (result === 'saved' && week.cutOff <= now) await issueReleased(deps.db, deps.config, { week, ...said });
    return after(c, week, result);
  });

  app.post('/desk/digests/:week/foreword', editorsOnly, async (c) => {
    const week = weekOf(c);
    const { input, deps, now } = c.var;
    if ((await findDigest(deps.db, week.name)) !== undefined) return after(c, week, 'issued');
    const { foreword: stored } = await findWeekDesk(deps.db, week.name);
    const typed = LANGUAGES.map((lang) => [lang, cutTo(textOf(input, `foreword_${lang}`), FOREWORD_LENGTH)] as const);
    const foreword: Texts = Object.fromEntries(typed.filter(([, text]) => text !== ''));
    if (textOf(input, 'seen') !== seenOf(stored) && seenOf(stored) !== seenOf(foreword))
      return page(c, week, { foreword: { input, problems: [], stored: forewordInput(stored) } }, fresh(), 409);
    return after(c, week, await saveForeword(deps.db, { week: week.name, by: byOf(c), now, foreword }));
  });

  app.post('/desk/digests/:week/strikes', editorsOnly, async (c) => {
    const week = endedWeekOf(c);
    const { input, deps, now } = c.var;
    const { digest, issuedAt } = await showDigest(deps.db, week, deps.config.digestZone);
    const name = namesOf(digest).find((line) => keyOf(line) === textOf(input, 'line'));
    const reason = cutTo(textOf(input, 'reason'), REASON_LENGTH);
    const problems: Problem[] = [
      ...(name === undefined ? [{ field: 'line', key: 'desk.digest.strike.need' } as const] : []),
      ...(reason === '' ? [{ field: 'reason', key: 'desk.digest.need_why' } as const] : []),
    ];
    if (issuedAt !== null) return after(c, week, 'issued');
    if (name === undefined || reason === '') return page(c, week, { strike: { input, problems } }, fresh(), 422);
    return after(c, week, await strikeLine(deps.db, { week: week.name, by: byOf(c), now, ...name, reason }));
  });

  app.post('/desk/digests/:week/strikes/removal', editorsOnly, async (c) => {
    const week = weekOf(c);
    const { input, deps, now } = c.var;
    const { strikes } = await findWeekDesk(deps.db, week.name);
    const name = strikes.find((line) => keyOf(line) === textOf(input, 'line'));
    if (name === undefined) return onTo(c, `/digests/${week.name}`);
    const { incident, promise } = name;
    return after(c, week, await unstrikeLine(deps.db, { week: week.name, by: byOf(c), now, incident, promise }));
  });

  app.get('/desk/digests/:week/issue', editorsOnly, async (c) => {
    const { name } = endedWeekOf(c);
    const { confirmed } = await countSubscribers(c.var.deps.db);
    return show(
      c,
      <DigestIssuePage desk={deskOf(c)} week={name} days={weekDays(c, endedWeekOf(c))} count={confirmed} />,
    );
  });

  app.post('/desk/digests/:week/issue', editorsOnly, withCode, async (c) => {
    const week = endedWeekOf(c);
    const { deps, now } = c.var;
    const { digestZone: zone, telegram } = deps.config;
    try {
      await issueDigest(deps.db, { week, zone, now, by: byOf(c), byEditor: true, telegram });
    } catch (error) {
      if (!(error instanceof Withheld)) throw error;
      return page(c, week, {}, wrong(new Map(), { field: '', key: `desk.digest.state.${error.reason}` }), 409);
    }
    return onTo(c, `/digests/${week.name}`);
  });

  app.post('/desk/digests/:week/deliveries', editorsOnly, async (c) => {
    const { name } = endedWeekOf(c);
    const channels = ['mail', 'telegram', 'newsroom'] as const;
    await requeueDeliveries(c.var.deps.db, { week: name, channels, now: c.var.now });
    return onTo(c, `/digests/${name}#deliveries`);
  });

  // Where a form was sent and came back: read again, the address leads to the week.
  for (const form of ['hold', 'release', 'foreword', 'strikes', 'strikes/removal', 'deliveries'])
    app.get(`/desk/digests/:week/${form}`, (c) => onTo(c, `/digests/${weekOf(c).name}`));

  return app;
}

function weekOf(c: DeskContext): Week {
  return findWeek(c.req.param('week') ?? '', c.var.deps.config.digestZone) ?? refuse(404);
}

/** A week that still runs has no lines, no preview and no issue. */
function endedWeekOf(c: DeskContext): Week {
  const week = weekOf(c);
  return week.cutOff > c.var.now ? refuse(404, 'error.digest.not_ended') : week;
}

const wrong = (input: Input, problem: Problem): FormState => ({ input, problems: [problem] });
const cutTo = (text: string, length: number): string => text.slice(0, length);
const keyOf = ({ incident, promise }: LineName): string => `${incident}/${promise ?? ''}`;
const forewordInput = (foreword: Texts): Input =>
  inputOf(Object.fromEntries(LANGUAGES.map((lang) => [`foreword_${lang}`, foreword[lang]])));

/** Back to the week, or the page that says that it went out meanwhile. */
function after(c: DeskContext, week: Week, result: WeekResult): Response | Promise<Response> {
  if (result === 'saved') return onTo(c, `/digests/${week.name}`);
  return page(c, week, {}, wrong(new Map(), { field: '', key: 'desk.digest.issued_meanwhile' }), 409);
}

async function page(
  c: DeskContext,
  week: Week,
  forms: WeekForms = {},
  problem: FormState = fresh(),
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { deps, now } = c.var;
  const { db, config } = deps;
  const desk = await findWeekDesk(db, week.name);
  const standing = await findStanding(db, config, { week, now });
  const issuedAt = (await findDigest(db, week.name))?.issuedAt ?? null;
  const ended = week.cutOff <= now;
  const digest = ended ? (await showDigest(db, week, config.digestZone)).digest : undefined;
  const users = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
  const nameOf = (user: number | null) => (user === null ? null : (users.get(user) ?? null));
  const revisions = await listRevisions(db, 'digest', week.name);
  const releaseByEditor = await findReleaseByEditor(db);
  return show(
    c,
    <DigestWeekPage
      desk={deskOf(c)}
      week={week.name}
      days={weekDays(c, week)}
      state={weekState(week, standing, { now, issuedAt, unreleased: releaseByEditor && desk.released === null })}
      zone={config.digestZone}
      ended={ended}
      held={desk.held && { at: desk.held.at, who: nameOf(desk.held.by), why: desk.held.why }}
      releasedAt={desk.released?.at ?? null}
      mayRelease={mayRelease(standing, desk, releaseByEditor)}
      mayIssue={ended && desk.held === null && (await findRestored(db)) === null}
      foreword={desk.foreword}
      forewordSeen={seenOf(desk.foreword)}
      lines={digest === undefined ? [] : await linesOf(c, digest, namesOf(digest))}
      strikes={await strikesOf(c, desk, digest, nameOf)}
      deliveries={issuedAt === null ? { counts: [], undelivered: [] } : await deliveriesOf(c, week)}
      history={revisions.map(({ at, user, act, why, changes }) => ({ at, who: nameOf(user), act, why, changes }))}
      forms={forms}
      problem={problem}
    />,
    status,
  );
}

/** Whether an editor's word changes anything: it ends a hold, and it is what a late week or the setting waits for. */
function mayRelease(standing: WeekStanding, { held, released }: WeekDesk, releaseByEditor: boolean): boolean {
  if (standing.state === 'issued') return false;
  if (held !== null) return true;
  if (released !== null) return false;
  return releaseByEditor || (standing.state === 'waiting' && standing.reason !== 'restored');
}

/** Each line of the digest once, in the order of its lists. */
function namesOf(digest: Digest): LineName[] {
  const names: LineName[] = [
    ...DIGEST_LISTS.flatMap((list) => digest[list].map(({ incident, promise }) => ({ incident, promise }))),
    ...digest.no_first_post.map(({ incident }) => ({ incident, promise: null })),
  ];
  return names.filter((name, index) => names.findIndex((other) => isSameLine(name, other)) === index);
}

async function linesOf(c: DeskContext, digest: Digest, names: readonly LineName[]): Promise<DeskLine[]> {
  const slugs = [...new Set([...incidentsOf(digest), ...names.map(({ incident }) => incident)])];
  const editions = await loadPublicIncidents(c.var.deps.db, slugs);
  return names.map((name) => {
    const incident = editions.find((edition) => edition.incident.slug === name.incident)?.incident;
    const title = wordsIn(incident?.title ?? {}, c.var.lang)?.text ?? name.incident;
    const promise = incident?.promises.find(({ id }) => id === name.promise)?.text ?? name.promise;
    const what = name.promise === null ? c.var.t('desk.digest.no_first_post') : promise;
    return { ...name, key: keyOf(name), words: `${title}: ${what}` };
  });
}

async function strikesOf(
  c: DeskContext,
  { strikes }: WeekDesk,
  digest: Digest | undefined,
  nameOf: (user: number | null) => string | null,
): Promise<DeskStrike[]> {
  if (digest === undefined) return [];
  const lines = await linesOf(c, digest, strikes);
  return strikes.flatMap((strike, index) => {
    const line = lines[index];
    if (line === undefined) return [];
    const { incident, promise, key, words } = line;
    const applies = (digest.struck ?? []).some((struck) => isSameLine(struck, strike));
    return [{ incident, promise, key, words, reason: strike.reason, who: nameOf(strike.by), at: strike.at, applies }];
  });
}

/** What became of the mails and posts; the addresses of those that failed for editors alone. */
async function deliveriesOf(c: DeskContext, { name: week }: Week): Promise<DeliveriesShown> {
  const { db } = c.var.deps;
  const counts = await countDeliveries(db, week);
  const undelivered = await listUndelivered(db, { week, limit: UNDELIVERED_SHOWN });
  const mails = undelivered.filter(({ channel }) => channel === 'mail').map(({ recipient }) => Number(recipient));
  const subscribers = mayPublish(c) ? await listSubscribers(db, mails) : [];
  const emails = new Map(subscribers.map(({ id, email }) => [String(id), email]));
  return {
    counts,
    undelivered: undelivered.map(({ recipient, channel, state, attempts, lastError }) => ({
      number: recipient,
      channel,
      state,
      attempts,
      error: lastError ?? '',
      address: channel === 'mail' ? (emails.get(recipient) ?? null) : null,
    })),
  };
}

/** The page exactly as readers will see it, under a line that says so. */
async function previewPage(c: DeskContext, week: Week): Promise<Response> {
  const { db, config } = c.var.deps;
  const zone = config.digestZone;
  const shown = await showDigest(db, week, zone);
  const editions = await loadPublicIncidents(db, [...incidentsOf(shown.digest)]);
  const titles = new Map(editions.map(({ incident }) => [incident.slug, incident.title]));
  const directory = await loadDirectory(db);
  const copy = digestCopy(
    { digest: publicDigest(shown.digest, (slug) => titles.has(slug)), issuedAt: shown.issuedAt },
    { directory, zone, titles, baseUrl: baseUrl(c.var.deps), lang: c.var.lang },
  );
  const desk = deskOf(c);
  const { t } = desk.r;
  const back = <a href={deskAddress(desk, `/digests/${week.name}`)}>{t('desk.digest.title', { week: week.name })}</a>;
  return show(
    c,
    <DigestPage
      r={readerOf(c.var.lang)}
      site={c.var.site}
      shown={shown}
      directory={directory}
      zone={zone}
      titles={titles}
      copy={copy}
      preview={{
        path: c.var.path,
        notice: (
          <>
            {t('desk.digest.preview.notice')} {back}
          </>
        ),
      }}
    />,
  );
}
