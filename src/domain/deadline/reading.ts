/** What the grammar reads out of a phrase, before anybody asks when it was said. Flat, plain data. */

export type Lang = 'ru' | 'kk' | 'en';

/** The five kinds of contracts.md. */
export type Kind = 'within' | 'by' | 'immediate' | 'recurring' | 'vague';

/** What `unit` says in the answer: the step of a term, or `date` for a day on the calendar; null where nothing is measured. */
export type Unit = 'hours' | 'calendar_days' | 'working_days' | 'weeks' | 'months' | 'date' | null;

/** `full_day` is сутки, тәулік: 24 hours (rule 4). */
export type Step = 'minute' | 'hour' | 'full_day' | 'day' | 'working_day' | 'week' | 'month' | 'year';

export type PeriodName =
  | 'day'
  | 'work_day'
  | 'week'
  | 'work_week'
  | 'weekend'
  | 'month'
  | 'quarter'
  | 'half'
  | 'year'
  | 'season';

export type Part =
  | 'start'
  | 'middle'
  | 'end'
  | 'first_half'
  | 'second_half'
  | 'first_decade'
  | 'second_decade'
  | 'third_decade';

export type DayPart = 'morning' | 'noon' | 'lunch' | 'afternoon' | 'evening' | 'night' | 'midnight';

export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/**
 * How the words hold the day: `by` (до, к, -ға дейін, until), `before` (English, exclusive), `in` (в сентябре),
 * `from` (с 1 октября: a start promised for that day).
 */
export type Mode = 'within' | 'by' | 'before' | 'in' | 'from';

/** What was read. Only the fields that the words gave are there. */
export type Reading = {
  kind?: Kind;
  mode?: Mode;
  /** a length: n steps, and more of a smaller step ("2 часа 30 минут") */
  n?: number;
  step?: Step;
  more?: Reading;
  /** counted from this day («в течение 10 дней с 15 июля») */
  since?: Reading;
  /** counted from a moment that the words do not date ("после оценки") */
  anchored?: boolean;
  /** a day */
  day?: number;
  month?: number;
  year?: number;
  /** of «2025–2026», whose `year` is the last: a season of two years begins in its first */
  firstYear?: number;
  yearShift?: number;
  monthShift?: number;
  dayShift?: number;
  weekday?: number;
  weekShift?: number;
  /** an hour */
  hour?: number;
  minute?: number;
  half?: 'am' | 'pm';
  dayPart?: DayPart;
  clockZone?: string;
  /** a period and the part of it that is meant */
  period?: PeriodName;
  ordinal?: number;
  season?: Season;
  shift?: number;
  part?: Part;
  event?: string;
  /** recurring: n steps apart, or each weekday, month … */
  every?: Step;
  times?: number;
  /** the old date of a moved deadline */
  was?: Reading;
  /** how sure the words alone are; see judge.ts */
  needs?: Needs;
  /** the words are known and are no deadline ("за последние 10 дней"): they are passed over */
  nothing?: boolean;
};

/**
 * What a phrase needs around it to be a deadline: nothing (`none`), somebody who will act (`future`; `sure`: and not a mere
 * present; `firm`: will for certain), a verb of taking or giving time (`effort`), of planning (`plan`) or moving (`move`), an outage or works (`window`), a
 * start (`start`).
 */
export type Needs = 'none' | 'future' | 'sure' | 'firm' | 'effort' | 'plan' | 'move' | 'window' | 'start';

/** A translatable reason: i18n renders `deadline.reason.<key>` with the other fields as parameters. */
export type Reason = { readonly key: ReasonKey; readonly [parameter: string]: string | number | boolean };

export type ReasonKey =
  | 'within_hours'
  | 'within_days'
  | 'within_working_days'
  | 'within_weeks'
  | 'within_months'
  | 'within_two'
  | 'within_this_day'
  | 'by_day'
  | 'before_day'
  | 'from_day'
  | 'by_clock'
  | 'by_weekday'
  | 'day_part'
  | 'night'
  | 'period_first_day'
  | 'period_last_day'
  | 'period_part'
  | 'event'
  | 'recurring'
  | 'moved'
  | 'vague'
  | 'immediate'
  | 'anchored'
  | 'said_unknown'
  | 'calendar_missing'
  | 'no_such_day';
