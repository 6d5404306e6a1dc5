import { Hono } from 'hono';
import { cut } from '../../../views/desk/choices.ts';
import {
  type FormState,
  fresh,
  type Input,
  inputOf,
  type Problem,
  textOf,
  textsOf,
} from '../../../views/desk/form-state.ts';
import { CheckFormPage, ReplyFormPage } from '../../../views/desk/look-form.tsx';
import { wallTime } from '../../../views/format/clock.ts';
import { replyParagraph } from '../../../views/newsroom/reply-paragraph.ts';
import type { Reader } from '../../../views/reader.ts';
import type { IncidentDocument } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { LANGUAGES } from '../../domain/words.ts';
import { baseUrl } from '../context.ts';
import { openedPart } from './both.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, opened, show } from './context.ts';
import { checkEdit, placesAt, seenOf, withItem } from './edit.ts';
import { findLine, linePart, seenLine } from './lines.ts';
import { colleaguesOf, lookProblems, secondOf } from './look-choices.ts';
import {
  CHECK_FIELDS,
  type CheckDocument,
  checkOfFields,
  fieldsOfCheck,
  fieldsOfReply,
  REPLY_FIELDS,
  type ReplyDocument,
  replyOfFields,
} from './look-form.ts';
import { heldShown, type Photos, photosOnce, withPhotos } from './photos.ts';
import { readBack } from './reads.ts';
import { removal } from './removal.tsx';
import { hangScreenshots } from './screenshots.ts';
import { directoryOf, keep, keepPart, type Loaded, loadIncident } from './store.ts';
import { readTyped } from './typed-fields.ts';

type Part = CheckDocument | ReplyDocument;
type Told = { document: IncidentDocument; r: Reader };

/** What the promise or the entry says that a check or a reply is about. */
function wordsIn({ promises, entries }: IncidentDocument, id: string): string | undefined {
  const entry = entries.find((candidate) => candidate.id === id);
  return promises?.find((promise) => promise.id === id)?.text ?? entry?.text ?? entry?.quote ?? undefined;
}

/** The two lists whose lines have no id: they go by their place in the list, counted from 1. */
const LISTS = {
  checks: {
    page: CheckFormPage,
    fields: CHECK_FIELDS,
    read: (part: Part) => fieldsOfCheck(part as CheckDocument),
    write: (input: Input, zone: string, previous?: Part) =>
      checkOfFields(input, zone, previous as CheckDocument | undefined),
    words: (part: Part, { document, r }: Told) => {
      const { note, channels, for: sought } = part as CheckDocument;
      const goal = wordsIn(document, sought) ?? r.t('desk.check.first_post');
      return note ?? `${goal}: ${channels.map((network) => r.t(`network.${network}`)).join(', ')}`;
    },
  },
  replies: {
    page: ReplyFormPage,
    fields: REPLY_FIELDS,
    read: (part: Part) => fieldsOfReply(part as ReplyDocument),
    write: (input: Input, zone: string, previous?: Part) =>
      replyOfFields(input, zone, previous as ReplyDocument | undefined),
    words: (part: Part, { document }: Told) => {
      const { text, to } = part as ReplyDocument;
      return text ?? wordsIn(document, to) ?? to;
    },
  },
} as const;
type ListName = keyof typeof LISTS;

/** Checks and replies: adding, changing, taking out. */
export function looks(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/checks/new', async (c) => {
    const loaded = await loadIncident(c);
    const [date, time] = wallTime(c.var.now, loaded.incident.zone).iso.slice(0, 16).split('T');
    const at = { at_precision: 'minute', at_date: date, at_time: time };
    return page(
      c,
      'checks',
      loaded,
      null,
      opened(c, inputOf({ ...at, for: c.req.query('for') ?? 'first_post', looked: 'we' })),
    );
  });
  app.get('/desk/incidents/:slug/replies/new', async (c) =>
    page(c, 'replies', await loadIncident(c), null, opened(c, inputOf({ to: c.req.query('to') }))),
  );

  for (const name of ['checks', 'replies'] as const) {
    app.get(`/desk/incidents/:slug/${name}`, (c) => onTo(c, `/incidents/${c.req.param('slug')}/${name}/new`));
    app.post(`/desk/incidents/:slug/${name}`, async (c) => add(c, name));
    app.get(`/desk/incidents/:slug/${name}/:number`, async (c) => {
      const loaded = await loadIncident(c);
      const { index } = seenLine(c);
      const part = loaded.document[name]?.[index];
      const state = openedPart(c, loaded, part && LISTS[name].read(part));
      return page(c, name, loaded, index, state, textOf(state.input, 'seen') || seenOf(part));
    });
    app.post(`/desk/incidents/:slug/${name}/:number`, async (c) => change(c, name));
    removal(app, `/${name}/:number`, async (loaded, c) => {
      const { document } = loaded;
      const line = seenLine(c);
      const index = line.seen === '' ? line.index : await findLine(c, loaded, name, line);
      const found = index === undefined ? undefined : partAt(document, name, index);
      if (found === undefined) return undefined;
      const left = withItem<Part>(document[name], found.index, undefined);
      return {
        part: found.part,
        what: cut(LISTS[name].words(found.part, { document, r: deskOf(c).r }), 300),
        document: { ...document, [name]: left },
      };
    });
  }

  return app;
}

function partAt(document: IncidentDocument, name: ListName, index: number): { index: number; part: Part } | undefined {
  const part = document[name]?.[index];
  return part === undefined ? undefined : { index, part };
}

/** The times of a check and of a reply that may be typed in words. */
const TIMES = ['at', 'asked'] as const;

/** A new line at the end; the same one sent twice is one. */
async function add(c: DeskContext, name: ListName): Promise<Response> {
  const loaded = await loadIncident(c);
  const wrong = readTyped(c, loaded.incident.zone, TIMES);
  const { input } = c.var;
  const shots = name === 'checks' ? await photosOnce(c, 'newsroom') : NONE;
  const again = async (problems: readonly Problem[], status: 200 | 422, now = loaded) => {
    const held = await withPhotos(c, input, shots);
    return page(
      c,
      name,
      now,
      null,
      { input: held.input, problems: [...problems, ...held.problems] },
      undefined,
      status,
    );
  };
  if (wrong.length > 0) return again(wrong, 422);
  const { fields, read, write } = LISTS[name];
  if (textOf(input, 'act') === 'read') return again([], 200);
  const second = name === 'checks' ? await secondOf(c, textOf(input, 'second')) : null;
  const missing = name === 'checks' ? missingOf(input, second, shots.ready.length > 0) : [];
  if (missing.length > 0 || shots.problems.length > 0) {
    // all that is wrong at once: what the document refuses, and what the newsroom asks of a look
    const items: unknown[] = [...(loaded.document[name] ?? []), write(input, loaded.incident.zone)];
    const places = placesAt(`$.${name}[${items.length - 1}]`, fields);
    const checked = checkEdit({ document: { ...loaded.document, [name]: items }, places }, await directoryOf(c));
    const refused = checked.ok ? [] : checked.problems;
    const others = missing.filter(({ field }) => refused.every((problem) => problem.field !== field));
    return again([...refused, ...others], 422);
  }
  const why = second === null ? null : c.var.t('desk.look.second.why', { who: second });
  const kept = await keep(
    c,
    ({ document, incident }) => {
      const made = write(input, incident.zone);
      const items: Part[] = document[name] ?? [];
      const again = items.some((item) => JSON.stringify(write(read(item), incident.zone)) === JSON.stringify(made));
      const edit = again
        ? { document, places: {} }
        : {
            document: { ...document, [name]: [...items, made] },
            places: placesAt(`$.${name}[${items.length}]`, fields),
          };
      return { edit: () => edit };
    },
    why,
  );
  if (kept.result === 'saved')
    return (await hangScreenshots(c, kept.incident, shots)) ?? onTo(c, `/incidents/${kept.incident.slug}#${name}`);
  return again(kept.result === 'refused' ? kept.problems : [], 422, await loadIncident(c));
}

const NONE: Photos = { ready: [], problems: [] };

/** Where one looked; who looked too, or a screenshot, where the newsroom claims silence of its own knowledge. */
function missingOf(input: Input, second: string | null, screenshot: boolean): Problem[] {
  const by = textOf(input, 'looked') === 'source' ? {} : null;
  const look = { for: textOf(input, 'for'), found: textOf(input, 'found') || null, by: by as CheckDocument['by'] };
  return lookProblems(look as Parameters<typeof lookProblems>[0], {
    networks: textsOf(input, 'channels'),
    second,
    screenshot,
  });
}

/** The form of a check with what a press of the desk's first page said, and what is wrong with it. */
export async function checkPage(c: DeskContext, state: FormState, status: 200 | 422): Promise<Response> {
  return page(c, 'checks', await loadIncident(c), null, state, undefined, status);
}

async function change(c: DeskContext, name: ListName): Promise<Response> {
  const loaded = await loadIncident(c);
  const wrong = readTyped(c, loaded.incident.zone, TIMES);
  const { input } = c.var;
  const line = seenLine(c);
  const { index, seen } = line;
  if (wrong.length > 0) return page(c, name, loaded, index, { input, problems: wrong }, seen, 422);
  if (textOf(input, 'act') === 'read') return page(c, name, await loadIncident(c), index, fresh(input), seen);
  let place: number | undefined;
  const kept = await keepPart(c, async (now) => {
    place = await findLine(c, now, name, line);
    return linePart(name, { place, seen: line }, LISTS[name]);
  });
  const { slug } = loaded.incident;
  if (kept.result === 'saved') return onTo(c, `/incidents/${slug}#${name}`);
  if (kept.result === 'left') return onTo(c, `/incidents/${slug}`);
  if (kept.result === 'refused')
    return page(c, name, await loadIncident(c), index, { input, problems: kept.problems }, seen, 422);
  return page(c, name, kept.loaded, place ?? index, kept.state, kept.seen, 409);
}

async function page(
  c: DeskContext,
  name: ListName,
  { incident }: Loaded,
  index: number | null,
  state: FormState,
  seen?: string,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const Page = LISTS[name].page;
  const reads = Object.fromEntries(
    ['at', 'asked'].map((field) => [field, readBack(state.input, field, incident.zone)]),
  );
  const colleagues = name === 'checks' ? await colleaguesOf(c) : [];
  const paragraphs = await paragraphsOf(c, name, incident, index);
  const form = { incident, state, index, seen, reads, colleagues, paragraphs, held: await heldShown(c, state.input) };
  return show(c, <Page desk={deskOf(c)} {...form} />, status);
}

/** Of a reply, the paragraph for the newsroom's own site, in each language. */
async function paragraphsOf(c: DeskContext, name: ListName, incident: Incident, index: number | null) {
  const reply = name === 'replies' && index !== null ? incident.replies[index] : undefined;
  if (reply === undefined) return [];
  const { deps, now } = c.var;
  const asked = { directory: await directoryOf(c), baseUrl: baseUrl(deps), now };
  return LANGUAGES.map((lang) => ({ lang, text: replyParagraph(lang, incident, reply, asked) }));
}
