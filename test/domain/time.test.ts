import { describe, expect, it } from 'vitest';
import { type Entry, timelineOrder } from '../../src/domain/entry.ts';
import {
  coarseDate,
  compareSpans,
  firstDay,
  isWritten,
  lastDay,
  overlap,
  PRECISIONS,
  spanOf,
  type WrittenTime,
} from '../../src/domain/span.ts';
import {
  dayEndingAt,
  daysBetween,
  endOfDay,
  isZone,
  localDate,
  nextMidnight,
  startOfDay,
  wallInstants,
  zonesAreRight,
} from '../../src/domain/zone.ts';
import {
  ALMATY,
  AQTAU,
  about,
  afternoon,
  between,
  DAY,
  day,
  type EntryDraft,
  evening,
  event,
  HOUR,
  incident,
  MINUTE,
  minute,
  month,
  morning,
  night,
  noEarlierThan,
  noLaterThan,
  utc,
  when,
  year,
} from '../support/facts.ts';

const ends = (written: WrittenTime, zone: string) => {
  const { earliest, latest } = spanOf(written, zone);
  return [earliest, latest];
};
const ordered = (...entries: EntryDraft[]): string[] =>
  timelineOrder(incident({ entries }).entries).map((entry: Entry) => entry.id);

describe('Time 1: a time is a span with the words it was stated in', () => {
  const rows: [string, WrittenTime, string | null, string | null][] = [
    ['minute is a point', minute('2019-07-15T14:14'), '2019-07-15T08:14', '2019-07-15T08:14'],
    ['about is 30 minutes to either side', about('2019-07-15T18:00'), '2019-07-15T11:30', '2019-07-15T12:30'],
    ['night is 00–06', night('2019-07-15'), '2019-07-14T18:00', '2019-07-15T00:00'],
    ['morning is 06–12', morning('2019-07-15'), '2019-07-15T00:00', '2019-07-15T06:00'],
    ['afternoon is 12–18', afternoon('2019-07-15'), '2019-07-15T06:00', '2019-07-15T12:00'],
    ['evening is 18–24', evening('2019-07-15'), '2019-07-15T12:00', '2019-07-15T18:00'],
    ['day is 00–24', day('2019-07-15'), '2019-07-14T18:00', '2019-07-15T18:00'],
    ['month is from its first 00:00 to its last 24:00', month('2019-02'), '2019-01-31T18:00', '2019-02-28T18:00'],
    ['year is from its first 00:00 to its last 24:00', year('2019'), '2018-12-31T18:00', '2019-12-31T18:00'],
    [
      'between is two stated instants',
      between('2019-07-15T14:00', '2019-07-15T14:14'),
      '2019-07-15T08:00',
      '2019-07-15T08:14',
    ],
    [
      'between two days is from 00:00 to 24:00',
      between('2019-07-15', '2019-07-16'),
      '2019-07-14T18:00',
      '2019-07-16T18:00',
    ],
    ['before is open below', noLaterThan('2019-12-23T13:00'), null, '2019-12-23T07:00'],
    ['before a day is before its 24:00', noLaterThan('2019-12-23'), null, '2019-12-23T18:00'],
    ['after is open above', noEarlierThan('2019-12-23T13:00'), '2019-12-23T07:00', null],
    ['after a day is after its 00:00', noEarlierThan('2019-12-23'), '2019-12-22T18:00', null],
  ];
  for (const [sentence, written, earliest, latest] of rows)
    it(`${sentence}, in Almaty and an hour later in Aqtau`, () => {
      const expected = [earliest, latest].map((text) => (text === null ? null : utc(text)));
      expect(ends(written, ALMATY)).toEqual(expected);
      expect(ends(written, AQTAU)).toEqual(expected.map((at) => (at === null ? null : at + HOUR)));
      expect(spanOf(written, ALMATY).written).toBe(written);
    });

  it('every precision is held by one of these sentences', () => {
    expect([...new Set(rows.map(([, written]) => written.precision))].sort()).toEqual([...PRECISIONS].sort());
  });

  it('a time of publication is an upper bound: with a lower bound that is known it is a between', () => {
    expect(ends(between('2019-06-24T09:20', '2019-06-24T13:15'), ALMATY)).toEqual([
      utc('2019-06-24T03:20'),
      utc('2019-06-24T07:15'),
    ]);
  });

  it('a wall time that occurs twice is a span over both', () => {
    expect(ends(minute('2024-02-29T22:59'), ALMATY)).toEqual([utc('2024-02-29T16:59'), utc('2024-02-29T16:59')]);
    expect(ends(minute('2024-02-29T23:00'), ALMATY)).toEqual([utc('2024-02-29T17:00'), utc('2024-02-29T18:00')]);
    expect(ends(minute('2024-02-29T23:59'), ALMATY)).toEqual([utc('2024-02-29T17:59'), utc('2024-02-29T18:59')]);
    expect(ends(minute('2024-03-01T00:00'), ALMATY)).toEqual([utc('2024-02-29T19:00'), utc('2024-02-29T19:00')]);
    expect(ends(minute('2024-02-29T23:30'), AQTAU)).toEqual([utc('2024-02-29T18:30'), utc('2024-02-29T18:30')]);
  });

  it('about a wall time that occurs twice reaches 30 minutes beyond both', () => {
    expect(ends(about('2024-02-29T23:30'), ALMATY)).toEqual([utc('2024-02-29T17:00'), utc('2024-02-29T19:00')]);
  });

  it('between and before take the widest reading of a wall time that occurs twice', () => {
    expect(ends(between('2024-02-29T23:10', '2024-02-29T23:20'), ALMATY)).toEqual([
      utc('2024-02-29T17:10'),
      utc('2024-02-29T18:20'),
    ]);
    expect(ends(noLaterThan('2024-02-29T23:30'), ALMATY)).toEqual([null, utc('2024-02-29T18:30')]);
    expect(ends(noEarlierThan('2024-02-29T23:30'), ALMATY)).toEqual([utc('2024-02-29T17:30'), null]);
  });

  it('the evening and the day of 29 February 2024 are an hour longer in Almaty, not in Aqtau', () => {
    const hours = (written: WrittenTime, zone: string) => {
      const { earliest, latest } = spanOf(written, zone);
      return ((latest ?? 0) - (earliest ?? 0)) / HOUR;
    };
    expect([hours(evening('2024-02-29'), ALMATY), hours(evening('2024-02-29'), AQTAU)]).toEqual([7, 6]);
    expect([hours(day('2024-02-29'), ALMATY), hours(day('2024-02-29'), AQTAU)]).toEqual([25, 24]);
    expect([hours(month('2024-02'), ALMATY), hours(month('2024-02'), AQTAU)]).toEqual([29 * 24 + 1, 29 * 24]);
    expect([hours(night('2024-03-01'), ALMATY), hours(day('2024-03-01'), ALMATY)]).toEqual([6, 24]);
  });

  it('a time that does not exist, or of another form than its precision asks, is refused', () => {
    for (const wrong of [
      day('2019-02-30'),
      day('2019-07-15T14:00'),
      minute('2019-07-15'),
      minute('2019-07-15T25:00'),
      minute('2019-07-15T14:60'),
      month('2019-13'),
      month('2019-07-15'),
      year('19'),
      year('1899'),
      between('2019-07-15', 'later'),
    ])
      expect(() => spanOf(wrong, ALMATY), JSON.stringify(wrong)).toThrow(RangeError);
    expect(isWritten('2020-02-29', 'date')).toBe(true);
    expect(isWritten('2019-02-29', 'date')).toBe(false);
  });

  it('a span that runs backwards is refused, one of a single instant is not', () => {
    expect(() => spanOf(between('2019-07-15T14:15', '2019-07-15T14:14'), ALMATY)).toThrow('backwards');
    expect(ends(between('2019-07-15T14:14', '2019-07-15T14:14'), ALMATY)).toEqual([
      utc('2019-07-15T08:14'),
      utc('2019-07-15T08:14'),
    ]);
  });
});

describe('Time 2: a day ends at 24:00', () => {
  it('24:00 is the same instant as the next day’s 00:00', () => {
    for (const zone of [ALMATY, AQTAU]) {
      expect(endOfDay('2019-07-26', zone)).toBe(startOfDay('2019-07-27', zone));
      expect(wallInstants('2019-07-26T24:00', zone)[0]).toBe(endOfDay('2019-07-26', zone));
      expect(endOfDay('2024-02-29', zone)).toBe(startOfDay('2024-03-01', zone));
      expect(endOfDay('2023-12-31', zone)).toBe(startOfDay('2024-01-01', zone));
    }
  });

  it('on the day of 25 hours 24:00 is 25 hours after 00:00', () => {
    expect(endOfDay('2024-02-29', ALMATY)).toBe(utc('2024-02-29T19:00'));
    expect(endOfDay('2024-02-29', ALMATY) - startOfDay('2024-02-29', ALMATY)).toBe(25 * HOUR);
    expect(endOfDay('2024-02-29', AQTAU) - startOfDay('2024-02-29', AQTAU)).toBe(24 * HOUR);
  });

  it('the end of a span, a due instant and “as of DATE” at 24:00 count to the day that ends', () => {
    for (const zone of [ALMATY, AQTAU]) {
      const midnight = endOfDay('2019-07-26', zone);
      expect(dayEndingAt(midnight, zone)).toBe('2019-07-26');
      expect(dayEndingAt(midnight - 1, zone)).toBe('2019-07-26');
      expect(dayEndingAt(midnight + 1, zone)).toBe('2019-07-27');
      expect(lastDay(spanOf(day('2019-07-26'), zone), zone)).toBe('2019-07-26');
      expect(lastDay(spanOf(evening('2019-07-26'), zone), zone)).toBe('2019-07-26');
    }
    expect(dayEndingAt(utc('2024-02-29T19:00'), ALMATY)).toBe('2024-02-29');
    expect(dayEndingAt(utc('2024-02-29T19:00') + 1, ALMATY)).toBe('2024-03-01');
  });

  it('a span’s first day is the local date of its earliest', () => {
    expect(firstDay(spanOf(night('2019-07-27'), ALMATY), ALMATY)).toBe('2019-07-27');
    expect(firstDay(spanOf(between('2019-07-26T23:59', '2019-07-28T09:00'), ALMATY), ALMATY)).toBe('2019-07-26');
    expect(firstDay(spanOf(noLaterThan('2019-07-27'), ALMATY), ALMATY)).toBeNull();
    expect(lastDay(spanOf(noEarlierThan('2019-07-27'), ALMATY), ALMATY)).toBeNull();
  });

  it('a point at 00:00 has one day for its first and its last', () => {
    const point = spanOf(minute('2019-07-27T00:00'), ALMATY);
    expect([firstDay(point, ALMATY), lastDay(point, ALMATY)]).toEqual(['2019-07-27', '2019-07-27']);
  });

  it('a check’s date is as coarse as it was stated', () => {
    const dates = [day('2019-07-30'), month('2019-09'), year('2019'), between('2019-09-01', '2019-12-31')];
    expect(dates.map((written) => coarseDate(spanOf(written, ALMATY), ALMATY))).toEqual([
      '2019-07-30',
      '2019-09',
      '2019',
      '2019',
    ]);
    expect(coarseDate(spanOf(morning('2019-07-30'), ALMATY), ALMATY)).toBe('2019-07-30');
    expect(coarseDate(spanOf(noLaterThan('2019-07-30'), ALMATY), ALMATY)).toBe('2019-07-30');
  });

  it('the next midnight is strictly after', () => {
    const midnight = endOfDay('2019-07-26', ALMATY);
    expect(nextMidnight(midnight - 1, ALMATY)).toBe(midnight);
    expect(nextMidnight(midnight, ALMATY)).toBe(midnight + DAY);
    expect(nextMidnight(utc('2024-02-29T17:30'), ALMATY)).toBe(utc('2024-02-29T19:00'));
    expect(nextMidnight(utc('2024-02-29T18:30'), ALMATY)).toBe(utc('2024-02-29T19:00'));
  });
});

describe('Time 3: “as of DATE” is 24:00 of that day in each incident’s own zone', () => {
  it('the same date is another instant in Almaty and in Aqtau until 1 March 2024, and the same since', () => {
    expect([when('2019-07-30', ALMATY), when('2019-07-30', AQTAU)]).toEqual([
      utc('2019-07-30T18:00'),
      utc('2019-07-30T19:00'),
    ]);
    expect(when('2024-02-29', ALMATY)).toBe(when('2024-02-29', AQTAU));
    expect(when('2024-02-28', ALMATY)).toBe(when('2024-02-28', AQTAU) - HOUR);
    expect(when('2024-04-01', ALMATY)).toBe(when('2024-04-01', AQTAU));
  });
});

describe('Time 4: zones come from the IANA database by name, never as an offset', () => {
  it('a name is a zone; an offset, an abbreviation and an unknown name are not', () => {
    for (const name of ['Asia/Almaty', 'Asia/Aqtau', 'Asia/Qyzylorda', 'America/Argentina/Buenos_Aires'])
      expect(isZone(name), name).toBe(true);
    for (const name of ['+06:00', 'UTC+6', 'Etc/GMT-6', 'Asia/Nowhere', 'GMT', '', 'Asia/Almaty '])
      expect(isZone(name), name).toBe(false);
  });

  const offset = (local: string, zone: string) => (utc(local) - wallInstants(local, zone)[0]) / HOUR;
  it('Almaty was UTC+6 until 1 March 2024 and is UTC+5 since', () => {
    expect(
      ['2019-06-24T12:00', '2024-02-29T22:59', '2024-03-01T00:00', '2024-04-01T12:00'].map((at) => offset(at, ALMATY)),
    ).toEqual([6, 6, 5, 5]);
  });

  it('Aqtobe, Aqtau, Atyrau and Oral are UTC+5 throughout', () => {
    for (const zone of ['Asia/Aqtobe', 'Asia/Aqtau', 'Asia/Atyrau', 'Asia/Oral'])
      expect(['2019-06-24T12:00', '2024-02-29T12:00', '2024-04-01T12:00'].map((at) => offset(at, zone))).toEqual([
        5, 5, 5,
      ]);
  });

  it('Qyzylorda changed on 21 December 2018', () => {
    expect(
      ['2018-12-20T12:00', '2018-12-21T00:00', '2024-04-01T12:00'].map((at) => offset(at, 'Asia/Qyzylorda')),
    ).toEqual([6, 5, 5]);
    expect(localDate(utc('2018-12-20T18:30'), 'Asia/Qyzylorda')).toBe('2018-12-20');
  });

  it('the zone data of this machine says so', () => {
    expect(zonesAreRight()).toBe(true);
  });

  it('calendar days are counted by date, whatever the hours between', () => {
    expect(daysBetween('2024-02-28', '2024-03-02')).toBe(3);
    expect(daysBetween('2019-07-30', '2019-07-26')).toBe(-4);
    expect(daysBetween('2019-12-31', '2020-01-01')).toBe(1);
  });
});

describe('Time 6: the order of entries', () => {
  it('entries sort by earliest', () => {
    expect(ordered(event('b', minute('2019-07-15T14:01')), event('a', minute('2019-07-15T14:00')))).toEqual(['a', 'b']);
    expect(ordered(event('b', morning('2019-07-15')), event('a', night('2019-07-15')))).toEqual(['a', 'b']);
  });

  it('then by latest', () => {
    const wide = event('wide', between('2019-07-15T14:00', '2019-07-15T15:00'));
    const narrow = event('narrow', between('2019-07-15T14:00', '2019-07-15T14:30'));
    const point = event('point', minute('2019-07-15T14:00'));
    expect(ordered(wide, narrow, point)).toEqual(['point', 'narrow', 'wide']);
  });

  it('then as recorded', () => {
    expect(ordered(event('one', morning('2019-07-15')), event('two', morning('2019-07-15')))).toEqual(['one', 'two']);
    expect(ordered(event('two', morning('2019-07-15')), event('one', morning('2019-07-15')))).toEqual(['two', 'one']);
  });

  it('spans of a day or longer sort by latest: they come after the timed things that they may include', () => {
    expect(
      ordered(
        event('month', month('2019-07')),
        event('day', day('2019-07-15')),
        event('evening', evening('2019-07-15')),
        event('minute', minute('2019-07-15T23:59')),
        event('next', minute('2019-07-16T00:01')),
      ),
    ).toEqual(['evening', 'minute', 'day', 'next', 'month']);
  });

  it('a day comes before the night that follows it: both stand at that midnight, and the day ends first', () => {
    expect(ordered(event('night', night('2019-07-16')), event('day', day('2019-07-15')))).toEqual(['day', 'night']);
  });

  it('a day comes after what happened at its very 24:00, for it may include it', () => {
    expect(ordered(event('day', day('2019-07-15')), event('midnight', minute('2019-07-15T24:00')))).toEqual([
      'midnight',
      'day',
    ]);
  });

  it('a span is long from a day on: one of 22 hours still sorts by its earliest', () => {
    const short = event('short', between('2019-07-15T01:00', '2019-07-15T23:00'));
    const long = event('long', between('2019-07-15T01:00', '2019-07-16T01:00'));
    const noon = event('noon', minute('2019-07-15T12:00'));
    expect(ordered(noon, short, long)).toEqual(['short', 'noon', 'long']);
  });

  it('the day of 25 hours and its neighbours are long, in both zones', () => {
    for (const zone of [ALMATY, AQTAU]) {
      const spans = [day('2024-02-29'), evening('2024-02-29'), day('2024-03-01')].map((time) => spanOf(time, zone));
      const [leap, late, march] = spans.map((span) => span);
      expect(compareSpans(late!, leap!)).toBe(-1);
      expect(compareSpans(leap!, march!)).toBe(-1);
    }
  });

  it('a span with an open earliest sorts by latest', () => {
    expect(
      ordered(
        event('by-noon', noLaterThan('2019-07-15T12:00')),
        event('at-noon', minute('2019-07-15T12:01')),
        event('at-eleven', minute('2019-07-15T11:00')),
      ),
    ).toEqual(['at-eleven', 'by-noon', 'at-noon']);
  });

  it('a span with an open latest sorts by its earliest, after what is known to have ended sooner', () => {
    expect(
      ordered(
        event('from-noon', noEarlierThan('2019-07-15T12:00')),
        event('later', minute('2019-07-15T12:01')),
        event('noon', minute('2019-07-15T12:00')),
      ),
    ).toEqual(['noon', 'from-noon', 'later']);
  });

  it('where two spans overlap, the order is not known', () => {
    const span = (written: WrittenTime) => spanOf(written, ALMATY);
    const eight = span(minute('2019-07-15T20:00'));
    expect(overlap(eight, span(evening('2019-07-15')))).toBe(true);
    expect(overlap(span(day('2019-07-15')), span(month('2019-07')))).toBe(true);
    expect(overlap(eight, span(minute('2019-07-15T20:00')))).toBe(true);
    expect(overlap(eight, span(noEarlierThan('2019-07-15T19:59')))).toBe(true);
    expect(overlap(span(noLaterThan('2019-07-15T20:01')), eight)).toBe(true);
  });

  it('it is known where they share no more than an edge', () => {
    const span = (written: WrittenTime) => spanOf(written, ALMATY);
    expect(overlap(span(day('2019-07-15')), span(day('2019-07-16')))).toBe(false);
    expect(overlap(span(day('2019-07-16')), span(day('2019-07-15')))).toBe(false);
    expect(overlap(span(noLaterThan('2019-07-15T18:00')), span(evening('2019-07-15')))).toBe(false);
    expect(overlap(span(evening('2019-07-15')), span(minute('2019-07-15T18:00')))).toBe(false);
    expect(overlap(span(minute('2019-07-15T18:00')), span(evening('2019-07-15')))).toBe(false);
    expect(overlap(span(minute('2019-07-15T20:00')), span(minute('2019-07-15T20:01')))).toBe(false);
  });

  it('a timeline across 1 March 2024 follows the instants, not the clock’s face', () => {
    const first = utc('2024-02-29T17:30');
    expect(localDate(first, ALMATY)).toBe(localDate(first + HOUR, ALMATY));
    expect(ordered(event('after', minute('2024-03-01T00:10')), event('twice', minute('2024-02-29T23:50')))).toEqual([
      'twice',
      'after',
    ]);
    expect(when('2024-03-01T00:10') - when('2024-02-29T23:50')).toBe(20 * MINUTE);
  });
});
