import { sql } from 'kysely';
import type { Instant } from '../domain/zone.ts';
import { type Db, openDatabase } from './database.ts';
import { type FactsWatch, watchRow } from './facts-watch.ts';

/** Where a reader is answered from: a standby that has every fact which the primary has. */
export type Reading = {
  db: Db;
  /** The revision of the facts that it has at least. */
  revision: number;
  /** The primary does not answer: until when (UTC milliseconds) what is read holds all the same. Null: it answers. */
  until: Instant | null;
};

/** `read`: readers are answered from it; `lags`: it lacks something; `away`: it does not answer, or is no standby. */
export type ReplicaStanding = {
  state: 'read' | 'lags' | 'away';
  /** How old what it has replayed is at most, in milliseconds; null: nobody knows. */
  lagMs: number | null;
};

export type Replica = {
  /** The standby, if it may answer a reader at `now`; undefined: the primary has to. */
  findReading: (now: Instant) => Promise<Reading | undefined>;
  /** Says that it failed a reader whom the primary answered: it is left alone for some seconds. */
  noteFailure: (now: Instant) => void;
  /** How it stands at `now`. */
  standing: (now: Instant) => Promise<ReplicaStanding>;
  close: () => Promise<void>;
};

/** A takedown must be gone within a minute: so long what the primary said last is believed. domain.md, Records. */
const BELIEVED_MS = 60_000;
/** Beyond it nothing is read there, even where it has every fact: what follows so far behind may follow another server. */
export const MOST_LAG_MS = 30_000;
const LEFT_ALONE_MS = 5000;
const MEASURED_EVERY_MS = 2000;
const PATIENCE = { connectMs: 5000, answerMs: 30_000 };

/**
 * Opens the standby at `url`. Before each answer both servers are asked for the revision of the facts, by one query each for all
 * who ask meanwhile: a reader is sent there only if it has what the primary has. `primary`: the primary, and who watches its facts.
 */
export function openReplica(url: string, primary: { db: Db; watch: FactsWatch }): Replica {
  const { db, close } = openDatabase(url, PATIENCE);
  const watch = watchRow(url, findStandbyRevision);
  const lag = lagOf(primary.db, db);
  let leftAloneAt: Instant | undefined;
  let confirmed: { revision: number; at: Instant } | undefined;
  let isFarBehind = false;
  const noteFailure = (now: Instant) => {
    leftAloneAt = now;
  };
  const compare = async (now: Instant) => {
    const [wanted, has] = await Promise.all([primary.watch.revision(), watch.revision()]);
    if (wanted !== undefined) confirmed = { revision: wanted, at: now };
    return { wanted, has };
  };
  return {
    noteFailure,
    findReading: async (now) => {
      // Where the primary is gone too, nobody else is left to ask.
      const isLeftAlone = isWithin(LEFT_ALONE_MS, leftAloneAt, now);
      if (isLeftAlone && (await primary.watch.revision()) !== undefined) return undefined;
      const { wanted, has } = await compare(now);
      if (has === undefined) noteFailure(now);
      lag.measureSometimes(now);
      if (has === undefined || confirmed === undefined || has < confirmed.revision) return undefined;
      if (wanted !== undefined) isFarBehind = (lag.ms(now) ?? 0) > MOST_LAG_MS;
      if (isFarBehind) return undefined;
      if (wanted !== undefined) return { db, revision: has, until: null };
      if (!isWithin(BELIEVED_MS, confirmed.at, now)) return undefined;
      return { db, revision: has, until: confirmed.at + BELIEVED_MS };
    },
    standing: async (now) => {
      const { wanted, has } = await compare(now);
      if (has === undefined) return { state: 'away', lagMs: null };
      await lag.measure(now);
      const lagMs = lag.ms(now);
      const isBehind = (wanted !== undefined && has < wanted) || (lagMs ?? 0) > MOST_LAG_MS;
      return { state: isBehind ? 'lags' : 'read', lagMs };
    },
    close: async () => {
      await Promise.all([watch.close(), close()]);
    },
  };
}

/** A clock that was set back ends every such span. */
const isWithin = (spanMs: number, since: Instant | undefined, now: Instant): boolean =>
  since !== undefined && now >= since && now < since + spanMs;

/** The revision of the facts at a standby; undefined at a server that is none: one that was promoted goes its own way. */
async function findStandbyRevision(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ revision: number; standby: boolean }>`
    select revision, pg_is_in_recovery() as standby from facts_revision`.execute(db);
  return rows[0]?.standby ? rows[0].revision : undefined;
}

/** Where the log of a server ends, in bytes. */
const LOG_END = sql<{ at: number }>`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as at`;
const REPLAYED = sql<{ at: number }>`select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint as at`;

/** How far a standby is behind, in time: since when it lacks something of what the primary's log had at a known instant. */
function lagOf(primary: Db, standby: Db) {
  let marks: { at: Instant; log: number }[] = [];
  let reachedAt: Instant | undefined;
  let isUpToDate = false;
  let measuredAt: Instant | undefined;
  let running: Promise<void> = Promise.resolve();
  const look = async (now: Instant) => {
    // In this order: what is written in between counts as not yet replayed.
    const [log, replayed] = [
      (await LOG_END.execute(primary)).rows[0]?.at,
      (await REPLAYED.execute(standby)).rows[0]?.at,
    ];
    if (log === undefined || replayed === undefined) return;
    isUpToDate = replayed >= log;
    for (const mark of marks) if (replayed >= mark.log) reachedAt = mark.at;
    marks = [...marks.filter((mark) => mark.log > replayed), { at: now, log }].slice(-1000);
    reachedAt = isUpToDate ? now : (reachedAt ?? now);
  };
  /** A server that does not say where its log ends is measured by the facts alone. */
  const measure = (now: Instant): Promise<void> => {
    measuredAt = now;
    running = running.then(() => look(now)).catch(() => {});
    return running;
  };
  return {
    measure,
    measureSometimes: (now: Instant) => {
      if (!isWithin(MEASURED_EVERY_MS, measuredAt, now)) void measure(now);
    },
    ms: (now: Instant): number | null => {
      if (reachedAt === undefined) return null;
      return isUpToDate ? 0 : Math.max(0, now - reachedAt);
    },
  };
}
