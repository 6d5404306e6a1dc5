import { Hono } from 'hono';
import { entryLabel } from '../../../views/desk/choices.ts';
import { type FormState, fresh, inputOf, type Problem, textOf, textsOf } from '../../../views/desk/form-state.ts';
import { GoneTakingPage, LiftingPage, type PartChoice, TakingPage } from '../../../views/desk/taking.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { Incident } from '../../domain/incident.ts';
import { PART_KINDS, type Part, type Way } from '../../domain/taken-back.ts';
import { findForDesk } from '../../records/desk.ts';
import { listToldPromises } from '../../records/digests.ts';
import { listTakings, type Taking } from '../../records/taken-back.ts';
import { isOfHistory, liftTaking, retract, takeDown } from '../../records/taking-back.ts';
import { listUsers } from '../../records/users.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, editorsOnly, onTo, show } from './context.ts';
import { wordsOf } from './input.ts';
import { type Loaded, loadIncident } from './store.ts';
import { withCode } from './with-code.tsx';

const WAYS = { takedown: 'taken_down', retraction: 'retracted' } as const satisfies Record<string, Way>;
const LONGEST_REASON = 2000;

/** A takedown by a court and a retraction, each one press with its reason, and their lifting. Editors alone. domain.md, Records. */
export function takings(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  for (const name of ['takedown', 'retraction'] as const) {
    const way = WAYS[name];
    app.get(`/desk/incidents/:slug/${name}`, editorsOnly, async (c) => {
      const part = c.req.query('part');
      const input = inputOf({ what: part === undefined ? 'whole' : 'parts', part: part === undefined ? [] : [part] });
      if (way === 'taken_down' && (await isGone(c))) return gonePage(c, fresh(inputOf({ what: 'whole' })));
      return page(c, await loadIncident(c), way, fresh(input));
    });
    app.post(`/desk/incidents/:slug/${name}`, editorsOnly, withCode, async (c) => takeBack(c, way));
  }

  app.get('/desk/incidents/:slug/takings/:id/lifting', editorsOnly, async (c) => {
    const loaded = await loadIncident(c);
    return liftingPage(c, loaded, await takingOf(c, loaded), fresh());
  });

  app.post('/desk/incidents/:slug/takings/:id/lifting', editorsOnly, withCode, async (c) => {
    const { input, deps, now } = c.var;
    const loaded = await loadIncident(c);
    const taking = await takingOf(c, loaded);
    const why = wordsOf(input, 'why');
    const problems = reasonProblems(why);
    if (why === null || problems.length > 0) return liftingPage(c, loaded, taking, { input, problems }, 422);
    const { slug } = loaded.incident;
    await liftTaking(deps.db, { slug, id: taking.id, by: byOf(c), now, why });
    return onTo(c, `/incidents/${slug}`);
  });

  return app;
}

async function takeBack(c: DeskContext, way: Way): Promise<Response> {
  if (way === 'taken_down' && (await isGone(c))) return takeDownGone(c);
  const { input, deps, now } = c.var;
  const loaded = await loadIncident(c);
  const { slug } = loaded.incident;
  const whole = way === 'taken_down' && textOf(input, 'what') === 'whole';
  const parts: Part[] = whole ? [{ kind: 'incident', id: '' }] : textsOf(input, 'part').flatMap(partOf);
  const why = wordsOf(input, 'why');
  const problems: Problem[] = [
    ...(parts.length === 0 ? [{ field: 'part', key: 'desk.taking.need_part' } as const] : []),
    ...reasonProblems(why),
  ];
  if (why === null || problems.length > 0) return page(c, loaded, way, { input, problems }, 422);
  const act = way === 'taken_down' ? takeDown : retract;
  const done = await act(deps.db, { slug, parts, by: byOf(c), now, why });
  if (done.result === 'missing')
    return page(c, loaded, way, { input, problems: [{ field: 'part', key: 'desk.taking.missing' }] }, 422);
  return onTo(c, `/incidents/${slug}`);
}

const slugOf = (c: DeskContext): string => c.req.param('slug') ?? '';

/** Whether nothing is left of the incident but its history: a digest may still tell of it. */
async function isGone(c: DeskContext): Promise<boolean> {
  const { db } = c.var.deps;
  return (await findForDesk(db, slugOf(c))) === undefined && (await isOfHistory(db, slugOf(c)));
}

async function takeDownGone(c: DeskContext): Promise<Response> {
  const { input, deps, now } = c.var;
  const why = wordsOf(input, 'why');
  const problems = reasonProblems(why);
  if (why === null || problems.length > 0) return gonePage(c, { input, problems }, 422);
  await takeDown(deps.db, { slug: slugOf(c), parts: [{ kind: 'incident', id: '' }], by: byOf(c), now, why });
  return onTo(c, '/incidents');
}

function gonePage(c: DeskContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  return show(c, <GoneTakingPage desk={deskOf(c)} slug={slugOf(c)} state={state} />, status);
}

function reasonProblems(why: string | null): Problem[] {
  if (why === null) return [{ field: 'why', key: 'desk.taking.need_why' }];
  return why.length > LONGEST_REASON
    ? [{ field: 'why', key: 'expected.at_most', params: { count: LONGEST_REASON } }]
    : [];
}

/** `promise:results`, as a form and an address name a part. */
function partOf(text: string): Part[] {
  const [name, id] = text.split(':');
  const kind = PART_KINDS.find((known) => known === name && known !== 'incident');
  return kind === undefined || !id ? [] : [{ kind, id }];
}

async function takingOf(c: DeskContext, { incident }: Loaded): Promise<Taking> {
  const id = Number(c.req.param('id')) || 0;
  const found = (await listTakings(c.var.deps.db, incident.slug)).find((taking) => taking.id === id);
  return found === undefined || found.lifted !== null ? refuse(404) : found;
}

async function page(
  c: DeskContext,
  loaded: Loaded,
  way: Way,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { incident, public: shown } = loaded;
  const takings = await listTakings(c.var.deps.db, incident.slug);
  const source = way === 'retracted' ? shown?.incident : incident;
  const told = way === 'retracted' ? [] : await listToldPromises(c.var.deps.db, incident.slug);
  return show(
    c,
    <TakingPage
      desk={deskOf(c)}
      incident={incident}
      way={way}
      choices={source === undefined ? [] : choicesOf(c, source, takings, told)}
      takings={await named(c, incident, takings)}
      state={state}
    />,
    status,
  );
}

async function liftingPage(
  c: DeskContext,
  { incident }: Loaded,
  taking: Taking,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  const [line] = await named(c, incident, [taking]);
  return show(
    c,
    <LiftingPage desk={deskOf(c)} incident={incident} taking={line ?? refuse(404)} state={state} />,
    status,
  );
}

/** What may be ticked: every promise and entry that is not taken back yet, and promises that only digests (`told`) still tell of. */
function choicesOf(
  c: DeskContext,
  incident: Incident,
  takings: readonly Taking[],
  told: readonly { id: string; words: string }[],
): PartChoice[] {
  const r = readerOf(c.var.lang);
  const gone = new Set(takings.flatMap(({ part, lifted }) => (lifted === null ? [`${part.kind}:${part.id}`] : [])));
  const all = [
    ...incident.promises.map(({ id, text }) => ({ value: `promise:${id}`, label: text })),
    ...told
      .filter(({ id }) => incident.promises.every((promise) => promise.id !== id))
      .map(({ id, words }) => ({ value: `promise:${id}`, label: words })),
    ...incident.entries.map((entry) => ({ value: `entry:${entry.id}`, label: entryLabel(r, entry, incident.zone) })),
  ];
  return all.filter(({ value }) => !gone.has(value));
}

/** Each with the words of its part and the name of who took it back. */
async function named(c: DeskContext, incident: Incident, takings: readonly Taking[]) {
  const r = readerOf(c.var.lang);
  const users = new Map((await listUsers(c.var.deps.db)).map(({ id, name }) => [id, name]));
  return takings.map((taking) => {
    const { kind, id } = taking.part;
    const entry = incident.entries.find((each) => kind === 'entry' && each.id === id);
    const words =
      entry === undefined
        ? (incident.promises.find((each) => kind === 'promise' && each.id === id)?.text ?? id)
        : entryLabel(r, entry, incident.zone);
    return { ...taking, words, who: taking.by === null ? null : (users.get(taking.by) ?? null) };
  });
}
