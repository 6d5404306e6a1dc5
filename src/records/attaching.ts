import { type Attached, type EvidencePart, hasPart } from '../domain/evidence.ts';
import type { Texts } from '../domain/words.ts';
import { type Db, inTransaction } from './database.ts';
import { findForDesk, reviseDraft, type Signed } from './desk.ts';
import { insertEvidence, listEvidence, removeEvidence } from './evidence.ts';
import { addEvidenceFile, type EvidenceFile } from './evidence-files.ts';
import { holdFacts } from './revisions.ts';

export type Attaching = Signed & {
  slug: string;
  part: EvidencePart;
  /** They lie in the folder already. */
  files: readonly Omit<EvidenceFile, 'checked'>[];
  alt: Texts;
  archive: string | null;
};

/**
 * Hangs files on a part of the desk's incident, in one transaction with a revision: readers see them once the draft is
 * published. *Unchanged*: the part has them all. *Missing*: the desk has no such part. domain.md, Records.
 */
export async function attachEvidence(
  db: Db,
  { slug, part, files, alt, archive, ...signed }: Attaching,
): Promise<{ result: 'attached' | 'unchanged' | 'missing' }> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const found = await findForDesk(trx, slug);
    const edition = found?.draft ?? found?.public;
    if (edition === undefined || !hasPart(edition.incident, part)) return { result: 'missing' };
    const changes = [];
    for (const file of files) {
      await addEvidenceFile(trx, file);
      const attached: Attached = { part, file: file.sha256, alt, archive };
      changes.push(...(await insertEvidence(trx, { ...attached, slug, ...signed })));
    }
    if (changes.length === 0) return { result: 'unchanged' };
    await reviseDraft(trx, { slug, ...signed, changes });
    return { result: 'attached' };
  });
}

/** Takes evidence off a part, in one transaction with a revision: readers see it until the draft is published. The file stays in the folder. */
export async function detachEvidence(
  db: Db,
  { slug, id, ...signed }: Signed & { slug: string; id: number },
): Promise<{ result: 'removed' | 'missing' }> {
  return inTransaction(db, async (trx) => {
    await holdFacts(trx);
    const evidence = (await listEvidence(trx, slug, 'draft')).find((each) => each.id === id);
    if (evidence === undefined) return { result: 'missing' };
    const changes = await removeEvidence(trx, evidence, signed);
    await reviseDraft(trx, { slug, ...signed, changes });
    return { result: 'removed' };
  });
}
