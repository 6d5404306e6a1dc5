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
    ['около 14:00', { at: '2019-07-15T14:00', precision: 'about' }],
    ['15.07 14:13', { at: '2019-07-15T14:13', precision: 'minute' }],
    ['15.07 14.13', { at: '2019-07-15T14:13', precision: 'minute' }],
    ['15.07.19, 14ч13', { at: '2019-07-15T14:13', precision: 'minute' }],
    ['15/07/2019 14:13', { at: '2019-07-15T14:13', precision: 'minute' }],
    ['вчера вечером', { at: '2019-07-15', precision: 'evening' }],
    ['24 маусым күні таңертең', { at: '2019-06-24', precision: 'morning' }],
    ['Кеше кешке', { at: '2019-07-15', precision: 'evening' }],
    ['алдыңғы күні', { at: '2019-07-14', precision: 'day' }],
    ['кешкі сағат 6-да', { at: '2019-07-15T18:00', precision: 'minute' }],
    ['кеше кешкі алтыда', { at: '2019-07-15T18:00', precision: 'minute' }],
    ['15 шілдеде сағат 14-те', { at: '2019-07-15T14:00', precision: 'minute' }],
    ['сағат 10-нан кейін', { at: '2019-07-16T10:00', precision: 'after' }],
    ['about 6 pm', { at: '2019-07-15T18:00', precision: 'about' }],
    ['6:30 p.m. 15 July', { at: '2019-07-15T18:30', precision: 'minute' }],
    ['12 am today', { at: '2019-07-16T00:00', precision: 'minute' }],
    ['12 pm today', { at: '2019-07-16T12:00', precision: 'minute' }],
    ['six in the evening yesterday', { at: '2019-07-15T18:00', precision: 'minute' }],
    ['last night', { at: '2019-07-15', precision: 'evening' }],
    ['в 6 вечера', { at: '2019-07-15T18:00', precision: 'minute' }],
    ['в шесть часов вечера 15 июля', { at: '2019-07-15T18:00', precision: 'minute' }],
    ['вчера около 9 утра', { at: '2019-07-15T09:00', precision: 'about' }],
    ['в 2 часа ночи 16 июля', { at: '2019-07-16T02:00', precision: 'minute' }],
    ['вчера в 11 ночи', { at: '2019-07-15T23:00', precision: 'minute' }],
    ['в час дня вчера', { at: '2019-07-15T13:00', precision: 'minute' }],
    ['вчера в полдень', { at: '2019-07-15T12:00', precision: 'minute' }],
    ['после обеда 15 июля', { at: '2019-07-15', precision: 'afternoon' }],
    ['в понедельник утром', { at: '2019-07-15', precision: 'morning' }],
    ['во вторник', { at: '2019-07-16', precision: 'day' }],
    ['сәрсенбіде', { at: '2019-07-10', precision: 'day' }],
    ['сейчас', { at: '2019-07-16T12:00', precision: 'about' }],
    ['только что', { at: '2019-07-16T12:00', precision: 'about' }],
    ['полчаса назад', { at: '2019-07-16T11:30', precision: 'about' }],
    ['2 часа назад', { at: '2019-07-16T10:00', precision: 'about' }],
    ['20 минут бұрын', { at: '2019-07-16T11:40', precision: 'about' }],
    ['an hour ago', { at: '2019-07-16T11:00', precision: 'about' }],
  ])('reads «%s»', (typed, expected) => {
    expect(read(typed)).toMatchObject(expected);
  });

  it.each(['увидели только что', 'только что увидел', 'Видела сейчас', 'seen just now', 'жаңа ғана көрдік'])(
    'takes «%s» for no later than now, for nobody knows since when',
    (typed) => expect(read(typed)).toEqual({ at: '2019-07-16T12:00', precision: 'before' }),
  );

  it.each(['24 июня утром', '15.07 14:13', 'кешке', 'в шесть часов вечера 15 июля', 'во вторник'])(
    'keeps the words «%s» with the time',
    (typed) => expect(read(typed)?.stated).toBe(typed),
  );

  it.each(['вчера в 14:30', 'Кеше кешке', 'алдыңғы күні', '12 am today', 'last night', 'полчаса назад', 'сейчас'])(
    'does not keep «%s», which means another time tomorrow',
    (typed) => {
      expect(read(typed)).toBeDefined();
      expect(read(typed)).not.toHaveProperty('stated');
    },
  );

  it('takes an hour that has not come today for yesterday’s, and the hour it is for today’s', () => {
    expect(read('12:00')).toMatchObject({ at: '2019-07-16T12:00' });
    expect(read('12:01')).toMatchObject({ at: '2019-07-15T12:01' });
  });

  it('takes a part of the day that has not begun today for yesterday’s', () => {
    expect(read('кешке')).toMatchObject({ at: '2019-07-15', precision: 'evening' });
    expect(read('кешке', Date.parse('2019-07-16T12:00:00Z'))).toMatchObject({ at: '2019-07-16', precision: 'evening' });
    expect(read('утром')).toMatchObject({ at: '2019-07-16', precision: 'morning' });
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
    'в 18 утра',
    'в 6',
    '18 am',
    '2 дня назад вечером в 6',
    'в понедельник 15 июля',
  ])('does not guess at «%s»', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});
