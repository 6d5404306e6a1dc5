import { describe, expect, it } from 'vitest';
import { matching, namesOfOffice, namesOfOfficial, soundsOf } from '../../src/domain/name-match.ts';
import { directoryOf2019 } from '../support/fixtures.ts';

describe('a name found by typing', () => {
  const { offices, officials } = directoryOf2019();
  const people = (typed: string) => matching(typed, officials, namesOfOfficial).map(({ id }) => id);
  const places = (typed: string) => matching(typed, offices, namesOfOffice).map(({ id }) => id);

  it.each([
    ['Сағынтаев', 'sagintayev'],
    ['сагынтаев', 'sagintayev'],
    ['Sagintaev', 'sagintayev'],
    ['SAGYNTAYEV', 'sagintayev'],
    ['сагин бак', 'sagintayev'],
    ['Ғабидолла', 'abdrakhimov'],
    ['габидолла', 'abdrakhimov'],
    ['Әбдірахымов', 'abdrakhimov'],
    ['абдирахымов', 'abdrakhimov'],
    ['Erlan Qoshanov', 'koshanov'],
    ['шукеев', 'shukeev'],
    ['шукеева', 'shukeev'],
    ['Shukeev', 'shukeev'],
  ])('«%s» is %s', (typed, id) => expect(people(typed)).toContain(id));

  it('is found in any of three languages, with and without special letters', () => {
    for (const typed of ['қарағанды', 'караганды', 'карагандин', 'karaganda', 'qaraghandy'])
      expect(places(typed), typed).toContain('akim-karaganda');
    for (const typed of ['акима Алматы', 'almaty akim', 'Алматы қаласының әкімі', 'алматы каласынын акими'])
      expect(places(typed)[0], typed).toBe('akim-almaty');
  });

  it('is found as others spell it', () => {
    const [first] = officials;
    const official = {
      ...(first ?? { id: '', name: {}, wikidata: null, note: null }),
      alsoSpelled: ['Bakhytjan Saghyntayev'],
    };
    expect(matching('бахытжан', [official], namesOfOfficial)).toHaveLength(1);
  });

  it('names nobody for nothing, or for what nobody is called', () => {
    expect(people('')).toEqual([]);
    expect(people('!?')).toEqual([]);
    expect(people('Иванов')).toEqual([]);
    expect(people('сагинтаев иванов')).toEqual([]);
  });

  it('puts the whole name before one that only begins so', () => {
    const found = matching('Алматы', ['Алматы облысы', 'Алматы'], (name) => [name]);
    expect(found).toEqual(['Алматы', 'Алматы облысы']);
  });
});

describe('the sounds of a word', () => {
  it.each([
    ['Жамбыл', 'Zhambyl'],
    ['Джамбул', 'Dzhambul'],
    ['Ерлан', 'Yerlan'],
    ['Юрий', 'Yuriy'],
    ['Хамит', 'Khamit'],
    ['Ёлкин', 'Елкин'],
    ['Әсет', 'Asset'],
    ['Ұлытау', 'Ulytau'],
    ['Актөбе', 'Aqtobe'],
  ])('of «%s» are those of "%s"', (a, b) => expect(soundsOf(a)).toEqual(soundsOf(b)));
});
