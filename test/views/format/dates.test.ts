import { describe, expect, it } from 'vitest';
import { offsetWords, wallTime } from '../../../views/format/clock.ts';
import {
  coarseWords,
  daysWords,
  dayWords,
  type Form,
  shortDayWords,
  weekdayWords,
} from '../../../views/format/dates.ts';
import { momentWords, zoneWords } from '../../../views/parts/moment.tsx';
import { readerOf } from '../../../views/reader.ts';
import { plain } from '../page.ts';

const [ru, kk, en] = [readerOf('ru'), readerOf('kk'), readerOf('en')];
const all = (words: (r: typeof ru) => string) => [ru, kk, en].map((r) => plain(words(r)));

describe('a date in words', () => {
  const forms: [Form, string[]][] = [
    ['label', ['15 июля 2019 года', '2019 жылғы 15 шілде', '15 July 2019']],
    ['on', ['15 июля 2019 года', '2019 жылғы 15 шілдеде', 'on 15 July 2019']],
    ['to', ['до 15 июля 2019 года', '2019 жылғы 15 шілдеге дейін', 'until 15 July 2019']],
    ['from', ['с 15 июля 2019 года', '2019 жылғы 15 шілдеден бастап', 'since 15 July 2019']],
  ];
  it.each(forms)('as %s', (form, words) => {
    expect(all((r) => dayWords(r, '2019-07-15', { form }))).toEqual(words);
  });

  it('says «со» before the second', () => {
    expect(plain(dayWords(ru, '2019-08-02', { form: 'from', year: false }))).toBe('со 2 августа');
    expect(plain(dayWords(ru, '2019-08-22', { form: 'from', year: false }))).toBe('с 22 августа');
  });

  it('bends every Kazakh month by its own sounds', () => {
    const months = Array.from({ length: 12 }, (_, month) => `2019-${String(month + 1).padStart(2, '0')}-05`);
    expect(months.map((on) => plain(dayWords(kk, on, { form: 'on', year: false })).slice(2))).toEqual([
      'қаңтарда',
      'ақпанда',
      'наурызда',
      'сәуірде',
      'мамырда',
      'маусымда',
      'шілдеде',
      'тамызда',
      'қыркүйекте',
      'қазанда',
      'қарашада',
      'желтоқсанда',
    ]);
    expect(months.map((on) => plain(dayWords(kk, on, { form: 'from', year: false })).split(' ')[1])).toEqual([
      'қаңтардан',
      'ақпаннан',
      'наурыздан',
      'сәуірден',
      'мамырдан',
      'маусымнан',
      'шілдеден',
      'тамыздан',
      'қыркүйектен',
      'қазаннан',
      'қарашадан',
      'желтоқсаннан',
    ]);
  });

  it('is as coarse as what is known', () => {
    expect(all((r) => coarseWords(r, '2019-06'))).toEqual(['июнь 2019 года', '2019 жылғы маусым', 'June 2019']);
    expect(all((r) => coarseWords(r, '2019-05', { form: 'on' }))).toEqual([
      'в мае 2019 года',
      '2019 жылғы мамырда',
      'in May 2019',
    ]);
    expect(all((r) => coarseWords(r, '2019-03', { form: 'from' }))).toEqual([
      'с марта 2019 года',
      '2019 жылғы наурыздан бастап',
      'since March 2019',
    ]);
    expect(all((r) => coarseWords(r, '2019'))).toEqual(['2019 год', '2019 жыл', '2019']);
    expect(all((r) => coarseWords(r, '2019', { form: 'on' }))).toEqual(['в 2019 году', '2019 жылы', 'in 2019']);
  });

  it('joins two days to a range', () => {
    expect(all((r) => daysWords(r, '2019-08-05', '2019-08-11'))).toEqual([
      '5–11 августа 2019 года',
      '2019 жылғы 5–11 тамыз',
      '5–11 August 2019',
    ]);
    expect(all((r) => daysWords(r, '2019-07-29', '2019-08-04'))).toEqual([
      '29 июля – 4 августа 2019 года',
      '2019 жылғы 29 шілде – 4 тамыз',
      '29 July – 4 August 2019',
    ]);
    expect(all((r) => daysWords(r, '2019-12-30', '2020-01-05'))).toEqual([
      '30 декабря 2019 года – 5 января 2020 года',
      '2019 жылғы 30 желтоқсан – 2020 жылғы 5 қаңтар',
      '30 December 2019 – 5 January 2020',
    ]);
    expect(plain(daysWords(ru, '2019-07-29', '2019-07-29'))).toBe('29 июля 2019 года');
  });

  it('has its day of the week, and a short form for an axis', () => {
    expect(all((r) => weekdayWords(r, '2019-06-24'))).toEqual(['понедельник', 'дүйсенбі', 'Monday']);
    expect(all((r) => shortDayWords(r, '2019-08-01'))).toEqual(['1 авг.', '1 там.', '1 Aug']);
  });
});

describe('an instant on the wall clock of its zone', () => {
  const before = Date.UTC(2024, 1, 29, 12, 0);
  const after = Date.UTC(2024, 2, 1, 12, 0);

  it('is UTC+6 in Almaty until 1 March 2024 and UTC+5 since, and UTC+5 in Aqtau throughout', () => {
    expect([before, after].map((at) => offsetWords(at, 'Asia/Almaty'))).toEqual(['UTC+6', 'UTC+5']);
    expect([before, after].map((at) => offsetWords(at, 'Asia/Aqtau'))).toEqual(['UTC+5', 'UTC+5']);
    expect([before, after].map((at) => wallTime(at, 'Asia/Almaty').iso)).toEqual([
      '2024-02-29T18:00+06:00',
      '2024-03-01T17:00+05:00',
    ]);
  });

  it('names the zone by its city in each language', () => {
    expect(all((r) => zoneWords(r, 'Asia/Qyzylorda', before))).toEqual([
      'время Кызылорды, UTC+5',
      'Қызылорда уақыты, UTC+5',
      'Qyzylorda time, UTC+5',
    ]);
    expect(plain(zoneWords(ru, 'Asia/Kathmandu', before))).toBe('часовой пояс Asia/Kathmandu, UTC+5:45');
  });

  it('counts the end of a day to that day', () => {
    const end = Date.UTC(2019, 6, 26, 18, 0);
    const given = { at: end, zone: 'Asia/Almaty' };
    expect(plain(momentWords(ru, { ...given, ends: true }))).toBe('26 июля 2019 года, 24:00');
    expect(plain(momentWords(ru, given))).toBe('27 июля 2019 года, 0:00');
    expect(plain(momentWords(kk, { ...given, ends: true, show: 'day', form: 'on' }))).toBe('2019 жылғы 26 шілдеде');
    expect(plain(momentWords(en, { ...given, show: 'time' }))).toBe('0:00');
  });
});
