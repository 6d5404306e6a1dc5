import { describe, expect, it } from 'vitest';
import { withDecree } from '../../src/domain/calendar.ts';
import { KAZAKHSTAN } from '../../src/domain/holidays-kz.ts';
import type { Language } from '../../src/domain/words.ts';
import { Reasoning } from '../../views/incidents/reasoning.tsx';
import type { Told } from '../../views/incidents/told.tsx';
import { DueSum } from '../../views/promises/sum.tsx';
import { check, day, evening, incident, minute, outcome, promise, statement } from '../support/facts.ts';
import { mistakes, visible } from './page.ts';
import { told2019, toldOf } from './told.ts';

const TEN = { phrase: 'в течение 10 дней', due: '2019-07-26' };

/** One promise of the evening of 16 July 2019, as of a day. */
function shownOf(
  more: Parameters<typeof promise>[2],
  asOf = '2019-07-20',
  extra: Partial<Parameters<typeof incident>[0]> = {},
): Told {
  const facts = incident({
    entries: [
      statement('s', evening('2019-07-16'), { lang: 'ru', text: 'Аким написал о проверке.' }),
      statement('m', minute('2019-07-22T10:00'), { lang: 'ru', text: 'Срок перенесли.' }),
      outcome('done', day('2019-07-25')),
    ],
    promises: [promise('p', 's', more)],
    ...extra,
  });
  return toldOf(facts, asOf);
}

const only = (told: Told) => {
  const [shown] = told.state.promises;
  if (shown === undefined) throw new Error('no promise');
  return shown;
};
const reasoning = (told: Told) => visible(<Reasoning told={told} shown={only(told)} />);
const sum = (told: Told) => visible(<DueSum told={told} shown={only(told)} />);

describe('The reasoning beside a due day', () => {
  it('says how it was counted, and from when the term counts as passed', () => {
    expect(reasoning(shownOf(TEN))).toBe(
      '10 дней, считая со следующего дня: последний день — 26 июля 2019 года, вышедшим срок считаем с 27 июля.',
    );
  });

  it('calls it overdue only where somebody has looked since, and says nothing of the kind once it is settled', () => {
    const looked = { checks: [check('p', minute('2019-07-30T10:00'))] };
    expect(reasoning(shownOf(TEN, '2019-07-30'))).toContain('вышедшим срок считаем с 27 июля');
    expect(reasoning(shownOf(TEN, '2019-07-30', looked))).toContain('с 27 июля срок вышел');
    const kept = { ...TEN, outcomes: [{ entry: 'done', kind: 'kept' as const, basis: 'office' as const }] };
    expect(reasoning(shownOf(kept, '2019-07-30'))).toMatch(/последний день — 26 июля 2019 года\.$/);
  });

  it('stands only where the reading gives exactly the recorded day; else the basis alone', () => {
    for (const due of ['2019-07-25', '2019-07-27']) {
      expect(reasoning(shownOf({ ...TEN, due }))).toMatch(/^Срок взят из слов\./);
      expect(sum(shownOf({ ...TEN, due }))).toContain('Срок взят из слов.');
      expect(sum(shownOf({ ...TEN, due }))).not.toContain('считая со следующего дня');
    }
    expect(reasoning(shownOf({ phrase: 'как растает снег', due: '2019-07-26' }))).toBe('Срок взят из слов.');
  });

  it('is none of a day that the newsroom set, and of words that name no day', () => {
    const set = { ...TEN, dueBasis: 'newsroom' as const, dueReason: 'so it was said' };
    expect(reasoning(shownOf(set))).toBe('');
    expect(sum(shownOf(set))).not.toContain('считая со следующего дня');
    expect(reasoning(shownOf({ phrase: 'срочно', due: null }))).toBe('');
    expect(reasoning(shownOf({ phrase: null, due: null }))).toBe('');
  });

  it('says that a due day was a day off and does not move', () => {
    const saturday = { phrase: 'до 20 июля', due: '2019-07-20' };
    expect(reasoning(shownOf(saturday))).toContain('Этот день был выходным. Срок от этого не сдвигается.');
    expect(reasoning(shownOf(TEN))).not.toContain('выходным');
    const calendar = withDecree(KAZAKHSTAN, { off: ['2019-07-26'] });
    expect(reasoning({ ...shownOf(TEN), calendar })).toContain('Этот день был выходным.');
  });

  it('says that a term hangs on a condition, and has no day', () => {
    const told = shownOf({
      text: 'Если погода позволит, сделаем за 5 рабочих дней',
      phrase: 'за 5 рабочих дней',
      due: null,
    });
    expect(reasoning(told)).toContain('Срок стоит под условием');
    expect(sum(told)).toContain('Срок стоит под условием');
  });

  it('is that of the last move, in its own words, once the deadline moved', () => {
    const moved = { ...TEN, changes: [{ entry: 'm', phrase: 'до 10 августа', due: '2019-08-10' }] };
    expect(reasoning(shownOf(moved, '2019-07-23'))).toContain(
      'Последний перенос — «до 10 августа». Названный день входит в срок: последний день — 10 августа 2019 года',
    );
    expect(reasoning(shownOf(moved, '2019-07-20'))).toContain('10 дней, считая со следующего дня');
  });
});

describe('The sum of a due day', () => {
  it('counts working days alone where the words say so', async () => {
    const told = shownOf({ phrase: 'за 5 рабочих дней', due: '2019-07-23' });
    expect(sum(told)).toContain('Выходные и праздники не считаем: в словах рабочие дни.');
    expect(sum(told)).toContain('1617181920212223');
    expect(sum(told)).toContain('—123——45');
    expect(await mistakes(<DueSum told={told} shown={only(told)} />)).toEqual([]);
  });

  it.each<[Language, string]>([
    ['ru', '10 дней, считая со следующего дня: последний день — 26 июля 2019 года, с 27 июля срок вышел.'],
    [
      'kk',
      '10 күн, келесі күннен бастап есептегенде: соңғы күні — 2019 жылғы 26 шілде, 27 шілдеден бастап мерзімі өткен.',
    ],
    ['en', '10 days, counting from the next day: the last day is 26 July 2019, past due from 27 July.'],
  ])('of the documented case, as of 30 July 2019: %s', (lang, words) => {
    const told = told2019('almaty-blackout-2019', '2019-07-30', lang);
    const shown = told.state.promises.find(({ promise: { id } }) => id === 'results');
    if (shown === undefined) throw new Error('no promise');
    expect(visible(<DueSum told={told} shown={shown} />)).toContain(words);
  });
});
