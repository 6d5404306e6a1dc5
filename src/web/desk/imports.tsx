import { Hono } from 'hono';
import { type FormState, fresh, textOf } from '../../../views/desk/form-state.ts';
import { type ImportOutcome, ImportPage, ImportPreviewPage, ImportResultPage } from '../../../views/desk/import.tsx';
import { addUpload, findUpload, removeUpload, type Upload } from '../../records/uploads.ts';
import { applyImport } from '../../sheets/apply.ts';
import { type Plan, planImport, ROWS_MAX } from '../../sheets/plan.ts';
import { findPublishable } from '../../sheets/publishable.ts';
import { sentBody } from '../body.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, mayPublish, onTo, show } from './context.ts';
import { fileIn, LARGEST_SHEET_MEGABYTES, markOf, outcomeOf } from './import-form.ts';
import { wordsOf } from './input.ts';
import { refusalsSheet, sheetColumns, templateSheet } from './sheets.ts';
import { withCode } from './with-code.tsx';

/** A file with records: taken in, looked at, and brought into drafts on a press. docs/import.md. */
export function imports(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/import', (c) => uploadPage(c, fresh()));

  app.post('/desk/import', async (c) => {
    const sent = await fileIn(await sentBody(c));
    if (!sent.ok) return uploadPage(c, { input: new Map(), problems: [sent.problem] }, 422);
    const { deps, session, now } = c.var;
    const { name, content } = sent;
    return onTo(c, `/import/${await addUpload(deps.db, { user: session.user.id, name, content, now })}`);
  });

  app.get('/desk/import/templates/:file', (c) => templateSheet(c, c.req.param('file')));

  app.get('/desk/import/:id', async (c) => {
    const upload = await loadUpload(c);
    return upload.done === null ? previewPage(c, upload, fresh()) : resultPage(c, upload);
  });

  app.get('/desk/import/:id/refused.csv', async (c) => {
    const upload = await loadUpload(c);
    const refused = upload.done?.outcome.refused ?? (await planOf(c, upload)).refused;
    return refusalsSheet(c, refused);
  });

  app.post('/desk/import/:id', async (c, next) => (isForReaders(c) ? withCode(c, next) : next()), press);

  app.get('/desk/import/:id/removal', (c) => onTo(c, `/import/${c.req.param('id')}`));

  app.post('/desk/import/:id/removal', async (c) => {
    const { id } = await loadUpload(c);
    await removeUpload(c.var.deps.db, { id, user: c.var.session.user.id });
    return onTo(c, '/import');
  });

  return app;
}

type Own = Upload<ImportOutcome>;

async function loadUpload(c: DeskContext): Promise<Own> {
  const id = c.req.param('id') ?? '';
  if (!/^\d{1,15}$/.test(id)) return refuse(404);
  const found = await findUpload<ImportOutcome>(c.var.deps.db, { id: Number(id), user: c.var.session.user.id });
  return found ?? refuse(404);
}

/** Whether the form asks for something that readers see at once: the records refuse it without a code in any case. */
const isForReaders = ({ var: { input } }: DeskContext): boolean =>
  textOf(input, 'how') === 'publish' || textOf(input, 'directory') === '1';

function planOf(c: DeskContext, { name, content }: Own): Promise<Plan> {
  return planImport(c.var.deps.db, { name, bytes: content ?? new Uint8Array() }, { editor: mayPublish(c) });
}

/** Brings in what the preview showed, or shows what has changed since. */
async function press(c: DeskContext): Promise<Response> {
  const { input, deps, now } = c.var;
  const upload = await loadUpload(c);
  if (upload.done !== null) return onTo(c, `/import/${upload.id}`);
  const plan = await planOf(c, upload);
  const again = (state: FormState, status: 409 | 422) => previewPage(c, upload, state, { plan, status });
  const moved = { input, problems: [{ field: '', key: 'desk.import.moved' as const }] };
  if (textOf(input, 'seen') !== markOf(plan)) return again(moved, 409);
  if (plan.documents.length === 0) return again({ input, problems: [] }, 422);
  if (plan.documents.some(({ kind }) => kind === 'directory') && !mayPublish(c)) refuse(403, 'desk.refused.editors');
  const publishing = textOf(input, 'how') === 'publish';
  const why = wordsOf(input, 'why');
  if (publishing) {
    if (!mayPublish(c)) refuse(403, 'desk.refused.editors');
    const { bars, corrects } = await findPublishable(deps.db, plan, { by: byOf(c), now });
    if (bars.length > 0) return again({ input, problems: [{ field: 'how', key: 'desk.publish.is_held' }] }, 422);
    if (corrects && why === null)
      return again({ input, problems: [{ field: 'why', key: 'desk.publish.need_why' }] }, 422);
  }
  const applied = await applyImport(deps.db, {
    plan,
    upload: upload.id,
    outcome: outcomeOf(plan, publishing),
    publish: publishing ? { why } : null,
    by: byOf(c),
    now,
  });
  if (applied.result === 'moved') return previewPage(c, upload, moved, { status: 409 });
  if (applied.result === 'held')
    return again({ input, problems: [{ field: 'how', key: 'desk.publish.is_held' }] }, 422);
  return onTo(c, `/import/${upload.id}`);
}

function uploadPage(c: DeskContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const limits = { megabytes: LARGEST_SHEET_MEGABYTES, rows: ROWS_MAX };
  return show(c, <ImportPage desk={deskOf(c)} state={state} limits={limits} sheets={sheetColumns(c)} />, status);
}

async function previewPage(
  c: DeskContext,
  upload: Own,
  state: FormState,
  { plan: known, status = 200 }: { plan?: Plan; status?: 200 | 409 | 422 } = {},
): Promise<Response> {
  const { deps, now } = c.var;
  const plan = known ?? (await planOf(c, upload));
  const isEditor = mayPublish(c);
  const hasIncidents = plan.documents.some(({ kind }) => kind === 'incident');
  const publishable = isEditor && hasIncidents ? await findPublishable(deps.db, plan, { by: byOf(c), now }) : undefined;
  return show(
    c,
    <ImportPreviewPage
      desk={deskOf(c)}
      upload={upload}
      items={plan.items}
      outcome={outcomeOf(plan, false)}
      publishable={publishable}
      allowed={isEditor || !plan.documents.some(({ kind }) => kind === 'directory')}
      seen={markOf(plan)}
      state={state}
    />,
    status,
  );
}

function resultPage(c: DeskContext, upload: Own): Promise<Response> {
  const { done } = upload;
  if (done === null) return refuse(404);
  return show(c, <ImportResultPage desk={deskOf(c)} upload={upload} outcome={done.outcome} />);
}
