import { Hono } from 'hono';
import { CaptureAnywherePage, CaptureRead } from '../../../views/desk/capture.tsx';
import type { CaptureShown } from '../../../views/desk/capture-words.ts';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { readSpeaker } from '../../domain/speakers.ts';
import { listDeskIncidents } from '../../records/desk.ts';
import { CAPTURE_FIELDS, type Capture, entryFieldsOf, readCapture } from './capture-form.ts';
import { capturePage, shownOf } from './capture-page.tsx';
import { type DeskContext, type DeskEnv, deskOf, opened, show } from './context.ts';
import { added, afterEntry, entryPage } from './entries.tsx';
import { newIncidentPage } from './incidents.tsx';
import { directoryOf, keep, loadIncident } from './store.ts';

/** Incidents that the box proposes when it does not know to which one it belongs. */
const INCIDENTS_SHOWN = 8;

/** One box that takes a link or words and becomes an entry. What it understood is shown before anything is saved. */
export function capture(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  // What another program shares comes by its address: it survives the door, and writes nothing.
  app.get('/desk/capture', (c) => anywhere(c, fresh(inputOf({ box: sharedWords(c) }))));

  app.post('/desk/capture', async (c) => {
    const slug = textOf(c.var.input, 'incident');
    const box = textOf(c.var.input, 'box');
    if (slug === '' || slug === 'new') return newIncidentPage(c, fresh(inputOf({ when: 'now', box })));
    return capturePage(c, await loadIncident(c, slug), inputOf({ box }));
  });

  app.get('/desk/incidents/:slug/capture', async (c) => {
    const { input } = opened(c, inputOf({ box: sharedWords(c) }));
    return capturePage(c, await loadIncident(c), input);
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
    const act = textOf(input, 'act');
    if (act === 'full') return entryPage(c, loaded, null, fresh(entryFieldsOf(input, read)));
    const shown = await shownOf(c, loaded.incident, directory, input);
    if (act === 'read' || !wasShown(input, read, shown)) return capturePage(c, loaded, input);
    const problems = problemsIn(input, read);
    if (problems.length > 0) return capturePage(c, loaded, input, problems);
    const fields = entryFieldsOf(input, read);
    const kept = await keep(c, ({ document, incident }) => ({ edit: () => added(document, incident.zone, fields) }));
    if (kept.result === 'saved')
      return afterEntry(c, kept.incident, kept.made || kept.incident.entries.at(-1)?.id, '#entries');
    return capturePage(c, loaded, input, kept.result === 'refused' ? kept.problems.map(atBox) : []);
  });

  return app;
}

async function anywhere(c: DeskContext, state: FormState): Promise<Response> {
  const incidents = (await listDeskIncidents(c.var.deps.db)).slice(0, INCIDENTS_SHOWN);
  return show(c, <CaptureAnywherePage desk={deskOf(c)} state={state} incidents={incidents} />);
}

/** The title, the words and the address that another program shares, once each. */
function sharedWords(c: DeskContext): string {
  const { box, title, text, url } = c.req.query();
  const parts = [box, title, text, url].flatMap((part) => part?.trim() || []);
  return parts
    .filter(
      (part, at) =>
        !parts.some((other, index) => index !== at && other.includes(part) && (other !== part || index < at)),
    )
    .join('\n');
}

/** Whether what was understood stood on the page when it was sent; words of the newsroom's own need no second look. */
function wasShown(input: Input, { box, shown }: Capture, read: CaptureShown | undefined): boolean {
  const nothingToShow = box.url === null && (read?.same.length ?? 0) === 0 && textOf(input, 'find') === '';
  return nothingToShow || textOf(input, 'shown') === shown;
}

function problemsIn(input: Input, { box, at, by }: Capture): Problem[] {
  const speaker = readSpeaker(by);
  return [
    ...(box.words === '' ? [{ field: 'box', key: 'desk.wrong.box' } as const] : []),
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
