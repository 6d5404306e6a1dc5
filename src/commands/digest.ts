import { parseArgs } from 'node:util';
import { digestText } from '../../views/mail/digest-text.ts';
import type { Config } from '../config.ts';
import { digestDocument } from '../digest/document.ts';
import { type Issued, issueDigest, type ShownDigest, showDigest, Withheld } from '../digest/issue.ts';
import type { WaitReason } from '../domain/digest-due.ts';
import { findWeek, lastCompleteWeek, type Week } from '../domain/week.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
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
      : await issued(db, week, { zone, now: io.now(), telegram: config.telegram });
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

type IssuedAs = { zone: string; now: Instant; telegram: Config['telegram'] };

async function issued(db: Db, week: Week, { zone, now, telegram }: IssuedAs): Promise<Issued> {
  try {
    return await issueDigest(db, { week, zone, now, by: { user: null, via: 'command' }, telegram });
  } catch (error) {
    if (error instanceof Withheld) throw new Refused(`${week.name}: ${WAITS[error.reason]}; see /desk/digests`);
    throw error;
  }
}

const WAITS: Record<WaitReason, string> = {
  held: 'an editor holds this week back',
  release: 'an editor releases each digest, and has not released this one',
  restored: 'this database is a restored copy, and no editor has said yet that it is the one to work on',
  late: 'it is too late to be issued without an editor',
};

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
