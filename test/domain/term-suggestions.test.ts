import { describe, expect, it } from 'vitest';
import { entryOf } from '../../src/domain/entry.ts';
import { KAZAKHSTAN } from '../../src/domain/holidays-kz.ts';
import { spanOf } from '../../src/domain/span.ts';
import { overrideOf, sentenceAround, suggestTerms, termNowMet } from '../../src/domain/term-suggestions.ts';
import { ALMATY, day, evening, incident, noEarlierThan, outcome, promise, statement } from '../support/facts.ts';

const calendar = KAZAKHSTAN;
const SAID = spanOf(evening('2019-07-16'), ALMATY);
const facts = incident({
  entries: [
    statement('s', evening('2019-07-16'), { lang: 'ru', text: 'Если погода позволит, сделаем за 5 рабочих дней.' }),
    statement('after', day('2019-07-10'), { lang: 'ru', text: 'Отчёт дадут через 3 дня после оценки.' }),
    statement('met', day('2019-08-02'), { lang: 'ru', text: 'Оценка закончена.' }),
    outcome('done', day('2019-07-19')),
  ],
  promises: [
    promise('road', 's', { phrase: 'до 1 августа', due: '2019-08-01' }),
    promise('water', 's', {
      phrase: 'до 5 августа',
      due: '2019-08-05',
      outcomes: [{ entry: 'done', kind: 'kept', basis: 'office' }],
    }),
  ],
});
const suggest = (words: string, given = facts, said: typeof SAID | null = SAID) =>
  suggestTerms([{ from: 'promise', words }], said, { incident: given, calendar }).map(({ term, due, waits, moves }) => [
    term.phrase,
    due,
    waits,
    moves.map(({ id }) => id).join(),
  ]);

describe('A term that is suggested', () => {
  it('has the due day of the generous reading', () => {
    expect(suggest('результаты будут в течение 10 дней')).toEqual([['в течение 10 дней', '2019-07-26', false, '']]);
  });

  it('has no due day while its condition is not recorded, nor while nobody knows when it was said', () => {
    expect(suggest('Если погода позволит, сделаем за 5 рабочих дней.')).toEqual([
      ['за 5 рабочих дней', null, true, ''],
    ]);
    expect(suggest('Сделаем за 10 дней.', facts, null)).toEqual([['за 10 дней', null, false, '']]);
    expect(suggest('Сделаем за 10 дней.', facts, spanOf(noEarlierThan('2019-07-16'), ALMATY))[0]?.[1]).toBeNull();
    expect(suggest('Сделаем срочно.')[0]?.[1]).toBeNull();
  });

  it('is told once, however often the words say it', () => {
    const sources = [
      { from: 'promise' as const, words: 'в течение 10 дней' },
      { from: 'quote' as const, words: 'Результаты будут в течение 10 дней.' },
    ];
    expect(suggestTerms(sources, SAID, { incident: facts, calendar }).map(({ from }) => from)).toEqual(['promise']);
  });

  it('moves the deadline of the promise that was due on the old date, else of the only one that is open', () => {
    expect(suggest('Срок перенесён с 1 августа на 1 сентября.')).toEqual([
      ['на 1 сентября', '2019-09-01', false, 'road'],
    ]);
    expect(suggest('Срок перенесён с 5 августа на 1 сентября.')[0]?.[3]).toBe('water');
    expect(suggest('Срок перенесён с 20 августа на 1 сентября.')[0]?.[3]).toBe('');
    const later = spanOf(day('2019-07-22'), ALMATY);
    // by then one of the two is done
    expect(suggest('Срок перенесён с 20 августа на 1 сентября.', facts, later)[0]?.[3]).toBe('road');
    expect(suggest('Дорогу откроют до 1 сентября.')[0]?.[3]).toBe('');
  });
});

describe('A promise that waited for its condition or its start', () => {
  const now = (more: Parameters<typeof promise>[2], madeIn = 's') =>
    termNowMet(promise('p', madeIn, more), entryOf(facts, 'met'), { incident: facts, calendar })?.due;

  it('is due as its words said, once it is recorded that the condition was met', () => {
    expect(now({ phrase: 'за 5 рабочих дней' })).toBe('2019-07-23');
  });

  it('counts from the moment that is recorded as its start', () => {
    expect(now({ phrase: 'через 3 дня' }, 'after')).toBe('2019-08-05');
  });

  it('is none that has a day, or waits for nothing', () => {
    expect(now({ phrase: 'через 3 дня', due: '2019-07-13' }, 'after')).toBeUndefined();
    expect(now({ phrase: 'в ближайшее время' })).toBeUndefined();
    expect(now({ phrase: null })).toBeUndefined();
  });
});

describe('A due day that the newsroom sets by hand', () => {
  const why = (phrase: string | null, due: string | null, text = 'мы сделаем', id = 's') =>
    overrideOf({ phrase, due, text }, entryOf(facts, id), { zone: ALMATY, calendar })?.why;

  it('is one that the words do not give', () => {
    expect(why('в течение 10 дней', '2019-07-26')).toBeUndefined();
    expect(why('в течение 10 дней', '2019-07-27')).toBe('other_day');
    expect(why('в течение 10 дней', '2019-07-26T17:00')).toBe('other_day');
    expect(why('до 1 сентября', '2019-09-01T24:00')).toBeUndefined();
    expect(why('срочно', '2019-07-26')).toBe('no_day');
    expect(why('за 5 рабочих дней', '2019-07-23')).toBe('waits');
    expect(why('через 3 дня', '2019-07-13', 'x', 'after')).toBe('no_day');
  });

  it('is none where nobody can read the words, or no day is recorded', () => {
    expect(why('как растает снег', '2020-04-01')).toBeUndefined();
    expect(why(null, '2019-07-26')).toBeUndefined();
    expect(why('в течение 10 дней', null)).toBeUndefined();
  });
});

describe('The sentence around a term', () => {
  const around = (words: string, phrase: string) => {
    const start = words.indexOf(phrase);
    return sentenceAround(words, { start, end: start + phrase.length });
  };

  it('is what a promise is first called by', () => {
    expect(around('Был на месте. Сделаем за 10 дней, обещаю. Потом доложу.', 'за 10 дней')).toBe(
      'Сделаем за 10 дней, обещаю',
    );
    expect(around('Сделаем за 10 дней', 'за 10 дней')).toBe('Сделаем за 10 дней');
    expect(around('Срок до 17.00.\nНапишу', 'до 17.00')).toBe('Срок до 17.00');
    expect(around('Вот!\nЗа 10 дней! Да', 'За 10 дней')).toBe('За 10 дней');
  });
});
