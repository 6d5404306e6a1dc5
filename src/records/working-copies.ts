import { createHash } from 'node:crypto';
import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from './database.ts';
import { instantOf, isoOf } from './instants.ts';
import { fromJson } from './json.ts';

/** The values of a form's fields, in the order of the form. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/**
 * What somebody typed into a form and has not saved. `form`: the address to which it is sent, without the language; `once`: the
 * name of this copy, which the form carries; `version`: how often it was written; `savedAt`: UTC milliseconds.
 */
export type WorkingCopy = { form: string; once: string; version: number; fields: Fields; savedAt: Instant };

type Owned = { user: number; form: string; once: string };

/** The person's copies of that form, the newest first: more than one only where a form was opened anew beside an older copy. */
export async function listWorkingCopies(
  db: Db,
  { user, form }: { user: number; form: string },
): Promise<WorkingCopy[]> {
  const rows = await db
    .selectFrom('working_copies')
    .selectAll()
    .where('user_id', '=', user)
    .where('form', '=', form)
    .orderBy('saved_at', 'desc')
    .orderBy('once')
    .execute();
  return rows.map(copyOf);
}

/** Everything that the person typed and did not save, at `under` (without the language) and below it, the newest first. */
export async function listUnsaved(
  db: Db,
  { user, under, limit }: { user: number; under: string; limit: number },
): Promise<WorkingCopy[]> {
  const rows = await db
    .selectFrom('working_copies')
    .selectAll()
    .where('user_id', '=', user)
    .where((is) => is.or([is('form', '=', under), is('form', 'like', `${under}/%`)]))
    .orderBy('saved_at', 'desc')
    .orderBy('once')
    .limit(limit)
    .execute();
  return rows.map(copyOf);
}

type Row = { form: string; once: string; version: number; fields: string; saved_at: string };

const copyOf = (row: Row): WorkingCopy => ({
  form: row.form,
  once: row.once,
  version: row.version,
  fields: new Map(fromJson<[string, string[]][]>(row.fields)),
  savedAt: instantOf(row.saved_at),
});

export type Kept =
  | { result: 'kept'; version: number }
  /** Exactly this was saved from the same form meanwhile: there is nothing to keep. */
  | { result: 'saved' }
  /** The copy was written from elsewhere since `version`, or is gone: nothing was written over. */
  | { result: 'conflict' };

/** Keeps what was typed under its name. `version`: the one that the form last heard of, 0 for none. It is no revision. */
export async function keepWorkingCopy(
  db: Db,
  { user, form, once, version, fields, now }: Owned & { version: number; fields: Fields; now: Instant },
): Promise<Kept> {
  return inTransaction(db, async (trx) => {
    if ((await findSavedForm(trx, { user, once, fields })) !== undefined) return { result: 'saved' };
    const written = { version: version + 1, fields: JSON.stringify([...fields]), saved_at: isoOf(now) };
    const rows =
      version === 0
        ? await trx
            .insertInto('working_copies')
            .values({ user_id: user, form, once, ...written })
            .onConflict((conflict) => conflict.columns(['user_id', 'form', 'once']).doNothing())
            .returning('version')
            .execute()
        : await trx
            .updateTable('working_copies')
            .set(written)
            .where('user_id', '=', user)
            .where('form', '=', form)
            .where('once', '=', once)
            .where('version', '=', version)
            .returning('version')
            .execute();
    return rows.length === 0 ? { result: 'conflict' } : { result: 'kept', version: version + 1 };
  });
}

/** Throws a copy away: its owner said so, or it was saved. */
export async function removeWorkingCopy(db: Db, { user, form, once }: Owned): Promise<void> {
  await db
    .deleteFrom('working_copies')
    .where('user_id', '=', user)
    .where('form', '=', form)
    .where('once', '=', once)
    .execute();
}

/** A form as it was sent: by whom, from which rendering, with what in it. */
export type SentForm = Owned & { fields: Fields };

/** What was made when exactly this was sent from the same rendering before; undefined if it never was. */
export async function findSavedForm(
  db: Db,
  { user, once, fields }: Omit<SentForm, 'form'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('saved_forms')
    .select('made')
    .where('user_id', '=', user)
    .where('once', '=', once)
    .where('sent', '=', printed(fields))
    .executeTakeFirst();
  return row?.made;
}

const REMEMBERED_MS = 90 * 86_400_000;

/** Notes, in the transaction that saves, that the form was saved and what it made; its working copy goes. */
export async function noteSavedForm(trx: Db, sent: SentForm & { made: string; now: Instant }): Promise<void> {
  const { user, once, fields, made, now } = sent;
  await trx
    .deleteFrom('saved_forms')
    .where('saved_at', '<', isoOf(now - REMEMBERED_MS))
    .execute();
  await trx
    .insertInto('saved_forms')
    .values({ user_id: user, once, sent: printed(fields), made, saved_at: isoOf(now) })
    .onConflict((conflict) => conflict.columns(['user_id', 'once', 'sent']).doNothing())
    .execute();
  await removeWorkingCopy(trx, sent);
}

/** Stands for these fields and no others, in whatever order they came. */
function printed(fields: Fields): string {
  const filled = [...fields].filter(([, values]) => values.some((value) => value !== ''));
  const sorted = filled.sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
}
