import { describe, expect, it } from 'vitest';
import { type PromiseStatus, STATUSES } from '../../../src/domain/promise.ts';
import { GLYPHS, Glyph } from '../../../views/parts/glyph.tsx';
import { Marked, Status, type StatusFacts, staleWords, statusWords } from '../../../views/parts/status.tsx';
import { mistakes, plain, readers, visible } from '../page.ts';

const facts = (status: PromiseStatus, more: Partial<StatusFacts> = {}): StatusFacts => ({
  status,
  dueOn: '2019-07-26',
  daysLate: null,
  checkedOn: null,
  checkedSinceDue: null,
  shownOn: '2019-07-24',
  outcome: null,
  answer: null,
  ...more,
});

type Case = { name: string; state: StatusFacts; tone: string; words: [string, string, string] };
const outcome = (kind: 'kept' | 'partly_kept' | 'not_kept' | 'withdrawn' | 'cannot_tell') => ({
  outcome: { entry: 'x', kind, basis: null },
});
const cases: Case[] = [
  {
    name: 'pending',
    state: facts('pending'),
    tone: 'open',
    words: ['Срок ещё не вышел', 'Мерзімі әлі өткен жоқ', 'Not due yet'],
  },
  { name: 'due soon', state: facts('due_soon'), tone: 'open', words: ['Осталось 2 дня', '2 күн қалды', '2 days left'] },
  {
    name: 'due in a day',
    state: facts('due_soon', { shownOn: '2019-07-25' }),
    tone: 'open',
    words: ['Остался 1 день', '1 күн қалды', '1 day left'],
  },
  {
    name: 'due that day',
    state: facts('due_soon', { shownOn: '2019-07-26' }),
    tone: 'open',
    words: ['Последний день срока', 'Мерзімнің соңғы күні', 'Last day'],
  },
  {
    name: 'overdue, checked',
    state: facts('overdue', { checkedSinceDue: true, checkedOn: '2019-07-30', shownOn: '2019-07-30' }),
    tone: 'past',
    words: [
      'Срок вышел, результата не нашли (смотрели 30 июля)',
      'Мерзімі өтті, нәтижесі табылмады (30 шілдеде қаралды)',
      'Past due, no result found (looked on 30 July)',
    ],
  },
  {
    name: 'overdue, not checked',
    state: facts('overdue', { checkedSinceDue: false, checkedOn: '2019-07-20', shownOn: '2019-07-30' }),
    tone: 'null',
    words: ['Срок вышел, ещё не проверяли', 'Мерзімі өтті, әлі тексерілген жоқ', 'Past due, not yet checked'],
  },
  {
    name: 'no deadline',
    state: facts('no_deadline'),
    tone: 'null',
    words: ['Срок не назван', 'Мерзімі айтылмаған', 'No date given'],
  },
  {
    name: 'in review',
    state: facts('awaiting_review'),
    tone: 'open',
    words: ['Есть ответ, проверяем', 'Жауап бар, тексеріп жатырмыз', 'An answer was found, being checked'],
  },
  {
    name: 'kept',
    state: facts('kept', outcome('kept')),
    tone: 'done',
    words: ['Сделано в срок', 'Мерзімінде орындалды', 'Done in time'],
  },
  {
    name: 'kept late',
    state: facts('kept_late', { ...outcome('kept'), daysLate: 5 }),
    tone: 'done',
    words: ['Сделано на 5 дней позже', '5 күн кешігіп орындалды', 'Done 5 days late'],
  },
  {
    name: 'kept after the hour',
    state: facts('kept_late', { ...outcome('kept'), daysLate: 0 }),
    tone: 'done',
    words: ['Сделано позже названного часа', 'Аталған сағаттан кейін орындалды', 'Done after the hour named'],
  },
  {
    name: 'partly kept',
    state: facts('partly_kept', outcome('partly_kept')),
    tone: 'past',
    words: ['Сделано частично', 'Ішінара орындалды', 'Partly done'],
  },
  {
    name: 'not kept',
    state: facts('not_kept', outcome('not_kept')),
    tone: 'past',
    words: ['Не сделано', 'Орындалмады', 'Not done'],
  },
  {
    name: 'withdrawn',
    state: facts('withdrawn', outcome('withdrawn')),
    tone: 'null',
    words: ['Обещание отозвано', 'Уәде қайтарып алынды', 'Withdrawn'],
  },
  {
    name: 'cannot tell',
    state: facts('cannot_tell', outcome('cannot_tell')),
    tone: 'null',
    words: ['Проверить нельзя', 'Тексеру мүмкін емес', 'Cannot be verified'],
  },
];

describe('a status', () => {
  it('has its words for every status there is', () => {
    expect(new Set(cases.map(({ state }) => state.status))).toEqual(new Set(STATUSES));
  });

  it.each(cases)('$name', async ({ state, tone, words }) => {
    const printed = readers().map((r) => String(<Status r={r} state={state} />));
    expect(printed.map(visible)).toEqual(words);
    for (const html of printed) {
      expect(html).toContain(`st-${tone}`);
      expect(await mistakes(`<p>${html}</p>`)).toEqual([]);
    }
  });

  it('has a colour only where somebody looked', () => {
    const [ru] = readers();
    for (const { state, tone } of cases)
      if (tone === 'done' || tone === 'past')
        expect(state.outcome !== null || state.checkedSinceDue === true).toBe(true);
    expect(statusWords(ru!, facts('overdue', { checkedSinceDue: false })).tone).toBe('null');
    expect(statusWords(ru!, facts('overdue', { checkedSinceDue: null })).tone).toBe('null');
  });

  it('gives its ground, or the one that the page gives', () => {
    const [ru, kk, en] = readers();
    const kept = facts('kept', { outcome: { entry: 'x', kind: 'kept', basis: 'newsroom' } });
    expect([ru!, kk!, en!].map((r) => visible(<Status r={r} state={kept} />))).toEqual([
      'Сделано в срок, мы проверили сами',
      'Мерзімінде орындалды, өзіміз тексердік',
      'Done in time, checked by us',
    ]);
    expect(visible(<Status r={ru!} state={kept} ground=", по словам компании" />)).toBe(
      'Сделано в срок, по словам компании',
    );
    expect(visible(<Status r={ru!} state={kept} ground={null} />)).toBe('Сделано в срок');
  });

  it('says the year of a check that was in another year than the due day, and no day that the check did not state', () => {
    const [ru] = readers();
    const looked = (checkedOn: string) =>
      plain(statusWords(ru!, facts('overdue', { checkedSinceDue: true, checkedOn })).ground ?? '');
    expect(looked('2020-01-10')).toBe(' (смотрели 10 января 2020 года)');
    expect(looked('2019-09')).toBe(' (смотрели в сентябре 2019 года)');
  });

  it('says where its count of days ended', () => {
    const stale = { stale: true, shownOn: '2019-09-26', dueOn: '2019-07-26' };
    const words = readers().map((r) => plain(staleWords(r, stale) ?? ''));
    expect(words[0]).toBe('Показано на 26 сентября 2019 года: с тех пор проверок в записи нет.');
    expect(staleWords(readers()[0]!, { ...stale, stale: false })).toBe(null);
  });

  it('says of a record that ends before the term did that it has no check since', () => {
    const words = readers().map((r) =>
      plain(staleWords(r, { stale: true, shownOn: '2019-07-30', dueOn: '2019-10-15' }) ?? ''),
    );
    expect(words).toEqual([
      'Сведения собраны до 30 июля 2019 года: после срока проверок в записи нет.',
      'Мәлімет 2019 жылғы 30 шілдеге дейін жиналған: мерзімі өткеннен кейін жазбада тексеру жоқ.',
      'The record goes up to 30 July 2019: it has no check since the term.',
    ]);
    const onTheDay = { stale: true, shownOn: '2019-10-15', dueOn: '2019-10-15' };
    expect(plain(staleWords(readers()[0]!, onTheDay) ?? '')).toContain('Показано на 15 октября 2019 года');
  });
});

describe('a shape', () => {
  it('is another one for every status', () => {
    const shapes = GLYPHS.map((name) => String(<Glyph name={name} />));
    expect(new Set(shapes).size).toBe(GLYPHS.length);
    for (const shape of shapes) expect(shape).toContain('currentColor');
  });

  it('never parts from the first word', () => {
    const html = String(<Marked glyph="overdue" tone="past" words="Один срок вышел" />);
    expect(html).toMatch(/<span class="st-w"><svg .*<\/svg>Один<\/span> срок вышел<\/span>$/);
  });
});
