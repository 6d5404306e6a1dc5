import { type PromiseState, type PromiseStatus, STATUSES } from '../../src/domain/promise.ts';
import { NO_BREAK } from '../format/text.ts';
import type { GlyphName } from '../parts/glyph.tsx';
import { Marked, type Tone } from '../parts/status.tsx';
import type { Reader } from '../reader.ts';

type Group = Exclude<PromiseStatus, 'overdue'> | 'overdue_checked' | 'overdue_unchecked';

/** What a reader asks for first stands first. */
const ORDER: readonly Group[] = [
  'overdue_checked',
  'not_kept',
  'partly_kept',
  'awaiting_review',
  'overdue_unchecked',
  'kept_late',
  'kept',
  'due_soon',
  'pending',
  'withdrawn',
  'cannot_tell',
  'no_deadline',
];

const TONES: Partial<Record<Group, Tone>> = {
  overdue_checked: 'past',
  not_kept: 'past',
  partly_kept: 'past',
  kept: 'done',
  kept_late: 'done',
  awaiting_review: 'open',
  due_soon: 'open',
  pending: 'open',
};

/** Several promises in a line: how many have each status, the weightiest in its own shape and colour. */
export function Tally({
  r,
  states,
}: {
  r: Reader;
  states: readonly Pick<PromiseState, 'status' | 'checkedSinceDue'>[];
}) {
  const counts = ORDER.flatMap((group) => {
    const count = states.filter((state) => groupOf(state) === group).length;
    return count === 0 ? [] : [{ group, words: `${r.t(`tally.${group}`)}:${NO_BREAK}${count}` }];
  });
  const [first, ...rest] = counts;
  if (first === undefined) return <>{r.t('story.no_promises')}</>;
  return (
    <>
      <Marked glyph={glyphOf(first.group)} tone={TONES[first.group] ?? 'null'} words={first.words} />
      {rest.length === 0 ? null : `. ${rest.map(({ words }) => words).join('. ')}`}.
    </>
  );
}

function groupOf({ status, checkedSinceDue }: Pick<PromiseState, 'status' | 'checkedSinceDue'>): Group {
  if (status !== 'overdue') return status;
  return checkedSinceDue === true ? 'overdue_checked' : 'overdue_unchecked';
}

function glyphOf(group: Group): GlyphName {
  if (group === 'overdue_checked') return 'overdue';
  return group === 'overdue_unchecked' ? 'unchecked' : group;
}

/** The statuses in the order in which a reader asks for them. */
export const STATUSES_SHOWN: readonly PromiseStatus[] = [
  ...new Set(ORDER.map((group) => (group.startsWith('overdue') ? 'overdue' : group))),
].filter((status): status is PromiseStatus => (STATUSES as readonly string[]).includes(status));
