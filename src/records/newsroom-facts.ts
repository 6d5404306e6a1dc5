import type { Licence } from '../domain/licence.ts';
import type { Texts } from '../domain/words.ts';
import { type Instant, isZone } from '../domain/zone.ts';
import type { Db } from './database.ts';
import type { By } from './revisions.ts';
import { findSetting, saveSetting } from './settings.ts';

const NEWSROOM = 'newsroom';

/** What readers are told of the newsroom that runs the site. */
export type Newsroom = {
  name: Texts;
  /** Where mistakes and replies are written to: a mail address or a page; null: not set. */
  contact: string | null;
  /** Who runs this site and how they can be held to it. */
  about: Texts;
  /** The IANA zone of the newsroom's own times; null: that of the digest. */
  zone: string | null;
  /** Whether readers see who of the newsroom made a correction. domain.md, Records: not, unless it is set so. */
  staffNamed: boolean;
  /** On which terms the record may be used; null: CC BY 4.0. */
  licence: Licence | null;
};

const UNSET: Newsroom = { name: {}, contact: null, about: {}, zone: null, staffNamed: false, licence: null };

/** What the newsroom has said of itself. */
export async function findNewsroom(db: Db): Promise<Newsroom> {
  const found = (await findSetting(db, NEWSROOM)) as Partial<Newsroom> | undefined;
  const zone = found?.zone ?? null;
  return { ...UNSET, ...found, zone: zone !== null && isZone(zone) ? zone : null };
}

/** Puts it in the place of what was said before, with a revision. False: it is the same. */
export async function saveNewsroom(
  db: Db,
  { newsroom, by, now }: { newsroom: Omit<Newsroom, 'licence'> & Partial<Newsroom>; by: By; now: Instant },
): Promise<boolean> {
  return saveSetting(db, { key: NEWSROOM, value: newsroom, by, now, why: null });
}
