import { parseArgs } from 'node:util';
import { ConfigError, masked, readConfig } from '../config.ts';
import { type Ending, fillFromCopy, findStoredSchema, readCopy } from '../records/copy.ts';
import { type Db, inTransaction, migrateToLatest } from '../records/database.ts';
import { markRestored } from '../records/newsroom-settings.ts';
import { refreshSearch } from '../records/search-refresh.ts';
import { verifyRecords } from '../records/verify.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { takingIn } from './restore.ts';
import { withDatabase } from './with-record.ts';

/**
 * `move --to URL`: everything of the configured database, people signed in included, to another, empty one; every table is
 * checked by counts and sums. Nobody writes to the old one meanwhile, and afterwards it sends nothing. docs/backup.md.
 */
export async function move(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { to: { type: 'string' } } });
  if (values.to === undefined) throw new UsageError('name the new database with --to');
  const from = readConfig(io.env).databaseUrl;
  const to = addressOf(values.to, io);
  if (to === from) throw new Refused('it is there already: --to has to name another database than DATABASE_URL');
  return withDatabase(from, ({ db: source }) =>
    withDatabase(
      to,
      async ({ db: target }) => {
        await migrateToLatest(source);
        await refreshSearch(source);
        const ending = await takingIn(to, () => moveAll(source, target, io));
        for (const [table, { rows, sum }] of Object.entries(ending.tables))
          io.stdout.write(`${table}: ${rows} rows, sum ${sum.slice(0, 12)}\n`);
        const broken = await verifyRecords(target);
        for (const { where, what } of broken) io.stderr.write(`${where}: ${what}\n`);
        io.stdout.write(`moved to ${masked(to)}: set DATABASE_URL to it. The old database sends nothing any more\n`);
        return broken.length === 0 ? 0 : 1;
      },
      { make: true },
    ),
  );
}

/** The old one is held until the new one is whole: no word is lost between them. */
async function moveAll(source: Db, target: Db, io: Io): Promise<Ending> {
  return inTransaction(source, async (held) => {
    const schema = await findStoredSchema(held);
    if (schema === null) throw new Refused('the database is empty: there is nothing to move');
    const ending = await inTransaction(target, (trx) => fillFromCopy(trx, schema, readCopy(held, { whole: true })));
    await markRestored(held, { by: { user: null, via: 'command' }, now: io.now() });
    return ending;
  });
}

function addressOf(value: string, io: Io): string {
  try {
    return readConfig({ ...io.env, DATABASE_URL: value }).databaseUrl;
  } catch (error) {
    if (error instanceof ConfigError)
      throw new UsageError('--to has to be postgres://USER:PASSWORD@HOST:PORT/NAME or sqlite:PATH');
    throw error;
  }
}
