import { CapturePage } from '../../../views/desk/capture.tsx';
import type { CaptureShown } from '../../../views/desk/capture-words.ts';
import { type FormState, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Incident } from '../../domain/incident.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { listSameAddress, listSameQuote } from '../../records/similar.ts';
import { entryFieldsOf, readCapture } from './capture-form.ts';
import { type DeskContext, deskOf, onTo, show } from './context.ts';
import { heldShown, type Photos, withPhotos } from './photos.ts';
import { directoryOf, type Loaded, loadIncident } from './store.ts';
import { entryTerms } from './terms.tsx';

/** The page of the box for an incident; with problems it is refused. */
export async function capturePage(
  c: DeskContext,
  { incident }: Pick<Loaded, 'incident'>,
  input: Input,
  problems: readonly Problem[] = [],
  status: 200 | 422 = problems.length > 0 ? 422 : 200,
): Promise<Response> {
  const directory = await directoryOf(c);
  const shown = await shownOf(c, incident, directory, input);
  const state: FormState = { input, problems };
  return show(
    c,
    <CapturePage desk={deskOf(c)} {...{ incident, directory, state, shown }} held={await heldShown(c, input)} />,
    status,
  );
}

/** What of the box its form shows; undefined while nothing is in it. Nothing is written. */
export async function shownOf(
  c: DeskContext,
  incident: Incident,
  directory: Directory,
  input: Input,
): Promise<CaptureShown | undefined> {
  if (textOf(input, 'box') === '') return undefined;
  const { deps, now, lang } = c.var;
  const read = readCapture(input, { incident, directory, now, lang });
  const { url, words } = read.box;
  const [addresses, quotes] = [
    url === null ? [] : await listSameAddress(deps.db, url),
    words === '' ? [] : await listSameQuote(deps.db, words),
  ];
  const same = [
    ...addresses.map((entry) => ({ ...entry, by: 'address' as const })),
    ...quotes
      .filter((entry) => addresses.every(({ slug, id }) => slug !== entry.slug || id !== entry.id))
      .map((entry) => ({ ...entry, by: 'quote' as const })),
  ];
  const fields = entryFieldsOf(input, read);
  return { capture: read, same, fields, terms: entryTerms(fields, incident, await loadCalendar(deps.db)) };
}

/** An incident that was just logged with words in its box goes on to them. */
export async function onToBox(c: DeskContext, slug: string, photos: Photos): Promise<Response> {
  const box = textOf(c.var.input, 'box');
  if (box === '' && photos.ready.length === 0 && photos.problems.length === 0) return onTo(c, `/incidents/${slug}`);
  const whose = textOf(c.var.input, 'whose');
  const { input, problems } = await withPhotos(c, inputOf({ box, whose }), photos);
  return capturePage(c, await loadIncident(c, slug), input, problems, 200);
}
