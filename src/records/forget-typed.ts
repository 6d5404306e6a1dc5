import type { Incident } from '../domain/incident.ts';
import type { Part } from '../domain/taken-back.ts';
import type { Db } from './database.ts';
import { removeHeldPhotos } from './held-photos.ts';
import { fromJson } from './json.ts';
import { loadTakenBack } from './taken-back.ts';

type Typed = { form: string; fields: string };

/**
 * Throws away what was typed and not saved, wherever it waits, of what a court has taken down: everything of a whole incident; of an
 * entry or a promise its own forms, and every form of the incident that names it or holds its words. `incidents`: the editions as
 * they stand. Resumed, it would bring back what nothing may hold any more. domain.md, Records.
 */
export async function forgetTyped(
  trx: Db,
  { slug, parts, incidents }: { slug: string; parts: readonly Part[]; incidents: readonly Incident[] },
): Promise<void> {
  const told = parts.flatMap((part) => incidents.flatMap((incident) => wordsOf(incident, part)));
  const isOf = ({ form, fields }: Typed): boolean =>
    parts.some((part) => isFormOf(form, slug, part)) ||
    fromJson<[string, string[]][]>(fields).some(([, values]) => values.some((value) => holds(value, parts, told)));
  const own = `/desk/incidents/${slug}`;
  for (const table of ['working_copies', 'held_forms'] as const) {
    const rows = await trx
      .selectFrom(table)
      .select(['user_id', 'form', 'fields'])
      .distinct()
      .where((is) => is.or([is('form', '=', own), is('form', 'like', `${own}/%`)]))
      .execute();
    for (const row of rows.filter(isOf)) {
      // The photos that wait with it; their files go with the next round of the house-keeping.
      await removeHeldPhotos(trx, new Map(fromJson<[string, string[]][]>(row.fields)).get('held') ?? []);
      await trx
        .deleteFrom(table)
        .where('user_id', '=', row.user_id)
        .where('form', '=', row.form)
        .where('fields', '=', row.fields)
        .execute();
    }
  }
}

/** Whether a court has taken down what that form (its address, without the language) is of: then nothing typed into it is kept. */
export async function isFormTakenDown(db: Db, form: string): Promise<boolean> {
  const slug = /^\/desk\/incidents\/([^/]+)/.exec(form)?.[1];
  if (slug === undefined) return false;
  const down = (await loadTakenBack(db, [slug])).filter(({ way }) => way === 'taken_down');
  return down.some(({ part }) => isFormOf(form, slug, part));
}

function isFormOf(form: string, slug: string, { kind, id }: Part): boolean {
  const whole = `/desk/incidents/${slug}`;
  const own = kind === 'incident' ? whole : `${whole}/${kind === 'entry' ? 'entries' : 'promises'}/${id}`;
  return form === own || form.startsWith(`${own}/`);
}

/** Words too short to tell whose they are. */
const LEAST_LETTERS = 8;

function wordsOf({ entries, promises }: Incident, { kind, id }: Part): string[] {
  const entry = entries.find((each) => kind === 'entry' && each.id === id);
  const promise = promises.find((each) => kind === 'promise' && each.id === id);
  const words = [entry?.text, entry?.quote, entry?.source.url, promise?.text, promise?.phrase, promise?.test];
  return words.flatMap((each) => (each && each.length >= LEAST_LETTERS ? [each] : []));
}

const holds = (value: string, parts: readonly Part[], told: readonly string[]): boolean =>
  parts.some(({ id }) => id !== '' && value === id) || told.some((words) => value.includes(words));
