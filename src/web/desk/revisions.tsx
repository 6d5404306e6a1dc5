import { Hono } from 'hono';
import { type Problem, textOf } from '../../../views/desk/form-state.ts';
import { RevisionPage, RevisionsPage } from '../../../views/desk/revisions.tsx';
import { documentAfter } from '../../domain/restore.ts';
import { saveDraft } from '../../records/desk.ts';
import { listRevisions, type Revision } from '../../records/revisions.ts';
import { listUsers } from '../../records/users.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { checkEdit } from './edit.ts';
import { directoryOf, type Loaded, loadIncident } from './store.ts';

/** Every revision of an incident, what each changed, and the way back to it: as a draft, never straight to readers. */
export function revisions(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/revisions', async (c) => {
    const { incident } = await loadIncident(c);
    const all = await revisionsOf(c, incident.slug);
    return show(c, <RevisionsPage desk={deskOf(c)} incident={incident} lines={await told(c, all)} />);
  });

  app.get('/desk/incidents/:slug/revisions/:id', async (c) => page(c, await loadIncident(c)));

  // Where a form was sent and came back: read again, the address leads to the revision.
  app.get('/desk/incidents/:slug/revisions/:id/restoration', (c) => {
    const { slug, id } = c.req.param();
    return onTo(c, `/incidents/${slug}/revisions/${id}`);
  });

  app.post('/desk/incidents/:slug/revisions/:id/restoration', async (c) => restore(c, await loadIncident(c)));

  return app;
}

async function restore(c: DeskContext, loaded: Loaded): Promise<Response> {
  const { input, deps, now, t } = c.var;
  const { edition, incident, document } = loaded;
  const { all, revision } = await revisionOf(c, incident.slug);
  const before = documentAfter(document, all, revision.id);
  if (before === undefined) return page(c, loaded, { field: '', key: 'desk.restore.none' }, 422);
  if (textOf(input, 'version') !== String(edition.version))
    return page(c, loaded, { field: '', key: 'desk.conflict.draft' }, 409);
  const checked = checkEdit({ document: before as Record<string, unknown>, places: {} }, await directoryOf(c));
  if (!checked.ok) return page(c, loaded, { field: '', key: 'desk.restore.wrong' }, 422);
  const saved = await saveDraft(deps.db, {
    incident: checked.incident,
    expected: edition.version,
    by: byOf(c),
    now,
    why: t('desk.restore.why', { id: String(revision.id) }),
    act: 'restored',
  });
  if (saved.result === 'conflict')
    return page(c, await loadIncident(c), { field: '', key: 'desk.conflict.draft' }, 409);
  return onTo(c, `/incidents/${incident.slug}`);
}

async function page(
  c: DeskContext,
  { edition, incident, document }: Loaded,
  problem?: Problem,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { all, revision } = await revisionOf(c, incident.slug);
  const [line] = await told(c, [revision]);
  return show(
    c,
    <RevisionPage
      desk={deskOf(c)}
      incident={incident}
      line={line ?? refuse(404)}
      version={edition.version}
      restorable={documentAfter(document, all, revision.id) !== undefined}
      problems={problem === undefined ? [] : [problem]}
    />,
    status,
  );
}

const revisionsOf = (c: DeskContext, slug: string): Promise<Revision[]> =>
  listRevisions(c.var.deps.db, 'incident', slug);

async function revisionOf(c: DeskContext, slug: string): Promise<{ all: Revision[]; revision: Revision }> {
  const all = await revisionsOf(c, slug);
  const id = Number(c.req.param('id')) || 0;
  return { all, revision: all.find((each) => each.id === id) ?? refuse(404) };
}

async function told(c: DeskContext, list: readonly Revision[]) {
  const users = new Map((await listUsers(c.var.deps.db)).map(({ id, name }) => [id, name]));
  return list.map(({ id, at, user, act, why, changes }) => ({
    id,
    at,
    who: user === null ? null : (users.get(user) ?? null),
    act,
    why,
    changes,
  }));
}
