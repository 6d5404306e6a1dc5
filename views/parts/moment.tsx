import type { Instant } from '../../src/domain/zone.ts';
import { offsetWords, wallTime } from '../format/clock.ts';
import { dayWords } from '../format/dates.ts';
import { type AnySpan, type SpanOptions, spanDatetime, spanWords } from '../format/spans.ts';
import { glued } from '../format/text.ts';
import type { Reader } from '../reader.ts';

export type MomentProps = {
  r: Reader;
  at: Instant;
  zone: string;
  /** `time`: 13:52. `day`: 24 июня 2019 года. `day_time`: both. */
  show?: 'time' | 'day' | 'day_time';
  /** False leaves the year out: only where the page has just said it. */
  year?: boolean;
  /** The instant ends something (a due instant, "as of"): midnight is then the 24:00 of the day that ends. */
  ends?: boolean;
  /** `on` puts it into a sentence: в 13:52, 15 шілдеде. */
  form?: 'label' | 'on';
};

/** An instant on the wall clock of a zone. Instants that end a day print that day. */
export function Moment({ r, at, zone, show = 'day_time', year = true, ends = false, form = 'label' }: MomentProps) {
  const { on, iso } = wallTime(at, zone, ends);
  return <time datetime={show === 'day' ? on : iso}>{momentWords(r, { at, zone, show, year, ends, form })}</time>;
}

/** The words of a Moment, for titles, mails and feeds. */
export function momentWords(
  r: Reader,
  { at, zone, show = 'day_time', year = true, ends = false, form = 'label' }: Omit<MomentProps, 'r'>,
): string {
  const { on, time } = wallTime(at, zone, ends);
  if (show === 'day') return dayWords(r, on, { year, form });
  if (time !== '24:00')
    return spanWords(
      r,
      { earliest: at, latest: at },
      { zone, form, day: show === 'time' ? 'none' : year ? 'year' : 'short' },
    );
  return show === 'time' ? time : glued(r.t('span.moment_of_day.label', { day: dayWords(r, on, { year }), time }));
}

export type SpanWordsProps = SpanOptions & {
  r: Reader;
  span: AnySpan;
  /** Adds the words in which the time was stated, in quotes. */
  stated?: boolean;
};

/** A span in words, with its precision; `datetime` is never finer than the fact. */
export function SpanWords({ r, span, stated = false, ...options }: SpanWordsProps) {
  const words = spanWords(r, span, options);
  const datetime = spanDatetime(span, options.zone);
  const said = stated ? span.written?.stated : undefined;
  return (
    <>
      {datetime === undefined ? words : <time datetime={datetime}>{words}</time>}
      {said === undefined ? null : ` (${r.t('span.stated', { words: said })})`}
    </>
  );
}

const CITIES = {
  'Asia/Almaty': 'zone.almaty',
  'Asia/Aqtau': 'zone.aqtau',
  'Asia/Aqtobe': 'zone.aqtobe',
  'Asia/Atyrau': 'zone.atyrau',
  'Asia/Oral': 'zone.oral',
  'Asia/Qostanay': 'zone.qostanay',
  'Asia/Qyzylorda': 'zone.qyzylorda',
} as const;

const isNamed = (zone: string): zone is keyof typeof CITIES => Object.hasOwn(CITIES, zone);

/** `время Алматы, UTC+6`: the zone by its city, with the offset that held at `at`. */
export function zoneWords(r: Reader, zone: string, at: Instant): string {
  const offset = offsetWords(at, zone);
  return isNamed(zone) ? r.t(CITIES[zone], { offset }) : r.t('zone.other', { zone, offset });
}
