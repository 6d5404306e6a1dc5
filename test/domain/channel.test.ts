import { describe, expect, it } from 'vitest';
import { channelOn } from '../../src/domain/channel.ts';
import type { Channel } from '../../src/domain/directory.ts';

const fact = { source: null, note: null };
const channel: Channel = {
  id: 'account',
  owner: { office: 'akim' },
  network: 'facebook',
  handle: null,
  url: null,
  states: [
    { state: 'gone', from: '2019-08-02', ...fact },
    { state: 'active', from: null, ...fact },
    { state: 'dormant', from: '2019-07', ...fact },
  ],
  followers: [
    { on: '2019-06', count: 10, ...fact },
    { on: '2019-07-20', count: 12, ...fact },
  ],
  traits: [{ trait: 'reposts', on: '2019-07-05', ...fact }],
  note: null,
};
const on = (day: string) => {
  const { state, followers, traits } = channelOn(channel, day);
  return [state?.state, followers?.count, traits.length];
};

describe('A channel has a dated state', () => {
  it('the latest that had begun by the day; a coarse date counts from its first day, an unknown one from the beginning', () => {
    expect(on('2019-05-31')).toEqual(['active', undefined, 0]);
    expect(on('2019-06-30')).toEqual(['active', 10, 0]);
    expect(on('2019-07-01')).toEqual(['dormant', 10, 0]);
    expect(on('2019-07-20')).toEqual(['dormant', 12, 1]);
    expect(on('2019-08-01')).toEqual(['dormant', 12, 1]);
    expect(on('2019-08-02')).toEqual(['gone', 12, 1]);
  });
});
