import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/words.ts';
import { storyOf } from '../../views/incidents/story.tsx';
import { between, check, event, incident, minute, promise, promised, statement } from '../support/facts.ts';
import { visible } from './page.ts';
import { told2019, toldOf } from './told.ts';

/** The three answers of the first screen, as a reader sees them. */
function screen(slug: string, asOf: string, lang: Language = 'ru') {
  const { lead, answers } = storyOf(told2019(slug, asOf, lang));
  const [promised, spoke] = answers.map(({ answer }) => visible(answer));
  return { lead: visible(lead), promised: promised ?? '', spoke: spoke ?? '' };
}

describe('The first screen: Almaty, as of 5 August 2019', () => {
  it('says in Russian when it began and ended, what was ordered and not found, who spoke first', () => {
    const { lead, promised, spoke } = screen('almaty-blackout-2019', '2019-08-05');
    expect(lead).toContain('Началось 15 июля 2019 года, между 14:00 и 14:14 («с 14:00 (жители)');
    expect(lead).toContain('Закончилось в 16:29 (khabar.kz');
    expect(lead).toContain('Сведения собраны до 30 июля.');
    expect(promised).toContain(
      'Вечером 16 июля аким города Алматы Бакытжан Сагинтаев (в должности с 28 июня 2019 года) поручил: окончательные результаты проверки («в течение 10 дней»). Срок — 26 июля. Срок вышел, результата не нашли. Смотрели 30 июля: informburo.kz (каналы не названы). Сами мы не проверяли. К 30 июля после срока прошло 4 дня.',
    );
    expect(promised).toContain('Сделано в срок');
    expect(promised).toContain('Все 5 обещаний');
    expect(spoke).toContain(
      'Первое слово: управление энергоэффективности и инфраструктурного развития Алматы или АО «Алатау Жарық Компаниясы» (что было раньше, неизвестно), между 14:14 и 17:00, не позже чем через 3 часа.',
    );
    expect(spoke).toContain('Первая запись в соцсетях: аким города Алматы, Twitter, около 18:00, через 3–4,5 часа.');
  });

  it('says the same in Kazakh', () => {
    const { lead, promised, spoke } = screen('almaty-blackout-2019', '2019-08-05', 'kk');
    expect(lead).toContain('2019 жылғы 15 шілдеде, 14:00 мен 14:14 аралығында басталды');
    expect(lead).toContain('16:29-да аяқталды');
    expect(promised).toContain('Алматы қаласының әкімі Бақытжан Сағынтаев');
    expect(promised).toContain('Мерзімі өтті, нәтижесі табылмады. 30 шілдеде қараған: informburo.kz');
    expect(promised).toContain('Өзіміз тексерген жоқпыз. Мерзім біткеннен бері 30 шілдеге дейін 4 күн өтті.');
    expect(spoke).toContain('Алматы қаласының әкімі, Twitter, шамамен 18:00-де, 3–4,5 сағаттан кейін.');
  });

  it('says the same in English', () => {
    const { lead, promised, spoke } = screen('almaty-blackout-2019', '2019-08-05', 'en');
    expect(lead).toContain('Began on 15 July 2019, between 14:00 and 14:14');
    expect(promised).toContain('the Akim of Almaty Bakytzhan Sagintayev');
    expect(promised).toContain('Past due, no result found. Looked on 30 July: informburo.kz (channels not named).');
    expect(promised).toContain('By 30 July, 4 days past the date.');
    expect(spoke).toContain('First post: the Akim of Almaty, Twitter,');
  });
});

describe('The first screen: the LRT', () => {
  it('has no latency, names where the office spoke, and the check that found no post', () => {
    const { lead, promised, spoke } = screen('lrt-nur-sultan', '2020-02-01');
    expect(lead).toBe('Когда началось, в записи не названо. Сведения только за 2019 год.');
    expect(promised).toContain(
      'поручил: вернуть государству замороженные в Банке Астаны средства LRT («срочно»). Срок не назван.',
    );
    expect(spoke).not.toMatch(/через|считаем/i);
    expect(spoke).toContain('Должность говорила об этом здесь: заседание или встреча, утром 30 июля');
    expect(spoke).toContain(
      'Записи должности об этом в соцсетях не нашли: между 1 сентября и 31 декабря смотрел источник informburo.kz (Instagram). Сами мы не проверяли.',
    );
  });

  it('says nothing of a check before that check is certain', () => {
    const { spoke } = screen('lrt-nur-sultan', '2019-11-01');
    expect(spoke).toContain('Записи должности в соцсетях у нас не значится.');
    expect(spoke).not.toContain('не нашли');
  });
});

describe('The first screen: Arys, as of 1 November 2019', () => {
  it('tells of the moves with whose they were, of both reports, and of what came of it', () => {
    const { promised } = screen('arys-2019', '2019-11-01');
    expect(promised).toContain(
      'Срок переносили 3 раза: 20 августа (Правительство Казахстана), 1 сентября (аким Туркестанской области), 20 сентября (Министерство индустрии и инфраструктурного развития). 1 октября аким Туркестанской области сообщил: сделано. Срок — 20 сентября. Сделано частично, по словам ответственной стороны (аким Туркестанской области, 23 октября).',
    );
  });

  it('says "the same office" only where no other office moved it: beside another name it would be read as that one', () => {
    const by = { office: 'akim-almaty', official: null };
    const facts = incident({
      entries: [
        statement('made', minute('2019-07-16T19:00'), { by }),
        statement('moved', minute('2019-07-20T10:00'), { by }),
        statement('other', minute('2019-07-24T10:00'), { by: { office: 'azhk', official: null } }),
      ],
      promises: [
        promise('alone', 'made', { due: '2019-07-26', changes: [{ entry: 'moved', phrase: null, due: '2019-07-30' }] }),
        promise('mixed', 'made', {
          due: '2019-07-26',
          changes: [
            { entry: 'moved', phrase: null, due: '2019-07-30' },
            { entry: 'other', phrase: null, due: '2019-08-02' },
          ],
        }),
      ],
    });
    const told = visible(storyOf(toldOf(facts, '2019-07-25')).answers[0]?.answer);
    expect(told).toContain('Срок переносили 1 раз: 30 июля (та же должность).');
    expect(told).toContain(
      'Срок переносили 2 раза: 30 июля (аким города Алматы), 2 августа (АО «Алатау Жарық Компаниясы»).',
    );
  });

  it('counts from the call to the fire service, and names that clock', () => {
    const { spoke } = screen('arys-2019', '2019-11-01');
    expect(spoke).toContain('Службы узнали в 9:20; считаем отсюда.');
    expect(spoke).toContain('аким Туркестанской области или Министерство обороны (что было раньше, неизвестно)');
    expect(spoke).toContain('аким Туркестанской области, Facebook, в 13:52, через 4 часа 32 минуты.');
  });

  it('says so in Kazakh and English', () => {
    expect(screen('arys-2019', '2019-11-01', 'kk').promised).toContain(
      'Мерзім 3 рет ауыстырылды: 20 тамыз (Қазақстан Үкіметі)',
    );
    expect(screen('arys-2019', '2019-11-01', 'en').spoke).toContain('4 hours 32 minutes later.');
    expect(screen('arys-2019', '2019-11-01', 'en').promised).toContain(
      'The date was moved 3 times: 20 August (the Government of Kazakhstan)',
    );
  });
});

describe('The sentences of the first screen', () => {
  const text = (facts: Parameters<typeof toldOf>[0], asOf: string) =>
    storyOf(toldOf(facts, asOf)).answers.map(({ answer }) => visible(answer));

  it('says that no promise and no word is recorded, and no more', () => {
    const [promised, spoke] = text(incident({ started: minute('2019-07-15T14:00') }), '2019-07-20');
    expect(promised).toBe('Обещаний в записи нет.');
    expect(spoke).toBe('Слов властей в записи нет. Записи должности в соцсетях у нас не значится.');
  });

  it('names the day, the channels and who looked where no post was found', () => {
    const facts = incident({
      started: minute('2019-07-15T14:00'),
      entries: [event('e', minute('2019-07-15T14:00'))],
      checks: [check('first_post', minute('2019-07-17T12:00'))],
    });
    expect(text(facts, '2019-07-20')[1]).toContain(
      'Записи должности в соцсетях не нашли: мы смотрели 17 июля в 12:00 (Facebook, Instagram).',
    );
  });

  it('tells first what was looked at and is wanting, then what has passed, at most two', () => {
    const facts = incident({
      entries: [statement('made', minute('2019-07-16T19:00'))],
      promises: [
        promise('later', 'made', { due: '2019-12-01', text: 'потом' }),
        promise('unlooked', 'made', { due: '2019-07-18', text: 'не смотрели' }),
        promise('looked', 'made', { due: '2019-07-19', text: 'смотрели' }),
      ],
      checks: [check('looked', minute('2019-07-21T10:00'))],
    });
    const [promised = ''] = text(facts, '2019-07-22');
    expect(promised.indexOf('смотрели.')).toBeLessThan(promised.indexOf('не смотрели.'));
    expect(promised).toContain('не смотрели');
    expect(promised).not.toContain('потом');
    expect(promised).toContain('Все 3 обещания');
    expect(promised).not.toContain('Сами мы не проверяли');
  });

  it('says so where the order of two first posts is not known', () => {
    const facts = incident({
      started: minute('2019-07-15T14:00'),
      entries: [
        statement('a', between('2019-07-15T15:00', '2019-07-15T16:00'), { channel: 'facebook' }),
        statement('b', between('2019-07-15T15:30', '2019-07-15T17:00'), { channel: 'twitter' }),
      ],
    });
    expect(text(facts, '2019-07-20')[1]).toContain('(что было раньше, неизвестно), между 15:00 и 16:00');
  });

  it('shows a stale promise as of the day until which somebody knew, and says so', () => {
    const facts = promised({ due: '2019-07-26' });
    expect(text(facts, '2019-12-01')[0]).toContain('Показано на 26 июля 2019 года: с тех пор проверок в записи нет.');
    expect(text(facts, '2019-08-01')[0]).toContain('К 1 августа после срока прошло 6 дней.');
  });
});
