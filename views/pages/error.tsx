import { address } from '../address.ts';
import type { Site } from '../document.tsx';
import { Layout } from '../layout.tsx';
import { PageHead } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import { SECTIONS } from '../sections.ts';

export type ErrorPageProps = {
  r: Reader;
  site: Site;
  path: string;
  /** The HTTP status. */
  status: number;
  /** What went wrong, in the reader's language: a heading and a sentence. */
  title: string;
  text: string;
  /** The number by which the newsroom finds the request in its log; shown where the fault is ours. */
  requestId?: string;
};

/** An answer that is no page: what went wrong, and where to go on. */
export function ErrorPage({ r, site, path, status, title, text, requestId }: ErrorPageProps) {
  return (
    <Layout r={r} site={site} path={path} title={title} indexed={false}>
      <PageHead title={title} kicker={r.t('error.number', { status })} lead={text}>
        <ul class="links after">
          <li>
            <a href={address(r.lang, '/')}>{r.t('error.home')}</a>
          </li>
          {site.sections.includes('search') ? (
            <li>
              <a href={address(r.lang, SECTIONS.search)}>{r.t('nav.search')}</a>
            </li>
          ) : null}
          {status >= 500 && requestId !== undefined ? (
            <li class="muted">{r.t('error.id', { id: requestId })}</li>
          ) : null}
        </ul>
      </PageHead>
    </Layout>
  );
}
