import { ANALYSER_VERSION } from '../domain/search/keys.ts';
import { type Db, inTransaction } from './database.ts';
import { loadDirectory } from './directory.ts';
import { listAllPublicIncidents, type PublicEdition } from './incidents.ts';
import { forgetEverything, indexDirectory, indexEditions } from './search-index.ts';

const BATCH = 100;

/** Writes the whole index anew, in one transaction, where another version of the analyser wrote it. Says whether it did. */
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
    await trx.updateTable('search_state').set({ version: ANALYSER_VERSION }).execute();
    return true;
  });
}

async function isCurrent(db: Db): Promise<boolean> {
  const { version } = await db.selectFrom('search_state').select('version').executeTakeFirstOrThrow();
  return version === ANALYSER_VERSION;
}
