import type { Site } from '../../views/document.tsx';
import { SECTIONS, type SectionName } from '../../views/sections.ts';
import { assetUrl } from '../../views/static.ts';
import type { Db } from '../records/database.ts';
import { findNewsroom } from '../records/newsroom-facts.ts';
import { listUsers } from '../records/users.ts';
import { baseUrl, type Deps } from './context.ts';

/** What all pages share. `paths`: the addresses that are mounted; a section without a page is not linked. */
export function siteOf(deps: Deps, paths: readonly string[]): Site {
  const names = Object.keys(SECTIONS) as SectionName[];
  return {
    base: baseUrl(deps),
    asset: assetUrl,
    sections: names.filter((name) => paths.includes(SECTIONS[name])),
    demo: deps.demo ?? false,
    ...(deps.mirror && { mirror: deps.mirror }),
  };
}

/** What answers programs: nothing there tells of the newsroom, and no question to the database stands before it. */
const FOR_PROGRAMS = /^\/(static|\.well-known|api|feeds|healthz|readyz|metrics|favicon\.ico|robots\.txt|cards)(\/|$)/;

/** The site with what the newsroom tells of itself now. Where the database does not answer, the page that says so has the rest. */
export async function withNewsroom(site: Site, db: Db, path: string): Promise<Site> {
  if (FOR_PROGRAMS.test(path)) return site;
  try {
    const { name, contact, about, licence } = await findNewsroom(db);
    return { ...site, newsroom: { name, contact, about, ...(licence === null ? {} : { licence }) } };
  } catch {
    return site;
  }
}

/** The names of the newsroom's people by their ids, where readers may see them; else none. domain.md, Records. */
export async function namesForReaders(db: Db): Promise<ReadonlyMap<number, string>> {
  if (!(await findNewsroom(db)).staffNamed) return new Map();
  return new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
}
