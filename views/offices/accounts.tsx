import type { Child } from 'hono/jsx';
import { type Account, accountsOfOffice, leftWithAccounts } from '../../src/domain/accounts.ts';
import type { ChannelOn } from '../../src/domain/channel.ts';
import type { Channel, Directory, Office } from '../../src/domain/directory.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { coarseWords } from '../format/dates.ts';
import { number } from '../format/durations.ts';
import { joined, rich } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { SourceLink, webAddress } from '../parts/source-link.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';
import { PersonLink, termOn } from './holders.tsx';

export type AccountsProps = { r: Reader; directory: Directory; office: Office; on: LocalDate; asOf: string };

/**
 * The accounts of the office and of whoever may hold it on the day: state and followers with their dates, by which source. Those who
 * left took their own along, and are named with where they are told of.
 */
export function Accounts({ r, directory, office, on, asOf }: AccountsProps) {
  const accounts = accountsOfOffice(directory, office.id, on);
  const left = leftWithAccounts(directory, office.id, on);
  const names = left.map(({ held, accounts: own }) => (
    <>
      <PersonLink r={r} directory={directory} id={held.tenure.official} asOf={asOf} /> (
      {joined(own.map(({ channel }) => networkName(r, channel)))}; {termOn(r, held, on)})
    </>
  ));
  return (
    <>
      <AccountTable
        r={r}
        accounts={accounts.map((account) => ({ ...account, owner: ownerWords(r, directory, account.channel) }))}
      />
      {left.length === 0 ? null : <p class="note">{rich(r, 'office.accounts_left', { who: joined(names, '; ') })}</p>}
    </>
  );
}

export type AccountTableProps = { r: Reader; accounts: readonly (Account & { owner?: Child })[] };

/** Accounts as recorded by the day; whose they are, where that is not one and the same. */
export function AccountTable({ r, accounts }: AccountTableProps) {
  if (accounts.length === 0) return <p>{r.t('office.no_accounts')}</p>;
  const owned = accounts.some(({ owner }) => owner !== undefined);
  return (
    <>
      <Table
        caption={r.t('office.accounts')}
        captionHidden
        columns={[
          { label: r.t('office.column.network') },
          ...(owned ? [{ label: r.t('office.column.owner') }] : []),
          { label: r.t('office.column.state') },
          { label: r.t('office.column.followers') },
          { label: r.t('office.column.habits') },
        ]}
        rows={accounts.map(({ channel, known, owner }) => [
          networkWords(r, channel),
          ...(owned ? [owner] : []),
          stateWords(r, known),
          followersWords(r, known),
          traitsWords(r, known),
        ])}
      />
      <p class="note">{r.t('office.accounts_note')}</p>
    </>
  );
}

/** Whose account it is: a person's, or the office's. */
function ownerWords(r: Reader, { offices, officials }: Directory, { owner }: Channel): Child {
  return 'office' in owner
    ? inWords(r, offices.find(({ id }) => id === owner.office)?.name ?? {}, owner.office)
    : inWords(r, officials.find(({ id }) => id === owner.official)?.name ?? {}, owner.official);
}

/** A network that no source names: where nothing was found on any, it says so. */
function networkName(r: Reader, { network, states }: Channel): string {
  if (network !== 'any') return r.t(`network.${network}`);
  const nowhere = states.length > 0 && states.every(({ state }) => state === 'absent');
  return r.t(nowhere ? 'office.network_anywhere' : 'office.network_any');
}

/** The network with the name of the account, linked where its address is known. */
export function networkWords(r: Reader, channel: Channel): Child {
  const address = webAddress(channel.url);
  const words = `${networkName(r, channel)}${channel.handle === null ? '' : `, ${channel.handle}`}`;
  return address === undefined ? (
    words
  ) : (
    <a href={address} rel="noopener">
      {words}
    </a>
  );
}

/** "Not found" is dated by when somebody looked, and says who. */
export function stateWords(r: Reader, { state }: ChannelOn): Child {
  if (state === null) return <span class="muted">{r.t('office.state.unknown')}</span>;
  const dated =
    state.from === null
      ? r.t(state.state === 'absent' ? 'office.looked_unknown' : 'office.date_unknown')
      : coarseWords(r, state.from, { form: state.state === 'absent' ? 'on' : 'from' });
  return (
    <>
      {r.t(`office.state.${state.state}`)}
      <small>
        {dated}
        {state.source === null ? null : (
          <>
            {'; '}
            <SourceLink r={r} source={state.source} />
          </>
        )}
      </small>
    </>
  );
}

export function followersWords(r: Reader, { followers }: ChannelOn): Child {
  if (followers === null) return <span class="muted">{r.t('office.not_recorded')}</span>;
  return (
    <>
      {number(r, followers.count)}
      <small>
        {followers.on === null ? r.t('office.looked_unknown') : coarseWords(r, followers.on)}
        {followers.source === null ? null : (
          <>
            {'; '}
            <SourceLink r={r} source={followers.source} />
          </>
        )}
      </small>
    </>
  );
}

function traitsWords(r: Reader, { traits }: ChannelOn): Child {
  if (traits.length === 0) return <span class="muted">{r.t('office.not_recorded')}</span>;
  return joined(
    traits.map((trait) => (
      <>
        {r.t(`office.trait.${trait.trait}`)}
        {trait.on === null ? null : ` (${coarseWords(r, trait.on)})`}
        {trait.source === null ? null : (
          <>
            {', '}
            <SourceLink r={r} source={trait.source} />
          </>
        )}
      </>
    )),
    '; ',
  );
}
