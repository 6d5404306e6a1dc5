import { CC_BY } from '../../src/domain/licence.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { rich } from '../incidents/rich.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { LicenceLink } from '../parts/licence.tsx';
import { Moment, zoneWords } from '../parts/moment.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';
import { datasetData } from '../share/data.ts';
import { RecordFiles, type ShownFile } from './data-files.tsx';

/** What programs may ask for, in the order of the page; only what the site has is shown. */
const ADDRESSES = [
  ['/api/v1/incidents', 'data.incidents'],
  ['/api/v1/incidents.csv', 'data.incidents_csv'],
  ['/api/v1/promises', 'data.promises'],
  ['/api/v1/promises.csv', 'data.promises_csv'],
  ['/api/v1/offices', 'data.offices'],
  ['/api/v1/offices.csv', 'data.offices_csv'],
  ['/api/v1/officials', 'data.officials'],
  ['/api/v1/digests', 'data.digests'],
  ['/api/v1/schema/incident.json', 'data.schema_incident'],
  ['/api/v1/schema/directory.json', 'data.schema_directory'],
  ['/api/v1/openapi.json', 'data.openapi'],
  ['/feeds/overdue.atom', 'data.feed_overdue'],
  ['/feeds/incidents.atom', 'data.feed_incidents'],
  ['/calendar.ics', 'data.calendar'],
] as const;

/** Addresses that follow the reader's language. */
const SPOKEN = /^\/(feeds|calendar)/;

export type DataPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  /** The files of the record as they are on that day. */
  files: readonly ShownFile[];
  /** The instant for which they are true, on the wall clock of `zone`. */
  at: Instant;
  zone: string;
  /** Whether the site answers there. */
  has: (path: string) => boolean;
};

/** `/data`: the whole record as files, what programs may ask for, the licence, how to cite. */
export function DataPage({ r, site, shown, files, at, zone, has }: DataPageProps) {
  const link = (path: string) => <a href={SPOKEN.test(path) ? address(r.lang, path) : path}>{path}</a>;
  const day = asOfQuery(shown);
  return (
    <Layout
      r={r}
      site={site}
      path="/data"
      section="data"
      shown={shown}
      title={r.t('nav.data')}
      description={r.t('data.lead')}
      data={datasetData(
        r,
        site,
        files.map(({ name }) => name),
      )}
    >
      <PageHead title={r.t('nav.data')} lead={r.t('data.lead')} />
      <Section id="s_files" title={r.t('data.files')}>
        <p>
          {rich(r, 'data.files.true_for', {
            moment: <Moment r={r} at={at} zone={zone} ends={shown.kind === 'date'} />,
          })}{' '}
          <span class="muted">({zoneWords(r, zone, at)})</span>
        </p>
        <RecordFiles r={r} files={files} day={day} />
      </Section>
      <Section id="s_addresses" title={r.t('data.addresses')}>
        <Table
          caption={r.t('data.addresses')}
          captionHidden
          columns={[{ label: r.t('data.address') }, { label: r.t('data.what'), bare: true }]}
          rows={ADDRESSES.filter(([path]) => has(path)).map(([path, words]) => [link(path), r.t(words)])}
        />
        <p class="note">{r.t('data.as_of')}</p>
        <p class="note">{r.t('data.paging')}</p>
      </Section>
      <Section id="s_licence" title={r.t('data.licence')}>
        <p>{rich(r, 'data.licence_text', { licence: <LicenceLink licence={site.newsroom?.licence ?? CC_BY} /> })}</p>
        <p class="note">{r.t('data.quotes')}</p>
      </Section>
      <Section id="s_cite" title={r.t('cite.title')}>
        <p class="cite">{r.t('data.cite', { address: `${site.base}${address(r.lang, '/incidents')}` })}</p>
        <p class="note">{r.t('cite.note')}</p>
      </Section>
    </Layout>
  );
}
