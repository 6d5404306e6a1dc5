import { ANALYSER_VERSION } from '../domain/search/keys.ts';
import { type Db, inTransaction } from './database.ts';
import { loadDirectory } from './directory.ts';
import { loadEditions } from './editions.ts';
import { promiseHints } from './hints.ts';
import { listAllPublicIncidents, type PublicEdition } from './incidents.ts';
import { forgetEverything, indexDirectory, indexEditions } from './search-index.ts';

const BATCH = 100;

/**
 * Writes the whole index anew, in one transaction, where another version of the analyser wrote it, and the hints that a migration
 * could not. Says whether it did.
 */
export async function refreshSearch(db: Db): Promise<boolean> {
  if (await isCurrent(db)) return false;
  return inTransaction(db, async (trx) => {
    // Another process may do the same: the second one waits here, and finds it done.
    await trx
      .updateTable('search_state')
      .set((row) => ({ version: row.ref('version') }))
      .execute();
    if (await isCurrent(trx)) return false;
    await forgetEverything(trx);
    let batch: PublicEdition[] = [];
    for await (const edition of listAllPublicIncidents(trx)) {
      batch.push(edition);
      if (batch.length < BATCH) continue;
      await indexEditions(trx, batch);
      batch = [];
    }
    await indexEditions(trx, batch);
    await indexDirectory(trx, await loadDirectory(trx));
    await closeHints(trx);
    await trx.updateTable('search_state').set({ version: ANALYSER_VERSION }).execute();
    return true;
  });
}

/** What came of promises that were recorded before that was kept as a hint: the domain says it. */
async function closeHints(trx: Db): Promise<void> {
  const lacking = await trx
    .selectFrom('promises')
    .select('edition_id')
    .distinct()
    .where('open_hint', '=', 0)
    .where('closed_hint', 'is', null)
    .execute();
  for (let start = 0; start < lacking.length; start += BATCH) {
    const ids = lacking.slice(start, start + BATCH).map((row) => row.edition_id);
    const rows = await trx.selectFrom('editions').selectAll().where('id', 'in', ids).execute();
    for (const { id, incident } of await loadEditions(trx, rows))
      for (const promise of incident.promises)
        await trx
          .updateTable('promises')
          .set({ closed_hint: promiseHints(promise, incident).closed })
          .where('edition_id', '=', id)
          .where('id', '=', promise.id)
          .execute();
  }
}

async function isCurrent(db: Db): Promise<boolean> {
  const { version } = await db.selectFrom('search_state').select('version').executeTakeFirstOrThrow();
  return version === ANALYSER_VERSION;
}
