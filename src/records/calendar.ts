import type { Calendar } from '../domain/calendar.ts';
import { type CalendarChange, withChanges, wrongDays } from '../domain/calendar-change.ts';
import { type CalendarMove, calendarMoves, withMoves } from '../domain/calendar-moves.ts';
import { changesBetween, writeIncident } from '../domain/document.ts';
import { KAZAKHSTAN } from '../domain/holidays-kz.ts';
import type { Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import type { Signed } from './desk.ts';
import { type Edition, findEdition, insertEditions, loadEditions, updateEdition } from './editions.ts';
import { needsSecondEditor } from './four-eyes.ts';
import { instantOf, isoOf } from './instants.ts';
import { fromJson } from './json.ts';
import { requireCode } from './publication-code.ts';
import { addRevision, bumpFactsRevision, holdFacts } from './revisions.ts';
import type { EditionState } from './tables.ts';

/** A year or a decree as an editor added it. `addedAt`: UTC milliseconds. */
export type RecordedChange = CalendarChange & { readonly id: number; readonly addedAt: Instant };

/** What editors added to the built-in calendar, in the order in which it was added. */
export async function listCalendarChanges(db: Db): Promise<RecordedChange[]> {
  const rows = await db.selectFrom('calendar_changes').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    year: row.year,
    off: fromJson(row.off),
    working: fromJson(row.working),
    source: row.source,
    note: row.note,
    addedAt: instantOf(row.added_at),
  }));
}

/** The working calendar as it holds now: the built-in table with every year and decree that editors added. */
export async function loadCalendar(db: Db): Promise<Calendar> {
  return calendarWith(await listCalendarChanges(db));
}

/** The built-in table with these changes, in their order. */
export const calendarWith = (changes: readonly CalendarChange[]): Calendar =>
  changes.length === 0 ? KAZAKHSTAN : withChanges(KAZAKHSTAN, changes);

/** What an editor wants of the calendar: one more change, or one less. */
export type CalendarPlan = { readonly add: CalendarChange } | { readonly remove: number };

/** The due days of one edition that would move. */
export type MovedEdition = {
  readonly slug: string;
  readonly state: EditionState;
  readonly title: Texts;
  readonly texts: Readonly<Record<string, string>>;
  readonly moves: readonly CalendarMove[];
};

/** What the plan would do, before anything is done. `change`: what is added or removed. */
export type CalendarEffect = {
  readonly change: CalendarChange;
  readonly before: Calendar;
  /** Changes that would no longer make sense: a decree whose year goes. While there are any, nothing is done. */
  readonly leaning: readonly CalendarChange[];
  readonly moved: readonly MovedEdition[];
};

/** What the plan would move, draft and public editions apart; undefined where what it would remove is not there. */
export async function foreseeCalendar(db: Db, plan: CalendarPlan): Promise<CalendarEffect | undefined> {
  const changes = await listCalendarChanges(db);
  const change = 'add' in plan ? plan.add : changes.find(({ id }) => id === plan.remove);
  if (change === undefined) return undefined;
  const before = calendarWith(changes);
  const left: CalendarChange[] = 'add' in plan ? [...changes, plan.add] : changes.filter((one) => one !== change);
  const after = calendarWith(left);
  const leaning = left.filter((one, index) => wrongDays(one, calendarWith(left.slice(0, index))).length > 0);
  const moved: MovedEdition[] = [];
  for await (const { incident, state } of editionsWithTerms(db)) {
    const moves = calendarMoves(incident, before, after);
    if (moves.length === 0) continue;
    const texts = Object.fromEntries(incident.promises.map(({ id, text }) => [id, text]));
    moved.push({ slug: incident.slug, state, title: incident.title, texts, moves });
  }
  return { change, before, leaning, moved };
}

const BATCH = 200;

/** Every edition with a promise that has the words of a term, by the id of its row. */
async function* editionsWithTerms(db: Db): AsyncGenerator<Edition> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('editions')
      .selectAll()
      .where('id', '>', after)
      .where(({ exists, or, selectFrom }) =>
        or(
          (['promises', 'deadline_changes'] as const).map((table) =>
            exists(
              selectFrom(table)
                .select(`${table}.position`)
                .whereRef(`${table}.edition_id`, '=', 'editions.id')
                .where(`${table}.phrase`, 'is not', null),
            ),
          ),
        ),
      )
      .orderBy('id')
      .limit(BATCH)
      .execute();
    yield* await loadEditions(db, rows);
    const last = rows.at(-1);
    if (rows.length < BATCH || last === undefined) return;
    after = last.id;
  }
}

export type CalendarSaved =
  | { readonly result: 'saved' }
  /** What it would move is no longer what the editor confirmed, or other changes lean on it: nothing was written. */
  | { readonly result: 'conflict' }
  | { readonly result: 'missing' };

/**
 * Adds or removes a change and moves the due days that follow from it, each with its revision, in one transaction: in drafts, and
 * in what readers see; where four eyes are on, that waits in a draft for another editor. `confirmed` says whether these moves are the ones that the editor has seen; `why` stands with
 * the corrections that readers see.
 */
export async function saveCalendar(
  db: Db,
  plan: CalendarPlan,
  { by, now, why, confirmed }: Signed & { confirmed: (moved: readonly MovedEdition[]) => boolean },
): Promise<CalendarSaved> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const effect = await foreseeCalendar(trx, plan);
    if (effect === undefined) return { result: 'missing' };
    // a press that came twice is one
    if ('add' in plan && isNewest(await listCalendarChanges(trx), plan.add)) return { result: 'saved' };
    if (effect.leaning.length > 0 || !confirmed(effect.moved)) return { result: 'conflict' };
    await requireCode(trx, by, now);
    const id = 'add' in plan ? await insertChange(trx, plan.add, now) : await deleteChange(trx, plan.remove);
    const [before, after] = 'add' in plan ? [null, effect.change] : [effect.change, null];
    const changes = [{ path: `changes[${id}]`, before, after }];
    const subject = { subject: 'settings', subjectId: 'calendar', act: 'edited', public: false } as const;
    await addRevision(trx, { ...subject, at: now, user: by.user, via: by.via, why, changes });
    const moved = new Map(effect.moved.map((one) => [`${one.state} ${one.slug}`, one.moves]));
    const second = await needsSecondEditor(trx, by);
    if (moved.size > 0)
      for await (const edition of editionsWithTerms(trx)) {
        const moves = moved.get(`${edition.state} ${edition.incident.slug}`);
        if (moves === undefined) continue;
        if (second && edition.state === 'public') await moveInDraft(trx, edition, moves, { by, now, why });
        else await moveEdition(trx, edition, moves, { by, now, why });
      }
    await bumpFactsRevision(trx);
    return { result: 'saved' };
  });
}

/** Whether the very change stands last already. */
function isNewest(changes: readonly RecordedChange[], change: CalendarChange): boolean {
  const plain = ({ kind, year, off, working, source, note }: CalendarChange) =>
    JSON.stringify([kind, year, off, working, source, note]);
  const last = changes.at(-1);
  return last !== undefined && plain(last) === plain(change);
}

async function insertChange(trx: Db, change: CalendarChange, now: Instant): Promise<number> {
  const { kind, year, off, working, source, note } = change;
  const days = { off: JSON.stringify(off), working: JSON.stringify(working) };
  const { id } = await trx
    .insertInto('calendar_changes')
    .values({ kind, year, ...days, source, note, added_at: isoOf(now) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function deleteChange(trx: Db, id: number): Promise<number> {
  await trx.deleteFrom('calendar_changes').where('id', '=', id).execute();
  return id;
}

/** What readers see stays as it is: its moved due days wait in a draft. A draft that is there has moved by itself. */
async function moveInDraft(
  trx: Db,
  { incident: shown, firstPublishedAt, addedAt }: Edition,
  moves: readonly CalendarMove[],
  { by, now, why }: Signed,
): Promise<void> {
  if ((await findEdition(trx, shown.slug, 'draft')) !== undefined) return;
  const incident = withMoves(shown, moves);
  const version = await addRevision(trx, {
    at: now,
    user: by.user,
    via: by.via,
    subject: 'incident',
    subjectId: incident.slug,
    act: 'recounted',
    why,
    changes: changesBetween(writeIncident(shown), writeIncident(incident)),
    public: false,
  });
  await insertEditions(trx, [{ state: 'draft', incident, version, publishedAt: null, firstPublishedAt, addedAt }], now);
}

/** The edition with its due days moved. What readers see changes with a public revision, as a correction does. */
async function moveEdition(
  trx: Db,
  edition: Edition,
  moves: readonly CalendarMove[],
  { by, now, why }: Signed,
): Promise<void> {
  const incident = withMoves(edition.incident, moves);
  const shown = edition.state === 'public';
  const version = await addRevision(trx, {
    at: now,
    user: by.user,
    via: by.via,
    subject: 'incident',
    subjectId: incident.slug,
    act: 'recounted',
    why,
    changes: changesBetween(writeIncident(edition.incident), writeIncident(incident)),
    public: shown,
  });
  // A clock may be set back: nothing is published before it was published first.
  const publishedAt = shown ? Math.max(now, edition.firstPublishedAt ?? now) : edition.publishedAt;
  await updateEdition(trx, { ...edition, incident, version, publishedAt }, now);
}
