import { firstDate } from './benchmark.ts';
import type { Channel, CoarseDate, Directory } from './directory.ts';
import { holdersOn } from './office.ts';
import type { Network } from './source.ts';
import type { LocalDate } from './zone.ts';

/** What is recorded of an account by a day. `state` and `followers` are the latest; of those undated, the last as recorded. */
export type ChannelOn = {
  state: Channel['states'][number] | null;
  followers: Channel['followers'][number] | null;
  traits: Channel['traits'];
};

/** An account as recorded by the local day `on`: a coarse date counts from its first day, an unknown one from the beginning. domain.md, Words. */
export function channelOn(channel: Channel, on: LocalDate): ChannelOn {
  const known = <T>(items: readonly T[], dateOf: (item: T) => CoarseDate): T[] =>
    items.filter((item) => begun(dateOf(item), on)).sort((a, b) => (dateOf(a) ?? '').localeCompare(dateOf(b) ?? ''));
  return {
    state: known(channel.states, (state) => state.from).at(-1) ?? null,
    followers: known(channel.followers, (followers) => followers.on).at(-1) ?? null,
    traits: known(channel.traits, (trait) => trait.on),
  };
}

const begun = (date: CoarseDate, on: LocalDate): boolean => date === null || firstDate(date) <= on;

const UNSEEN: ReadonlySet<string> = new Set(['gone', 'absent']);

/**
 * Where one would look for words of the office on the local day `on`: the networks of its own accounts and of its holder's, but
 * for those that were gone by then, or of which none was found. Each once, as recorded.
 */
export function networksOf(
  directory: Pick<Directory, 'channels' | 'tenures'>,
  office: string,
  on: LocalDate,
): (Network | 'any')[] {
  const holders = new Set(holdersOn(directory, office, on).map(({ tenure }) => tenure.official));
  const own = directory.channels.filter(({ owner }) =>
    'office' in owner ? owner.office === office : holders.has(owner.official),
  );
  const seen = own.filter((channel) => !UNSEEN.has(channelOn(channel, on).state?.state ?? ''));
  return [...new Set(seen.map(({ network }) => network))].filter((network) => network !== 'any');
}
