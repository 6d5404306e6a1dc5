import type { Child } from 'hono/jsx';
import type { Account, OfficeAccounts } from '../../src/domain/accounts.ts';
import type { Directory, Office } from '../../src/domain/directory.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { joined } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { followersWords, networkWords, stateWords } from '../offices/accounts.tsx';
import { PersonLink, termOn } from '../offices/holders.tsx';
import { asOfQuery, DayForm, type Shown } from '../parts/day-shown.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';
import { AccountCounts } from './counts.tsx';
import { AccountGaps } from './gaps.tsx';

export type AccountsPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  /** The offices of one kind that may have existed on the day, as recorded, and their accounts then. */
  kind: Office['kind'];
  kinds: readonly Office['kind'][];
  offices: readonly OfficeAccounts[];
  /** The day that is shown where the office is, and where the page is. */
  onDayOf: (office: Office) => LocalDate;
  on: LocalDate;
};

/** `/accounts`: where every office and whoever held it on the day speaks, beside what sources count, and what the record lacks. */
export function AccountsPage(props: AccountsPageProps) {
  const { r, site, shown, directory, kind, kinds, offices, onDayOf, on } = props;
  const asOf = asOfQuery(shown);
  const query = kind === 'akim' ? {} : { kind };
  return (
    <Layout
      r={r}
      site={site}
      path="/accounts"
      section="offices"
      shown={shown}
      query={query}
      title={r.t('accounts.title')}
      description={r.t('accounts.lead')}
    >
      <PageHead
        kicker={<a href={address(r.lang, '/offices', asOf)}>{r.t('nav.offices')}</a>}
        title={r.t('accounts.title')}
        lead={r.t('accounts.lead')}
      >
        <p class="after">
          {joined(
            kinds.map((each) =>
              each === kind ? (
                <strong>{r.t(`offices.kind.${each}`)}</strong>
              ) : (
                <a href={address(r.lang, '/accounts', { ...(each === 'akim' ? {} : { kind: each }), ...asOf })}>
                  {r.t(`offices.kind.${each}`)}
                </a>
              ),
            ),
            ' · ',
          )}
        </p>
      </PageHead>
      <Section
        id="s_accounts"
        title={r.t(`offices.kind.${kind}`)}
        note={r.t('accounts.count', { count: offices.length })}
      >
        {offices.length === 0 ? <p>{r.t('accounts.no_offices')}</p> : null}
        {offices.length === 0 ? null : (
          <Table
            caption={r.t('accounts.title')}
            captionHidden
            columns={[
              { label: r.t('offices.column.office') },
              { label: r.t('offices.column.holder') },
              { label: r.t('accounts.column.accounts') },
            ]}
            rows={offices.map((each) => row(r, directory, each, onDayOf(each.office), asOf.as_of ?? ''))}
          />
        )}
        <p class="note">{r.t('office.accounts_note')}</p>
      </Section>
      <Section id="s_counts" title={r.t('accounts.counts')}>
        <AccountCounts r={r} directory={directory} kind={kind} offices={offices} on={on} />
      </Section>
      <Section id="s_gaps" title={r.t('accounts.gaps')}>
        <AccountGaps r={r} offices={offices} />
      </Section>
      <Section id="s_day" title={r.t('day.other')}>
        <DayForm r={r} shown={shown} path="/accounts" query={query} id="as-of-2" />
      </Section>
    </Layout>
  );
}

function row(
  r: Reader,
  directory: Directory,
  { office, held, accounts }: OfficeAccounts,
  on: LocalDate,
  asOf: string,
): Child[] {
  const holders = held.map((each) => (
    <>
      <PersonLink r={r} directory={directory} id={each.tenure.official} asOf={asOf} />
      <small>{termOn(r, each, on)}</small>
    </>
  ));
  return [
    <a href={address(r.lang, `/offices/${office.id}`, { as_of: asOf })}>{inWords(r, office.name, office.id)}</a>,
    held.length === 0 ? <span class="muted">{r.t('offices.holder_unknown')}</span> : joined(holders, ' '),
    accounts.length === 0 ? (
      <span class="muted">{r.t('accounts.nothing')}</span>
    ) : (
      <ul class="plain">
        {accounts.map((account) => (
          <li>
            <AccountLine r={r} account={account} />
          </li>
        ))}
      </ul>
    ),
  ];
}

/** One account on a few lines: the network, whether the office's own, its state, its followers. */
function AccountLine({ r, account: { channel, known } }: { r: Reader; account: Account }) {
  return (
    <>
      <b>{networkWords(r, channel)}</b>
      {'office' in channel.owner ? ` (${r.t('accounts.own')})` : null}: {stateWords(r, known)}
      {known.followers === null ? null : (
        <span>
          {r.t('office.column.followers')}: {followersWords(r, known)}
        </span>
      )}
    </>
  );
}
