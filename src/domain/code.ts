import type { Instant } from './zone.ts';

/** How long a code of the second factor holds for a session: an editor's long day. A choice of this newsroom software. */
export const CODE_HOURS = 12;

/** Whether a code given at `codeAt` (null: never) still holds at `now`; both UTC milliseconds. */
export function isCodeFresh(codeAt: Instant | null, now: Instant): boolean {
  return codeAt !== null && codeAt <= now && now - codeAt < CODE_HOURS * 3_600_000;
}
