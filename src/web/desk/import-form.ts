import { createHash } from 'node:crypto';
import type { Problem } from '../../../views/desk/form-state.ts';
import type { ImportOutcome } from '../../../views/desk/import.tsx';
import type { Plan } from '../../sheets/plan.ts';

export const LARGEST_SHEET_MEGABYTES = 10;
const LARGEST_BYTES = LARGEST_SHEET_MEGABYTES * 1024 * 1024;
/** Of a file that is refused all over, what is kept of it to be told afterwards. */
const TOLD_AT_MOST = 1000;

export type Sent = { ok: true; name: string; content: Uint8Array } | { ok: false; problem: Problem };

/** The one file that a form sent, whole, or what is wrong with it. */
export async function fileIn(body: Record<string, unknown>): Promise<Sent> {
  const file = [body.file].flat().find((each): each is File => each instanceof File && each.name !== '');
  const wrong = (key: Problem['key']): Sent => ({
    ok: false,
    problem: { field: 'file', key, params: { megabytes: LARGEST_SHEET_MEGABYTES } },
  });
  if (file === undefined) return wrong('desk.import.wrong.none');
  if (file.size > LARGEST_BYTES) return wrong('desk.import.wrong.large');
  if (file.size === 0) return wrong('desk.import.wrong.empty');
  const name = (file.name.split(/[\\/]/).at(-1) ?? '').slice(0, 200);
  return { ok: true, name, content: new Uint8Array(await file.arrayBuffer()) };
}

/** What a form remembers of the preview that it was printed with: what the plan started from, and what it would do. */
export function markOf({ bases, items, refused }: Plan): string {
  const done = items.map(({ line, incident, what, result }) => [line, incident, what, result]);
  const said = JSON.stringify([bases, done, refused]);
  return createHash('sha256').update(said).digest('hex');
}

/** What is kept of an import, to be read afterwards. */
export function outcomeOf(plan: Plan, published: boolean): ImportOutcome {
  const count = (result: Plan['items'][number]['result']) => plan.items.filter((item) => item.result === result).length;
  const slugs = plan.documents.flatMap((document) => (document.kind === 'incident' ? [document.incident.slug] : []));
  return {
    kind: plan.kind,
    lines: plan.lines,
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refusedRows: refusedRows(plan),
    refused: plan.refused.slice(0, TOLD_AT_MOST),
    incidents: slugs.slice(0, 200),
    directory: plan.documents.some(({ kind }) => kind === 'directory'),
    published,
  };
}

/** Rows or documents that are refused, however much is wrong with each. */
function refusedRows({ lines, items, refused }: Plan): number {
  return refused.length === 0 ? 0 : Math.max(lines - items.length, 0);
}
