import { describe, expect, it } from 'vitest';
import { spanOf, type WrittenTime } from '../../../src/domain/span.ts';
import { spanDatetime, spanWords } from '../../../views/format/spans.ts';
import { readerOf } from '../../../views/reader.ts';
import { plain } from '../page.ts';

const almaty = 'Asia/Almaty';
const [ru, kk, en] = [readerOf('ru'), readerOf('kk'), readerOf('en')];

type Case = { written: WrittenTime; ru: string; kk: string; en: string; datetime: string | undefined };
const cases: Case[] = [
  {
    written: { precision: 'minute', at: '2019-06-24T13:52' },
    ru: '24 июня 2019 года, 13:52',
    kk: '2019 жылғы 24 маусым, 13:52',
    en: '24 June 2019, 13:52',
    datetime: '2019-06-24T13:52+06:00',
  },
  {
    written: { precision: 'about', at: '2019-07-15T18:00' },
    ru: '15 июля 2019 года, около 18:00',
    kk: '2019 жылғы 15 шілде, шамамен 18:00',
    en: '15 July 2019, about 18:00',
    datetime: '2019-07-15',
  },
  {
    written: { precision: 'morning', at: '2019-06-24' },
    ru: 'утром 24 июня 2019 года, между 6:00 и 12:00',
    kk: '2019 жылғы 24 маусымда таңертең, 6:00 мен 12:00 аралығында',
    en: 'on the morning of 24 June 2019, between 6:00 and 12:00',
    datetime: '2019-06-24',
  },
  {
    written: { precision: 'evening', at: '2019-07-16' },
    ru: 'вечером 16 июля 2019 года, между 18:00 и 24:00',
    kk: '2019 жылғы 16 шілдеде кешке, 18:00 мен 24:00 аралығында',
    en: 'on the evening of 16 July 2019, between 18:00 and 24:00',
    datetime: '2019-07-16',
  },
  {
    written: { precision: 'night', at: '2019-07-16' },
    ru: 'ночью 16 июля 2019 года, между 0:00 и 6:00',
    kk: '2019 жылғы 16 шілдеде түнде, 0:00 мен 6:00 аралығында',
    en: 'in the night of 16 July 2019, between 0:00 and 6:00',
    datetime: '2019-07-16',
  },
  {
    written: { precision: 'day', at: '2019-07-15' },
    ru: '15 июля 2019 года',
    kk: '2019 жылғы 15 шілде',
    en: '15 July 2019',
    datetime: '2019-07-15',
  },
  {
    written: { precision: 'month', at: '2019-07' },
    ru: 'июль 2019 года',
    kk: '2019 жылғы шілде',
    en: 'July 2019',
    datetime: '2019-07',
  },
  { written: { precision: 'year', at: '2019' }, ru: '2019 год', kk: '2019 жыл', en: '2019', datetime: '2019' },
  {
    written: { precision: 'between', earliest: '2019-07-15T14:14', latest: '2019-07-15T17:00' },
    ru: '15 июля 2019 года, между 14:14 и 17:00',
    kk: '2019 жылғы 15 шілде, 14:14 пен 17:00 аралығында',
    en: '15 July 2019, between 14:14 and 17:00',
    datetime: '2019-07-15',
  },
  {
    written: { precision: 'between', earliest: '2019-07-15T16:29', latest: '2019-07-15T24:00' },
    ru: '15 июля 2019 года, между 16:29 и 24:00',
    kk: '2019 жылғы 15 шілде, 16:29 бен 24:00 аралығында',
    en: '15 July 2019, between 16:29 and 24:00',
    datetime: '2019-07-15',
  },
  {
    written: { precision: 'between', earliest: '2019-08-06', latest: '2019-08-20' },
    ru: 'между 6 и 20 августа 2019 года',
    kk: '2019 жылғы 6 мен 20 тамыз аралығында',
    en: 'between 6 and 20 August 2019',
    datetime: undefined,
  },
  {
    written: { precision: 'between', earliest: '2019-07-31', latest: '2019-08-01' },
    ru: 'между 31 июля и 1 августа 2019 года',
    kk: '2019 жылғы 31 шілде мен 1 тамыз аралығында',
    en: 'between 31 July and 1 August 2019',
    datetime: undefined,
  },
  {
    written: { precision: 'between', earliest: '2018-12-31', latest: '2019-01-01' },
    ru: 'между 31 декабря 2018 года и 1 января 2019 года',
    kk: '2018 жылғы 31 желтоқсан мен 2019 жылғы 1 қаңтар аралығында',
    en: 'between 31 December 2018 and 1 January 2019',
    datetime: undefined,
  },
  {
    written: { precision: 'between', earliest: '2019-07-15T18:00', latest: '2019-07-16T09:00' },
    ru: 'между 18:00 15 июля и 9:00 16 июля 2019 года',
    kk: '2019 жылғы 15 шілде 18:00 мен 16 шілде 9:00 аралығында',
    en: 'between 18:00 on 15 July and 9:00 on 16 July 2019',
    datetime: undefined,
  },
  {
    written: { precision: 'between', earliest: '2019-07-15', latest: '2019-07-15' },
    ru: '15 июля 2019 года',
    kk: '2019 жылғы 15 шілде',
    en: '15 July 2019',
    datetime: '2019-07-15',
  },
  {
    written: { precision: 'before', at: '2019-07-15T17:00' },
    ru: 'до 17:00 15 июля 2019 года',
    kk: '2019 жылғы 15 шілде 17:00-ге дейін',
    en: 'by 17:00 on 15 July 2019',
    datetime: undefined,
  },
  {
    written: { precision: 'before', at: '2019-07-15' },
    ru: 'не позже 15 июля 2019 года',
    kk: '2019 жылғы 15 шілдеге дейін',
    en: 'not after 15 July 2019',
    datetime: undefined,
  },
  {
    written: { precision: 'after', at: '2019-07-15T14:13' },
    ru: 'после 14:13 15 июля 2019 года',
    kk: '2019 жылғы 15 шілде 14:13-тен кейін',
    en: 'after 14:13 on 15 July 2019',
    datetime: undefined,
  },
  {
    written: { precision: 'after', at: '2019-07-15' },
    ru: 'не раньше 15 июля 2019 года',
    kk: '2019 жылғы 15 шілдеден бастап',
    en: 'not before 15 July 2019',
    datetime: undefined,
  },
];

describe('a span in words', () => {
  it.each(cases)('$ru', ({ written, datetime, ...words }) => {
    const span = spanOf(written, almaty);
    expect(plain(spanWords(ru, span, { zone: almaty }))).toBe(words.ru);
    expect(plain(spanWords(kk, span, { zone: almaty }))).toBe(words.kk);
    expect(plain(spanWords(en, span, { zone: almaty }))).toBe(words.en);
    expect(spanDatetime(span, almaty)).toBe(datetime);
  });

  it('says nothing of the day under the heading of that day', () => {
    const none = { zone: almaty, day: 'none' as const };
    const words = (written: WrittenTime) => plain(spanWords(ru, spanOf(written, almaty), none));
    expect(words({ precision: 'minute', at: '2019-06-24T09:20' })).toBe('9:20');
    expect(words({ precision: 'morning', at: '2019-06-24' })).toBe('утром, между 6:00 и 12:00');
    expect(words({ precision: 'between', earliest: '2019-07-15T14:00', latest: '2019-07-15T14:14' })).toBe(
      'между 14:00 и 14:14',
    );
    expect(words({ precision: 'before', at: '2019-07-15T17:00' })).toBe('до 17:00');
    expect(words({ precision: 'day', at: '2019-06-24' })).toBe('час не назван');
    expect(words({ precision: 'year', at: '2019' })).toBe('день не назван');
  });

  it('stands in a sentence in each language', () => {
    const on = { zone: almaty, form: 'on' as const };
    const point = spanOf({ precision: 'minute', at: '2019-07-15T16:29' }, almaty);
    expect([ru, kk, en].map((r) => plain(spanWords(r, point, { ...on, day: 'none' })))).toEqual([
      'в 16:29',
      '16:29-да',
      'at 16:29',
    ]);
    const month = spanOf({ precision: 'month', at: '2019-08' }, almaty);
    expect([ru, kk, en].map((r) => plain(spanWords(r, month, on)))).toEqual([
      'в августе 2019 года',
      '2019 жылғы тамызда',
      'in August 2019',
    ]);
  });

  it('takes an interval that was derived, by the edges of its days', () => {
    const day = spanOf({ precision: 'day', at: '2019-07-15' }, almaty);
    const derived = { earliest: day.earliest, latest: day.latest };
    expect(plain(spanWords(ru, derived, { zone: almaty }))).toBe('15 июля 2019 года');
    expect(spanWords(ru, { earliest: null, latest: null }, { zone: almaty })).toBe('время не записано');
  });

  it('is said to the minute, an end rounded outward, while what is exact stands in datetime', () => {
    const seen = (precision: 'before' | 'after' | 'minute', at: string) => spanOf({ precision, at }, almaty);
    const words = (span: ReturnType<typeof spanOf>) => plain(spanWords(ru, span, { zone: almaty }));
    expect(words(seen('before', '2019-07-15T05:12:57'))).toBe(words(seen('before', '2019-07-15T05:13')));
    expect(words(seen('before', '2019-07-15T05:13:00'))).toBe(words(seen('before', '2019-07-15T05:13')));
    expect(words(seen('after', '2019-07-15T05:12:57'))).toBe(words(seen('after', '2019-07-15T05:12')));
    expect(words(seen('before', '2019-07-15T23:59:01'))).toBe(words(seen('before', '2019-07-16T00:00')));
    const point = seen('minute', '2019-07-15T05:12:57');
    expect(words(point)).toBe('15 июля 2019 года, 5:12');
    expect(spanDatetime(point, almaty)).toBe('2019-07-15T05:12:57+06:00');
  });

  it('says that an hour came twice on the night the clocks of Almaty went back', () => {
    const span = spanOf({ precision: 'minute', at: '2024-02-29T23:30' }, almaty);
    expect(plain(spanWords(ru, span, { zone: almaty }))).toBe(
      '29 февраля 2024 года, 23:30 (в тот день этот час был дважды)',
    );
    expect(spanDatetime(span, almaty)).toBe('2024-02-29');
    const western = spanOf({ precision: 'minute', at: '2024-02-29T23:30' }, 'Asia/Aqtau');
    expect(spanDatetime(western, 'Asia/Aqtau')).toBe('2024-02-29T23:30+05:00');
  });
});
