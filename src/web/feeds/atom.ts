import { Feed } from 'feed';
import type { FeedEntry } from '../../../views/feeds/entry.ts';
import { printable } from '../../../views/format/text.ts';
import type { Language } from '../../domain/words.ts';
import type { Instant } from '../../domain/zone.ts';

/** RFC 4151: a date at which the host belonged to its site. It never changes, for every id hangs on it. */
const TAG_DATE = '2026';
/** Older events are on the pages. */
export const FEED_ENTRIES = 50;

export type AtomFeed = {
  lang: Language;
  /** The public address of the site, without a slash at its end. */
  base: string;
  siteName: string;
  /** The name of the terms of use. */
  licence: string;
  /** Within the site and without the language: `feeds/overdue`. */
  name: string;
  title: string;
  lead: string;
  /** The address of this feed and of the page that shows the same, absolute. */
  self: string;
  page: string;
  /** In the order of the feed. */
  entries: readonly FeedEntry[];
  /** When a feed without entries last changed. */
  since: Instant;
};

/** The feed as an Atom document, RFC 4287. Texts may hold anything: what XML forbids is left out. */
export function atomDocument(asked: AtomFeed): string {
  const feed = new Feed({
    id: tagUri(asked.base, `${asked.lang}/${asked.name}`),
    title: plain(`${asked.title} — ${asked.siteName}`),
    description: plain(asked.lead),
    author: { name: plain(asked.siteName), link: asked.base },
    link: asked.page,
    feed: asked.self,
    copyright: plain(asked.licence),
    generator: false,
    updated: new Date(Math.max(...asked.entries.map((entry) => entry.updatedAt), asked.since)),
  });
  for (const entry of asked.entries)
    feed.addItem({
      id: tagUri(asked.base, entry.path),
      link: entry.url,
      title: html(entry.title),
      content: printable(entry.html),
      date: new Date(entry.updatedAt),
      published: new Date(entry.publishedAt),
    });
  // The library knows no language of an Atom feed.
  return feed.atom1().replace('<feed xmlns=', `<feed xml:lang="${asked.lang}" xmlns=`);
}

/** The name of an event or a feed for ever: `tag:merzim.example,2026:due/almaty-blackout-2019/results`. */
export function tagUri(base: string, path: string): string {
  return `tag:${new URL(base).hostname},${TAG_DATE}:${path}`;
}

/** The library takes an ampersand in plain text for one that was escaped before. */
const plain = (text: string): string => printable(text).replaceAll('&', '&amp;');

/** Plain text as HTML: so a title cannot end the CDATA section in which the library puts it. */
const html = (text: string): string =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
