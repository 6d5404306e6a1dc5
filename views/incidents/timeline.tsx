import type { Child } from 'hono/jsx';
import { coarseWords, daysWords, weekdayWords } from '../format/dates.ts';
import { daysCount } from '../format/durations.ts';
import type { AnySpan } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { Timeline, TimelineDay, TimelineGap, TimelineNote } from '../parts/timeline.tsx';
import { CheckItem, DueItem } from './derived-rows.tsx';
import { EntryItem } from './entry-row.tsx';
import { type Dated, type Group, groupsOf, type Row, rowsOf, unorderedWith } from './rows.ts';
import { day, office, type Told } from './told.tsx';

/** The record of an incident from the first day on, in three voices: what happened, what officials said, what fell due. */
export function IncidentTimeline({ told }: { told: Told }): Child {
  const { r, state } = told;
  const groups = groupsOf(rowsOf(state), state.incident.zone);
  return (
    <Timeline voices={[r.t('voice.happened'), r.t('voice.said')]}>
      {groups.map((group) => (
        <>
          {group.gapBefore === null ? null : (
            <TimelineGap>{r.t('timeline.gap', { days: daysCount(r, group.gapBefore) })}</TimelineGap>
          )}
          <GroupOfRows told={told} group={group} />
        </>
      ))}
    </Timeline>
  );
}

function GroupOfRows({ told, group }: { told: Told; group: Group }): Child {
  const { r } = told;
  const oneDay = group.from === group.to;
  return (
    <TimelineDay
      date={<GroupDate told={told} group={group} />}
      note={oneDay ? weekdayWords(r, group.from) : r.t('span.day_unknown')}
    >
      {group.rows.map((row) => (
        <>
          <RowItem told={told} row={row} oneDay={oneDay} />
          <OrderUnknown told={told} group={group} row={row} />
        </>
      ))}
    </TimelineDay>
  );
}

function OrderUnknown({ told, group, row }: { told: Told; group: Group; row: Row }): Child {
  const { r } = told;
  const others = unorderedWith(group, row);
  if (others.length === 0 || row.kind !== 'entry') return null;
  const names = [...new Set([...others, row].map(({ entry }) => office(told, entry.by?.office ?? null).text))];
  const words = { names: capital(names.join(` ${r.t('story.or')} `)) };
  const key = names.length === 1 ? 'timeline.order_unknown_one' : 'timeline.order_unknown';
  return <TimelineNote voice={2}>{r.t(key, words)}</TimelineNote>;
}

function RowItem({ told, row, oneDay }: { told: Told; row: Row; oneDay: boolean }): Child {
  switch (row.kind) {
    case 'entry':
      return <EntryItem told={told} row={row} oneDay={oneDay} />;
    case 'due':
      return <DueItem told={told} row={row} />;
    case 'check':
      return <CheckItem told={told} row={row} oneDay={oneDay} />;
  }
}

/** The day, the days, or the month or year that is all that is known. */
export function GroupDate({ told, group }: { told: Told; group: Group<Dated & { at: AnySpan }> }): Child {
  const { r } = told;
  const coarse = coarseOf(group);
  if (coarse !== null)
    return (
      <time datetime={coarse}>
        {coarseWords(r, coarse, { year: !coarse.startsWith(told.year) || coarse.length === 4 })}
      </time>
    );
  if (group.from !== group.to) return daysWords(r, group.from, group.to);
  return <time datetime={group.from}>{day(told, group.from)}</time>;
}

/** The month or the year that is all that is known of the first row; null for days. */
function coarseOf({ rows }: Group<Dated & { at: AnySpan }>): string | null {
  const first = rows[0];
  const written = first === undefined || first.dueOn !== undefined ? undefined : first.at.written;
  return written?.precision === 'month' || written?.precision === 'year' ? written.at : null;
}
