import type { Child } from 'hono/jsx';
import { accountsOfOfficial } from '../../src/domain/accounts.ts';
import type { Directory, Official } from '../../src/domain/directory.ts';
import type { Held } from '../../src/domain/office.ts';
import { termsOf } from '../../src/domain/official.ts';
import { wordsIn } from '../../src/domain/words.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import type { ToldPromise } from '../home/home.tsx';
import { joined, rich } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { AccountTable } from '../offices/accounts.tsx';
import { endWords, termOn } from '../offices/holders.tsx';
import { DirectoryCorrections, type ShownDirectoryCorrection } from '../pages/directory-correction.tsx';
import { asOfQuery, asOfWords, DayForm, type Shown } from '../parts/day-shown.tsx';
import { PromiseList } from '../parts/promise-row.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Table } from '../parts/table.tsx';
import { PromiseItem } from '../promises/line.tsx';
import type { Reader } from '../reader.ts';
import { cardWords } from '../share/card.tsx';
import { CiteSection, citeLine } from '../share/cite.tsx';
import { profileData } from '../share/data.ts';
import { officialCard } from '../share/directory-card.tsx';

export type OfficialPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  official: Official;
  /** What was corrected of it, the newest first; `zone`: the newsroom's, for their days. */
  corrections: readonly ShownDirectoryCorrection[];
  zone: string;
  /** The last change of the directory; null: none. */
  revision: number | null;
  /** The day that is shown. */
  on: LocalDate;
  /** What he promised, by due day; `more`: the list has the rest. */
  promises: readonly ToldPromise[];
  more: boolean;
};

/** `/officials/:id`: which offices somebody held, where he speaks himself, what he promised. No sum and no place in a row. */
export function OfficialPage(props: OfficialPageProps) {
  const { r, site, shown, directory, official, on } = props;
  const name = wordsIn(official.name, r.lang)?.text ?? official.id;
  const path = `/officials/${official.id}`;
  const terms = termsOf(directory, official.id, on);
  return (
    <Layout
      r={r}
      site={site}
      path={path}
      section="offices"
      shown={shown}
      title={name}
      description={r.t('official.description', { name })}
      data={profileData(r, site, { official })}
      card={{ path: `/cards${path}.png`, words: cardWords(officialCard(r, { directory, official, on })) }}
    >
      <PageHead
        kicker={<a href={address(r.lang, '/offices', asOfQuery(shown))}>{r.t('nav.offices')}</a>}
        title={inWords(r, official.name, official.id)}
        lead={leadWords(r, directory, terms, on)}
      />
      <Section id="s_terms" title={r.t('official.terms')}>
        <Terms {...props} terms={terms} />
      </Section>
      <Section id="s_promises" title={r.t('official.promises')}>
        <Promises {...props} />
      </Section>
      <Section id="s_accounts" title={r.t('official.accounts')}>
        <AccountTable r={r} accounts={accountsOfOfficial(directory, official.id, on)} />
      </Section>
      <DirectoryCorrections r={r} directory={directory} corrections={props.corrections} zone={props.zone} />
      <CiteSection
        r={r}
        line={citeLine(r, {
          title: name,
          day: asOfWords(r, on),
          revision: props.revision,
          url: site.base + address(r.lang, path, { as_of: asOfQuery(shown).as_of ?? on }),
        })}
      />
      <Section id="s_day" title={r.t('day.other')}>
        <DayForm r={r} shown={shown} path={path} id="as-of-2" />
      </Section>
    </Layout>
  );
}

function leadWords(r: Reader, directory: Directory, terms: readonly Held[], on: LocalDate): Child {
  if (terms.length === 0) return r.t('official.no_terms');
  const held = terms.map((each) => (
    <>
      {officeWords(r, directory, each)} ({termOn(r, each, on)})
    </>
  ));
  return rich(r, 'official.lead', { offices: joined(held, '; ') }, { on: dayWords(r, on) });
}

const officeWords = (r: Reader, directory: Directory, { tenure }: Held): Child =>
  inWords(r, directory.offices.find(({ id }) => id === tenure.office)?.name ?? {}, tenure.office);

function Terms({ r, shown, directory, on, terms }: OfficialPageProps & { terms: readonly Held[] }) {
  if (terms.length === 0) return <p>{r.t('official.no_terms')}</p>;
  return (
    <>
      <Table
        caption={r.t('official.terms')}
        captionHidden
        columns={[
          { label: r.t('offices.column.office') },
          { label: r.t('office.column.from') },
          { label: r.t('office.column.to') },
          { label: r.t('figure.source') },
        ]}
        rows={terms.map((each) => [
          <a href={address(r.lang, `/offices/${each.tenure.office}`, asOfQuery(shown))}>
            {officeWords(r, directory, each)}
          </a>,
          each.from === null ? r.t('office.not_recorded') : coarseWords(r, each.from),
          endWords(r, each, on),
          each.tenure.source === null ? r.t('office.not_recorded') : <SourceLink r={r} source={each.tenure.source} />,
        ])}
      />
      <p class="note">{r.t('office.holders_note')}</p>
    </>
  );
}

function Promises({ r, shown, official, promises, more }: OfficialPageProps) {
  const all = address(r.lang, '/promises', { official: official.id, ...asOfQuery(shown) });
  return (
    <>
      {promises.length === 0 ? (
        <p>{r.t('official.no_promises')}</p>
      ) : (
        <PromiseList>
          {promises.map((each) => (
            <PromiseItem {...each} />
          ))}
        </PromiseList>
      )}
      {more ? (
        <p class="after">
          <a href={all}>{r.t('official.all_promises')}</a>
        </p>
      ) : null}
      <p class="note">{r.t('promises.official_note')}</p>
    </>
  );
}
