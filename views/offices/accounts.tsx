import type { Child } from 'hono/jsx';
import { firstDate } from '../../src/domain/benchmark.ts';
import { type ChannelOn, channelOn } from '../../src/domain/channel.ts';
import type { Channel, Directory, Office } from '../../src/domain/directory.ts';
import type { Held } from '../../src/domain/office.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { coarseWords } from '../format/dates.ts';
import { number } from '../format/durations.ts';
import { joined } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { SourceLink, webAddress } from '../parts/source-link.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';
import { termOn } from './holders.tsx';

export type AccountsProps = { r: Reader; directory: Directory; office: Office; held: readonly Held[]; on: LocalDate };

/** The accounts of the office and of those who held it by the day: state and followers with their dates, by which source. */
export function Accounts({ r, directory, office, held, on }: AccountsProps) {
  const own = directory.channels.flatMap((channel) => {
    const owner = ownerWords({ r, directory, office, held, on }, channel);
    return owner === null ? [] : [{ channel, owner }];
  });
  return <AccountTable r={r} accounts={own} on={on} />;
}

export type AccountTableProps = { r: Reader; accounts: { channel: Channel; owner?: Child }[]; on: LocalDate };

/** Accounts as recorded by the day; whose they are, where that is not one and the same. */
export function AccountTable({ r, accounts, on }: AccountTableProps) {
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
        rows={accounts.map(({ channel, owner }) => {
          const now = channelOn(channel, on);
          return [
            networkWords(r, channel),
            ...(owned ? [owner] : []),
            stateWords(r, now),
            followersWords(r, now),
            traitsWords(r, now),
          ];
        })}
      />
      <p class="note">{r.t('office.accounts_note')}</p>
    </>
  );
}

/** Whose account it is; null where it is none of this office. Of one who no longer held it, until when he did. */
function ownerWords({ r, directory, office, held, on }: AccountsProps, { owner }: Channel): Child | null {
  if ('office' in owner) return owner.office === office.id ? inWords(r, office.name, office.id) : null;
  const tenure = held.find((each) => each.tenure.official === owner.official);
  if (tenure === undefined) return null;
  const name = inWords(r, directory.officials.find(({ id }) => id === owner.official)?.name ?? {}, owner.official);
  const over = tenure.to !== null && firstDate(tenure.to) <= on;
  return over ? (
    <>
      {name}
      <small>{termOn(r, tenure, on)}</small>
    </>
  ) : (
    name
  );
}

function networkWords(r: Reader, { network, handle, url }: Channel): Child {
  const address = webAddress(url);
  const words = `${r.t(network === 'any' ? 'office.network_any' : `network.${network}`)}${handle === null ? '' : `, ${handle}`}`;
  return address === undefined ? (
    words
  ) : (
    <a href={address} rel="noopener">
      {words}
    </a>
  );
}

/** "Not found" is dated by when somebody looked, and says who. */
function stateWords(r: Reader, { state }: ChannelOn): Child {
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

function followersWords(r: Reader, { followers }: ChannelOn): Child {
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
