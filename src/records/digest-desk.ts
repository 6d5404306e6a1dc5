import { isSameLine, type LineName } from '../domain/digest-edit.ts';
import { changesBetween } from '../domain/document.ts';
import type { Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { instantOf, instantOrNull, isoOf, isoOrNull } from './instants.ts';
import { fromJson } from './json.ts';
import { requireCode } from './publication-code.ts';
import { type Act, addRevision, type By, bumpFactsRevision, holdFacts } from './revisions.ts';
import type { DigestStrikeRow, DigestWeekRow } from './tables.ts';

/** A line that an editor took out: which, why, who (null: a user who is gone) and when, in UTC milliseconds. */
export type Strike = LineName & { reason: string; by: number | null; at: Instant };

/** What editors said of a week before it is issued. A week that is held is not released, and the other way round. */
export type WeekDesk = {
  week: string;
  held: { at: Instant; by: number | null; why: string } | null;
  released: { at: Instant; by: number | null } | null;
  foreword: Texts;
  /** In the order in which they were struck. */
  strikes: Strike[];
};

/** What editors said of the week so far; nothing, where they said nothing. */
export async function findWeekDesk(db: Db, week: string): Promise<WeekDesk> {
  const row = await db.selectFrom('digest_weeks').selectAll().where('week', '=', week).executeTakeFirst();
  const strikes = await db
    .selectFrom('digest_strikes')
    .selectAll()
    .where('week', '=', week)
    .orderBy('struck_at')
    .orderBy('incident')
    .orderBy('promise')
    .execute();
  return { ...(row === undefined ? nothingSaid(week) : weekOf(row)), strikes: strikes.map(strikeOf) };
}

const nothingSaid = (week: string) => ({ week, held: null, released: null, foreword: {} });

function weekOf(row: DigestWeekRow): Omit<WeekDesk, 'strikes'> {
  const heldAt = instantOrNull(row.held_at);
  const releasedAt = instantOrNull(row.released_at);
  return {
    week: row.week,
    held: heldAt === null ? null : { at: heldAt, by: row.held_by, why: row.held_why ?? '' },
    released: releasedAt === null ? null : { at: releasedAt, by: row.released_by },
    foreword: fromJson<Texts>(row.foreword),
  };
}

function strikeOf({ incident, promise, reason, user_id, struck_at }: DigestStrikeRow): Strike {
  return { incident, promise: promise || null, reason, by: user_id, at: instantOf(struck_at) };
}

/** The weeks, from `since` on, that were issued, are held, and were released: their names. */
export async function listWeekWords(
  db: Db,
  since: string,
): Promise<{ issued: Set<string>; held: Set<string>; released: Set<string> }> {
  const issued = await db.selectFrom('digests').select('week').where('week', '>=', since).execute();
  const said = await db
    .selectFrom('digest_weeks')
    .select(['week', 'held_at', 'released_at'])
    .where('week', '>=', since)
    .execute();
  const names = (rows: { week: string }[]) => new Set(rows.map(({ week }) => week));
  return {
    issued: names(issued),
    held: names(said.filter(({ held_at }) => held_at !== null)),
    released: names(said.filter(({ released_at }) => released_at !== null)),
  };
}

/** Since when the record has told readers anything: the first publication or issue. Null: it never has. */
export async function findFirstTold(db: Db): Promise<Instant | null> {
  const shown = await db
    .selectFrom('editions')
    .select(({ fn }) => fn.min('first_published_at').as('at'))
    .executeTakeFirst();
  const issued = await db
    .selectFrom('digests')
    .select(({ fn }) => fn.min('issued_at').as('at'))
    .executeTakeFirst();
  const instants = [shown?.at, issued?.at].filter((at) => typeof at === 'string').map(instantOf);
  return instants.length === 0 ? null : Math.min(...instants);
}

export type Said = { week: string; by: By; now: Instant };
/** *Issued*: the week went out meanwhile, nothing changes it any more, and nothing was written. */
export type WeekResult = 'saved' | 'issued';

/** Holds the week back, with the reason. */
export function holdWeek(db: Db, { why, ...said }: Said & { why: string }): Promise<WeekResult> {
  return change(db, said, { act: 'held', why }, (desk) => ({
    ...desk,
    held: { at: said.now, by: said.by.user, why },
    released: null,
  }));
}

/** An editor's word that the week may go out: it is held no more. */
export function releaseWeek(db: Db, said: Said): Promise<WeekResult> {
  return change(db, said, { act: 'released' }, (desk) => ({
    ...desk,
    held: null,
    released: desk.released ?? { at: said.now, by: said.by.user },
  }));
}

/** Puts the foreword in the place of what was there; empty: none. */
export function saveForeword(db: Db, { foreword, ...said }: Said & { foreword: Texts }): Promise<WeekResult> {
  return change(db, said, { act: 'edited' }, (desk) => ({ ...desk, foreword }));
}

/** Takes a line out of the week, with the reason; one that was struck before gets the new reason. */
export function strikeLine(
  db: Db,
  { incident, promise, reason, ...said }: Said & LineName & { reason: string },
): Promise<WeekResult> {
  const strike = { incident, promise, reason, by: said.by.user, at: said.now };
  return change(db, said, { act: 'struck', why: reason }, (desk) => ({
    ...desk,
    strikes: [...desk.strikes.filter((other) => !isSameLine(other, strike)), strike],
  }));
}

/** Puts a struck line back. */
export function unstrikeLine(db: Db, { incident, promise, ...said }: Said & LineName): Promise<WeekResult> {
  return change(db, said, { act: 'edited' }, (desk) => ({
    ...desk,
    strikes: desk.strikes.filter((other) => !isSameLine(other, { incident, promise })),
  }));
}

/** One change of what is said of a week, with its revision, unless the week was issued. Issuing waits for it, and it for issuing. */
async function change(
  db: Db,
  { week, by, now }: Said,
  { act, why = null }: { act: Act; why?: string | null },
  edit: (desk: WeekDesk) => WeekDesk,
): Promise<WeekResult> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const issued = await trx.selectFrom('digests').select('week').where('week', '=', week).executeTakeFirst();
    if (issued !== undefined) return 'issued';
    const before = await findWeekDesk(trx, week);
    const after = edit(before);
    const changes = changesBetween(before, after);
    if (changes.length === 0) return 'saved';
    if (act === 'released') await requireCode(trx, by, now);
    await store(trx, after);
    const subject = { subject: 'digest' as const, subjectId: week, public: false };
    await addRevision(trx, { ...subject, at: now, user: by.user, via: by.via, act, why, changes });
    await bumpFactsRevision(trx);
    return 'saved';
  });
}

async function store(trx: Db, { week, held, released, foreword, strikes }: WeekDesk): Promise<void> {
  const row = {
    week,
    held_at: isoOrNull(held?.at ?? null),
    held_by: held?.by ?? null,
    held_why: held?.why ?? null,
    released_at: isoOrNull(released?.at ?? null),
    released_by: released?.by ?? null,
    foreword: JSON.stringify(foreword),
  };
  await trx
    .insertInto('digest_weeks')
    .values(row)
    .onConflict((conflict) => conflict.column('week').doUpdateSet(row))
    .execute();
  await trx.deleteFrom('digest_strikes').where('week', '=', week).execute();
  if (strikes.length === 0) return;
  const rows = strikes.map(({ incident, promise, reason, by, at }) => ({
    week,
    incident,
    promise: promise ?? '',
    reason,
    user_id: by,
    struck_at: isoOf(at),
  }));
  await trx.insertInto('digest_strikes').values(rows).execute();
}
