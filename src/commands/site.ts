import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { RULES_VERSION } from '../domain/rules.ts';
import { type Instant, localDate } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { findFactsRevision } from '../records/revisions.ts';
import { createApp } from '../web/app.ts';
import type { AsOf } from '../web/as-of.ts';
import { baseUrl, type Deps } from '../web/context.ts';
import { asOfOption } from './as-of.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { copySite } from './site/crawl.ts';
import { CopyFolder } from './site/folder.ts';
import { withRecord } from './with-record.ts';

/** Where the record changes while it is copied, the copy is begun anew so often. */
const ATTEMPTS = 3;

/** `site DIR [--as-of INSTANT|DATE]`: the public site as static files, for a mirror or a CDN. docs/mirror.md. */
export async function site(args: string[], io: Io): Promise<number> {
  const options = { 'as-of': { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [dir] = positionals;
  if (dir === undefined || positionals.length > 1) throw new UsageError('name one folder to write to');
  const asOf = asOfOption(values['as-of'], io);
  return withRecord(
    io,
    async ({ db, config }) => {
      const at = io.now();
      const mirror = { day: asOf.kind === 'instant' ? asOf.text : dayOf(asOf, at, config.digestZone) };
      const deps: Deps = { db, config, now: () => at, log: pino({ level: 'silent' }), mirror };
      const base = baseUrl(deps);
      if (config.baseUrl === null) io.stderr.write(`BASE_URL is not set: links to the live site lead to ${base}\n`);
      const folder = await CopyFolder.open(resolve(io.cwd, dir));
      const progress = progressOn(io);
      const asked = { app: createApp(deps), folder, base, day: asOf.text, progress };
      const { missing } = await ofOneState(db, folder, () => copySite(asked));
      await folder.finish({ site: base, as_of: mirror.day, rules: RULES_VERSION }, at);
      const { added, changed, same, deleted } = folder.counts;
      progress(0);
      io.stdout.write(
        `${added + changed + same} files as of ${mirror.day}: ${added} new, ${changed} changed, ${same} as before; ${deleted} deleted\n`,
      );
      if (missing > 0) io.stdout.write(`${missing} addresses answer nothing: links to them lead to the live site\n`);
      return 0;
    },
    { mustExist: true },
  );
}

const dayOf = (asOf: AsOf, now: Instant, zone: string): string =>
  asOf.kind === 'date' ? asOf.on : localDate(now, zone);

/** No two states of the record are mixed, and nothing that was taken down meanwhile stays in the copy. */
async function ofOneState<T>(db: Db, folder: CopyFolder, copy: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const revision = await findFactsRevision(db);
    const done = await copy();
    if ((await findFactsRevision(db)) === revision) return done;
    folder.restart();
  }
  throw new Refused('the record changed again and again while it was copied: run the command again');
}

/** Counts on a terminal; 0 ends the line. */
function progressOn({ stderr }: Io): (done: number) => void {
  if (!('isTTY' in stderr && stderr.isTTY === true)) return () => {};
  return (done) => void stderr.write(done === 0 ? '\r' : `\r${done} files`);
}
