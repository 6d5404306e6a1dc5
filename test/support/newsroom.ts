import type { Db } from '../../src/records/database.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import type { Role } from '../../src/records/tables.ts';
import { addUser } from '../../src/records/users.ts';
import { hashPassword } from '../../src/web/desk/password.ts';
import { NOW } from './app.ts';
import { directoryOf2019 } from './fixtures.ts';

export const PASSWORD = 'a long fictional password';
export const PEOPLE: Record<string, Role> = {
  reporter: 'reporter',
  editor: 'editor',
  second: 'editor',
  admin: 'admin',
};

/** The directory of 2019 and four people. */
export async function fillNewsroom(db: Db): Promise<void> {
  const by = { user: null, via: 'command' } as const;
  await saveDirectory(db, { directory: directoryOf2019(), by, now: NOW, why: null });
  const passwordHash = await hashPassword(PASSWORD);
  for (const [name, role] of Object.entries(PEOPLE))
    await addUser(db, { email: `${name}@example.org`, name, role, passwordHash, by, now: NOW });
}
