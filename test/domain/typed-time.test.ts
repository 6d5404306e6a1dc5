import { describe, expect, it } from 'vitest';
import { readTypedTime } from '../../src/domain/typed-time.ts';

const ZONE = 'Asia/Almaty';
/** Noon of 16 July 2019 in Almaty. */
const NOW = Date.parse('2019-07-16T06:00:00Z');
const read = (typed: string, now = NOW) => readTypedTime(typed, ZONE, now);

describe('a time typed in the reporter’s words', () => {
  it.each([
    ['утром 24 июня', { at: '2019-06-24', precision: 'morning' }],
    ['Вечером 15.07', { at: '2019-07-15', precision: 'evening' }],
    ['днём вчера', { at: '2019-07-15', precision: 'afternoon' }],
    ['24 июня 2019 года', { at: '2019-06-24', precision: 'day' }],
    ['24.06 09:20', { at: '2019-06-24T09:20', precision: 'minute' }],
    ['24.06.2018, 9:20', { at: '2018-06-24T09:20', precision: 'minute' }],
    ['в 9 часов 20 минут 24 июня', { at: '2019-06-24T09:20', precision: 'minute' }],
    ['в 9 часов 24 июня', { at: '2019-06-24T09:00', precision: 'minute' }],
    ['2019-07-15 14:00', { at: '2019-07-15T14:00', precision: 'minute' }],
    ['около 18:00 15 июля', { at: '2019-07-15T18:00', precision: 'about' }],
    ['до 17:00', { at: '2019-07-15T17:00', precision: 'before' }],
    ['после 10:00', { at: '2019-07-16T10:00', precision: 'after' }],
    ['с 14:00 до 14:14 15 июля', { earliest: '2019-07-15T14:00', latest: '2019-07-15T14:14', precision: 'between' }],
    ['14:00–14:14 15 июля', { earliest: '2019-07-15T14:00', latest: '2019-07-15T14:14', precision: 'between' }],
    ['между 14:00 и 14:14 15 июля', { earliest: '2019-07-15T14:00', latest: '2019-07-15T14:14', precision: 'between' }],
    ['июнь 2019', { at: '2019-06', precision: 'month' }],
    ['2019', { at: '2019', precision: 'year' }],
    ['2019 жылғы 24 маусым', { at: '2019-06-24', precision: 'day' }],
    ['24 маусымда таңертең', { at: '2019-06-24', precision: 'morning' }],
    ['кеше 14:00-де', { at: '2019-07-15T14:00', precision: 'minute' }],
    ['шамамен 11:00', { at: '2019-07-16T11:00', precision: 'about' }],
    ['the morning of 24 June', { at: '2019-06-24', precision: 'morning' }],
    ['June 24th 2019', { at: '2019-06-24', precision: 'day' }],
  ])('reads «%s»', (typed, expected) => {
    expect(read(typed)).toEqual({ ...expected, stated: typed });
  });

  it('takes an hour that has not come today for yesterday’s, and the hour it is for today’s', () => {
    expect(read('12:00')).toMatchObject({ at: '2019-07-16T12:00' });
    expect(read('12:01')).toMatchObject({ at: '2019-07-15T12:01' });
  });

  it('takes a day without a year for the last such day up to today', () => {
    expect(read('16 июля')).toMatchObject({ at: '2019-07-16' });
    expect(read('17 июля')).toMatchObject({ at: '2018-07-17' });
    expect(read('29 февраля')).toMatchObject({ at: '2016-02-29' });
  });

  it.each([
    '',
    'когда рак свистнет',
    '32 июня',
    '25:00',
    '24 июня 2019 и ещё',
    '31.02.2019',
    'утром 09:20 июнь',
    '14:14–14:00 15 июля',
  ])('does not guess at «%s»', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});
