import { parseArgs } from 'node:util';
import { digestText } from '../../views/mail/digest-text.ts';
import type { Config } from '../config.ts';
import { digestDocument } from '../digest/document.ts';
import { issueDigest, type ShownDigest, showDigest } from '../digest/issue.ts';
import { findWeek, lastCompleteWeek, type Week } from '../domain/week.ts';
import { loadDirectory } from '../records/directory.ts';
import { type Io, Refused, UsageError } from './io.ts';
import { withRecord } from './with-record.ts';

const OPTIONS = {
  week: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `digest [--week 2019-W31] [--dry-run] [--json]`: prints that week's digest and, unless dry, issues it once. contracts.md, Command line. */
export async function digest(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  return withRecord(io, async ({ db, config }) => {
    const week = weekOption(values.week, config, io);
    const zone = config.digestZone;
    const shown = values['dry-run']
      ? await showDigest(db, week, zone)
      : await issueDigest(db, { week, zone, now: io.now(), by: { user: null, via: 'command' } });
    io.stderr.write(`${whatWasDone(shown, week)}\n`);
    const address = config.baseUrl ?? `http://localhost:${config.port}`;
    io.stdout.write(
      values.json
        ? `${JSON.stringify(digestDocument(shown, address), null, 2)}\n`
        : digestText(shown, { directory: await loadDirectory(db), baseUrl: address, lang: 'ru', zone }),
    );
    return 0;
  });
}

function weekOption(name: string | undefined, { digestZone }: Config, io: Io): Week {
  if (name === undefined) return lastCompleteWeek(io.now(), digestZone);
  const week = findWeek(name, digestZone);
  if (week === undefined) throw new UsageError(`--week takes an ISO week, such as 2019-W31, not ${name}`);
  if (week.cutOff > io.now()) throw new Refused(`${name} has not ended: its digest can be issued after it has`);
  return week;
}

function whatWasDone(shown: ShownDigest & { already?: boolean }, { name }: Week): string {
  if (shown.issuedAt === null) return `${name}: a preview, nothing was issued`;
  const at = new Date(shown.issuedAt).toISOString();
  return shown.already === false ? `${name}: issued` : `${name}: was issued on ${at}`;
}
