import { describe, expect, it } from 'vitest';
import { writeIncident } from '../../../src/domain/document.ts';
import type { WrittenTime } from '../../../src/domain/span.ts';
import { entryOfFields, fieldsOfEntry } from '../../../src/web/desk/entry-form.ts';
import { placeOf } from '../../../src/web/desk/place.ts';
import { fieldsOfPromise, promiseOfFields } from '../../../src/web/desk/promise-form.ts';
import { freeId, slugOf } from '../../../src/web/desk/slug.ts';
import { dueOfFields, fieldsOfDue, fieldsOfTime, keptTime, timeOfFields } from '../../../src/web/desk/time-fields.ts';
import { inputOf } from '../../../views/desk/form-state.ts';
import { directoryOf2019, incidentsOf2019 } from '../../support/fixtures.ts';

describe('an address made from words', () => {
  it.each([
    ['Алматы power 2019-07-15', 'almaty-power-2019-07-15'],
    ['Нұр-Сұлтан: жарық жоқ', 'nur-sultan-zharyq-zhoq'],
    ['  «Щёки» & co. ', 'sheki-co'],
    ['…', ''],
    ['a'.repeat(100), 'a'.repeat(80)],
  ])('«%s» is %s', (words, slug) => expect(slugOf(words)).toBe(slug));

  it('is another one where it is taken, and never longer than an address may be', () => {
    expect(freeId('a', (id) => id === 'a' || id === 'a-2')).toBe('a-3');
    const long = 'a'.repeat(80);
    expect(freeId(long, (id) => id === long)).toBe(`${'a'.repeat(78)}-2`);
  });
});

describe('the office that answers for a place', () => {
  const { offices } = directoryOf2019();
  const found = (typed: string) => {
    const placed = placeOf(typed, offices);
    return typeof placed === 'string' ? placed : placed.office.id;
  };
  it.each([
    ['Алматы', 'akim-almaty'],
    ['г. Алматы', 'akim-almaty'],
    ['алматы қаласы', 'akim-almaty'],
    ['Алматинская область', 'akim-almaty-region'],
    ['Алматы облысы', 'akim-almaty-region'],
    ['Almaty Region', 'akim-almaty-region'],
    ['Түркістан облысы', 'akim-turkistan'],
    ['туркестанская', 'akim-turkistan'],
    ['Аким города Шымкент', 'akim-shymkent'],
    ['министерство обороны', 'ministry-defence'],
    ['akim-pavlodar', 'akim-pavlodar'],
    ['министерство', 'many'],
    ['Лондон', 'none'],
    ['almaty', 'akim-almaty'],
    ['Кызылорда', 'akim-kyzylorda'],
    ['маңғыстау', 'akim-mangystau'],
    ['мангыстау', 'akim-mangystau'],
    ['', 'none'],
    ['область', 'none'],
  ])('of «%s» is %s', (typed, office) => expect(found(typed)).toBe(office));
});

describe('the fields of a time', () => {
  const times: WrittenTime[] = [
    { at: '2019-07-15T14:00', precision: 'minute', stated: 'в 14:00' },
    { at: '2019-07-15T14:00:30', precision: 'about' },
    { at: '2019-07-15', precision: 'morning' },
    { at: '2019-07-15', precision: 'day' },
    { at: '2019-07', precision: 'month' },
    { at: '2019', precision: 'year' },
    { earliest: '2019-07-15T14:00', latest: '2019-07-16', precision: 'between' },
    { at: '2019-07-15', precision: 'before' },
    { at: '2019-07-15T17:00', precision: 'after' },
  ];
  it.each(times)('give back the time that they show: $precision $at', (time) => {
    expect(timeOfFields(inputOf(fieldsOfTime('at', time)), 'at')).toEqual(time);
  });

  it('show 24:00 as the next day’s 00:00, and leave the record as it was written', () => {
    const written: WrittenTime = { at: '2019-07-31T24:00', precision: 'before' };
    const shown = timeOfFields(inputOf(fieldsOfTime('at', written)), 'at');
    expect(shown).toEqual({ at: '2019-08-01T00:00', precision: 'before' });
    expect(keptTime(written, shown, 'Asia/Almaty')).toEqual(written);
    expect(keptTime(written, { ...shown, stated: 'к утру' }, 'Asia/Almaty')).toMatchObject({ at: '2019-08-01T00:00' });
  });

  it('take the second day of a span from the first where it is left out', () => {
    const input = inputOf({ at_precision: 'between', at_date: '2019-07-15', at_time: '14:00', at_time2: '14:14' });
    expect(timeOfFields(input, 'at')).toEqual({
      earliest: '2019-07-15T14:00',
      latest: '2019-07-15T14:14',
      precision: 'between',
    });
  });

  it('of a due day give back the day, the hour, or none', () => {
    for (const due of ['2019-07-26', '2019-07-26T17:00', null])
      expect(dueOfFields(inputOf(fieldsOfDue('due', due)), 'due')).toBe(due);
    expect(dueOfFields(inputOf(fieldsOfDue('due', '2019-07-26T24:00')), 'due')).toBe('2019-07-26');
  });
});

describe('the fields of what is documented', () => {
  const documents = incidentsOf2019().map(writeIncident);

  it('give back every entry and every promise as it was', () => {
    for (const { entries, promises = [], zone } of documents) {
      for (const previous of entries)
        expect(entryOfFields(fieldsOfEntry(previous), { id: previous.id, zone, previous })).toMatchObject({
          id: previous.id,
          at: previous.at,
          text: previous.text,
          quote: previous.quote,
        });
      for (const previous of promises ?? [])
        expect(promiseOfFields(fieldsOfPromise(previous), { id: previous.id, previous })).toMatchObject({
          ...previous,
        });
    }
  });
});
