import { sql } from 'kysely';
import { isSameAddress, isSameQuote } from '../domain/capture.ts';
import { patternOf, readPostAddress } from '../domain/post-address.ts';
import type { Source } from '../domain/source.ts';
import type { Texts } from '../domain/words.ts';
import { endOfDay, type LocalDate, startOfDay } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { isoOf } from './instants.ts';
import { fromJson } from './json.ts';

/** An entry that may be the same, with its incident. */
export type SimilarEntry = { slug: string; title: Texts; id: string; words: string };
/** An incident of the same place and day. */
export type SimilarIncident = { slug: string; title: Texts; topic: string };

const LOOKED_AT = 200;
/** Editions in which the same words or address are looked for, those that changed last: it is done while somebody types. */
const EDITIONS_LOOKED_AT = 1000;
const SHOWN = 5;

/** Entries of the incidents that changed last, drafts too, whose source or channel has the same address; the newest first. */
export async function listSameAddress(db: Db, url: string): Promise<SimilarEntry[]> {
  const address = readPostAddress(url);
  const pattern = address && patternOf(address);
  if (pattern === undefined) return [];
  const fits = (rows: Candidate) =>
    [fromJson<Source>(rows.source).url, rows.channel_url].some((own) => own !== null && isSameAddress(own, url));
  const rows = await candidates(db)
    .where((where) =>
      where.or([
        where(sql`lower(entries.source)`, 'like', pattern),
        where(sql`lower(entries.channel_url)`, 'like', pattern),
      ]),
    )
    .execute();
  return shown(rows.filter(fits));
}

/** Entries of the incidents that changed last, drafts too, with the same words; the newest first. */
export async function listSameQuote(db: Db, quote: string): Promise<SimilarEntry[]> {
  // Small letters in a row: the engines know no small letters of a Cyrillic capital.
  const runs = quote.replace(/\s+/g, ' ').match(/[\p{Ll}\p{N} ]{12,}/gu) ?? [];
  const longest = runs.map((run) => run.trim().slice(0, 60)).sort((a, b) => b.length - a.length)[0];
  if (longest === undefined || longest.length < 10) return [];
  const rows = await candidates(db)
    .where((where) =>
      where.or([where('entries.quote', 'like', `%${longest}%`), where('entries.text', 'like', `%${longest}%`)]),
    )
    .execute();
  return shown(rows.filter((row) => [row.quote, row.text].some((own) => own !== null && isSameQuote(own, quote))));
}

const candidates = (db: Db) =>
  db
    .selectFrom('entries')
    .innerJoin('editions', 'editions.id', 'entries.edition_id')
    .select(['editions.slug', 'editions.title', 'entries.id', 'entries.text', 'entries.quote'])
    .select(['entries.source', 'entries.channel_url'])
    .where('entries.edition_id', 'in', (eb) =>
      eb
        .selectFrom('editions as late')
        .select('late.id')
        .orderBy('late.last_changed_at', 'desc')
        .limit(EDITIONS_LOOKED_AT),
    )
    .orderBy('entries.added_at', 'desc')
    .orderBy('editions.state')
    .orderBy('entries.id')
    .limit(LOOKED_AT);

type Candidate = Awaited<ReturnType<ReturnType<typeof candidates>['execute']>>[number];

/** The same entry may stand in a draft and in what is public. */
function shown(rows: readonly Candidate[]): SimilarEntry[] {
  const once = new Map(rows.map((row) => [`${row.slug} ${row.id}`, row]));
  return [...once.values()].slice(0, SHOWN).map(({ slug, title, id, text, quote }) => ({
    slug,
    title: fromJson<Texts>(title),
    id,
    words: text ?? quote ?? '',
  }));
}

/** Incidents, drafts too, for which the same office answers and that may have begun on the local day `on` in `zone`. */
export async function listSameDay(
  db: Db,
  { office, on, zone }: { office: string; on: LocalDate; zone: string },
): Promise<SimilarIncident[]> {
  const rows = await db
    .selectFrom('editions')
    .select(['slug', 'title', 'topic'])
    .where('office', '=', office)
    .where('started_earliest', '<', isoOf(endOfDay(on, zone)))
    .where('started_latest', '>=', isoOf(startOfDay(on, zone)))
    .orderBy('slug')
    .orderBy('state', 'desc')
    .limit(LOOKED_AT)
    .execute();
  const once = new Map(rows.map((row) => [row.slug, row]));
  return [...once.values()].slice(0, SHOWN).map(({ slug, title, topic }) => ({ slug, title: fromJson(title), topic }));
}
