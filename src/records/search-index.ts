import { certainFrom, possibleFrom } from '../domain/at.ts';
import { firstPossibleAt } from '../domain/derive.ts';
import type { Directory } from '../domain/directory.ts';
import { entryOf } from '../domain/entry.ts';
import type { Incident } from '../domain/incident.ts';
import { keysOfTexts, type Said } from '../domain/search/keys.ts';
import { summaryShownFrom } from '../domain/search/summary.ts';
import { type ShownFacts, withoutTakenBack } from '../domain/taken-back.ts';
import { LANGUAGES, type Texts } from '../domain/words.ts';
import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOrNull } from './instants.ts';
import { insertRows } from './rows.ts';
import { STEMMERS } from './search-words.ts';
import type { SearchDocumentRow } from './tables.ts';
import { loadTakenBack } from './taken-back.ts';

// What readers may look for: the words of public editions, without what was taken back, and of the directory. Written in the
// transaction that changes what readers see, so that no draft and nothing that was taken down is ever found.

/** Writes the words of these public editions anew, within the transaction that writes them. */
export async function indexEditions(trx: Db, editions: readonly { id: number; incident: Incident }[]): Promise<void> {
  if (editions.length === 0) return;
  await forgetEditions(
    trx,
    editions.map(({ id }) => id),
  );
  const taken = await loadTakenBack(
    trx,
    editions.map(({ incident }) => incident.slug),
  );
  const rows = editions.flatMap(({ id, incident }) => {
    const own = taken.filter((each) => each.incident === incident.slug);
    return documentsOf(id, withoutTakenBack(incident, own));
  });
  await insertRows(trx, 'search_documents', rows);
}

/** Takes the words of these editions out, within the transaction that takes them from readers. */
export async function forgetEditions(trx: Db, ids: readonly number[]): Promise<void> {
  await trx.deleteFrom('search_documents').where('edition_id', 'in', ids).execute();
}

/** Takes everything out, within the transaction that writes it anew. */
export async function forgetEverything(trx: Db): Promise<void> {
  await trx.deleteFrom('search_documents').execute();
}

/** The part of an incident's second row: its title with its summary, which stands later. */
export const WITH_SUMMARY = 'summary';

type NewDocument = Omit<SearchDocumentRow, 'id'>;

function documentsOf(edition: number, { incident, takenOut }: ShownFacts): NewDocument[] {
  const { slug, zone } = incident;
  const firstAt = firstPossibleAt(incident);
  const began = incident.started === null ? firstAt : possibleFrom(incident.started);
  const row = (
    kind: SearchDocumentRow['kind'],
    part: string,
    [visibleFrom, at]: [Instant, Instant],
    texts: readonly Said[],
  ): NewDocument[] =>
    Number.isFinite(visibleFrom)
      ? [
          {
            edition_id: edition,
            kind,
            incident: slug,
            part,
            zone,
            visible_from: isoOrNull(visibleFrom),
            sort_at: isoOrNull(at) ?? '',
            keys: keysOfTexts(texts, STEMMERS).join(' '),
          },
        ]
      : [];
  return [
    ...row('incident', '', [firstAt, began], saidIn(incident.title)),
    ...row(
      'incident',
      WITH_SUMMARY,
      [summaryShownFrom(incident), began],
      [...saidIn(incident.title), ...saidIn(incident.summary)],
    ),
    ...incident.entries.flatMap((entry) => {
      const from = possibleFrom(entry.at);
      return takenOut.has(entry.id) ? [] : row('entry', entry.id, [from, from], saidBy(entry));
    }),
    ...incident.promises.flatMap((promise) => {
      const from = certainFrom(entryOf(incident, promise.madeIn).at);
      return row('promise', promise.id, [from, from], [promise.text, promise.phrase].flatMap(inAny));
    }),
  ];
}

const inAny = (text: string | null): Said[] => (text === null ? [] : [{ text, lang: 'any' }]);
const saidIn = (texts: Texts): Said[] =>
  LANGUAGES.flatMap((lang) => (texts[lang] ? [{ text: texts[lang], lang }] : []));

/** An entry's own words are in its language, the verbatim ones in any. */
export function saidBy({ text, quote, lang }: Incident['entries'][number]): Said[] {
  return [...(text === null ? [] : [{ text, lang }]), ...inAny(quote)];
}

/** Writes the names of offices and officials anew, within the transaction that changes the directory. */
export async function indexDirectory(trx: Db, { offices, officials }: Directory): Promise<void> {
  await trx.deleteFrom('search_documents').where('edition_id', 'is', null).execute();
  const row = (kind: 'office' | 'official', part: string, texts: readonly Said[]): NewDocument => ({
    edition_id: null,
    kind,
    incident: '',
    part,
    zone: '',
    visible_from: null,
    sort_at: '',
    keys: keysOfTexts(texts, STEMMERS).join(' '),
  });
  await insertRows(trx, 'search_documents', [
    ...offices.map(({ id, name, region }) => row('office', id, [...saidIn(name), ...saidIn(region)])),
    ...officials.map(({ id, name, alsoSpelled }) =>
      row('official', id, [...saidIn(name), ...alsoSpelled.flatMap(inAny)]),
    ),
  ]);
}
