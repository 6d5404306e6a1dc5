import type { Row } from '../pattern.ts';
import type { Reading } from '../reading.ts';

const WITHIN: Reading = { kind: 'within', mode: 'within' };
const IN: Reading = { kind: 'by', mode: 'in' };
const EACH: Reading = { kind: 'recurring', needs: 'future' };
const NOTHING: Reading = { nothing: true };

/** Rule 30: words that look like a deadline and are none. */
export const NO_DEADLINES: readonly Row[] = [
  // lower bounds
  ...[
    'не ранее|раньше|ранее|прежде чем?',
    'не ранее|раньше , чем',
    'не менее|меньше чем?',
    'не менее|меньше , чем',
  ].flatMap((lower): Row[] => [
    [`${lower} {length}`, NOTHING],
    [`${lower} {moment}`, NOTHING],
    [`${lower} {period}`, NOTHING],
    [`${lower} {part_of}`, NOTHING],
    [`${lower} {clock_at}`, NOTHING],
    [`${lower} через|за|к|в|с|до {length}`, NOTHING],
    [`${lower} через|за|к|в|с|до {moment}`, NOTHING],
    [`${lower} через|за|к|в|с|до {period}`, NOTHING],
    [`${lower} через|за|к|в|с|до|на {part_of}`, NOTHING],
    [`${lower} {event}`, NOTHING],
  ]),
  ['как? минимум через|до|за|в? {length}', NOTHING],
  ['минимум до|к {moment}', NOTHING],
  ['минимум ~4 и {length}', NOTHING],
  ['свыше|более|больше|дольше чем? {amount}', NOTHING],
  ['более чем за|через {length}', NOTHING],
  ['после|позднее|позже|ранее|раньше|прежде {moment}', NOTHING],
  ['после|позднее|позже|ранее|раньше|прежде {period}', NOTHING],
  ['после|позднее|позже|ранее|раньше|прежде {part_of}', NOTHING],
  ['после|позднее|позже {clock_at}', NOTHING],
  ['после|позднее|позже {event}', NOTHING],
  ['после {length}', NOTHING],
  // the past
  ['за|в|на? последн*|прошедш*|прошл*|минувш*|истекш*|предыдущ*|первые|первых|прошлый {length}', NOTHING],
  ['за|в|на последн*|прошедш*|прошл*|минувш*|истекш*|предыдущ* {period}', NOTHING],
  ['прошл*|минувш* {season_in}', NOTHING],
  ['за эти {length}', NOTHING],
  ['вот? уже {length}', NOTHING],
  ['{length} назад|тому|подряд|кряду|спустя', NOTHING],
  ['{day} {length} назад', NOTHING],
  ['прош*|минул* {length}', NOTHING],
  ['вчера|позавчера {clock_by}?', NOTHING],
  ['на {length} раньше|позже|быстрее|дольше|ранее|позднее', NOTHING],
  ['{n} {step} в {step}', NOTHING],
  ['от {date}', NOTHING],
  ['с|со {named_weekday} по {named_weekday}', NOTHING],
  ['по состоянию на {moment}', NOTHING],
  ...['{length}', '{moment}', '{period}', '{part_of}'].map(
    (none): Row => [`ни в|во|к|ко|до|на|за|через|с ${none}`, NOTHING],
  ),
  ['ни в|во|на {shifted}', NOTHING],
  // «зарплату за август», «отчёт за 2024 год»: what it is for, not when
  [
    'оплат*|зарплат*|заработн*|пенси*|пособи*|стипенди*|отпускны*|выплат*|начислени*|долг*|задолженност*|отчет*|данные|сведения|итоги|счет*|квитанци*|премию|премии|перерасчет* ~2 за {period_name}',
    NOTHING,
  ],
  ...['{season}', '{event}', '{period_name}'].map(
    (what): Row => [`подготовка|подготовки|подготовку|подготовке|подготовкой|готовность|готовности к ${what}`, NOTHING],
  ),
  ...['{length}', '{moment}', '{period}', '{part_of}'].map(
    (old): Row => [`а? не в|на|к|до|с|через|за ${old}`, NOTHING],
  ),
  [
    '{by}|по? {domord} микрорайон*|мкр|дом*|школ*|подъезд*|участ*|маршрут*|канал*|этаж*|блок*|кабинет*|округ*|энергоблок*|улиц*|сесси*|больниц*|поликлиник*',
    NOTHING,
  ],
  ['по состоянию на {clock_at}', NOTHING],
  ['раньше|ранее чем? через|за {length}', NOTHING],
  ['за {date}', NOTHING],
  ['со? {day} {length} прош*', NOTHING],
  ...['{length}', '{moment}', '{period}', '{part_of}', '{clock_at}'].map((old): Row => [`вместо ~1 ${old}`, NOTHING]),
  ['с начала {period}', NOTHING],
  // «до зимы осталось 40 дней»: what is left, not what is promised
  ...['{event}', '{moment}', '{period}', '{part_of}'].flatMap((day): Row[] => [
    [`до ${day} ~4 осталось|остается|остались|остался|остаются ~2 {length}?`, NOTHING],
    [`до ${day} ~4 осталось|остается|остались|остался|остаются ~1 нескольк* {step}`, NOTHING],
  ]),
  // what a plan or a machine is built to last
  ...['{moment}', '{period}'].map((day): Row => [`рассчитан* до ${day}`, NOTHING]),
  // ages and quantities
  ['до|от|старше|младше|моложе|с {n} лет|года|месяцев', { ...WITHIN, needs: 'effort' }],
  ['в возрасте от|до? {length}', NOTHING],
  ['от {n} до {n} лет', NOTHING],
  ['{n} лет|года|год ~1 лишения|ареста|тюрьмы|заключения|гарантии', NOTHING],
  ['в первую очередь', NOTHING],
  ['за год|сутки|день|неделю|месяц до', NOTHING],
  ['за {amount} до', NOTHING],
  ['за нескольк* {step} до', NOTHING],
  ['в сутки|час|день|год|месяц|неделю', NOTHING],
  ['раз в год', { ...EACH, every: 'year' }],
  ['24 / 7', NOTHING],
  ['к сегодняшнему дню', NOTHING],
  ['на сегодняшний день', NOTHING],
  ['на сегодня|сегодняшний день?', NOTHING],
  ['до сегодняшнего|нынешнего дня', { kind: 'by', mode: 'by', dayShift: 0, needs: 'future' }],
  ['до сих пор', NOTHING],
  ['на завтра|сегодня', { ...IN, needs: 'plan' }],
  ['к тому|этому времени|моменту|дню|сроку', NOTHING],
  ['с сегодняшнего дня', NOTHING],
];
