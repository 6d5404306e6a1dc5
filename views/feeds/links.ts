import { address } from '../address.ts';
import type { Reader } from '../reader.ts';

/** A feed that the head of a page names, so that programs find it. */
export type FeedLink = { href: string; title: string; type?: 'application/atom+xml' | 'text/calendar' };

const SITE_FEEDS = ['overdue', 'incidents', 'digests', 'corrections'] as const;

/** The due days of promises, to subscribe to in a calendar. */
export function calendarLink(r: Reader): FeedLink {
  return { href: address(r.lang, '/calendar.ics'), title: r.t('calendar.title'), type: 'text/calendar' };
}

/** The feeds of the whole site. */
export function siteFeeds(r: Reader): FeedLink[] {
  return SITE_FEEDS.map((name) => siteFeed(r, name));
}

/** One of them, for the page that lists the same. */
export function siteFeed(r: Reader, name: (typeof SITE_FEEDS)[number]): FeedLink {
  return { href: address(r.lang, `/feeds/${name}.atom`), title: r.t(`feed.${name}.title`) };
}

/** The feed of an incident. */
export function incidentFeed(r: Reader, slug: string, title: string): FeedLink {
  return { href: address(r.lang, `/incidents/${slug}.atom`), title: r.t('feed.incident.title', { title }) };
}

/** The feed of an office. */
export function officeFeed(r: Reader, id: string, office: string): FeedLink {
  return { href: address(r.lang, `/offices/${id}.atom`), title: r.t('feed.office.title', { office }) };
}
