import { describe, expect, it } from 'vitest';
import { readDeadlines } from '../../../src/domain/deadline/read.ts';
import { KAZAKHSTAN } from '../../../src/domain/holidays-kz.ts';
import { dues, read } from './said.ts';

const TUESDAY = '2019-07-16T10:00';

describe('The due instant: the generous reading', () => {
  it('rule 1: within N days counts from the day after and ends with day N', () => {
    expect(dues('Результаты будут в течение 10 дней.', '2019-07-16T20:30')).toEqual(['2019-07-26']);
    expect(dues('Результаты будут в течение 10 дней.', '2019-07-16T00:00')).toEqual(['2019-07-26']);
    expect(dues('Результаты будут в течение 10 дней.', '2019-07-17T00:00')).toEqual(['2019-07-27']);
  });

  it('rule 1: a term over 29 February and over the change of 1 March 2024 keeps its days', () => {
    expect(dues('Завершим в течение 1 дня.', '2024-02-28T10:00')).toEqual(['2024-02-29']);
    expect(dues('Завершим в течение двух дней.', '2024-02-28T10:00')).toEqual(['2024-03-01']);
    expect(dues('Завершим в течение 1 дня.', '2023-02-28T10:00')).toEqual(['2023-03-01']);
  });

  it('rule 2: working days follow the calendar and its decrees', () => {
    expect(dues('Ответ дадим в течение 5 рабочих дней.', '2019-07-04T11:00')).toEqual(['2019-07-12']);
    expect(dues('Ответ дадим через один рабочий день.', '2023-06-30T11:00')).toEqual(['2023-07-01']);
    expect(dues('Ответ дадим через один рабочий день.', '2023-07-01T11:00')).toEqual(['2023-07-03']);
  });

  it('rule 2: in a year that the calendar does not cover there is kind and phrase but no day', () => {
    const [found] = read('Ответ дадим в течение 5 рабочих дней.', '2018-12-20T11:00');
    expect(found).toMatchObject({
      kind: 'within',
      unit: 'working_days',
      due: null,
      phrase: 'в течение 5 рабочих дней',
    });
    expect(found?.reason).toEqual({ key: 'calendar_missing', year: 2018 });
    expect(dues('Ответ дадим в течение 5 рабочих дней.', '2026-12-30T11:00')).toEqual(['within']);
  });

  it('rule 3: weeks are 7 days, months clamp, half a month is 15 days', () => {
    expect(dues('Откроем через две недели.', TUESDAY)).toEqual(['2019-07-30']);
    expect(dues('Закончим в месячный срок.', '2023-01-31T12:00')).toEqual(['2023-02-28']);
    expect(dues('Закончим в месячный срок.', '2024-01-31T12:00')).toEqual(['2024-02-29']);
    expect(dues('Закончим в течение полутора месяцев.', '2019-09-16T10:00')).toEqual(['2019-10-31']);
  });

  it('rule 4: hours and сутки are elapsed time, over the 25-hour day of Almaty too', () => {
    expect(dues('Воду подадим в течение суток.', '2024-02-29T20:00')).toEqual(['2024-03-01T19:00']);
    expect(dues('Воду подадим в течение суток.', '2024-02-29T20:00', 'Asia/Aqtau')).toEqual(['2024-03-01T20:00']);
    expect(dues('Свет дадим через 90 минут.', TUESDAY)).toEqual(['2019-07-16T11:30']);
    expect(read('Жылуды бір тәулік ішінде береміз.', TUESDAY)[0]).toMatchObject({
      unit: 'hours',
      due: '2019-07-17T10:00',
    });
  });

  it('rule 5: years and half-years are months', () => {
    expect(read('Достроим в течение двух лет.', TUESDAY)[0]).toMatchObject({ unit: 'months', due: '2021-07-16' });
    expect(dues('Расселим в течение полугода.', TUESDAY)).toEqual(['2020-01-16']);
    expect(dues('Достроим через год.', '2024-02-29T10:00')).toEqual(['2025-02-28']);
  });

  it('rule 6: a range counts by its latest end, whatever its dash', () => {
    for (const range of ['7-10', '7–10', '7 — 10', '7‑10']) {
      expect(dues(`Экспертиза займёт ${range} дней.`, TUESDAY), range).toEqual(['2019-07-26']);
    }
    expect(dues('Свет дадим через два-три часа.', TUESDAY)).toEqual(['2019-07-16T13:00']);
    expect(dues('Дорогу откроем через пару дней.', TUESDAY)).toEqual(['2019-07-18']);
  });

  it('rule 7: "a few days" is vague, "the next two days" is not', () => {
    expect(dues('Откроют в течение нескольких дней.', TUESDAY)).toEqual(['vague']);
    expect(dues('Откроют в ближайшие дни.', TUESDAY)).toEqual(['vague']);
    expect(dues('Откроют в ближайшие два дня.', TUESDAY)).toEqual(['2019-07-18']);
  });

  it('rule 8: by D lasts to the end of D, in three languages', () => {
    for (const text of [
      'Сдадим до 1 сентября.',
      'Сдадим к 1 сентября.',
      '1 қыркүйекке дейін береміз.',
      'It will be ready by 1 September.',
      'It will be open until 1 September if funds allow.',
    ]) {
      expect(dues(text, TUESDAY), text).toEqual(['2019-09-01']);
    }
  });

  it('rule 9: no later than D is the end of D', () => {
    for (const text of [
      'Сдадим не позднее 1 августа.',
      '1 тамыздан кешіктірмей береміз.',
      'We will report no later than 1 August.',
    ]) {
      expect(dues(text, TUESDAY), text).toEqual(['2019-08-01']);
    }
  });

  it('rule 10: English before D ends with the day before, and nothing else does', () => {
    expect(dues('School No. 15 will be ready before 1 September.', TUESDAY)).toEqual(['2019-08-31']);
    expect(dues('School No. 15 will be ready by 1 September.', TUESDAY)).toEqual(['2019-09-01']);
  });

  it('rule 11: with no year or month it is the first such day on or after the said one', () => {
    expect(dues('Закроем до 10 числа.', '2019-07-10T23:59')).toEqual(['2019-07-10']);
    expect(dues('Закроем до 10 числа.', '2019-07-11T00:00')).toEqual(['2019-08-10']);
    expect(dues('Закроем до 31 числа.', '2019-06-10T10:00')).toEqual(['2019-07-31']);
    expect(dues('Утеплим подъезды до 5 января.', '2019-12-12T10:00')).toEqual(['2020-01-05']);
    expect(dues('Сдадим до 29 февраля.', '2023-06-01T10:00')).toEqual(['2024-02-29']);
  });

  it('rule 12: до/к with a month or a season is its first day', () => {
    expect(dues('Откроем к ноябрю.', TUESDAY)).toEqual(['2019-11-01']);
    expect(dues('Поставим до зимы.', '2022-09-15T10:00')).toEqual(['2022-12-01']);
    expect(dues('Қарашаға дейін ашамыз.', TUESDAY)).toEqual(['2019-11-01']);
  });

  it('rule 13: в with a month, season, quarter, half or year is its last day', () => {
    expect(dues('Откроем в сентябре.', TUESDAY)).toEqual(['2019-09-30']);
    expect(dues('Весной начнётся строительство.', '2024-04-05T10:00')).toEqual(['2024-05-31']);
    expect(dues('Высадим осенью.', TUESDAY)).toEqual(['2019-11-30']);
    expect(dues('Зимой откроем каток.', '2019-11-05T10:00')).toEqual(['2020-02-29']);
    expect(dues('Запустим в I квартале 2026 года.', '2025-12-05T10:00')).toEqual(['2026-03-31']);
    expect(dues('Проведём в первом полугодии.', '2022-03-01T10:00')).toEqual(['2022-06-30']);
    expect(dues('Сдадим в следующем году.', TUESDAY)).toEqual(['2020-12-31']);
  });

  it('rule 14: the start is the 10th, the middle the 15th with до/к and the 20th with в', () => {
    expect(dues('Откроем в начале августа.', TUESDAY)).toEqual(['2019-08-10']);
    expect(dues('Откроем в первой декаде августа.', TUESDAY)).toEqual(['2019-08-10']);
    expect(dues('Откроем до середины августа.', TUESDAY)).toEqual(['2019-08-15']);
    expect(dues('Откроем в первой половине августа.', TUESDAY)).toEqual(['2019-08-15']);
    expect(dues('Откроем в середине августа.', TUESDAY)).toEqual(['2019-08-20']);
    expect(dues('Откроем во второй декаде августа.', TUESDAY)).toEqual(['2019-08-20']);
  });

  it('rule 15: a week ends on Sunday, a working week on Friday', () => {
    expect(dues('Закончим до конца недели.', '2019-07-21T23:59')).toEqual(['2019-07-21']);
    expect(dues('Закончим до конца недели.', '2019-07-22T00:00')).toEqual(['2019-07-28']);
    expect(dues('Доложите к концу рабочей недели.', '2019-07-19T13:00')).toEqual(['2019-07-19']);
    expect(dues('Возобновим на следующей неделе.', TUESDAY)).toEqual(['2019-07-28']);
  });

  it('rule 16: a weekday is the next one strictly after; "this Saturday" is of this week', () => {
    expect(dues('Подготовим к пятнице.', '2019-07-18T23:59')).toEqual(['2019-07-19']);
    expect(dues('Подготовим к пятнице.', '2019-07-19T00:00')).toEqual(['2019-07-26']);
    expect(dues('Движение откроем в эту субботу.', '2020-10-14T16:10')).toEqual(['2020-10-17']);
  });

  it('rule 17: an hour that is past is the next day’s', () => {
    expect(dues('Свет дадим до 18:00.', '2019-07-16T17:59')).toEqual(['2019-07-16T18:00']);
    expect(dues('Свет дадим до 18:00.', '2019-07-16T18:00')).toEqual(['2019-07-17T18:00']);
    expect(dues('Свет дадим до 18:00.', '2019-07-16T19:30')).toEqual(['2019-07-17T18:00']);
  });

  it('rule 18: к утру is noon, до обеда 14:00, к полудню noon, the night ends at six', () => {
    expect(dues('К утру дадим тепло.', '2020-12-29T01:20')).toEqual(['2020-12-29T12:00']);
    expect(dues('К утру дадим тепло.', '2020-12-28T22:00')).toEqual(['2020-12-29T12:00']);
    expect(dues('До обеда откроем дорогу.', TUESDAY)).toEqual(['2019-07-16T14:00']);
    expect(dues('Уберём к полудню.', TUESDAY)).toEqual(['2019-07-16T12:00']);
    expect(dues('Уберём к полудню.', '2019-07-16T12:00')).toEqual(['2019-07-17T12:00']);
    expect(read('Кабель восстановим в течение ночи.', '2023-12-12T23:00')[0]).toMatchObject({
      unit: 'hours',
      due: '2023-12-13T06:00',
    });
  });

  it('rule 19: evening, midnight and the end of the working day are the end of the same day', () => {
    for (const text of [
      'К вечеру дадим свет.',
      'Свет дадим до полуночи.',
      'Завершим до конца рабочего дня.',
      'Кешке дейін жарық беріледі.',
    ]) {
      expect(dues(text, '2019-07-16T16:00'), text).toEqual(['2019-07-16']);
    }
  });

  it('rule 20: the capital’s clock is converted', () => {
    const text = 'Доступ откроют до 18:00 по времени Нур-Султана.';
    expect(dues(text, '2019-09-10T12:00', 'Asia/Aqtau')).toEqual(['2019-09-10T17:00']);
    expect(dues(text, '2019-09-10T12:00', 'Asia/Almaty')).toEqual(['2019-09-10T18:00']);
    expect(dues('Доступ откроют до 18:00 по времени Астаны.', '2024-09-10T12:00', 'Asia/Aqtau')).toEqual([
      '2024-09-10T18:00',
    ]);
  });

  it('rule 21: New Year is 31 December, other holidays their first day', () => {
    expect(dues('Рассчитаемся до Нового года.', TUESDAY)).toEqual(['2019-12-31']);
    expect(dues('Обновим разметку к Наурызу.', TUESDAY)).toEqual(['2020-03-21']);
    expect(dues('Откроем ко Дню столицы.', '2019-07-01T10:00')).toEqual(['2019-07-06']);
  });

  it('rule 22: school starts on 1 September, heating by region', () => {
    expect(dues('Интернет проведём к новому учебному году.', TUESDAY)).toEqual(['2019-09-01']);
    expect(dues('Проведём до начала отопительного сезона.', TUESDAY)).toEqual(['2019-10-15']);
    expect(dues('Проведём до начала отопительного сезона.', TUESDAY, 'Asia/Oral')).toEqual(['2019-10-01']);
    expect(dues('Котельные Павлодара отремонтируем до начала отопительного сезона.', TUESDAY)).toEqual(['2019-10-01']);
  });

  it('rule 23: vague and immediate words have neither day nor unit', () => {
    expect(read('Аварию устраним в кратчайшие сроки.', TUESDAY)[0]).toMatchObject({
      kind: 'vague',
      due: null,
      unit: null,
    });
    expect(read('Поручил немедленно начать эвакуацию.', TUESDAY)[0]).toMatchObject({
      kind: 'immediate',
      due: null,
      unit: null,
    });
  });

  it('rule 24: a term counted from an unknown moment has its unit and no day', () => {
    expect(read('Выплаты начнём в течение 3 дней после оценки.', TUESDAY)[0]).toMatchObject({
      kind: 'within',
      unit: 'calendar_days',
      due: null,
    });
    expect(dues('Выплаты начнём в течение 3 дней.', TUESDAY)).toEqual(['2019-07-19']);
  });

  it('rule 25: what recurs is due at its first occurrence', () => {
    expect(read('Сообщаем каждые два часа.', TUESDAY)[0]).toMatchObject({
      kind: 'recurring',
      due: '2019-07-16T12:00',
      every: 'PT2H',
    });
    expect(read('Мы будем еженедельно проверять.', TUESDAY)[0]).toMatchObject({
      due: '2019-07-23',
      every: 'P1W',
      unit: 'weeks',
    });
    expect(read('Мәліметті күн сайын сағат 18:00-де жариялаймыз.', TUESDAY)[0]).toMatchObject({
      due: '2019-07-16T18:00',
      every: 'P1D',
    });
  });

  it('rule 26: of a moved deadline the new date counts and the old one is kept', () => {
    const [moved] = read('Срок сдачи моста перенесён с 1 августа на 1 сентября.', TUESDAY);
    expect(moved).toMatchObject({ due: '2019-09-01', was: '2019-08-01', phrase: 'на 1 сентября' });
  });

  it('rule 27: a condition is marked', () => {
    expect(read('Если погода позволит, асфальт уложим до пятницы.', TUESDAY)[0]).toMatchObject({
      due: '2019-07-19',
      conditional: true,
    });
    expect(read('Асфальт уложим до пятницы.', TUESDAY)[0]).toMatchObject({ due: '2019-07-19', conditional: false });
  });

  it('rule 28: the end of an outage is a promise, opening hours and regimes are not', () => {
    expect(dues('Воды не будет с 22:00 пятницы, 21 мая, до 9:00 субботы, 22 мая.', '2021-05-20T12:00')).toEqual([
      '2021-05-22T09:00',
    ]);
    expect(dues('Режим ЧС действует до 20 июля.', TUESDAY)).toEqual([]);
    expect(dues('ЦОН работает с 9:00 до 18:00.', TUESDAY)).toEqual([]);
    expect(dues('Комендантский час: с 23:00 до 07:00.', TUESDAY)).toEqual([]);
  });

  it('rule 29: an order is a promise of the speaker', () => {
    expect(dues('Поручил подрядчику в 3-дневный срок устранить просадку.', TUESDAY)).toEqual(['2019-07-19']);
  });

  it('rule 30: what only looks like a deadline is none', () => {
    for (const text of [
      'За последние 10 дней выпала месячная норма осадков.',
      'По закону срок рассмотрения составляет 15 рабочих дней.',
      'Мост откроют не раньше чем через неделю.',
      'К 2050 году население вырастет до 3 миллионов.',
      'Заявки принимаются до 1 августа.',
      'Когда дадут свет, завтра или через неделю?',
      'Конкретных сроков назвать не можем.',
      'Мы не обещали завершить работы за 10 дней.',
      'Работы завершены 15 июля, на неделю раньше срока.',
      'Мектеп құрылысы 25 тамызда аяқталуы тиіс болатын, алайда мердігер үлгермеді.',
    ]) {
      expect(dues(text, TUESDAY), text).toEqual([]);
    }
  });

  it('5. an open latest moment gives the kind, the words and no day', () => {
    const found = readDeadlines('Сдадим до 1 сентября, отчёт через 10 дней.', {
      saidAt: null,
      zone: 'Asia/Almaty',
      calendar: KAZAKHSTAN,
    });
    expect(found.map(({ kind, due, reason }) => [kind, due, reason.key])).toEqual([
      ['by', null, 'said_unknown'],
      ['within', null, 'said_unknown'],
    ]);
  });

  it('6. a due day that is a day off does not move', () => {
    expect(dues('Сдадим до 21 марта.', '2019-03-01T10:00')).toEqual(['2019-03-21']);
  });
});

describe('Spelling', () => {
  it.each([
    'в течении 10 дней',
    'втечение 10 дней',
    'втечении 10 дней',
    'В ТЕЧЕНИЕ 10 ДНЕЙ',
    'в течение\u00a010\u00a0дней',
    'в\u2009течение 10\u202fдней',
    'в теч. 10 дн.',
  ])('reads %s', (words) => {
    expect(dues(`Отчёт дадим ${words}, следите.`, TUESDAY)).toEqual(['2019-07-26']);
  });

  it.each([
    'Жыл соңына дейін аяқтаймыз.',
    'Jyl sońyna deıin aıaqtaımyz.',
    "Jyl son'yna dei'in ai'aqtai'myz.",
    'Jyl soñyna deiin aiaqtaimyz.',
    'Жыл сонына дейин аяктаймыз.',
  ])('reads Kazakh in every alphabet: %s', (text) => {
    expect(dues(text, TUESDAY)).toEqual(['2019-12-31']);
  });

  it('reads a text that mixes languages, sentence by sentence', () => {
    const text =
      'Қайырлы күн! Тендер объявим до 20 июля. Жөндеу 1 тамызға дейін аяқталады. The road will open by 5 August.';
    expect(read(text, TUESDAY).map(({ lang, due }) => [lang, due])).toEqual([
      ['ru', '2019-07-20'],
      ['kk', '2019-08-01'],
      ['en', '2019-08-05'],
    ]);
  });
});
