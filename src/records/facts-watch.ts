import SqliteFile from 'better-sqlite3';
import { type Db, openDatabase } from './database.ts';
import { findFactsRevision } from './revisions.ts';

/** Says by which revision of the facts readers are answered now; whoever wrote it, here or in another process. */
export type FactsWatch = {
  /**
   * The number that changes with everything readers may see, as it is committed at the time of the call or later; undefined where
   * the database does not answer. At once on SQLite; on PostgreSQL all who ask in the meantime share one query.
   */
  revision: () => number | undefined | Promise<number | undefined>;
  close: () => Promise<void>;
};

/** Watches the facts in the database at `url`, at the newest schema; undefined for one in memory, which nobody else can open. */
export function watchFacts(url: string): FactsWatch | undefined {
  if (!url.startsWith('sqlite:')) return watchRow(url);
  const path = url.slice('sqlite:'.length).replace(/^\/\//, '');
  return path === ':memory:' ? undefined : watchFile(path);
}

/**
 * A connection of its own sees what every other one has committed, this process's too, and nothing that is under way: SQLite
 * tells it by `data_version`. It is asked once in a turn of the event loop.
 */
function watchFile(path: string): FactsWatch {
  const file = new SqliteFile(path, { readonly: true, fileMustExist: true });
  file.pragma('busy_timeout = 0');
  const version = file.prepare<[], number>('pragma data_version').pluck();
  const facts = file.prepare<[], number>('select revision from facts_revision').pluck();
  let seen: number | undefined;
  let revision: number | undefined;
  let isFresh = false;
  const isOver = () => {
    isFresh = false;
  };
  return {
    revision: () => {
      if (isFresh) return revision;
      isFresh = true;
      setImmediate(isOver);
      try {
        const now = version.get();
        if (now !== seen) revision = facts.get();
        seen = now;
      } catch {
        seen = undefined;
        revision = undefined;
      }
      return revision;
    },
    close: async () => {
      file.close();
    },
  };
}

/** Beyond it a server counts as gone, whatever the network makes of it. */
const PATIENCE = { connectMs: 3000, answerMs: 5000, connections: 1 };

/**
 * Asks a PostgreSQL by a connection of its own: one query runs and one waits, and whoever asks is told of a state that is no
 * older than the question. After a failure the connection is made anew.
 */
export function watchRow(url: string, find: (db: Db) => Promise<number | undefined> = findFactsRevision): FactsWatch {
  let { db, close } = openDatabase(url, PATIENCE);
  let isClosed = false;
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<number | undefined> | undefined;
  const ask = () => {
    waiting = undefined;
    const asked = find(db).catch(() => {
      if (isClosed) return undefined;
      close().catch(() => {});
      ({ db, close } = openDatabase(url, PATIENCE));
      return undefined;
    });
    running = asked;
    return asked;
  };
  return {
    revision: () => {
      waiting ??= running.then(ask);
      return waiting;
    },
    close: async () => {
      isClosed = true;
      await close();
    },
  };
}
