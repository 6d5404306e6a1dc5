import { Hono } from 'hono';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import type { HistoryLine } from '../../../views/desk/history.tsx';
import { IncidentDeskPage, IncidentListPage } from '../../../views/desk/incident.tsx';
import { IncidentEditPage } from '../../../views/desk/incident-edit.tsx';
import { IncidentNewPage, type NewRead, NewReadBack } from '../../../views/desk/incident-new.tsx';
import { DraftRemovalPage } from '../../../views/desk/removal.tsx';
import { localWords } from '../../../views/parts/words.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { Directory } from '../../domain/directory.ts';
import { changesBetween, type IncidentDocument, writeIncident } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { officesWithin } from '../../domain/monday.ts';
import { soundsOf } from '../../domain/name-match.ts';
import { isMadeAt, promiseAt } from '../../domain/promise.ts';
import { firstDay } from '../../domain/span.ts';
import { isSilent, waitingIn } from '../../domain/waiting.ts';
import { wordsIn } from '../../domain/words.ts';
import { type Instant, localDate } from '../../domain/zone.ts';
import { deleteDraft, findDraft, saveDraft } from '../../records/desk.ts';
import { listDeskIncidents, listSlugsLike } from '../../records/desk-list.ts';
import { findToCheck } from '../../records/languages.ts';
import { findNewsroomWish } from '../../records/newsroom.ts';
import { findPlaceOffice, listPlaces, savePlace } from '../../records/places.ts';
import { listRevisions } from '../../records/revisions.ts';
import { listSameDay } from '../../records/similar.ts';
import { findTakenDown } from '../../records/taken-back.ts';
import { listUsers } from '../../records/users.ts';
import { refuse } from '../refusal.ts';
import type { Part } from './both.ts';
import { onToBox } from './capture-page.tsx';
import { byOf, type DeskContext, type DeskEnv, deskOf, editorsOnly, onTo, opened, pageIn, show } from './context.ts';
import { checkEdit, placesAt, seenOf } from './edit.ts';
import { fieldsOfIncident, headOf, INCIDENT_FIELDS, incidentOfFields } from './incident-form.ts';
import { sentForm } from './keeping.ts';
import { lookChoices } from './look-choices.ts';
import { type NewIncident, readNewIncident, TOPICS, whereOf } from './new-incident.ts';
import { heldShown, photosOnce, withPhotos } from './photos.ts';
import { reviewOf } from './publication.tsx';
import { readBack } from './reads.ts';
import { freeId } from './slug.ts';
import { directoryOf, keepPart, type Loaded, loadIncident } from './store.ts';
import { readTyped } from './typed-fields.ts';
import { notedIn } from './waiting.tsx';

/** An incident without its lists, as its form changes it. */
const OWN_FACTS: Part = {
  find: headOf,
  fields: (part) => fieldsOfIncident(part as IncidentDocument),
  make: (input, previous) => incidentOfFields(input, previous as IncidentDocument),
  put: (document, part) => ({ document: { ...document, ...part }, places: placesAt('$', INCIDENT_FIELDS) }),
};

/** What somebody should look for in the incident at `now` (UTC milliseconds), as the lists of what waits have it. */
function lookedForIn(incident: Incident, now: Instant): string[] {
  const promises = incident.promises.filter((promise) => {
    if (!isMadeAt(promise, incident, now)) return false;
    const state = promiseAt(promise, incident, now);
    return state.status === 'overdue' || waitingIn(state) === 'soon';
  });
  return [...promises.map(({ id }) => id), ...(isSilent(incident, now) ? ['first_post'] : [])];
}

/** Incidents on one page of the list. */
const PAGE = 50;
/** Revisions that the desk of an incident lists. */
const HISTORY_SHOWN = 50;

/** Logging an incident, its own facts, and the page from which everything of it is reached. */
export function incidents(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents', async (c) => {
    const { digestZone } = c.var.deps.config;
    const page = pageIn(c);
    const found = await listDeskIncidents(c.var.deps.db, { limit: PAGE, offset: (page - 1) * PAGE });
    const lines = found.lines.map(({ slug, title, changedAt, publishedAt, hasDraft }) => ({
      slug,
      title,
      state: { publishedAt, hasDraft },
      changedOn: localDate(changedAt, digestZone),
    }));
    return show(c, <IncidentListPage desk={deskOf(c)} {...{ lines, page, more: found.more }} />);
  });

  app.get('/desk/incidents/new', async (c) => newIncidentPage(c, opened(c, inputOf({ when: 'now' }))));

  app.post('/desk/incidents/reading', async (c) => {
    const made = await newOf(c, c.var.input, await directoryOf(c));
    return show(c, <NewReadBack desk={deskOf(c)} read={await newRead(c, made)} />);
  });

  app.post('/desk/incidents', async (c) => {
    const { input } = c.var;
    const directory = await directoryOf(c);
    const made = await newOf(c, input, directory);
    const photos = await photosOnce(c);
    const again = async (problems: readonly Problem[], status: 200 | 422) => {
      const held = await withPhotos(c, input, photos);
      return newIncidentPage(c, { input: held.input, problems: [...problems, ...held.problems] }, directory, status);
    };
    if (textOf(input, 'act') === 'read') return again([], 200);
    if (made.document === undefined) return again(made.problems, 422);
    const checked = checkEdit({ document: made.document, places: placesAt('$', INCIDENT_FIELDS) }, directory);
    if (!checked.ok) return again(checked.problems, 422);
    const { office } = checked.incident;
    const slug = await create(c, checked.incident);
    await savePlace(c.var.deps.db, { user: c.var.session.user.id, place: made.where, office, now: c.var.now });
    return onToBox(c, slug, photos);
  });

  app.get('/desk/incidents/:slug', async (c) => {
    const loaded = await loadIncident(c);
    const { incident, document } = loaded;
    const directory = await directoryOf(c);
    const lookFor = lookedForIn(incident, c.var.now);
    const promiseOf = (id: string) => document.promises?.find((promise) => promise.id === id);
    return show(
      c,
      <IncidentDeskPage
        desk={deskOf(c)}
        incident={incident}
        directory={directory}
        names={namesOf(c, directory)}
        state={{ publishedAt: loaded.public?.publishedAt ?? null, hasDraft: loaded.draft !== undefined }}
        review={await reviewOf(c, incident.slug)}
        takenDown={await findTakenDown(c.var.deps.db, incident.slug)}
        toCheck={await findToCheck(c.var.deps.db, incident)}
        history={await historyOf(c, incident.slug)}
        seen={(_, id) => seenOf(promiseOf(id))}
        now={c.var.now}
        lookFor={lookFor}
        look={
          await lookChoices(
            c,
            directory,
            lookFor.map((what) => ({ incident, what })),
          )
        }
        noted={notedIn(c)}
      />,
    );
  });

  app.get('/desk/incidents/:slug/edit', async (c) => {
    const loaded = await loadIncident(c);
    const state = opened(c, fieldsOfIncident(loaded.document));
    return editPage(c, loaded, state, textOf(state.input, 'seen') || undefined);
  });

  app.post('/desk/incidents/:slug', async (c) => {
    const wrong = readTyped(c, textOf(c.var.input, 'zone'), ['started', 'ended']);
    const { input } = c.var;
    if (wrong.length > 0)
      return editPage(c, await loadIncident(c), { input, problems: wrong }, textOf(input, 'seen'), 422);
    if (textOf(input, 'act') === 'read') return editPage(c, await loadIncident(c), fresh(input), textOf(input, 'seen'));
    const kept = await keepPart(c, () => OWN_FACTS);
    if (kept.result === 'saved') return onTo(c, `/incidents/${kept.incident.slug}`);
    if (kept.result === 'refused')
      return editPage(c, await loadIncident(c), { input, problems: kept.problems }, textOf(input, 'seen'), 422);
    if (kept.result === 'left') return onTo(c, '/incidents');
    return editPage(c, kept.loaded, kept.state, kept.seen, 409);
  });

  app.get('/desk/incidents/:slug/draft/removal', editorsOnly, async (c) => {
    const { incident, draft, public: shown } = await loadIncident(c);
    if (draft === undefined) refuse(404);
    const desk = deskOf(c);
    return show(c, <DraftRemovalPage desk={desk} incident={incident} published={shown !== undefined} />);
  });

  app.post('/desk/incidents/:slug/draft/removal', editorsOnly, async (c) => {
    const { deps, now } = c.var;
    const { incident, public: shown } = await loadIncident(c);
    await deleteDraft(deps.db, { slug: incident.slug, by: byOf(c), now, why: null });
    return onTo(c, shown === undefined ? '/incidents' : `/incidents/${incident.slug}`);
  });

  return app;
}

async function newOf(c: DeskContext, input: Input, { offices }: Directory): Promise<NewIncident> {
  const { deps, session, lang, now } = c.var;
  const remembered = await findPlaceOffice(deps.db, session.user.id, whereOf(input));
  return readNewIncident(input, offices, lang, now, remembered);
}

async function newRead(c: DeskContext, { office, started }: NewIncident): Promise<NewRead> {
  const { deps, now } = c.var;
  const zone = office?.zone ?? deps.config.digestZone;
  const on = started && firstDay(started, zone);
  const same = office && on ? await listSameDay(deps.db, { office: office.id, on, zone }) : [];
  return { office, started: started && { span: started, zone }, now, same };
}

/** Places that the form proposes: where this reporter logged something last, then his own regions. */
const PLACES_SHOWN = 4;
async function placesOf(c: DeskContext, { offices }: Directory): Promise<string[]> {
  const { deps, session, lang } = c.var;
  const last = await listPlaces(deps.db, session.user.id, PLACES_SHOWN);
  const wish = await findNewsroomWish(deps.db, session.user.id);
  const near = officesWithin(offices, wish?.scopes ?? []);
  const own = offices.flatMap(({ id, region }) => (near.includes(id) ? (wordsIn(region, lang)?.text ?? []) : []));
  const once = new Map([...last.map(({ place }) => place), ...own].map((place) => [soundsOf(place).join(' '), place]));
  return [...once.values()].slice(0, PLACES_SHOWN);
}

/** The shortest form of an incident. */
export async function newIncidentPage(
  c: DeskContext,
  state: FormState,
  known?: Directory,
  status: 200 | 422 = 200,
): Promise<Response> {
  const directory = known ?? (await directoryOf(c));
  const places = await placesOf(c, directory);
  const first = places[0];
  const input =
    state.input.has('known') || first === undefined ? state.input : new Map([...state.input, ['known', [first]]]);
  const read = await newRead(c, await newOf(c, input, directory));
  const desk = deskOf(c);
  return show(
    c,
    <IncidentNewPage
      desk={desk}
      {...{ directory, places, read }}
      topics={TOPICS}
      state={{ ...state, input }}
      held={await heldShown(c, input)}
    />,
    status,
  );
}

/** Addresses below /desk/incidents that are no incident. */
const OWN_ADDRESSES = ['new', 'reading'];

/** Saves it under the first address that is free; the same one sent twice (a slow line, a second touch) is one. Gives the address. */
async function create(c: DeskContext, incident: Loaded['incident']): Promise<string> {
  const { deps, now } = c.var;
  const sent = sentForm(c.var.input, c.var.session.user.id, c.var.path);
  const taken = new Set([...OWN_ADDRESSES, ...(await listSlugsLike(deps.db, incident.slug))]);
  const same = await findDraft(deps.db, incident.slug);
  if (same !== undefined && changesBetween(writeIncident(same.incident), writeIncident(incident)).length === 0)
    return incident.slug;
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const slug = freeId(incident.slug, (id) => taken.has(id));
    const saved = await saveDraft(deps.db, {
      incident: { ...incident, slug },
      expected: null,
      by: byOf(c),
      now,
      why: null,
      ...(sent && { sent: { ...sent, made: slug } }),
    });
    if (saved.result === 'repeated') return saved.made;
    if (saved.result === 'saved') return slug;
    taken.add(slug);
  }
  return refuse(503);
}

async function editPage(
  c: DeskContext,
  { incident, document }: Loaded,
  state: FormState,
  seen = seenOf(headOf(document)),
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const directory = await directoryOf(c);
  const zone = textOf(state.input, 'zone') || incident.zone;
  const reads = { started: readBack(state.input, 'started', zone), ended: readBack(state.input, 'ended', zone) };
  const zones = [...new Set([incident.zone, ...directory.offices.map((office) => office.zone)])].sort();
  return show(
    c,
    <IncidentEditPage
      desk={deskOf(c)}
      incident={incident}
      directory={directory}
      zones={zones}
      state={state}
      seen={seen}
      reads={reads}
    />,
    status,
  );
}

function namesOf(c: DeskContext, directory: Directory): Map<string, string> {
  const r = readerOf(c.var.lang);
  return new Map([...directory.offices, ...directory.officials].map(({ id, name }) => [id, localWords(r, name)]));
}

async function historyOf(c: DeskContext, slug: string): Promise<HistoryLine[]> {
  const { db } = c.var.deps;
  const users = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
  const revisions = await listRevisions(db, 'incident', slug);
  return revisions.slice(0, HISTORY_SHOWN).map(({ at, user, act, why, changes }) => ({
    at,
    who: user === null ? null : (users.get(user) ?? null),
    act,
    why,
    changes,
  }));
}
