import { Hono } from 'hono';
import { type FormState, fresh, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { incidentAddress } from '../../../views/desk/page.tsx';
import { PublicationPage } from '../../../views/desk/publication.tsx';
import { UnpublishPage } from '../../../views/desk/removal.tsx';
import type { ReviewState } from '../../../views/desk/review.tsx';
import { IncidentArticle } from '../../../views/incidents/incident.tsx';
import { Layout } from '../../../views/layout.tsx';
import { localWords } from '../../../views/parts/words.tsx';
import { changesBetween, writeIncident } from '../../domain/document.ts';
import type { Outcome, Promised } from '../../domain/promise.ts';
import { type Hold, holdsOf, warningsOf } from '../../domain/publication.ts';
import { withoutTakenBack } from '../../domain/taken-back.ts';
import { unrecordedTerms } from '../../domain/unrecorded-terms.ts';
import { localDate } from '../../domain/zone.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { publish, unpublish } from '../../records/desk.ts';
import { listPreviewEvidence } from '../../records/evidence.ts';
import { isOwnDraft, WRITING_ACTS } from '../../records/four-eyes.ts';
import { findNightBars, listNightCards, lookAtNightCards, type NoNightCard } from '../../records/night-cards.ts';
import { findReview } from '../../records/review.ts';
import { listRevisions } from '../../records/revisions.ts';
import { findTakenDown, loadTakenBack } from '../../records/taken-back.ts';
import { listUsers } from '../../records/users.ts';
import { baseUrl } from '../context.ts';
import { evidenceBy, shownOf } from '../evidence-shown.ts';
import { correctionsOf, isWhole, toldOf } from '../incident-told.ts';
import {
  asApp,
  byOf,
  type DeskContext,
  type DeskEnv,
  deskOf,
  editorsOnly,
  mayPublish,
  onTo,
  publishersOnly,
  show,
} from './context.ts';
import { wordsOf } from './input.ts';
import { type Loaded, loadIncident } from './store.ts';
import { withCode } from './with-code.tsx';

/** Preview, what holds the draft back, publication and its end. Nothing else of the desk changes what readers see. */
export function publication(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/preview', async (c) => previewPage(c, await loadIncident(c)));

  app.get('/desk/incidents/:slug/publication', async (c) => publicationPage(c, await loadIncident(c), fresh()));

  app.post('/desk/incidents/:slug/publication', publishersOnly, withCode, async (c) => {
    const { input, deps, now } = c.var;
    const loaded = await loadIncident(c);
    const { draft } = loaded;
    if (draft === undefined) return onTo(c, `/incidents/${loaded.incident.slug}`);
    const why = wordsOf(input, 'why');
    const reason = wordsOf(input, 'no_reply');
    const again = (problem: Problem, status: 409 | 422) =>
      publicationPage(c, loaded, { input, problems: [problem] }, status);
    if (textOf(input, 'version') !== String(draft.version))
      return again({ field: '', key: 'desk.conflict.draft' }, 409);
    const bars = (await nightBars(c, loaded)) ?? [];
    if (bars.length > 0 || (await holdsFor(c, loaded, reason)).length > 0)
      return again({ field: '', key: 'desk.publish.is_held' }, 422);
    if (draft.firstPublishedAt !== null && why === null)
      return again({ field: 'why', key: 'desk.publish.need_why' }, 422);
    const said =
      reason === null ? why : [why, c.var.t('desk.publish.no_reply.said', { why: reason })].filter(Boolean).join(' ');
    const { slug } = loaded.incident;
    const done = await publish(deps.db, { slug, expected: draft.version, by: byOf(c), now, why: said });
    // Between the question and the press somebody else pressed.
    if (done.result === 'own_draft' || done.result === 'taken_down' || done.result === 'no_card')
      return again({ field: '', key: 'desk.publish.is_held' }, 422);
    if (done.result === 'conflict')
      return publicationPage(
        c,
        await loadIncident(c),
        { input, problems: [{ field: '', key: 'desk.conflict.draft' }] },
        409,
      );
    return onTo(c, `/incidents/${slug}`);
  });

  // Where a form was sent and came back: read again, the address leads to the page of publication.
  app.get('/desk/incidents/:slug/night-card', (c) => onTo(c, `/incidents/${c.req.param('slug')}/publication`));

  app.post('/desk/incidents/:slug/night-card', editorsOnly, async (c) => {
    const { incident } = await loadIncident(c);
    await lookAtNightCards(c.var.deps.db, { incident: incident.slug, by: byOf(c), now: c.var.now });
    return onTo(c, `/incidents/${incident.slug}`);
  });

  app.get('/desk/incidents/:slug/unpublication', editorsOnly, async (c) => {
    const { incident } = await loadIncident(c);
    return show(c, <UnpublishPage desk={deskOf(c)} incident={incident} state={fresh()} />);
  });

  app.post('/desk/incidents/:slug/unpublication', editorsOnly, withCode, async (c) => {
    const { input, deps, now } = c.var;
    const { incident } = await loadIncident(c);
    const why = wordsOf(input, 'why');
    if (why === null) {
      const state: FormState = { input, problems: [{ field: 'why', key: 'desk.publish.need_why' }] };
      return show(c, <UnpublishPage desk={deskOf(c)} incident={incident} state={state} />, 422);
    }
    await unpublish(deps.db, { slug: incident.slug, by: byOf(c), now, why });
    return onTo(c, `/incidents/${incident.slug}`);
  });

  return app;
}

/** The page as readers will see it, from the draft, under a line that says so. */
async function previewPage(c: DeskContext, { incident, edition, draft }: Loaded): Promise<Response> {
  const asOf = c.var.asOf.at(incident.zone);
  const { db } = c.var.deps;
  // A takedown of the whole is no page at all: what is previewed is the record without its lines alone.
  const seen = withoutTakenBack(incident, await loadTakenBack(db, [incident.slug]));
  const desk = deskOf(c);
  const { r } = desk;
  const evidence = evidenceBy((await listPreviewEvidence(db, incident)).map((each) => shownOf(each, 'desk', r.lang)));
  const told = await toldOf(asApp(c), { ...seen, edition, evidence });
  const changedAt = draft === undefined ? edition.changedAt : c.var.now;
  const title = localWords(r, incident.title);
  const back = <a href={incidentAddress(desk, incident.slug, '/publication')}>{r.t('desk.incident.publication')}</a>;
  const { kind, text } = c.var.asOf;
  const today = localDate(c.var.now, incident.zone);
  return show(
    c,
    <Layout
      r={r}
      site={c.var.site}
      path={c.var.path}
      title={title}
      indexed={false}
      shown={kind === 'now' ? { kind, today } : { kind: 'date', on: localDate(asOf - 1, incident.zone), text, today }}
      notices={[
        <>
          {r.t('desk.preview.notice')} {back}
        </>,
      ]}
    >
      <IncidentArticle
        told={told}
        // A draft that is published changes the record in that moment.
        record={{
          base: baseUrl(c.var.deps),
          changedAt,
          firstPublishedAt: null,
          revision: null,
          whole: isWhole(seen.incident, asOf),
        }}
        corrections={await correctionsOf(db, incident.slug)}
      />
    </Layout>,
  );
}

/** The page of a draft on its way to readers, with what was typed and what is wrong. */
export async function publicationPage(
  c: DeskContext,
  loaded: Loaded,
  form: FormState,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { draft, public: shown, incident, document } = loaded;
  const reason = wordsOf(form.input, 'no_reply');
  const holds = draft === undefined ? [] : await holdsFor(c, loaded, reason);
  const asksReason = reason !== null || holds.some((hold) => hold.reason === 'no_reply');
  return show(
    c,
    <PublicationPage
      desk={deskOf(c)}
      incident={incident}
      state={{ publishedAt: shown?.publishedAt ?? null, hasDraft: draft !== undefined }}
      first={loaded.edition.firstPublishedAt === null}
      version={draft?.version ?? null}
      holds={holds}
      night={await nightBars(c, loaded)}
      nightCard={(await listNightCards(c.var.deps.db, incident.slug))[0] !== undefined}
      asksReason={asksReason}
      warnings={warningsOf(incident, c.var.now)}
      unrecorded={unrecordedTerms(incident, await loadCalendar(c.var.deps.db))}
      changes={shown === undefined ? [] : changesBetween(writeIncident(shown.incident), document)}
      review={await reviewOf(c, incident.slug)}
      form={form}
    />,
    status,
  );
}

/** Why a reporter may not publish the draft himself now; undefined: an editor needs no such permission, or there is no draft. */
async function nightBars(c: DeskContext, { draft, public: shown }: Loaded): Promise<NoNightCard[] | undefined> {
  if (draft === undefined) return undefined;
  return findNightBars(c.var.deps.db, { draft, public: shown }, { by: byOf(c), now: c.var.now });
}

/** Everything that holds the draft back for this editor now. */
async function holdsFor(
  c: DeskContext,
  { incident, public: shown }: Loaded,
  noReplyReason: string | null,
): Promise<Hold[]> {
  const { db } = c.var.deps;
  const authors = await outcomeAuthors(c, incident.slug);
  const me = c.var.session.user.id;
  const bars: Hold[] = [
    ...((await findTakenDown(db, incident.slug)) ? [{ reason: 'taken_down' as const }] : []),
    // A reporter's own card at night is what his permission is for.
    ...(mayPublish(c) && (await isOwnDraft(db, incident.slug, byOf(c))) ? [{ reason: 'own_draft' as const }] : []),
  ];
  const holds = holdsOf({
    draft: incident,
    shown: shown?.incident ?? null,
    now: c.var.now,
    isOwn: (promise, outcome) => authors(promise, outcome) === me,
    noReplyReason,
  });
  return [...bars, ...holds];
}

/** Where the draft stands between reporter and editor, with the name of who said so last. */
export async function reviewOf(c: DeskContext, slug: string): Promise<ReviewState | undefined> {
  const { db } = c.var.deps;
  const review = await findReview(db, slug);
  if (review === undefined) return undefined;
  const { state, at, by, words } = review;
  return { state, at, words, who: (await listUsers(db)).find(({ id }) => id === by)?.name ?? null };
}

/** Acts that write a draft; who publishes it writes nothing. */
const WRITING: ReadonlySet<string> = new Set(WRITING_ACTS);

/** Who wrote an outcome last, as the revisions tell; null where they do not. */
async function outcomeAuthors(
  c: DeskContext,
  slug: string,
): Promise<(promise: Promised, outcome: Outcome) => number | null> {
  const revisions = (await listRevisions(c.var.deps.db, 'incident', slug)).filter(({ act }) => WRITING.has(act));
  return (promise, outcome) => {
    const place = `promises[${promise.id}]`;
    const wrote = revisions.find(({ changes }) =>
      changes.some(({ path, after }) => path.startsWith(place) && mentions(after, outcome)),
    );
    return wrote?.user ?? null;
  };
}

/** Whether what a revision put there holds the outcome: the whole promise, its list, the outcome, or its kind alone. */
function mentions(after: unknown, outcome: Outcome): boolean {
  if (after === outcome.kind) return true;
  if (typeof after !== 'object' || after === null) return false;
  const { kind, entry } = after as { kind?: unknown; entry?: unknown };
  return (
    (kind === outcome.kind && entry === outcome.entry) ||
    Object.values(after).some((value) => mentions(value, outcome) && value !== outcome.kind)
  );
}
