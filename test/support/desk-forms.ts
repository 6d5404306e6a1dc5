import type { Fields } from './desk.ts';

// Forms as a reporter fills them in. The facts are those of the Almaty blackout of 2019, retold.

/** The shortest form of a new incident. */
export const BLACKOUT: Fields = { where: 'Алматы', topic: 'power', when: 'typed', typed: '14:00–14:14 15.07.2019' };
/** The address that is proposed for it. */
export const BLACKOUT_SLUG = 'almaty-power-2019-07-15';

/** The akim's words of 16 July, in the evening. */
export const STATEMENT: Fields = {
  kind: 'statement',
  at_precision: 'evening',
  at_date: '2019-07-16',
  at_stated: 'вечером',
  office: 'akim-almaty',
  official: 'sagintayev',
  network: 'facebook',
  lang: 'ru',
  text: 'Аким поручил внести результаты проверки.',
  quote: 'окончательные результаты в течение 10 дней',
  answers: ['who', 'when'],
  source_title: 'informburo.kz',
  source_url: 'https://informburo.kz/x',
};
/** The id that is given to it. */
export const STATEMENT_ID = 'statement-07-16';

/** Something that happened, from a source that is not the office. */
export const RESULT: Fields = {
  kind: 'outcome',
  at_precision: 'day',
  at_date: '2019-07-30',
  lang: 'ru',
  text: 'Результаты опубликованы.',
  source_title: 'vlast.kz',
};
/** The id that is given to it. */
export const RESULT_ID = 'outcome-07-30';

/** The order with its ten-day term. */
export const PROMISE: Fields = {
  made_in: STATEMENT_ID,
  nature: 'order',
  text: 'Результаты проверки',
  phrase: 'в течение 10 дней',
  due_date: '2019-07-26',
  due_basis: 'words',
  test: 'Опубликованы результаты проверки',
};
/** The id that is given to it. */
export const PROMISE_ID = 'rezultaty-proverki';

/** The newsroom looked on 30 July and found nothing. */
export const CHECK: Fields = {
  for: PROMISE_ID,
  channels: ['facebook', 'site'],
  at_precision: 'day',
  at_date: '2019-07-30',
  looked: 'we',
};
