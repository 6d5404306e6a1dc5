import { Hono } from 'hono';
import { CaptureAnywherePage, CaptureRead } from '../../../views/desk/capture.tsx';
import type { CaptureShown } from '../../../views/desk/capture-words.ts';
import { type FormState, fresh, type Input, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { readSpeaker } from '../../domain/speakers.ts';
import { listDeskIncidents } from '../../records/desk-list.ts';
import { listIdsTakenOut } from '../../records/ids-given.ts';
import { keepWorkingCopy, removeWorkingCopy } from '../../records/working-copies.ts';
import { CAPTURE_FIELDS, type Capture, entryFieldsOf, readCapture } from './capture-form.ts';
import { capturePage, shownOf } from './capture-page.tsx';
import { type DeskContext, type DeskEnv, deskOf, onTo, opened, show } from './context.ts';
import { added, afterEntry } from './entries.tsx';
import { newIncidentPage } from './incidents.tsx';
import { onceOf } from './keeping.ts';
import { heldShown, photosIn, photosOnce, withPhotos } from './photos.ts';
import { sharedIn } from './shared.tsx';
import { directoryOf, keep, loadIncident } from './store.ts';

/** Incidents that the box proposes when it does not know to which one it belongs. */
const INCIDENTS_SHOWN = 8;

/** One box that takes a link or words and becomes an entry. What it understood is shown before anything is saved. */
export function capture(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  // What another program shared waits under the token of the address: it survives the door, and writes nothing.
  app.get('/desk/capture', async (c) => anywhere(c, sharedState(await sharedIn(c))));

  app.post('/desk/capture', async (c) => {
    const slug = textOf(c.var.input, 'incident');
    const { input, problems } = await withPhotos(c, onward(c.var.input), await photosIn(c));
    if (slug === '' || slug === 'new')
      return newIncidentPage(c, { input: new Map([...input, ['when', ['now']]]), problems });
    return capturePage(c, await loadIncident(c, slug), input, problems);
  });

  app.get('/desk/incidents/:slug/capture', async (c) => {
    const { input, problems } = sharedState(await sharedIn(c));
    return capturePage(c, await loadIncident(c), opened(c, input).input, problems, 200);
  });

  app.post('/desk/incidents/:slug/capture/reading', async (c) => {
    const { incident } = await loadIncident(c);
    const [directory, { input }] = [await directoryOf(c), c.var];
    const shown = await shownOf(c, incident, directory, input);
    return show(c, <CaptureRead desk={deskOf(c)} {...{ incident, directory, shown }} state={fresh(input)} />);
  });

  app.post('/desk/incidents/:slug/capture', async (c) => {
    const { input } = c.var;
    const loaded = await loadIncident(c);
    const directory = await directoryOf(c);
    const read = readCapture(input, { ...loaded, directory, now: c.var.now, lang: c.var.lang });
    const photos = await photosOnce(c);
    const again = async (problems: readonly Problem[]) => {
      const held = await withPhotos(c, input, photos);
      return capturePage(c, loaded, held.input, [...problems, ...held.problems]);
    };
    const act = textOf(input, 'act');
    const fields = entryFieldsOf(input, read);
    if (act === 'full')
      return toFullForm(c, loaded.incident.slug, await withPhotos(c, withWhose(fields, input), photos));
    const shown = await shownOf(c, loaded.incident, directory, input);
    if (act === 'read' || !wasShown(input, read, shown)) return again([]);
    const problems = problemsIn(input, read, photos.ready.length > 0);
    if (problems.length > 0 || photos.problems.length > 0) return again(problems);
    const gone = await listIdsTakenOut(c.var.deps.db, loaded.incident.slug);
    const kept = await keep(c, ({ document, incident }) => ({
      edit: () => added(document, incident.zone, fields, gone),
    }));
    if (kept.result === 'saved')
      return afterEntry(c, kept.incident, kept.made || kept.incident.entries.at(-1)?.id, '#entries', photos);
    return again(kept.result === 'refused' ? kept.problems.map(atBox) : []);
  });

  return app;
}

/** The box as what was shared opens it: what of that was not taken, or waits no longer, is told. */
function sharedState(input: Input | undefined): FormState {
  if (input === undefined) return { input: new Map(), problems: [{ field: '', key: 'desk.share.gone' }] };
  const count = Number(textOf(input, 'dropped'));
  const fields = new Map([...input].filter(([field]) => field !== 'dropped'));
  if (count === 0) return fresh(fields);
  return { input: fields, problems: [{ field: 'files', key: 'desk.share.dropped', params: { count } }] };
}

/** What one box hands on to the next. */
const onward = (input: Input): Input =>
  new Map([...input].filter(([field]) => field === 'box' || field === 'whose' || field === 'held'));

const withWhose = (fields: Input, input: Input): Input =>
  new Map([...fields, ...[...input].filter(([field]) => field === 'whose' || field === 'held')]);

/**
 * On to the full form, with everything in a working copy of its own: that of the box goes, for nobody is to find the same words
 * in two places, and nothing is lost where the full form is left.
 */
async function toFullForm(c: DeskContext, slug: string, { input }: { input: Input }): Promise<Response> {
  const { deps, now, session, keeping, path } = c.var;
  const user = session.user.id;
  const { once } = keeping;
  const form = `/desk/incidents/${slug}/entries`;
  await keepWorkingCopy(deps.db, { user, form, once, version: 0, fields: input, now });
  const before = onceOf(c.var.input);
  if (before !== undefined) await removeWorkingCopy(deps.db, { user, form: path, once: before });
  return onTo(c, `/incidents/${slug}/entries/new?copy=${once}`);
}

async function anywhere(c: DeskContext, state: FormState): Promise<Response> {
  const { lines: incidents } = await listDeskIncidents(c.var.deps.db, { limit: INCIDENTS_SHOWN });
  return show(
    c,
    <CaptureAnywherePage desk={deskOf(c)} {...{ state, incidents }} held={await heldShown(c, state.input)} />,
  );
}

/** Whether what was understood stood on the page when it was sent; words of the newsroom's own need no second look. */
function wasShown(input: Input, { box, shown }: Capture, read: CaptureShown | undefined): boolean {
  const nothingToShow = box.url === null && (read?.same.length ?? 0) === 0 && textOf(input, 'find') === '';
  return nothingToShow || textOf(input, 'shown') === shown;
}

function problemsIn(input: Input, { box, at, by }: Capture, hasPhoto: boolean): Problem[] {
  const speaker = readSpeaker(by);
  return [
    ...(box.words === '' ? [{ field: 'box', key: hasPhoto ? 'desk.photo.words' : 'desk.wrong.box' } as const] : []),
    ...(at === undefined ? [{ field: 'when', key: 'desk.wrong.when' } as const] : []),
    ...(speaker !== undefined && speaker.office === null
      ? [{ field: 'by', key: 'desk.wrong.by_office' } as const]
      : []),
    ...(textOf(input, 'by') !== '' && speaker === undefined && by !== 'event' && by !== 'report'
      ? [{ field: 'by', key: 'expected.one_of' } as const]
      : []),
  ];
}

const atBox = (problem: Problem): Problem => ({ ...problem, field: CAPTURE_FIELDS[problem.field] ?? problem.field });
