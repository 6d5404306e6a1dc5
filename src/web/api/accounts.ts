import type { Account } from '../../domain/accounts.ts';
import { firstDate } from '../../domain/benchmark.ts';
import { writeSource } from '../../domain/document-part.ts';
import type { Held } from '../../domain/office.ts';
import type { Source } from '../../domain/source.ts';
import type { LocalDate } from '../../domain/zone.ts';

/** An account as it was recorded on the day; `owner` says whose it is, and with whom it goes. */
export function accountLine({ channel, known }: Account) {
  const { id, owner, network, handle, url } = channel;
  return {
    id,
    owner,
    network,
    handle,
    url,
    state: known.state && { state: known.state.state, from: known.state.from, source: sourceOf(known.state.source) },
    followers: known.followers && {
      count: known.followers.count,
      on: known.followers.on,
      source: sourceOf(known.followers.source),
    },
    traits: known.traits.map(({ trait, on, source }) => ({ trait, on, source: sourceOf(source) })),
  };
}

const sourceOf = (source: Source | null) => (source === null ? null : writeSource(source));

/**
 * A term in office as of the day: an end to come is not told. `end_recorded` false: no end is recorded by then, which is not
 * "still in office". domain.md, Words.
 */
export function termLine({ from, to, endRecorded }: Held, on: LocalDate) {
  const over = to !== null && firstDate(to) <= on;
  return { from, to: over ? to : null, end_recorded: over && endRecorded };
}
