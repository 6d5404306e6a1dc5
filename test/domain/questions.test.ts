import { describe, expect, it } from 'vitest';
import { countQuestions, questionsAt } from '../../src/domain/questions.ts';
import { NO_WORDS } from '../../src/domain/taken-back.ts';
import { day, incident, minute, question, statement, when } from '../support/facts.ts';

const facts = incident({
  entries: [
    question('early', day('2019-07-15'), { askedOf: 'akim', answeredBy: 'reply', answer: 'formal' }),
    question('late', minute('2019-07-20T10:00'), { askedOf: 'akim' }),
    question('gone', minute('2019-07-18T10:00'), { askedOf: 'ministry', removed: day('2019-07-22') }),
    question('unsaid', minute('2019-07-19T10:00'), { askedOf: 'akim', text: NO_WORDS }),
    statement('reply', minute('2019-07-21T10:00')),
  ],
});
const counted = (asOf: string, office?: string) => countQuestions(questionsAt(facts, when(asOf), office));
const NONE = { unanswered: 0, answered: 0, formal: 0, redirected: 0, removed: 0 };

describe('What a statement answers: how many questions', () => {
  it('are counted with the days of the first and the last, by what became of them', () => {
    expect(counted('2019-07-30')).toEqual({
      count: 3,
      firstOn: '2019-07-15',
      lastOn: '2019-07-20',
      states: { ...NONE, unanswered: 1, formal: 1, removed: 1 },
    });
  });

  it('are those put to the office, where one is named', () => {
    expect(counted('2019-07-30', 'ministry')).toMatchObject({ count: 1, firstOn: '2019-07-18', lastOn: '2019-07-18' });
    expect(counted('2019-07-30', 'nobody')).toEqual({ count: 0, firstOn: null, lastOn: null, states: NONE });
  });

  it('are those of the day: an answer counts when possible, a removal only when certain', () => {
    expect(counted('2019-07-20').states).toEqual({ ...NONE, unanswered: 3 });
    expect(counted('2019-07-21').states).toEqual({ ...NONE, unanswered: 2, formal: 1 });
    expect(counted('2019-07-22').states).toEqual({ ...NONE, unanswered: 1, formal: 1, removed: 1 });
    expect(counted('2019-07-18', 'akim').count).toBe(1);
  });

  it('are not those of which a court took the words', () => {
    expect(questionsAt(facts, when('2019-07-30')).map(({ entry }) => entry.id)).toEqual(['early', 'late', 'gone']);
  });
});
