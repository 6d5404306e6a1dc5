import { randomBytes } from 'node:crypto';
import { keepFile } from '../../src/evidence/folder.ts';
import type { Db } from '../../src/records/database.ts';
import { saveNewsroomWish } from '../../src/records/newsroom.ts';
import { saveReleaseByEditor } from '../../src/records/newsroom-settings.ts';
import { addOneTimeLink, addSession } from '../../src/records/sessions.ts';
import { secret } from '../../src/records/settings.ts';
import { retract } from '../../src/records/taking-back.ts';
import { addUser } from '../../src/records/users.ts';
import { publishCasesOf2019 } from './cases.ts';
import { addSubscribers, issueW31, MONDAY } from './subscribers.ts';

const BY = { user: null, via: 'command' } as const;

/** Something of every kind: facts, people, sessions, subscribers with letters queued, a digest, a retraction, settings, a secret. */
export async function fillRecord(db: Db): Promise<void> {
  await publishCasesOf2019(db);
  const person = { email: 'editor@example.org', name: 'Р. "Ә" \\ \n', role: 'editor', passwordHash: 'x' } as const;
  await addUser(db, { ...person, by: BY, now: MONDAY });
  const { id } = await db.selectFrom('users').select('id').executeTakeFirstOrThrow();
  const expiresAt = MONDAY + 86_400_000;
  await addSession(db, { tokenHash: 'a session', user: id, csrf: 'csrf', now: MONDAY, expiresAt });
  await addOneTimeLink(db, { tokenHash: 'a link', user: id, purpose: 'reset', now: MONDAY, expiresAt });
  await saveNewsroomWish(db, {
    user: id,
    wish: { lang: 'kk', scopes: [{ kind: 'region', ref: 'Алматы' }] },
    now: MONDAY,
  });
  await addSubscribers(db, 7);
  await issueW31(db);
  await db.deleteFrom('subscribers').where('email', '=', 'reader-6@example.org').execute();
  const part = { kind: 'entry', id: 'utility-press' } as const;
  await retract(db, { slug: 'almaty-blackout-2019', parts: [part], by: BY, now: MONDAY, why: 'Ошибка' });
  await saveReleaseByEditor(db, { on: true, by: BY, now: MONDAY });
  await secret(db, { name: 'links', make: () => 'of the links', now: MONDAY });
}

/** Files in the folder of evidence of `dataDir`, of so many bytes each. */
export async function fillEvidence(dataDir: string, sizes: readonly number[]): Promise<void> {
  for (const size of sizes) await keepFile(dataDir, randomBytes(size));
}
