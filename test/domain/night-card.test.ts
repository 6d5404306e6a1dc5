import { describe, expect, it } from 'vitest';
import { isNight, type NoCard, whyNoCard } from '../../src/domain/night-card.ts';
import {
  ALMATY,
  AQTAU,
  check,
  entry,
  event,
  type IncidentDraft,
  incident,
  minute,
  outcome,
  promise,
  question,
  report,
  statement,
  when,
} from '../support/facts.ts';
import { directoryOf2019 } from '../support/fixtures.ts';

const AT = minute('2019-07-15T23:10');
const { officials } = directoryOf2019();
/** What a reporter writes at night: what, where, since when. */
const CARD: IncidentDraft = {
  title: { ru: 'Алматы: нет света в восьми районах' },
  started: AT,
  entries: [event('dark', AT, { text: 'Погас свет.' }), report('seen', AT, { text: 'Жители сообщают: света нет.' })],
};
const why = (draft: IncidentDraft): NoCard[] => whyNoCard(incident({ ...CARD, ...draft }), officials);
const withText = (text: string) => why({ entries: [event('dark', AT, { text })] });

describe('The night of a card', () => {
  it('is from 22:00, which it holds, to 08:00, which it does not, by the clock of the incident', () => {
    expect(isNight(when('2019-07-15T21:59'), ALMATY)).toBe(false);
    expect(isNight(when('2019-07-15T22:00'), ALMATY)).toBe(true);
    expect(isNight(when('2019-07-16T00:00'), ALMATY)).toBe(true);
    expect(isNight(when('2019-07-16T07:59'), ALMATY)).toBe(true);
    expect(isNight(when('2019-07-16T08:00'), ALMATY)).toBe(false);
    expect(isNight(when('2019-07-15T22:00'), AQTAU)).toBe(false);
    expect(isNight(when('2019-07-15T22:00', AQTAU), AQTAU)).toBe(true);
  });
});

describe('A card of facts alone', () => {
  it('tells what, where, since when', () => {
    expect(why({})).toEqual([]);
    expect(why({ entries: [entry('note', 'own', AT, { text: 'Корреспондент едет на место.' })] })).toEqual([]);
  });

  it('is acute, and says since when', () => {
    expect(why({ kind: 'ongoing' })).toEqual(['ongoing']);
    expect(why({ started: null })).toEqual(['no_start']);
  });

  it('has no statement and no official', () => {
    expect(why({ entries: [statement('said', AT, { text: 'Аким сказал.' })] })).toEqual(['official', 'statement']);
    expect(why({ entries: [report('seen', AT, { by: 'akim-almaty' })] })).toEqual(['official']);
  });

  it('names no official in its words either, in any case of the name and any language', () => {
    for (const text of ['Видели Сагинтаева.', 'Сағынтаевты көрді', 'Sagintayev was seen.'])
      expect([text, withText(text)]).toEqual([text, ['official']]);
    expect(why({ title: { ru: 'Сагинтаев и свет' } })).toEqual(['official']);
    expect(why({ summary: { en: 'Sagintayev' } })).toEqual(['official']);
  });

  it('quotes nobody, asks nothing, proves nothing', () => {
    expect(why({ entries: [report('seen', AT, { quote: 'света нет' })] })).toEqual(['quote']);
    expect(why({ entries: [question('asked', AT)] })).toEqual(['other_entry']);
    expect(why({ entries: [outcome('came', AT)] })).toEqual(['other_entry']);
  });

  it('has no promise, no check for silence, no request for reply', () => {
    const entries = [statement('said', AT)];
    expect(why({ entries, promises: [promise('p', 'said')] })).toEqual(['official', 'statement', 'promise']);
    expect(why({ checks: [check('first_post', AT)] })).toEqual(['check']);
  });

  it.each([
    'Погибли двое.',
    'Есть пострадавшие',
    'три человека ранены',
    'Екі адам қаза тапты.',
    'Бір адам қайтыс болды',
    'жарақат алғандар бар',
    'Two people died.',
    'Several injured',
  ])('counts no casualties: "%s" waits for an editor', (text) => {
    expect(withText(text)).toEqual(['casualties']);
  });

  it.each(['Қазан айында жарық сөнді.', 'Қазақстан', 'Diesel generators run.', 'Смерч не подтвердился'])(
    'is not held by words that only begin alike: "%s"',
    (text) => {
      expect(withText(text)).toEqual([]);
    },
  );
});
