import type { LocalDate } from './zone.ts';

/**
 * Every version of the rules by which statuses, latencies and silences are told, the newest first, with the day from which this
 * program counts by it. A change of a rule or of a figure of one is a new version, with its words in `method.version.N`.
 */
export const RULES_VERSIONS = [{ version: 1, on: '2026-11-24' }] as const satisfies readonly {
  version: number;
  on: LocalDate;
}[];

/** The version by which everything is counted now. */
export const RULES_VERSION: number = RULES_VERSIONS[0].version;
