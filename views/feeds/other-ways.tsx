import { Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import { calendarLink, type FeedLink, siteFeeds } from './links.ts';

/** Without an address: the feeds of the site, those of one incident or office, and the calendar. */
export function OtherWays({ r }: { r: Reader }) {
  return (
    <Section id="s_feeds" title={r.t('subscribe.feeds')}>
      <p>{r.t('subscribe.feeds.lead')}</p>
      <ul class="links">
        {siteFeeds(r).map((feed) => (
          <li>
            <Feed feed={feed} />
          </li>
        ))}
        <li>{r.t('subscribe.feeds.incident')}</li>
        <li>{r.t('subscribe.feeds.office')}</li>
        <li>
          <Feed feed={calendarLink(r)} /> ({r.t('subscribe.feeds.calendar')})
        </li>
      </ul>
    </Section>
  );
}

/** One feed, beside the form for mails. */
export function OwnFeed({ r, feed }: { r: Reader; feed: FeedLink }) {
  return (
    <p class="small">
      {r.t('subscribe.feeds.own')} <Feed feed={feed} />
    </p>
  );
}

const Feed = ({ feed: { href, title, type = 'application/atom+xml' } }: { feed: FeedLink }) => (
  <a href={href} type={type}>
    {title}
  </a>
);
