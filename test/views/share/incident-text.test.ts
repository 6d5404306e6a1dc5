import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/words.ts';
import { incidentText } from '../../../views/share/incident-text.tsx';
import { frameCode } from '../../../views/share/share.tsx';
import { incident, minute, promised, statement } from '../../support/facts.ts';
import { told2019, toldOf } from '../told.ts';

const BASE = 'https://merzim.example';
const text = (slug: string, asOf: string, lang: Language = 'ru') => incidentText(told2019(slug, asOf, lang), BASE);

describe('An incident as text for messengers', () => {
  it('tells of Almaty: what and since when, what was promised, who spoke, the day and the address', () => {
    expect(text('almaty-blackout-2019', '2019-08-05')).toBe(`Отключение электричества в Алматы 15 июля 2019 года
Началось 15 июля 2019 года, между 14:00 и 14:14 («с 14:00 (жители), 14:13 (сетевая компания), 14:14 (городское управление)»). Закончилось в 16:29 (khabar.kz). Сведения собраны до 30 июля.

Что обещали и что вышло:
• Вечером 16 июля аким города Алматы Бакытжан Сагинтаев (в должности с 28 июня 2019 года) поручил: окончательные результаты проверки («в течение 10 дней»). Срок — 26 июля. Срок вышел, результата не нашли. Смотрели 30 июля: informburo.kz (каналы не названы). Сами мы не проверяли. К 30 июля после срока прошло 4 дня.
• 15 июля управление энергоэффективности и инфраструктурного развития Алматы планировало: восстановить подачу электроэнергии в полном объёме («до 17.00»). Срок — 15 июля, 17:00. Сделано в срок, по словам ответственной стороны (15 июля, khabar.kz).
• и ещё 3 обещания на странице

Когда сообщили:
Считаем от начала. Первое слово: управление энергоэффективности и инфраструктурного развития Алматы или АО «Алатау Жарық Компаниясы» (что было раньше, неизвестно), между 14:14 и 17:00, не позже чем через 3 часа. Первая запись в соцсетях: аким города Алматы, Twitter, около 18:00, через 3–4,5 часа.

Состояние на 5 августа 2019 года, время Алматы, UTC+6. Merzim:
https://merzim.example/incidents/almaty-blackout-2019?as_of=2019-08-05
`);
  });

  it('tells of the LRT, which has no beginning and no first post', () => {
    expect(text('lrt-nur-sultan', '2020-02-01')).toBe(`Недостроенная LRT в Нур-Султане
Когда началось, в записи не названо. Сведения только за 2019 год.

Что обещали и что вышло:
• В июле аким города Нур-Султан поручил: вернуть государству замороженные в Банке Астаны средства LRT («срочно»). Срок не назван.
• Между 13 июня и 23:59 31 декабря аким города Нур-Султан обещал: рассказать о результатах. Срок не назван.
• и ещё 1 обещание на странице

Что и где об этом говорили:
Первое слово: аким города Нур-Султан или Правительство Казахстана (что было раньше, неизвестно), между 13 июня и 12:00 30 июля. Должность говорила об этом здесь: заседание или встреча, утром 30 июля; заседание или встреча, в июле; заседание или встреча, между 13 июня и 23:59 31 декабря. Записи должности об этом в соцсетях не нашли: между 1 сентября и 31 декабря смотрел источник informburo.kz (Instagram). Сами мы не проверяли.

Состояние на 1 февраля 2020 года, время Алматы, UTC+6. Merzim:
https://merzim.example/incidents/lrt-nur-sultan?as_of=2020-02-01
`);
  });

  it('tells of Arys in Kazakh and English', () => {
    expect(text('arys-2019', '2019-11-01', 'kk')).toBe(`2019 жылғы 24 маусымдағы Арыс оқ-дәрі қоймаларындағы жарылыс
2019 жылғы 24 маусымда, 6:00 мен 9:20 аралығында басталды («утром 24 июня; звонок пожарным в 9:20»).

Не уәде етілді, нәтижесі қандай:
• 15 шілдеде Индустрия және инфрақұрылымдық даму министрлігі тапсырды: восстановить все повреждённые дома и объекты (“by August 1, 2019”). Мерзім 3 рет ауыстырылды: 20 тамыз (Қазақстан Үкіметі), 1 қыркүйек (Түркістан облысының әкімі), 20 қыркүйек (Индустрия және инфрақұрылымдық даму министрлігі). 1 қазанда Түркістан облысының әкімі хабарлады: орындалды. Мерзімі — 20 қыркүйек. Ішінара орындалды, жауапты тараптың айтуынша (Түркістан облысының әкімі, 23 қазанда).
• 2 тамызда Қазақстан Үкіметі (Асқар Мамин) тапсырды: сдать 62 социальных объекта (“on August 20”). Мерзімі — 20 тамыз. Ішінара орындалды, жауапты тараптың айтуынша (Индустрия және инфрақұрылымдық даму министрлігі, 21 тамыз бен 19 қыркүйек аралығында).
• бетте тағы 3 уәде бар

Қашан хабарланды:
Қызметтер 9:20-да білді; осыдан бастап есептейміз. Алғашқы сөз: Түркістан облысының әкімі немесе Қорғаныс министрлігі (қайсысы бұрын болғаны белгісіз), 9:20 мен 13:15 аралығында, 3 сағат 55 минуттан кешікпей. Әлеуметтік желідегі алғашқы жазба: Түркістан облысының әкімі, Facebook, 13:52-де, 4 сағат 32 минуттан кейін.

2019 жылғы 1 қарашадағы жағдай, Алматы уақыты, UTC+6. Merzim:
https://merzim.example/kk/incidents/arys-2019?as_of=2019-11-01
`);
    const english = text('arys-2019', '2019-11-01', 'en');
    expect(english).toContain('Began on 24 June 2019, between 6:00 and 9:20');
    expect(english).toContain('The date was moved 3 times: 20 August (the Government of Kazakhstan)');
    expect(english).toContain('the Akim of Turkistan Region, Facebook, at 13:52, 4 hours 32 minutes later.');
    expect(english).toContain(
      'As of 1 November 2019, Almaty time, UTC+6. Merzim:\nhttps://merzim.example/en/incidents/arys-2019?as_of=2019-11-01\n',
    );
  });

  it('names nobody where nobody has looked, and says that nobody has', () => {
    const words = incidentText(toldOf(promised({ due: '2019-07-26' }), '2019-08-01'), BASE);
    expect(words).toContain('Срок вышел, ещё не проверяли.');
    expect(words).not.toContain('Сагинтаев');
  });

  it('has no markup and no signs of the page in it, whatever was written', () => {
    const facts = incident({
      started: minute('2019-07-15T14:00'),
      title: { ru: 'Свет <b>погас</b> & "пропал"' },
      entries: [statement('s', minute('2019-07-15T15:00'), { text: '<script>' })],
    });
    const words = incidentText(toldOf(facts, '2019-07-20'), BASE);
    const [title, ...rest] = words.split('\n');
    expect(title).toBe('Свет <b>погас</b> & "пропал"');
    expect(rest.join('\n')).not.toMatch(/&(amp|lt|quot|#39);|[<>]|\u2060|\u00a0/);
  });
});

describe('The frame for other sites', () => {
  it('is one element, its words escaped, on the day that is shown', () => {
    const facts = incident({ slug: 'light', title: { ru: 'Свет "погас" <b>' } });
    expect(frameCode(toldOf(facts, '2019-07-20'), BASE)).toBe(
      '<iframe src="https://merzim.example/embed/incidents/light?as_of=2019-07-20" title="Свет &quot;погас&quot; &lt;b&gt;. Merzim" width="100%" height="560" loading="lazy" referrerpolicy="no-referrer"></iframe>',
    );
  });
});
