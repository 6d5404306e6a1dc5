import { listDigestAlarms } from '../digest/due.ts';
import { isBackupLate } from '../domain/backup-due.ts';
import type { Instant } from '../domain/zone.ts';
import { findLastBackup } from '../records/backups.ts';
import type { FileState } from '../records/evidence-files.ts';
import { countEvidenceFiles, findLastIssue, listQueues, type QueueState } from '../records/operating.ts';
import type { ReplicaStanding } from '../records/replica.ts';
import { type Deps, primaryOf } from './context.ts';

/** What whoever runs the site has to know, and no secret. Instants are UTC milliseconds. */
export type Operating = {
  /** Weeks by name: those that should have been issued and were not, and those that an editor wants to wait. */
  digests: { missing: string[]; waiting: string[]; lastIssuedAt: Instant | null };
  /** `late`: only where the server makes one every day by itself. */
  backup: { lastAt: Instant | null; late: boolean; failed: boolean; daily: boolean };
  evidence: Record<FileState | 'unchecked', number>;
  queues: QueueState[];
  /** Undefined: there is none. */
  replica: ReplicaStanding | undefined;
};

/** A week that should have been issued and was not; others wait because an editor wants it so. */
const MISSING: ReadonlySet<string> = new Set(['missing', 'late', 'restored']);

/** How the site stands at `now`, from the primary. Throws where the database does not answer. */
export async function operatingOf(deps: Deps, now: Instant): Promise<Operating> {
  const db = primaryOf(deps);
  const alarms = await listDigestAlarms(db, deps.config, now);
  const named = (missing: boolean) =>
    alarms.filter(({ reason }) => MISSING.has(reason) === missing).map(({ week }) => week.name);
  const last = await findLastBackup(db);
  const [lastAt, daily] = [last?.at ?? null, deps.config.backup.dir !== null];
  return {
    digests: { missing: named(true), waiting: named(false), lastIssuedAt: await findLastIssue(db) },
    backup: { lastAt, late: daily && isBackupLate(lastAt, now), failed: (last?.error ?? null) !== null, daily },
    evidence: await countEvidenceFiles(db),
    queues: await listQueues(db),
    replica: await deps.replica?.standing(now),
  };
}

/** Since when the queue that waits longest is late, in milliseconds; 0: nothing is due. */
export function queueLateMs(queues: readonly QueueState[], now: Instant): number {
  return Math.max(0, ...queues.flatMap(({ dueAt }) => (dueAt === null ? [] : [now - dueAt])));
}
