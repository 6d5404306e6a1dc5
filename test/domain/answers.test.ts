import { describe, expect, it } from 'vitest';
import { answersAt, questionAt } from '../../src/domain/answers.ts';
import { evening, incident, minute, question, report, statement, when } from '../support/facts.ts';

const answered = (facts: ReturnType<typeof incident>, asOf: string) =>
  answersAt(facts, when(asOf))
    .filter(({ entries }) => entries.length > 0)
    .map(({ question, entries }) => `${question}: ${entries.map(({ id }) => id).join(' ')}`);

describe('What a statement answers', () => {
  const facts = incident({
    entries: [
      statement('later', minute('2019-07-16T20:00'), { answers: ['when', 'what'] }),
      statement('first', minute('2019-07-15T18:00'), { answers: ['what', 'who'] }),
      statement('ministry', minute('2019-07-15T17:00'), { by: 'ministry', answers: ['budget'] }),
      report('media', minute('2019-07-15T17:00'), { by: 'akim', answers: ['how'] }),
    ],
  });

  it('an incident shows the union over the responsible office’s statements, e.g. 2 of 5', () => {
    expect(answered(facts, '2019-07-15')).toEqual(['what: first', 'who: first']);
    expect(answered(facts, '2019-07-16')).toEqual(['what: first later', 'who: first', 'when: later']);
  });

  it('the five are what happened, who acts, how, when, and from which budget', () => {
    expect(answersAt(facts, when('2019-07-16')).map(({ question }) => question)).toEqual([
      'what',
      'who',
      'how',
      'when',
      'budget',
    ]);
  });

  it('it counts when possible', () => {
    const soon = incident({ entries: [statement('s', evening('2019-07-16'), { answers: ['what'] })] });
    const from = when('2019-07-16T18:00');
    expect([from - 1, from].map((t) => answersAt(soon, t)[0]?.entries.length)).toEqual([0, 1]);
  });
});

describe('What a statement answers: questions put to the office', () => {
  const state = (more: Parameters<typeof question>[2], asOf = '2019-07-30') => {
    const facts = incident({
      entries: [question('q', minute('2019-07-15T10:00'), more ?? {}), statement('reply', minute('2019-07-20T10:00'))],
    });
    return questionAt(facts.entries[0]!, facts, when(asOf));
  };

  it('unanswered', () => {
    expect(state({})).toBe('unanswered');
  });

  it('answered, by which entry', () => {
    expect(state({ answeredBy: 'reply', answer: 'full' })).toBe('answered');
    expect(state({ answeredBy: 'reply' })).toBe('answered');
    expect(state({ answeredBy: 'reply', answer: 'full' }, '2019-07-19')).toBe('unanswered');
    expect(state({ answer: 'full' })).toBe('answered');
  });

  it('answered formally', () => {
    expect(state({ answeredBy: 'reply', answer: 'formal' })).toBe('formal');
    expect(state({ answeredBy: 'reply', answer: 'formal' }, '2019-07-19')).toBe('unanswered');
  });

  it('redirected', () => {
    expect(state({ answeredBy: 'reply', answer: 'redirected' })).toBe('redirected');
    expect(state({ answer: 'redirected' })).toBe('redirected');
  });

  it('or removed: found gone', () => {
    const removed = { precision: 'day', at: '2019-07-25' } as const;
    expect(state({ removed })).toBe('removed');
    expect(state({ removed }, '2019-07-24')).toBe('unanswered');
    expect(state({ removed, answeredBy: 'reply', answer: 'full' })).toBe('answered');
  });
});
