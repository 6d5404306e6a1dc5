import { describe, expect, it } from 'vitest';
import { KAZAKHSTAN } from '../../src/domain/holidays-kz.ts';
import { readingOf, sameWords, termsOfEntry, termsSaid } from '../../src/domain/said-terms.ts';
import { spanOf, type WrittenTime } from '../../src/domain/span.ts';
import { unrecordedTerms } from '../../src/domain/unrecorded-terms.ts';
import {
  ALMATY,
  AQTAU,
  between,
  day,
  evening,
  incident,
  minute,
  noEarlierThan,
  noLaterThan,
  promise,
  report,
  statement,
} from '../support/facts.ts';

const TEN = 'окончательные результаты проверки будут в течение 10 дней';
const read = { zone: ALMATY, calendar: KAZAKHSTAN };
const dues = (text: string, at: WrittenTime, zone = ALMATY) =>
  termsSaid(text, spanOf(at, zone), { ...read, zone }).map(({ due }) => due);

describe('The generous reading of words said at a span', () => {
  it('takes the latest of the span, and 24:00 for the day that ends: said on the evening of 16 July, ten days end with the 26th', () => {
    expect(dues(TEN, evening('2019-07-16'))).toEqual(['2019-07-26']);
    expect(dues(TEN, day('2019-07-16'))).toEqual(['2019-07-26']);
    expect(dues(TEN, minute('2019-07-16T23:59'))).toEqual(['2019-07-26']);
    expect(dues(TEN, minute('2019-07-17T00:00'))).toEqual(['2019-07-27']);
    expect(dues(TEN, between('2019-07-16T20:00', '2019-07-17T01:00'))).toEqual(['2019-07-27']);
    expect(dues(TEN, noLaterThan('2019-07-16'))).toEqual(['2019-07-26']);
    expect(dues(TEN, evening('2019-07-16'), AQTAU)).toEqual(['2019-07-26']);
  });

  it('counts hours from the very end of the span', () => {
    expect(dues('Воду дадут через 3 часа', evening('2019-07-16'))).toEqual(['2019-07-17T03:00']);
    expect(dues('Воду дадут через 3 часа', minute('2019-07-16T18:30'))).toEqual(['2019-07-16T21:30']);
    expect(dues('Воду дадут через 3 часа, дороги сделаем за 10 дней', evening('2019-07-16'))).toEqual([
      '2019-07-17T03:00',
      '2019-07-26',
    ]);
    // 29 February 2024 has 25 hours in Almaty
    expect(dues('Воду дадут через 24 часа', minute('2024-02-29T10:00'))).toEqual(['2024-03-01T09:00']);
  });

  it('gives no due day where the latest is open, and says why', () => {
    const [term] = termsSaid(TEN, spanOf(noEarlierThan('2019-07-16'), ALMATY), read);
    expect([term?.due, term?.reason.key]).toEqual([null, 'said_unknown']);
  });
});

describe('The terms of an entry', () => {
  const of = (quote: string | null, text: string | null) => {
    const [entry] = incident({ entries: [statement('s', evening('2019-07-16'), { lang: 'ru', quote, text })] }).entries;
    return entry === undefined ? [] : termsOfEntry(entry, read).map(({ part, term }) => [part, term.phrase, term.due]);
  };

  it('are those of its verbatim words and then of its retelling, each once', () => {
    expect(of(TEN, 'Аким поручил внести результаты за 10 дней.')).toEqual([
      ['quote', 'в течение 10 дней', '2019-07-26'],
    ]);
    expect(of(TEN, 'Дорогу откроют до 1 сентября.')).toEqual([
      ['quote', 'в течение 10 дней', '2019-07-26'],
      ['text', 'до 1 сентября', '2019-09-01'],
    ]);
    expect(of(null, null)).toEqual([]);
  });
});

describe('Two phrases', () => {
  it('are the same words where one is a part of the other, word by word', () => {
    expect(sameWords('в течение 10 дней', 'В течение  10 дней,')).toBe(true);
    expect(sameWords('10 дней', 'в течение 10 дней')).toBe(true);
    expect(sameWords('часа', 'в ближайшие часы')).toBe(false);
    expect(sameWords('час', 'часа')).toBe(false);
    expect(sameWords('…', 'в течение 10 дней')).toBe(false);
  });
});

describe('How a recorded term was counted', () => {
  const made = incident({
    entries: [statement('s', evening('2019-07-16'), { lang: 'ru', text: 'Аким написал о проверке.' })],
  }).entries[0];
  const of = (phrase: string | null, due: string | null) =>
    made === undefined ? undefined : readingOf({ phrase, due }, made, read)?.reason;

  it('is told only where a reading of its words gives exactly the recorded day', () => {
    expect(of('в течение 10 дней', '2019-07-26')).toEqual({ key: 'within_days', n: 10, from: '2019-07-16' });
    expect(of('в течение 10 дней', '2019-07-25')).toBeUndefined();
    expect(of('в течение 10 дней', '2019-07-27')).toBeUndefined();
    expect(of('в течение 10 дней', null)).toBeUndefined();
    expect(of('в срок', '2019-07-26')).toBeUndefined();
    expect(of(null, '2019-07-26')).toBeUndefined();
  });

  it.each([
    ['21 августа', '2019-08-21'],
    ['on August 20', '2019-08-20'],
    ['10 күн ішінде', '2019-07-26'],
  ])('is told of bare words too: %s', (phrase, due) => {
    expect(of(phrase, due)).toBeDefined();
  });
});

describe('Terms that nobody recorded', () => {
  const facts = (promises: Parameters<typeof promise>[2][] = [], text: string | null = null) =>
    incident({
      entries: [
        statement('said', evening('2019-07-16'), { lang: 'ru', quote: TEN, text }),
        statement('moved', day('2019-07-20'), { lang: 'ru', text: 'Срок проверки перенесли с 26 июля на 10 августа.' }),
        report('paper', day('2019-07-17'), { lang: 'ru', text: 'Дорогу откроют до 1 сентября.' }),
      ],
      promises: promises.map((more, index) => promise(`p${index}`, 'said', more)),
    });
  const found = (...given: Parameters<typeof facts>) =>
    unrecordedTerms(facts(...given), KAZAKHSTAN).map(({ entry, term }) => [entry.id, term.phrase]);

  it('are those of statements alone: what a paper says is no promise', () => {
    expect(found()).toEqual([
      ['said', 'в течение 10 дней'],
      ['moved', 'на 10 августа'],
    ]);
  });

  it('are no longer told once a promise, or its moved deadline, has them', () => {
    const term = { phrase: 'в течение 10 дней', due: '2019-07-26' };
    const change = { entry: 'moved', phrase: 'на 10 августа', due: '2019-08-10' };
    expect(found([term])).toEqual([['moved', 'на 10 августа']]);
    expect(found([{ ...term, changes: [change] }])).toEqual([]);
    expect(found([{ phrase: null, due: '2019-07-26', changes: [change] }])).toEqual([]);
    expect(found([{ phrase: '10 дней', due: '2019-07-30', dueBasis: 'newsroom', changes: [change] }])).toEqual([]);
  });

  it('count a loose word as recorded as soon as the statement has a promise', () => {
    const vague = 'Всё сделаем в ближайшее время.';
    const of = (promises: Parameters<typeof facts>[0]) =>
      found(promises, vague).filter(([, phrase]) => phrase === 'в ближайшее время');
    expect(of([])).toHaveLength(1);
    expect(of([{ phrase: 'в течение 10 дней', due: '2019-07-26' }])).toEqual([]);
  });
});
