import type { Instant } from '../domain/zone.ts';
import { type Db, inTransaction } from '../records/database.ts';
import { publish } from '../records/desk.ts';
import { type Imported, importDocuments } from '../records/import.ts';
import { type By, holdFacts } from '../records/revisions.ts';
import { finishUpload } from '../records/uploads.ts';
import type { Bases, Plan } from './plan.ts';
import { findDirectoryVersion } from './plan-figures.ts';

export type Applying = {
  plan: Plan;
  /** The upload, and what is noted of it. */
  upload: number;
  outcome: unknown;
  /** Readers see the incidents at once; else they are drafts. `why`: what the corrections say. */
  publish: { why: string | null } | null;
  by: By;
  now: Instant;
};

export type Applied =
  | { result: 'done'; documents: Imported[] }
  /** It was imported before: a second press. */
  | { result: 'repeated' }
  /** Somebody changed what the plan started from; nothing was written. */
  | { result: 'moved' }
  /** The incident may not be published by this user now; nothing was written. */
  | { result: 'held'; slug: string };

/** Does what a plan says, all of it or nothing, in one transaction, with a revision for each incident and for the directory. */
export async function applyImport(db: Db, asked: Applying): Promise<Applied> {
  try {
    return await inTransaction(db, async (trx) => {
      const { plan, by, now } = asked;
      await holdFacts(trx);
      if (!(await finishUpload(trx, { id: asked.upload, outcome: asked.outcome, now }))) return { result: 'repeated' };
      if (!(await standsStill(trx, plan.bases))) throw new Stopped({ result: 'moved' });
      const done = await importDocuments(trx, { documents: plan.documents, publish: false, by, now });
      // What it referred to is gone.
      if (!done.ok) throw new Stopped({ result: 'moved' });
      if (asked.publish !== null) await publishAll(trx, asked, asked.publish.why);
      return { result: 'done', documents: done.documents };
    });
  } catch (error) {
    if (error instanceof Stopped) return error.applied;
    throw error;
  }
}

async function publishAll(trx: Db, { plan, by, now }: Applying, why: string | null): Promise<void> {
  for (const document of plan.documents) {
    if (document.kind !== 'incident') continue;
    const { slug } = document.incident;
    const { result } = await publish(trx, { slug, by, now, why });
    if (result !== 'published' && result !== 'unchanged') throw new Stopped({ result: 'held', slug });
  }
}

/** Whether everything stands as the plan found it. */
async function standsStill(trx: Db, { incidents, directory }: Bases): Promise<boolean> {
  const slugs = Object.keys(incidents);
  for (let start = 0; start < slugs.length; start += BATCH) {
    const batch = slugs.slice(start, start + BATCH);
    const rows = await trx
      .selectFrom('editions')
      .select(['slug', 'state', 'version'])
      .where('slug', 'in', batch)
      .execute();
    const stands = (slug: string) => {
      const own = rows.filter((row) => row.slug === slug);
      const row = own.find(({ state }) => state === 'draft') ?? own[0];
      return (row?.version ?? null) === incidents[slug];
    };
    if (!batch.every(stands)) return false;
  }
  return directory === null || directory === (await findDirectoryVersion(trx));
}

const BATCH = 200;

class Stopped extends Error {
  readonly applied: Applied;

  constructor(applied: Applied) {
    super(applied.result);
    this.applied = applied;
  }
}
