import { describe, expect, it } from 'vitest';
import { latencyBetween } from '../../../src/domain/latency.ts';
import { spanOf } from '../../../src/domain/span.ts';
import { daysCount, durationWords, latencyWords, number, resolutionOf } from '../../../views/format/durations.ts';
import { readerOf } from '../../../views/reader.ts';
import { plain } from '../page.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HALF = 30 * MINUTE;
const [ru, kk, en] = [readerOf('ru'), readerOf('kk'), readerOf('en')];

type Case = { min: number | null; max: number | null; step: number; ru: string; kk: string; en: string };
const cases: Case[] = [
  {
    min: 272 * MINUTE,
    max: 272 * MINUTE,
    step: MINUTE,
    ru: '4 часа 32 минуты',
    kk: '4 сағат 32 минут',
    en: '4 hours 32 minutes',
  },
  { min: 196 * MINUTE, max: 270 * MINUTE, step: HALF, ru: '3–4,5 часа', kk: '3–4,5 сағат', en: '3–4.5 hours' },
  {
    min: 0,
    max: 3 * HOUR,
    step: MINUTE,
    ru: 'не позже чем через 3 часа',
    kk: '3 сағаттан кешікпей',
    en: 'within 3 hours',
  },
  {
    min: 10 * MINUTE,
    max: 25 * MINUTE,
    step: HALF,
    ru: 'не позже чем через 30 минут',
    kk: '30 минуттан кешікпей',
    en: 'within 30 minutes',
  },
  {
    min: 272 * MINUTE,
    max: 472 * MINUTE,
    step: MINUTE,
    ru: 'от 4 ч 32 мин до 7 ч 52 мин',
    kk: '4 сағ 32 мин – 7 сағ 52 мин',
    en: '4 h 32 min to 7 h 52 min',
  },
  { min: 112 * MINUTE, max: 472 * MINUTE, step: HOUR, ru: '1–8 часов', kk: '1–8 сағат', en: '1–8 hours' },
  { min: 5 * MINUTE, max: 21 * MINUTE, step: MINUTE, ru: '5–21 минута', kk: '5–21 минут', en: '5–21 minutes' },
  {
    min: 2 * HOUR,
    max: 5 * DAY,
    step: DAY,
    ru: 'не позже чем через 5 дней',
    kk: '5 күннен кешікпей',
    en: 'within 5 days',
  },
  { min: 3 * DAY, max: 4.5 * DAY, step: DAY, ru: '3–5 дней', kk: '3–5 күн', en: '3–5 days' },
  { min: 100 * HOUR, max: 100 * HOUR, step: MINUTE, ru: '4 дня 4 часа', kk: '4 күн 4 сағат', en: '4 days 4 hours' },
  { min: 12 * DAY + HOUR, max: 12 * DAY + HOUR, step: MINUTE, ru: '12–13 дней', kk: '12–13 күн', en: '12–13 days' },
  {
    min: 3 * HOUR,
    max: null,
    step: MINUTE,
    ru: 'не раньше чем через 3 часа',
    kk: 'кемінде 3 сағаттан кейін',
    en: 'at least 3 hours later',
  },
  { min: -2 * HOUR, max: -HOUR, step: MINUTE, ru: 'до события', kk: 'оқиғаға дейін', en: 'before the event' },
  { min: null, max: -MINUTE, step: MINUTE, ru: 'до события', kk: 'оқиғаға дейін', en: 'before the event' },
  { min: -MINUTE, max: 0, step: MINUTE, ru: 'не позже события', kk: 'оқиғадан кеш емес', en: 'not after the event' },
  {
    min: -MINUTE,
    max: HOUR,
    step: MINUTE,
    ru: 'что было раньше, неизвестно',
    kk: 'қайсысы бұрын болғаны белгісіз',
    en: 'which came first is not known',
  },
  {
    min: null,
    max: HOUR,
    step: MINUTE,
    ru: 'что было раньше, неизвестно',
    kk: 'қайсысы бұрын болғаны белгісіз',
    en: 'which came first is not known',
  },
  {
    min: null,
    max: null,
    step: MINUTE,
    ru: 'что было раньше, неизвестно',
    kk: 'қайсысы бұрын болғаны белгісіз',
    en: 'which came first is not known',
  },
  { min: 0, max: 0, step: MINUTE, ru: 'в ту же минуту', kk: 'сол минутта', en: 'in the same minute' },
];

describe('a latency in words, rounded outward and no finer than its coarsest input', () => {
  it.each(cases)('$ru', ({ min, max, step, ...words }) => {
    expect(plain(latencyWords(ru, { min, max }, step))).toBe(words.ru);
    expect(plain(latencyWords(kk, { min, max }, step))).toBe(words.kk);
    expect(plain(latencyWords(en, { min, max }, step))).toBe(words.en);
  });

  it('puts the length after the event, with the endings that each language asks', () => {
    const later = (min: number, max: number, step: number) =>
      [ru, kk, en].map((r) => plain(latencyWords(r, { min, max }, step, { form: 'after' })));
    expect(later(196 * MINUTE, 270 * MINUTE, HALF)).toEqual([
      'через 3–4,5 часа',
      '3–4,5 сағаттан кейін',
      '3–4.5 hours later',
    ]);
    expect(later(21 * MINUTE, 21 * MINUTE, MINUTE)).toEqual([
      'через 21 минуту',
      '21 минуттан кейін',
      '21 minutes later',
    ]);
    expect(later(61 * MINUTE, 61 * MINUTE, MINUTE)).toEqual([
      'через 1 час 1 минуту',
      '1 сағат 1 минуттан кейін',
      '1 hour 1 minute later',
    ]);
  });

  it('writes units in brief for tables and figures', () => {
    const short = [ru, kk, en].map((r) => plain(durationWords(r, 272 * MINUTE, { short: true })));
    expect(short).toEqual(['4 ч 32 мин', '4 сағ 32 мин', '4 h 32 min']);
  });

  it('says earlier and later where it counts from another moment than the event', () => {
    const other = (min: number, max: number | null) =>
      [ru, kk, en].map((r) => plain(latencyWords(r, { min, max }, MINUTE, { clock: 'other' })));
    expect(other(-2 * HOUR, -HOUR)).toEqual(['раньше', 'бұрын', 'earlier']);
    expect(other(-2 * HOUR, 0)).toEqual([
      'раньше или в ту же минуту',
      'бұрын немесе дәл сол минутта',
      'earlier or in the same minute',
    ]);
    expect(other(0, null)[0]).toBe('позже, через сколько, неизвестно');
  });

  it('comes out as the sources of the blackout of 15 July 2019 allow', () => {
    const zone = 'Asia/Almaty';
    const start = spanOf({ precision: 'between', earliest: '2019-07-15T14:00', latest: '2019-07-15T14:14' }, zone);
    const post = spanOf({ precision: 'about', at: '2019-07-15T18:00' }, zone);
    const words = latencyWords(ru, latencyBetween(start, post), resolutionOf(start, post));
    expect(plain(words)).toBe('3–4,5 часа');
  });
});

describe('how fine a span was stated', () => {
  const zone = 'Asia/Aqtau';
  it('is a minute, half an hour, an hour or a day', () => {
    expect(resolutionOf(spanOf({ precision: 'minute', at: '2019-07-15T18:00' }, zone))).toBe(MINUTE);
    expect(resolutionOf(spanOf({ precision: 'about', at: '2019-07-15T18:00' }, zone))).toBe(HALF);
    expect(resolutionOf(spanOf({ precision: 'morning', at: '2019-07-15' }, zone))).toBe(HOUR);
    expect(resolutionOf(spanOf({ precision: 'day', at: '2019-07-15' }, zone))).toBe(DAY);
    expect(resolutionOf(spanOf({ precision: 'before', at: '2019-07-15T17:00' }, zone))).toBe(MINUTE);
    expect(resolutionOf(spanOf({ precision: 'before', at: '2019-07-15' }, zone))).toBe(DAY);
  });
});

describe('counts', () => {
  it.each([
    [1, '1 день', '1 күн', '1 day'],
    [2, '2 дня', '2 күн', '2 days'],
    [5, '5 дней', '5 күн', '5 days'],
    [11, '11 дней', '11 күн', '11 days'],
    [21, '21 день', '21 күн', '21 days'],
  ])('%i', (days, inRussian, inKazakh, inEnglish) => {
    expect([ru, kk, en].map((r) => plain(daysCount(r, days)))).toEqual([inRussian, inKazakh, inEnglish]);
  });

  it('keeps a figure and its word on one line', () => {
    expect(daysCount(ru, 4)).toBe('4\u00a0дня');
  });

  it('writes numbers as each language does', () => {
    expect([ru, kk, en].map((r) => plain(number(r, 13852.5)))).toEqual(['13 852,5', '13 852,5', '13,852.5']);
  });
});
