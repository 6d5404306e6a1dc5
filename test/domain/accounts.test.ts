import { describe, expect, it } from 'vitest';
import {
  type Account,
  accountsOfOffice,
  existsOn,
  groupOf,
  isKnownOn,
  leftWithAccounts,
} from '../../src/domain/accounts.ts';
import type { Channel } from '../../src/domain/directory.ts';
import { SOURCE, tenure } from '../support/facts.ts';

const fact = { source: SOURCE, note: null };
type Given = Pick<Channel, 'network'> & {
  state?: Channel['states'][number]['state'];
  from?: string | null;
  id?: string;
};
const channel = (
  { network, state = 'active', from = null, id = network }: Given,
  owner: Channel['owner'] = { official: 'a' },
): Channel => ({
  id,
  owner,
  network,
  handle: null,
  url: null,
  states: [{ state, from, ...fact }],
  followers: [],
  traits: [],
  note: null,
});
const account = (given: Given): Account => ({
  channel: channel(given),
  known: { state: { state: given.state ?? 'active', from: null, ...fact }, followers: null, traits: [] },
});

describe('A channel is an account, owned by an office or an official', () => {
  const tenures = [tenure('akim', 'a', '2018-06-20', '2019-07-30'), tenure('akim', 'b', '2019-08-05')];
  const channels = [
    channel({ network: 'instagram', id: 'of-a' }),
    channel({ network: 'facebook', id: 'of-b' }, { official: 'b' }),
    channel({ network: 'site', id: 'own' }, { office: 'akim' }),
  ];
  const on = (day: string) => accountsOfOffice({ channels, tenures }, 'akim', day).map(({ channel: { id } }) => id);

  it('the office speaks through its own and those of whoever may hold it that day', () => {
    expect([on('2019-07-29'), on('2019-07-30'), on('2019-07-31'), on('2019-08-05')]).toEqual([
      ['of-a', 'own'],
      ['of-a', 'own'],
      ['own'],
      ['of-b', 'own'],
    ]);
  });

  it('who left takes his own along, from the day after his term', () => {
    const left = (day: string) =>
      leftWithAccounts({ channels, tenures }, 'akim', day).map(({ held, accounts }) => [
        held.tenure.official,
        ...accounts.map(({ channel: { id } }) => id),
      ]);
    expect([left('2019-07-30'), left('2019-07-31')]).toEqual([[], [['a', 'of-a']]]);
  });

  it('is known from the first of what is recorded of it', () => {
    expect(isKnownOn(channel({ network: 'vk', from: '2019-02' }), '2019-01-31')).toBe(false);
    expect(isKnownOn(channel({ network: 'vk', from: '2019-02' }), '2019-02-01')).toBe(true);
    expect(isKnownOn(channel({ network: 'vk', from: null }), '1999-01-01')).toBe(true);
    expect(isKnownOn({ ...channel({ network: 'vk' }), states: [] }, '1999-01-01')).toBe(true);
  });

  it('an office is there within its dates, as far as they are known', () => {
    expect(
      ['2019-02-28', '2019-03-01', '2022-09-30', '2022-10-01'].map((day) =>
        existsOn({ from: '2019-03', to: '2022-09' }, day),
      ),
    ).toEqual([false, true, true, false]);
    expect(existsOn({ from: null, to: null }, '2019-01-01')).toBe(true);
  });
});

describe('The groups of accounts', () => {
  const of = (...given: Given[]) => groupOf(given.map(account));

  it('count the social networks on which something may be found', () => {
    expect(of({ network: 'facebook' }, { network: 'instagram' }, { network: 'twitter' }, { network: 'vk' })).toBe(
      'three',
    );
    expect(of({ network: 'facebook' }, { network: 'instagram' })).toBe('two');
    expect(of({ network: 'facebook' }, { network: 'instagram' }, { network: 'vk' })).toBe('several');
    expect(of({ network: 'facebook' }, { network: 'twitter' })).toBe('several');
    expect(of({ network: 'facebook' }, { network: 'facebook', id: 'second' }, { network: 'any' })).toBe('one');
    expect(of({ network: 'facebook' }, { network: 'instagram', state: 'dormant' })).toBe('one');
    expect(of({ network: 'facebook', state: 'closed_to_followers' })).toBe('one');
  });

  it('part what was not found from what nobody recorded', () => {
    expect(of({ network: 'any', state: 'absent' })).toBe('none');
    expect(of({ network: 'facebook', state: 'gone' })).toBe('none');
    expect(of({ network: 'any' })).toBe('unnamed');
    expect(of({ network: 'site' })).toBe('unknown');
    expect(of()).toBe('unknown');
  });
});
