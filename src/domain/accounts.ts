import { firstDate, lastDate } from './benchmark.ts';
import { type ChannelOn, channelOn } from './channel.ts';
import type { Channel, CoarseDate, Directory, Office } from './directory.ts';
import { type Held, holdersOf, holdersOn } from './office.ts';
import { isSocial } from './source.ts';
import type { LocalDate } from './zone.ts';

/** An account as it was recorded by a day. */
export type Account = { channel: Channel; known: ChannelOn };

/** The office, who may have held it on the day, and where it or they speak. */
export type OfficeAccounts = { office: Office; held: Held[]; accounts: Account[]; group: AccountGroup };

/**
 * What is recorded of an office's social networks on a day. `three`: Facebook, Instagram and Twitter. `two`: Facebook and Instagram
 * of these. `several`: other networks, more than one. `one`: a single one. `unnamed`: the source names none. `none`: looked for
 * and not found, gone, or no longer kept up. `unknown`: the record has nothing, or not even who held the office.
 */
export const ACCOUNT_GROUPS = ['three', 'two', 'several', 'one', 'unnamed', 'none', 'unknown'] as const;
export type AccountGroup = (typeof ACCOUNT_GROUPS)[number];

/** The indicators that count all akims by the same groups: what the figures of a source are set beside. */
export const INDICATOR_OF_GROUP: Readonly<Partial<Record<AccountGroup, string>>> = {
  three: 'akims-three-networks',
  two: 'akims-two-networks',
  one: 'akims-one-network',
  none: 'akims-no-page',
  unknown: 'akims-not-stated',
};

/** Whether the office may have existed on the local day `on`: dates that are not known do not speak against it. */
export function existsOn({ from, to }: Pick<Office, 'from' | 'to'>, on: LocalDate): boolean {
  return (from === null || firstDate(from) <= on) && (to === null || on <= lastDate(to));
}

/** Whether anything of the account was recorded by the local day `on`; one without any dated fact is known from the beginning. */
export function isKnownOn({ states, followers, traits }: Channel, on: LocalDate): boolean {
  const dates: CoarseDate[] = [...states.map(({ from }) => from), ...[...followers, ...traits].map((fact) => fact.on)];
  return dates.length === 0 || dates.some((date) => date === null || firstDate(date) <= on);
}

/** A person's own accounts as recorded by the local day `on`: they stay with the person, whatever office he holds. */
export function accountsOfOfficial(
  { channels }: Pick<Directory, 'channels'>,
  official: string,
  on: LocalDate,
): Account[] {
  return knownOf(channels, on, ({ owner }) => 'official' in owner && owner.official === official);
}

/**
 * Where the office speaks on the local day `on`: its own accounts, and those of whoever may have held it then. An official takes
 * his own along when he leaves.
 */
export function accountsOfOffice(
  directory: Pick<Directory, 'channels' | 'tenures'>,
  office: string,
  on: LocalDate,
): Account[] {
  const holders = new Set(holdersOn(directory, office, on).map(({ tenure }) => tenure.official));
  return knownOf(directory.channels, on, ({ owner }) =>
    'office' in owner ? owner.office === office : holders.has(owner.official),
  );
}

/** Those who had held the office and left by the local day `on` and have accounts of their own, which they took along; the last first. */
export function leftWithAccounts(
  directory: Pick<Directory, 'channels' | 'tenures'>,
  office: string,
  on: LocalDate,
): { held: Held; accounts: Account[] }[] {
  const present = new Set(holdersOn(directory, office, on).map(({ tenure }) => tenure.official));
  const left = holdersOf(directory, office).filter(
    ({ tenure, to }) => to !== null && lastDate(to) < on && !present.has(tenure.official),
  );
  const last = new Map(left.map((held) => [held.tenure.official, held]));
  return [...last.values()].reverse().flatMap((held) => {
    const accounts = accountsOfOfficial(directory, held.tenure.official, on);
    return accounts.length === 0 ? [] : [{ held, accounts }];
  });
}

/** Every office of the directory with its accounts on its local day (`onDayOf`), as recorded. */
export function officesWithAccounts(directory: Directory, onDayOf: (office: Office) => LocalDate): OfficeAccounts[] {
  return directory.offices.map((office) => {
    const on = onDayOf(office);
    const accounts = accountsOfOffice(directory, office.id, on);
    return { office, held: holdersOn(directory, office.id, on), accounts, group: groupOf(accounts) };
  });
}

function knownOf(channels: readonly Channel[], on: LocalDate, isOwn: (channel: Channel) => boolean): Account[] {
  return channels
    .filter((channel) => isOwn(channel) && isKnownOn(channel, on))
    .map((channel) => ({ channel, known: channelOn(channel, on) }));
}

/** States in which nobody finds new words there. */
const SILENT: ReadonlySet<string> = new Set(['absent', 'gone', 'down', 'dormant']);

/** The group that the accounts put an office into. Sites and the like are no social network. */
export function groupOf(accounts: readonly Account[]): AccountGroup {
  const social = accounts.filter(({ channel }) => channel.network === 'any' || isSocial(channel.network));
  const open = social.filter(({ known }) => known.state === null || !SILENT.has(known.state.state));
  const networks = new Set(open.map(({ channel }) => channel.network));
  if (social.length === 0) return 'unknown';
  if (open.length === 0) return 'none';
  networks.delete('any');
  if (networks.size === 0) return 'unnamed';
  if (networks.size === 1) return 'one';
  const [facebook, instagram, twitter] = (['facebook', 'instagram', 'twitter'] as const).map((each) =>
    networks.has(each),
  );
  if (facebook && instagram) return twitter ? 'three' : networks.size === 2 ? 'two' : 'several';
  return 'several';
}
