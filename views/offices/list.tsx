import type { Child } from 'hono/jsx';
import { type Directory, OFFICE_KINDS, type Office } from '../../src/domain/directory.ts';
import { holdersOn } from '../../src/domain/office.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { joined } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';
import { termOn } from './holders.tsx';

export type OfficesPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  /** The day that is shown, where the office is. */
  onDayOf: (office: Office) => LocalDate;
};

/** `/offices`: every office by kind, with who held it on the day. */
export function OfficesPage({ r, site, shown, directory, onDayOf }: OfficesPageProps) {
  const kinds = OFFICE_KINDS.filter((kind) => directory.offices.some((office) => office.kind === kind));
  return (
    <Layout
      r={r}
      site={site}
      path="/offices"
      section="offices"
      shown={shown}
      title={r.t('nav.offices')}
      description={r.t('offices.lead')}
    >
      <PageHead title={r.t('nav.offices')} lead={r.t('offices.lead')}>
        <p>
          <a href={address(r.lang, '/accounts', asOfQuery(shown))}>{r.t('accounts.title')}</a>
        </p>
      </PageHead>
      {kinds.length === 0 ? <p>{r.t('offices.none')}</p> : null}
      {kinds.map((kind) => (
        <Section id={`s_${kind}`} title={r.t(`offices.kind.${kind}`)}>
          <Table
            caption={r.t(`offices.kind.${kind}`)}
            captionHidden
            columns={[
              { label: r.t('offices.column.office') },
              { label: r.t('offices.column.region') },
              { label: r.t('offices.column.holder') },
            ]}
            rows={directory.offices
              .filter((office) => office.kind === kind)
              .map((office) => [
                <a href={address(r.lang, `/offices/${office.id}`, asOfQuery(shown))}>
                  {inWords(r, office.name, office.id)}
                </a>,
                inWords(r, office.region) ||
                  r.t(COUNTRYWIDE.has(office.kind) ? 'offices.no_region' : 'office.not_recorded'),
                holders(r, directory, office, onDayOf(office)),
              ])}
          />
        </Section>
      ))}
    </Layout>
  );
}

/** They have no region of their own. */
const COUNTRYWIDE: ReadonlySet<Office['kind']> = new Set(['ministry', 'government']);

/** Who may have held it on the day, or that it is not recorded. */
function holders(r: Reader, directory: Directory, office: Office, on: LocalDate): Child {
  const held = holdersOn(directory, office.id, on);
  if (held.length === 0) return <span class="muted">{r.t('offices.holder_unknown')}</span>;
  return joined(
    held.map((each) => (
      <>
        {inWords(
          r,
          directory.officials.find(({ id }) => id === each.tenure.official)?.name ?? {},
          each.tenure.official,
        )}
        <small>{termOn(r, each, on)}</small>
      </>
    )),
    ' ',
  );
}
