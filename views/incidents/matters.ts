import type { Promised, PromiseState, PromiseStatus } from '../../src/domain/promise.ts';

export type Shown = { promise: Promised; state: PromiseState };

/** What a resident asks for first: what was looked at and is wanting, then what has passed, what was done, what is still to come. */
const ORDER: readonly (PromiseStatus | 'overdue_unchecked')[] = [
  'overdue',
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

/** Promises with those first that matter most to a reader; of equals the one that was moved, then as recorded. */
export function byWeight(promises: readonly Shown[]): Shown[] {
  return [...promises].sort((a, b) => weight(a) - weight(b) || moves(b) - moves(a));
}

function weight({ state }: Shown): number {
  const unchecked = state.status === 'overdue' && state.checkedSinceDue !== true;
  return ORDER.indexOf(unchecked ? 'overdue_unchecked' : state.status);
}

const moves = ({ state }: Shown): number => state.extended?.moves ?? 0;
