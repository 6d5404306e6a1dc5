import { Cron } from 'croner';
import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { forgetHeld } from './held.ts';
import { lookAtSome } from './look.ts';

/** A few files a minute: whoever has a hundred thousand waits weeks for a round, and no reader notices it. */
const FILES_A_MINUTE = 5;
const EVERY_MINUTE = '* * * * *';

export type Rounds = {
  /** Ends the rounds, and waits for the one that is under way. */
  stop: () => Promise<void>;
};

export type RoundsOptions = {
  db: Db;
  dataDir: string;
  /** The clock: epoch milliseconds. */
  now: () => Instant;
  log: Record<'error', (fields: object, words: string) => void>;
};

/** Looks at the files of evidence for as long as the process lives, each once a day at most; says what is missing or altered. Photos of forms that nobody saved go when their time is over. */
export function keepLooking({ db, dataDir, now, log }: RoundsOptions): Rounds {
  let last: Promise<void> = Promise.resolve();
  const once = async () => {
    await forgetHeld(db, { dataDir, now: now() });
    const { broken } = await lookAtSome(db, { dataDir, now: now(), limit: FILES_A_MINUTE });
    for (const { sha256, found } of broken)
      log.error({ sha256, found }, 'a file of evidence is not as it was taken in');
  };
  const round = () => {
    last = last.then(once).catch((error: unknown) => log.error({ err: error }, 'the look at the evidence failed'));
    return last;
  };
  const job = new Cron(EVERY_MINUTE, { unref: true }, round);
  return {
    stop: async () => {
      job.stop();
      await last;
    },
  };
}
