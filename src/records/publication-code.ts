import { isCodeFresh } from '../domain/code.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import type { By } from './revisions.ts';
import { findSetting, saveSetting } from './settings.ts';

const PUBLICATION_CODE = 'desk.publication_code';

/** Whether the newsroom wants a code of the second factor from whoever changes what readers see. */
export async function findPublicationCode(db: Db): Promise<boolean> {
  return (await findSetting(db, PUBLICATION_CODE)) === true;
}

/** Sets whether publishing and taking back ask for a code, with a revision. */
export async function savePublicationCode(
  db: Db,
  { on, by, now }: { on: boolean; by: By; now: Instant },
): Promise<void> {
  await saveSetting(db, { key: PUBLICATION_CODE, value: on, by, now, why: null });
}

/** Somebody of the desk would change what readers see without the code that the newsroom asks for. */
export class CodeNeeded extends Error {
  constructor() {
    super('a code of the second factor is needed');
  }
}

/** Whether `by` has yet to give a code before readers see a change of his. Commands and imports are nobody, and give none. */
export async function needsCode(db: Db, by: By, now: Instant): Promise<boolean> {
  return by.via === 'desk' && !isCodeFresh(by.codeAt ?? null, now) && (await findPublicationCode(db));
}

/** Within the write that readers will see: throws a CodeNeeded where the code is missing, and nothing is written. */
export async function requireCode(trx: Db, by: By, now: Instant): Promise<void> {
  if (await needsCode(trx, by, now)) throw new CodeNeeded();
}
