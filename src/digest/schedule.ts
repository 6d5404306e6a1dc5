import { Cron } from 'croner';
import { newsroomDue } from '../domain/digest-due.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { queueDeliveries } from '../records/deliveries.ts';
import { listNewsroomReaders } from '../records/newsroom.ts';
import { askAboutDigests, type DigestHours, type Done, issueIfDue } from './due.ts';

/** The part of a log that the schedule uses. */
export type ScheduleLog = Record<'info' | 'warn' | 'error', (fields: object, words: string) => void>;

export type ScheduleOptions = {
  db: Db;
  hours: DigestHours;
  /** The clock: epoch milliseconds. */
  now: () => Instant;
  log: ScheduleLog;
};

export type Schedule = {
  /** Ends the schedule, and waits for what is under way. */
  stop: () => Promise<void>;
};

/** What an hour missed, a database that was away, an editor's word: all of it is looked at again so often. */
const AGAIN = '*/10 * * * *';

/**
 * Does what is due at once, then at DIGEST_AT in DIGEST_ZONE and every ten minutes, for as long as the process lives. The timers
 * decide nothing: `digestDue` does, of the database and the clock, so that any number of processes may run it.
 */
export function keepSchedule(options: ScheduleOptions): Schedule {
  const { digestAt, digestZone } = options.hours;
  if (digestAt === null) return { stop: async () => {} };
  const round = rounds(options);
  const { weekday, hour, minute } = digestAt;
  // Paused jobs, and timers that are not let go, would keep the process alive.
  const timing = { timezone: digestZone, unref: true };
  const jobs = [`${minute} ${hour} * * ${weekday % 7}`, AGAIN].map((pattern) => new Cron(pattern, timing, round));
  void round();
  return {
    stop: async () => {
      for (const job of jobs) job.stop();
      await round.settled();
    },
  };
}

/** One round after the other; a failure is logged, and the next round tries again. */
function rounds({ db, hours, now, log }: ScheduleOptions): (() => Promise<void>) & { settled: () => Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  let told = '';
  const once = async (): Promise<void> => {
    const done = await workDue(db, hours, now());
    const words = JSON.stringify(tellingOf(done));
    if (words !== told) tell(log, done);
    told = words;
  };
  const round = () => {
    last = last.then(once).catch((error: unknown) => log.error({ err: error }, 'the schedule failed'));
    return last;
  };
  return Object.assign(round, { settled: () => last });
}

/** Everything that is due at `now`: the digest, and the newsroom's own letters. Each is done once, by whoever comes first. */
export async function workDue(db: Db, hours: DigestHours, now: Instant): Promise<Done> {
  const done = await issueIfDue(db, hours, { now, by: { user: null, via: 'command' } });
  await queueNewsroomLetters(db, hours, now);
  return done;
}

async function queueNewsroomLetters(db: Db, hours: DigestHours, now: Instant): Promise<void> {
  const week = newsroomDue(await askAboutDigests(db, hours, now));
  if (week === null) return;
  const recipients = (await listNewsroomReaders(db)).map(({ user }) => String(user));
  await queueDeliveries(db, { week: week.name, channel: 'newsroom', recipients, now });
}

const tellingOf = (done: Done) => ({
  done: done.done,
  ...('week' in done ? { week: done.week.name } : {}),
  ...('reason' in done ? { reason: done.reason } : {}),
});

function tell(log: ScheduleLog, done: Done): void {
  switch (done.done) {
    case 'nothing':
      return;
    case 'issued':
      if (!done.issued.already) log.info({ week: done.week.name }, 'issued the digest');
      return;
    case 'waits':
      log.warn({ week: done.week.name, reason: done.reason }, 'a digest waits for an editor');
  }
}
