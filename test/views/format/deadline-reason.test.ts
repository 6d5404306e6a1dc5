import { describe, expect, it } from 'vitest';
import { readDeadlines } from '../../../src/domain/deadline/read.ts';
import type { Reason, ReasonKey } from '../../../src/domain/deadline/reading.ts';
import { KAZAKHSTAN } from '../../../src/domain/holidays-kz.ts';
import { LANGUAGES, type Language } from '../../../src/domain/words.ts';
import { deadlineWords, reasonWords } from '../../../views/format/deadline-reason.ts';
import { readerOf } from '../../../views/reader.ts';
import { plain } from '../page.ts';

/** One reason of each kind; a kind that is missing here does not compile. */
const EVERY: Record<ReasonKey, Omit<Reason, 'key'>> = {
  within_hours: { n: 48, step: 'hour', from: '2019-07-16T18:30' },
  within_days: { n: 10, from: '2019-07-16' },
  within_working_days: { n: 5, from: '2019-07-16' },
  within_weeks: { n: 2, from: '2019-07-16' },
  within_months: { n: 1.5, from: '2019-07-16' },
  within_two: { n: 2, step: 'hour', more: 30, more_step: 'minute', from: '2019-07-16T18:30' },
  within_this_day: { on: '2019-07-16' },
  by_day: { on: '2019-09-01' },
  before_day: { on: '2019-09-01' },
  from_day: { on: '2019-10-01' },
  by_clock: { at: '2019-07-17T17:00' },
  by_weekday: { on: '2019-07-20' },
  day_part: { part: 'morning' },
  night: { part: 'night' },
  period_first_day: { name: 'month', on: '2019-11-01' },
  period_last_day: { name: 'quarter', on: '2019-09-30' },
  period_part: { name: 'month', part: 'start', on: '2019-08-10' },
  event: { name: 'heating', on: '2019-10-15' },
  recurring: { every: 'P1W', due: '2019-07-23' },
  moved: { was: '2019-08-01', on: '2019-09-01' },
  vague: {},
  immediate: {},
  anchored: { n: 3, step: 'day' },
  said_unknown: {},
  calendar_missing: { year: 2027 },
  no_such_day: {},
};
const KEYS = Object.keys(EVERY) as ReasonKey[];
const SAID = Date.parse('2019-07-16T12:30Z');

const read = (text: string, saidAt: number | null = SAID) => {
  const [first] = readDeadlines(text, { saidAt, zone: 'Asia/Almaty', calendar: KAZAKHSTAN });
  if (first === undefined) throw new Error(`nothing was read in ${text}`);
  return first;
};
const said = (lang: Language, text: string, saidAt?: number | null) =>
  plain(deadlineWords(readerOf(lang), read(text, saidAt)));

describe('The reason of a due day, in words', () => {
  it.each(LANGUAGES)('is there for every kind of reason and leaves nothing unfilled: %s', (lang) => {
    for (const key of KEYS) {
      const words = reasonWords(readerOf(lang), { due: null, reason: { key, ...EVERY[key] } as Reason });
      expect(words, key).toMatch(/\p{L}{3}/u);
      expect(words, key).not.toMatch(/[{}#]|undefined|NaN|\d{4}-\d{2}|2[\s\u00a0,]027/);
    }
  });

  it.each(LANGUAGES)('knows every part of the day, every period and its parts by name: %s', (lang) => {
    const r = readerOf(lang);
    const of = (reason: Reason) => reasonWords(r, { due: null, reason });
    const differ = (words: string[]) => expect(new Set(words).size).toBe(words.length);
    differ(['morning', 'noon', 'lunch', 'midnight', '?'].map((part) => of({ key: 'day_part', part })));
    const periods = ['day', 'work_day', 'week', 'work_week', 'weekend', 'month', 'quarter', 'half', 'year', 'season'];
    differ(periods.map((name) => of({ key: 'period_last_day', name, on: '2019-09-30' })));
    const parts = ['start', 'middle', 'end', 'first_half', 'second_half', 'first_decade', 'second_decade'];
    differ(parts.map((part) => of({ key: 'period_part', name: 'month', part, on: '2019-09-30' })));
    differ(
      ['P1D', 'P2D', 'P1W', 'P3M', 'P1Y', 'PT2H', 'PT30M'].map((every) =>
        of({ key: 'recurring', every, due: '2019-09-30' }),
      ),
    );
  });

  it('tells the documented case: ten days said on 16 July 2019 end with the 26th', () => {
    expect(said('ru', 'результаты проверки будут в течение 10 дней')).toBe(
      '10 дней, считая со следующего дня: последний день — 26 июля 2019 года, с 27 июля срок вышел',
    );
    expect(said('kk', 'Тексеру нәтижесі 10 күн ішінде болады')).toBe(
      '10 күн, келесі күннен бастап есептегенде: соңғы күні — 2019 жылғы 26 шілде, 27 шілдеден бастап мерзімі өткен',
    );
    expect(said('en', 'The results will be ready within 10 days')).toBe(
      '10 days, counting from the next day: the last day is 26 July 2019, past due from 27 July',
    );
  });

  it.each([
    [
      'Сделаем за 5 рабочих дней',
      '5 рабочих дней, считая со следующего дня, без выходных и праздников: последний день — 23 июля 2019 года, с 24 июля срок вышел',
    ],
    [
      'Закончим до 1 сентября',
      'Названный день входит в срок: последний день — 1 сентября 2019 года, со 2 сентября срок вышел',
    ],
    [
      'Закончим до конца года',
      'Конец года: берём самый поздний день: последний день — 31 декабря 2019 года, с 1 января 2020 года срок вышел',
    ],
    ['Воду дадут через 2 часа', '2 часа, считая от 16 июля 2019 года, 18:30: срок — 16 июля 2019 года, 20:30'],
    ['Свет дадут до 21:00', 'Назван час: срок — 16 июля 2019 года, 21:00'],
    ['Сделаем в ближайшее время', 'Дня в этих словах нет'],
    ['Отчёт дадут через 3 дня после оценки', '3 дня после события, время которого не записано: дня пока нет'],
  ])('of «%s»', (text, words) => {
    expect(said('ru', text)).toBe(words);
  });

  it('does not name a part of a longer count as if it were all of it', () => {
    expect(said('ru', 'Воду дадут через 2 часа')).toContain('2 часа');
    expect(said('ru', 'Воду дадут через 2 часа 30 минут')).toBe(
      '2 часа 30 минут, считая от 16 июля 2019 года, 18:30: срок — 16 июля 2019 года, 21:00',
    );
    expect(said('ru', 'Достроим за 1 год и 6 месяцев')).toContain('18 месяцев, считая от 16 июля 2019 года');
    expect(said('ru', 'Ремонт займёт 1 месяц и 10 дней')).toContain('1 месяц 10 дней, считая от 16 июля 2019 года');
    expect(said('ru', 'Сделаем за полтора месяца')).toBe(
      '1,5 месяца, считая от 16 июля 2019 года: последний день — 31 августа 2019 года, с 1 сентября срок вышел',
    );
    const end = Date.parse('2019-01-31T12:00Z');
    expect(said('ru', 'Сделаем за месяц', end)).toContain('1 месяц, считая от 31 января 2019 года');
    expect(said('ru', 'Сделаем за месяц', end)).toContain('28 февраля 2019 года');
  });

  it('says why there is no day where none can be counted', () => {
    expect(said('ru', 'Сделаем за 10 дней', null)).toBe(
      'Не записано, не позже какого времени это сказано: день посчитать нельзя',
    );
    expect(said('ru', 'Сделаем за 5 рабочих дней', Date.parse('2026-12-30T06:00Z'))).toBe(
      'Нет рабочего календаря на 2027 год: день посчитать нельзя',
    );
  });

  it('leaves the day after unsaid, or calls it no more than passed, where the reader is not to take it for a judgement', () => {
    const ten = read('будут в течение 10 дней');
    const r = readerOf('ru');
    expect(plain(deadlineWords(r, ten, 'nothing'))).toMatch(/последний день — 26 июля 2019 года$/);
    expect(plain(deadlineWords(r, ten, 'counts_as_past'))).toMatch(/вышедшим срок считаем с 27 июля$/);
  });
});
