import { randomInt } from 'node:crypto';
import type { Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { addUser } from '../../records/users.ts';
import { hashPassword } from '../../web/desk/password.ts';

export type Login = { role: 'reporter' | 'editor'; email: string; password: string };

/** As pages of the desk name them, in the first language of the site. */
const NAMES = { reporter: 'Корреспондент (пример)', editor: 'Редактор (пример)' } as const;

/** Adds a reporter and an editor whose passwords are new at each start: a demo may be left open to a network. */
export async function addDemoUsers(db: Db, now: Instant): Promise<Login[]> {
  const logins = (['reporter', 'editor'] as const).map((role) => ({
    role,
    email: `${role}@demo.example`,
    password: newPassword(),
  }));
  const hashes = await Promise.all(logins.map(({ password }) => hashPassword(password)));
  for (const [index, { role, email }] of logins.entries()) {
    const passwordHash = hashes[index] ?? null;
    await addUser(db, { email, name: NAMES[role], role, passwordHash, by: { user: null, via: 'command' }, now });
  }
  return logins;
}

/** Without letters that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

function newPassword(): string {
  return Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
