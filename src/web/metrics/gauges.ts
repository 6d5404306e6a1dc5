import { Gauge, Registry } from 'prom-client';
import type { Instant } from '../../domain/zone.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { type Deps, primaryOf } from '../context.ts';
import { operatingOf } from '../operating.ts';

/** What the database knows and no process by itself: every process says the same. `labels`: name and values of the one label. */
const GAUGES = {
  merzim_database_up: { help: 'Whether the primary database answers' },
  merzim_queue_open: { help: 'Deliveries that wait or are to be tried again', label: 'channel' },
  merzim_queue_late_seconds: { help: 'For how long the one that waits longest has been due', label: 'channel' },
  merzim_digest_last_issue_timestamp_seconds: { help: 'When the digest of the newest week was issued; 0: never' },
  merzim_digests_missing: { help: 'Weeks whose digest should have been issued and was not' },
  merzim_backup_daily: { help: 'Whether this process makes backups by itself' },
  merzim_backup_last_timestamp_seconds: { help: 'When the last whole backup was done; 0: never' },
  merzim_backup_failed: { help: 'Whether the last backup that was begun came to nothing' },
  merzim_evidence_files: { help: 'Files of evidence by what the last look at each found', label: 'found' },
  merzim_replica_read: { help: 'Whether readers are answered from the replica' },
  merzim_replica_lag_seconds: { help: 'How far the replica is behind at most' },
  merzim_calendar_last_year: { help: 'The last year whose days off are known' },
} as const satisfies Record<string, { help: string; label?: string }>;

type GaugeName = keyof typeof GAUGES;
export const GAUGE_NAMES = Object.keys(GAUGES) as GaugeName[];

/** How the site stands at `now`, as Prometheus reads it. A database that does not answer leaves only that. */
export async function gaugesOf(deps: Deps, now: Instant): Promise<string> {
  const registry = new Registry();
  const set = (name: GaugeName, value: number, label?: string) => {
    const known: { help: string; label?: string } = GAUGES[name];
    const labelNames = known.label === undefined ? [] : [known.label];
    const gauge =
      (registry.getSingleMetric(name) as Gauge | undefined) ??
      new Gauge({ name, help: known.help, labelNames, registers: [registry] });
    gauge.set(known.label === undefined ? {} : { [known.label]: label ?? '' }, value);
  };
  try {
    await measure(deps, now, set);
    set('merzim_database_up', 1);
  } catch (error) {
    deps.log.error({ err: error }, 'the database does not answer');
    set('merzim_database_up', 0);
  }
  return registry.metrics();
}

const seconds = (at: Instant | null): number => (at === null ? 0 : at / 1000);

async function measure(
  deps: Deps,
  now: Instant,
  set: (name: GaugeName, value: number, label?: string) => void,
): Promise<void> {
  const { digests, backup, evidence, queues, replica } = await operatingOf(deps, now);
  const calendar = await loadCalendar(primaryOf(deps));
  for (const { channel, open, dueAt } of queues) {
    set('merzim_queue_open', open, channel);
    set('merzim_queue_late_seconds', dueAt === null ? 0 : Math.max(0, seconds(now - dueAt)), channel);
  }
  set('merzim_digest_last_issue_timestamp_seconds', seconds(digests.lastIssuedAt));
  set('merzim_digests_missing', digests.missing.length);
  set('merzim_backup_daily', Number(backup.daily));
  set('merzim_backup_last_timestamp_seconds', seconds(backup.lastAt));
  set('merzim_backup_failed', Number(backup.failed));
  for (const [found, count] of Object.entries(evidence)) set('merzim_evidence_files', count, found);
  set('merzim_calendar_last_year', Math.max(...calendar.years));
  if (replica === undefined) return;
  set('merzim_replica_read', Number(replica.state === 'read'));
  if (replica.lagMs !== null) set('merzim_replica_lag_seconds', seconds(replica.lagMs));
}
