import type { Retracted } from '../../src/domain/taken-back.ts';
import { address } from '../address.ts';
import { capital } from '../format/text.ts';
import { retractedWords, StruckWords } from '../incidents/retracted.tsx';
import { inWords, type Told, when } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import type { Shown } from '../parts/day-shown.tsx';
import { PageHead } from '../parts/section.tsx';

export type RetractedPromiseProps = { told: Told; site: Site; shown: Shown; retracted: Retracted };

/** The page of a promise that was struck out: it stays, with its words struck through and the reason. domain.md, Records. */
export function RetractedPromisePage({ told, site, shown, retracted }: RetractedPromiseProps) {
  const { r, state } = told;
  const { slug, title } = state.incident;
  return (
    <Layout
      r={r}
      site={site}
      path={`/promises/${slug}/${retracted.part.id}`}
      section="promises"
      shown={shown}
      title={r.t('retracted.title', { words: capital(retracted.words) })}
      indexed={false}
    >
      <article>
        <PageHead
          kicker={<a href={address(r.lang, `/incidents/${slug}`, { as_of: told.asOf })}>{inWords(r, title, slug)}</a>}
          title={<StruckWords told={told} line={retracted} />}
          lead={retractedWords(told, retracted)}
        >
          <p class="note">
            {r.t('retracted.said', { when: when(told, retracted.said, { day: 'year' }) })}{' '}
            <a href={`${address(r.lang, '/method')}#corrections`}>{r.t('corrections.how')}</a>
          </p>
        </PageHead>
      </article>
    </Layout>
  );
}
