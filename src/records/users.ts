import { type Change, changesBetween } from '../domain/document-changes.ts';
import type { Instant } from '../domain/zone.ts';
import { type AuditKind, aboutUser, addAudit } from './audit.ts';
import { type Db, inTransaction } from './database.ts';
import { noteEndedSessions } from './ended-sessions.ts';
import { instantOf, instantOrNull, isoOf } from './instants.ts';
import { type Act, addRevision, type By } from './revisions.ts';
import type { Role } from './tables.ts';

/** Somebody who works at the desk. Instants are UTC milliseconds; `disabledAt` null: may sign in. */
export type User = {
  id: number;
  email: string;
  name: string;
  role: Role;
  createdAt: Instant;
  disabledAt: Instant | null;
  /** A standing permission: as a reporter he may publish cards of facts alone at night. */
  nightCards: boolean;
};

/** One address, one account: without spaces around it, in small letters. */
export function normalisedEmail(email: string): string {
  return email.trim().toLowerCase();
}

export type NewUser = {
  email: string;
  name: string;
  role: Role;
  /** As the desk's password file makes it; null: no password yet, only links. */
  passwordHash: string | null;
  by: By;
  now: Instant;
};

/** Adds a user, with a revision. *Taken*: the address has an account already, and nothing was written. */
export async function addUser(
  db: Db,
  { email, name, role, passwordHash, by, now }: NewUser,
): Promise<{ result: 'added'; user: User } | { result: 'taken' }> {
  const row = {
    email: normalisedEmail(email),
    name,
    role,
    password_hash: passwordHash,
    created_at: isoOf(now),
    disabled_at: null,
    night_cards: 0 as const,
  };
  return inTransaction(db, async (trx) => {
    const added = await trx
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.column('email').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) return { result: 'taken' };
    const user = userOf({ ...row, ...added });
    await revise(trx, user, 'created', { by, now });
    return { result: 'added', user };
  });
}

const COLUMNS = ['id', 'email', 'name', 'role', 'created_at', 'disabled_at', 'night_cards'] as const;

/** The user of that id, disabled or not, or undefined. */
export async function findUser(db: Db, id: number): Promise<User | undefined> {
  const row = await db.selectFrom('users').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row && userOf(row);
}

/** The user of that address, disabled or not, with the hash of the password; or undefined. */
export async function findCredentials(
  db: Db,
  email: string,
): Promise<{ user: User; passwordHash: string | null } | undefined> {
  const row = await db.selectFrom('users').selectAll().where('email', '=', normalisedEmail(email)).executeTakeFirst();
  return row && { user: userOf(row), passwordHash: row.password_hash };
}

/** Every user, by address. */
export async function listUsers(db: Db): Promise<User[]> {
  return (await db.selectFrom('users').select(COLUMNS).orderBy('email').execute()).map(userOf);
}

/** Whether there is any user: without one, the first admin is still to come. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
}

type Signed = { user: number; by: By; now: Instant };

/** Replaces the hash of the password, ends every session of the user and his links, with a revision that does not hold the hash. */
export async function savePasswordHash(
  db: Db,
  { user, passwordHash, ...signed }: Signed & { passwordHash: string },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', user).execute();
    await endAllOf(trx, user, signed.now);
    await trx
      .updateTable('one_time_links')
      .set({ used_at: isoOf(signed.now) })
      .where('user_id', '=', user)
      .where('used_at', 'is', null)
      .execute();
    const found = await findUser(trx, user);
    if (found === undefined) return;
    await revise(trx, found, 'edited', signed);
    await addAudit(trx, { kind: 'password_set', ...signed, subject: aboutUser(user) });
  });
}

/** Gives the user another role, with a revision. False: he has it already, or there is no such user. */
export function saveRole(db: Db, { role, ...signed }: Signed & { role: Role }): Promise<boolean> {
  return change(db, signed, { role }, 'role_changed', role);
}

/** Gives or takes the standing permission to publish cards of facts alone at night, with a revision. False: nothing changed. */
export function saveNightCards(db: Db, { on, ...signed }: Signed & { on: boolean }): Promise<boolean> {
  return change(db, signed, { night_cards: on ? 1 : 0 }, on ? 'night_given' : 'night_taken', null);
}

async function change(
  db: Db,
  { user, ...signed }: Signed,
  set: { role?: Role; night_cards?: 0 | 1 },
  kind: AuditKind,
  note: string | null,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const before = await findUser(trx, user);
    await trx.updateTable('users').set(set).where('id', '=', user).execute();
    const after = await findUser(trx, user);
    if (before === undefined || after === undefined) return false;
    const changes = changesBetween(before, after);
    if (changes.length === 0) return false;
    await revise(trx, after, 'edited', signed, changes);
    await addAudit(trx, { kind, ...signed, subject: aboutUser(user), note });
    return true;
  });
}

/** Lets the user sign in no more, ends the sessions and links, with a revision. False when there was nothing to disable. */
export async function disableUser(db: Db, { user, ...signed }: Signed): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const found = await findUser(trx, user);
    if (found === undefined || found.disabledAt !== null) return false;
    await trx
      .updateTable('users')
      .set({ disabled_at: isoOf(signed.now) })
      .where('id', '=', user)
      .execute();
    await endAllOf(trx, user, signed.now);
    await trx.deleteFrom('one_time_links').where('user_id', '=', user).execute();
    await revise(trx, found, 'disabled', signed);
    return true;
  });
}

/** Ends every session of the user by somebody's word. */
async function endAllOf(trx: Db, user: number, now: Instant): Promise<void> {
  const ended = await trx.deleteFrom('sessions').where('user_id', '=', user).returning('token_hash').execute();
  await noteEndedSessions(
    trx,
    ended.map(({ token_hash }) => token_hash),
    now,
  );
}

type Row = Pick<User, 'id' | 'email' | 'name' | 'role'> & {
  created_at: string;
  disabled_at: string | null;
  night_cards: 0 | 1;
};

export function userOf({ id, email, name, role, created_at, disabled_at, night_cards }: Row): User {
  const instants = { createdAt: instantOf(created_at), disabledAt: instantOrNull(disabled_at) };
  return { id, email, name, role, ...instants, nightCards: night_cards === 1 };
}

function revise(
  trx: Db,
  user: User,
  act: Act,
  { by, now }: { by: By; now: Instant },
  changes: Change[] = [],
): Promise<number> {
  const subject = { subject: 'user' as const, subjectId: String(user.id) };
  return addRevision(trx, {
    ...subject,
    at: now,
    user: by.user,
    via: by.via,
    act,
    why: null,
    changes,
    public: false,
  });
}
