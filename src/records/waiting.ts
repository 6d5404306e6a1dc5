import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Entry } from '../domain/entry.ts';
import type { Incident, Reply } from '../domain/incident.ts';
import {
  DUE_SOON_HOURS,
  isMadeAt,
  type Promised,
  type PromiseState,
  promiseAt,
  STALE_DAYS,
} from '../domain/promise.ts';
import { isSocial, NETWORKS } from '../domain/source.ts';
import { withoutTakenBack } from '../domain/taken-back.ts';
import {
  awaitedReply,
  isSilent,
  isUnanswered,
  SILENT_DAYS,
  type WaitingPromises,
  waitingIn,
} from '../domain/waiting.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inSnapshot } from './database.ts';
import { loadEditions } from './editions.ts';
import { isoOf } from './instants.ts';
import type { Database } from './tables.ts';
import { loadTakenBack } from './taken-back.ts';

// What waits for the newsroom. Each incident is seen as the desk works on it: its draft if there is one, else what is public,
// without what was taken back. Stored hints and indexes narrow, the domain decides: no list reads the whole record.

export type WaitingAsked = {
  /** UTC milliseconds. */
  now: Instant;
  /** Only what these offices promised or answer for; absent: everybody's. */
  offices?: readonly string[];
  limit: number;
  offset?: number;
};

/** A part of a list. `more`: there may be further lines. `count`: about how many the whole list has; no further than `COUNTED`. */
export type Waiting<T> = { lines: T[]; more: boolean; count: number };

/** Beyond so many a list is only said to be longer. */
export const COUNTED = 1000;
/** Of promises of which something is recorded for later, so many are looked at: they are few. */
const MOVING = 500;

export type WaitingPromise = { incident: Incident; promise: Promised; state: PromiseState };

/** One of the lists of promises, by due instant; possible answers by when they came. */
export async function listWaitingPromises(
  db: Db,
  which: WaitingPromises,
  asked: WaitingAsked,
): Promise<Waiting<WaitingPromise>> {
  const { now, limit, offset = 0 } = asked;
  return inSnapshot(db, async (snapshot) => {
    const settled = settledPromises(snapshot, which, asked);
    const order = which === 'answers' ? 'promises.settled_hint' : 'promises.due_hint';
    const rows = await settled
      .select(['promises.edition_id', 'promises.id'])
      .orderBy(order)
      .orderBy('promises.slug')
      .orderBy('promises.id')
      .limit(limit + 1)
      .offset(offset)
      .execute();
    const moving =
      offset > 0
        ? []
        : await deskPromises(snapshot, asked)
            .select(['promises.edition_id', 'promises.id'])
            .where('promises.settled_hint', '>', isoOf(now))
            .orderBy('promises.settled_hint')
            .limit(MOVING)
            .execute();
    const decide = async (places: { edition_id: number; id: string }[]) => {
      const incidents = await loadForDesk(snapshot, places);
      return places.flatMap(({ edition_id, id }) => lineOf(incidents.get(edition_id), id, which, now));
    };
    const late = await decide(moving);
    const lines = await decide(rows.slice(0, limit));
    return { lines: [...late, ...lines], more: rows.length > limit, count: late.length + (await counted(settled)) };
  });
}

function lineOf(incident: Incident | undefined, id: string, which: WaitingPromises, now: Instant): WaitingPromise[] {
  const promise = incident?.promises.find((candidate) => candidate.id === id);
  if (incident === undefined || promise === undefined || !isMadeAt(promise, incident, now)) return [];
  const state = promiseAt(promise, incident, now);
  return waitingIn(state) === which ? [{ incident, promise, state }] : [];
}

/** Promises of which every recorded fact counts by now: what their hints say holds. */
function settledPromises(db: Db, which: WaitingPromises, asked: WaitingAsked) {
  const { now } = asked;
  const query = deskPromises(db, asked).where('promises.settled_hint', '<=', isoOf(now));
  // In these very words the indexes know themselves again.
  if (which === 'answers') return query.where('promises.answer_hint', '=', sql.lit(1));
  const open = query.where('promises.due_hint', 'is not', null).where('promises.open_hint', '=', sql.lit(1));
  const fresh = isoOf(now - STALE_DAYS * 86_400_000);
  if (which === 'soon')
    return open
      .where('promises.due_hint', '>=', isoOf(now))
      .where('promises.due_hint', '<=', isoOf(now + DUE_SOON_HOURS * 3_600_000));
  if (which === 'stale')
    return open
      .where('promises.due_hint', '<', fresh)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('checks')
              .select('checks.position')
              .whereRef('checks.edition_id', '=', 'promises.edition_id')
              .whereRef('checks.promise_id', '=', 'promises.id')
              .where('checks.at_earliest', '>=', fresh)
              .where('checks.at_latest', '<=', isoOf(now)),
          ),
        ),
      );
  return open
    .where('promises.due_hint', '<', isoOf(now))
    .where('promises.due_hint', '>=', fresh)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('checks')
            .select('checks.position')
            .whereRef('checks.edition_id', '=', 'promises.edition_id')
            .whereRef('checks.promise_id', '=', 'promises.id')
            .where('checks.found', 'is', null)
            .whereRef('checks.at_earliest', '>=', 'promises.due_hint')
            .where('checks.at_latest', '<=', isoOf(now)),
        ),
      ),
    );
}

/** The promises of the editions that the desk works on, without those that were taken back by themselves. */
function deskPromises(db: Db, { offices }: WaitingAsked) {
  const query = db
    .selectFrom('promises')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('editions')
          .select('editions.id')
          .whereRef('editions.id', '=', 'promises.edition_id')
          .where(isForDesk),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('taken_back')
            .select('taken_back.id')
            .whereRef('taken_back.incident', '=', 'promises.slug')
            .where('taken_back.lifted_at', 'is', null)
            .where((taken) =>
              taken.or([
                taken('taken_back.part', '=', 'incident'),
                taken.and([taken('taken_back.part', '=', 'promise'), sql<boolean>`taken_back.part_id = promises.id`]),
              ]),
            ),
        ),
      ),
    );
  if (offices === undefined) return query;
  const among = offices.length === 0 ? [''] : offices;
  return query.where(({ or, exists, selectFrom }) =>
    or([
      exists(
        selectFrom('editions')
          .select('editions.id')
          .whereRef('editions.id', '=', 'promises.edition_id')
          .where('editions.office', 'in', among),
      ),
      exists(
        selectFrom('entries')
          .select('entries.id')
          .whereRef('entries.edition_id', '=', 'promises.edition_id')
          .whereRef('entries.id', '=', 'promises.made_in')
          .where('entries.by_office', 'in', among),
      ),
    ]),
  );
}

/** A draft, or what is public where there is no draft. */
function isForDesk({ or, eb, not, exists, selectFrom }: ExpressionBuilder<Database, 'editions'>) {
  return or([
    eb('editions.state', '=', 'draft'),
    not(
      exists(
        selectFrom('editions as draft')
          .select('draft.id')
          .whereRef('draft.slug', '=', 'editions.slug')
          .where('draft.state', '=', 'draft'),
      ),
    ),
  ]);
}

async function counted<Tables extends keyof Database>(
  query: SelectQueryBuilder<Database, Tables, object>,
): Promise<number> {
  const rows = await query.select(sql<number>`1`.as('one')).limit(COUNTED).execute();
  return rows.length;
}

/** Those editions without what was taken back, by the id of their row; one that was taken down as a whole is left out. */
async function loadForDesk(db: Db, places: readonly { edition_id: number }[]): Promise<Map<number, Incident>> {
  const ids = [...new Set(places.map(({ edition_id }) => edition_id))];
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('editions').selectAll().where('id', 'in', ids).execute();
  const taken = await loadTakenBack(
    db,
    rows.map(({ slug }) => slug),
  );
  return new Map(
    (await loadEditions(db, rows)).flatMap(({ id, incident }): [number, Incident][] => {
      const own = taken.filter((each) => each.incident === incident.slug);
      if (own.some(({ part }) => part.kind === 'incident')) return [];
      return [[id, withoutTakenBack(incident, own).incident]];
    }),
  );
}

const SOCIAL = NETWORKS.filter(isSocial);
/** An acute incident that began so long ago, and has not ended by the record, is left to the list of incidents. */
const BEGAN_DAYS = 365;

/** Acute incidents without a first post that are still to be watched, the newest first. */
export async function listSilent(db: Db, asked: WaitingAsked): Promise<Waiting<Incident>> {
  const { now, offices, limit, offset = 0 } = asked;
  const since = isoOf(now - SILENT_DAYS * 86_400_000);
  return inSnapshot(db, async (snapshot) => {
    let query = snapshot
      .selectFrom('editions')
      .where('editions.state', 'in', ['draft', 'public'])
      .where('editions.kind', '=', 'acute')
      .where('editions.began_at', '>=', isoOf(now - BEGAN_DAYS * 86_400_000))
      .where(({ or, eb, and }) =>
        or([
          eb('editions.ended_latest', '>=', since),
          and([
            eb('editions.ended', 'is', null),
            or([eb('editions.started_latest', '>=', since), eb('editions.started_latest', 'is', null)]),
          ]),
        ]),
      )
      .where(isForDesk)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('entries')
              .select('entries.id')
              .whereRef('entries.edition_id', '=', 'editions.id')
              .whereRef('entries.by_office', '=', 'editions.office')
              .where('entries.kind', '=', 'statement')
              .where('entries.network', 'in', SOCIAL)
              .where('entries.at_earliest', '<=', isoOf(now)),
          ),
        ),
      );
    if (offices !== undefined) query = query.where('editions.office', 'in', offices.length === 0 ? [''] : offices);
    const rows = await query
      .select('editions.id as edition_id')
      .orderBy('editions.began_at', 'desc')
      .orderBy('editions.slug')
      .limit(limit + 1)
      .offset(offset)
      .execute();
    const incidents = await loadForDesk(snapshot, rows);
    const lines = rows.slice(0, limit).flatMap(({ edition_id }) => incidents.get(edition_id) ?? []);
    return { lines: lines.filter((one) => isSilent(one, now)), more: rows.length > limit, count: await counted(query) };
  });
}

export type WaitingQuestion = { incident: Incident; entry: Entry };

/** Questions that nobody answered, the newest first. */
export async function listQuestions(db: Db, asked: WaitingAsked): Promise<Waiting<WaitingQuestion>> {
  const { offices, limit, offset = 0 } = asked;
  return inSnapshot(db, async (snapshot) => {
    let query = snapshot
      .selectFrom('entries')
      .innerJoin('editions', 'editions.id', 'entries.edition_id')
      // In these very words the index of open questions knows itself again.
      .where(sql<boolean>`entries.kind = 'question' and entries.answered_by is null`)
      .where('entries.answer', 'is', null)
      .where('entries.removed', 'is', null)
      .where(isForDesk as never);
    const among = offices?.length === 0 ? [''] : offices;
    if (among !== undefined)
      query = query.where(({ or, eb }) =>
        or([eb('editions.office', 'in', among), eb('entries.asked_of', 'in', among)]),
      );
    const rows = await query
      .select(['entries.edition_id', 'entries.id'])
      .orderBy(sql`coalesce(entries.at_latest, entries.at_earliest)`, 'desc')
      .orderBy('entries.edition_id')
      .orderBy('entries.id')
      .limit(limit + 1)
      .offset(offset)
      .execute();
    const incidents = await loadForDesk(snapshot, rows);
    const lines = rows.slice(0, limit).flatMap(({ edition_id, id }): WaitingQuestion[] => {
      const incident = incidents.get(edition_id);
      const entry = incident?.entries.find((candidate) => candidate.id === id);
      return incident !== undefined && entry !== undefined && isUnanswered(entry) ? [{ incident, entry }] : [];
    });
    return { lines, more: rows.length > limit, count: await counted(query) };
  });
}

/** `number`: its place in the incident's list, counted from 1: what its address names. `channel`: by which way it was asked for, where that is noted. */
export type WaitingReply = {
  incident: Incident;
  reply: Reply;
  number: number;
  until: Instant;
  over: boolean;
  channel: string | null;
};

/** Replies that were asked for and have not come, the one whose window ends first at the top. */
export async function listAwaitedReplies(db: Db, asked: WaitingAsked): Promise<Waiting<WaitingReply>> {
  const { now, offices, limit, offset = 0 } = asked;
  return inSnapshot(db, async (snapshot) => {
    let query = snapshot
      .selectFrom('replies')
      .innerJoin('editions', 'editions.id', 'replies.edition_id')
      .where(sql<boolean>`replies.asked is not null and replies.at is null and replies.text is null`)
      .where('replies.asked_latest', 'is not', null)
      .where(isForDesk as never);
    if (offices !== undefined) query = query.where('editions.office', 'in', offices.length === 0 ? [''] : offices);
    const rows = await query
      .select(['replies.edition_id', 'replies.position'])
      .orderBy('replies.asked_latest')
      .orderBy('replies.edition_id')
      .orderBy('replies.position')
      .limit(limit + 1)
      .offset(offset)
      .execute();
    const shown = rows.slice(0, limit);
    const [whole, seen] = [await loadWhole(snapshot, shown), await loadForDesk(snapshot, shown)];
    const lines: WaitingReply[] = [];
    for (const { edition_id, position } of shown) {
      // The place is that of the record as a whole; whether anybody waits for it, that of what still stands.
      const reply = whole.get(edition_id)?.replies[position];
      const incident = seen.get(edition_id);
      if (reply === undefined || incident === undefined) continue;
      const awaited = awaitedReply(reply, now);
      if (awaited === null || !incident.replies.some(({ to }) => to === reply.to)) continue;
      const channel = await findRequestChannel(snapshot, incident.slug, reply);
      lines.push({ incident, reply, number: position + 1, ...awaited, channel });
    }
    return { lines, more: rows.length > limit, count: await counted(query) };
  });
}

async function loadWhole(db: Db, places: readonly { edition_id: number }[]): Promise<Map<number, Incident>> {
  const ids = [...new Set(places.map(({ edition_id }) => edition_id))];
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('editions').selectAll().where('id', 'in', ids).execute();
  return new Map((await loadEditions(db, rows)).map(({ id, incident }) => [id, incident]));
}

async function findRequestChannel(db: Db, slug: string, { to, asked }: Reply): Promise<string | null> {
  const row = await db
    .selectFrom('reply_requests')
    .select('channel')
    .where('incident', '=', slug)
    .where('reply_to', '=', to)
    .where('asked', '=', JSON.stringify(asked?.written ?? null))
    .executeTakeFirst();
  return row?.channel ?? null;
}
