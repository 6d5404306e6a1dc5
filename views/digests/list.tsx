import type { Digest } from '../../src/domain/digest.ts';
import { address } from '../address.ts';
import { siteFeed } from '../feeds/links.ts';
import { glued } from '../format/text.ts';
import { rich } from '../incidents/rich.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { Pager } from '../parts/pager.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import { summaryWords, weekWords } from './words.ts';

export type DigestsPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  digests: { digest: Digest; zone: string }[];
  /** The last week that had ended by the day that is shown. */
  last: { name: string; words: string };
  query: Record<string, string>;
  next: string | null;
};

/** `/digests`: the issued weeks, the newest first. */
export function DigestsPage({ r, site, shown, digests, last, query, next }: DigestsPageProps) {
  const to = (more: Record<string, string>) => address(r.lang, '/digests', { ...more, ...asOfQuery(shown) });
  return (
    <Layout
      r={r}
      site={site}
      path="/digests"
      section="digests"
      shown={shown}
      query={query}
      title={r.t('digests.title')}
      description={r.t('digests.lead')}
      feeds={[siteFeed(r, 'digests')]}
    >
      <PageHead title={r.t('digests.title')} lead={r.t('digests.lead')} />
      <Section id="s_list" title={r.t('digests.list')}>
        {digests.length === 0 ? <p>{r.t('digests.none')}</p> : null}
        <ol>
          {digests.map(({ digest, zone }) => (
            <li class="pl">
              <p class="pl-d">{digest.week}</p>
              <div>
                <h3>
                  <a href={address(r.lang, `/digests/${digest.week}`)}>
                    {r.t('digest.title', { week: weekWords(r, digest, zone) })}
                  </a>
                </h3>
                <p>{glued(summaryWords(r, digest).join(' '))}</p>
              </div>
            </li>
          ))}
        </ol>
        <Pager
          r={r}
          first={query.after === undefined ? undefined : to({})}
          next={next === null ? undefined : to({ after: next })}
        />
        <p class="note">
          {rich(r, 'digests.last_week', { link: <a href={address(r.lang, `/digests/${last.name}`)}>{last.words}</a> })}
        </p>
      </Section>
    </Layout>
  );
}
