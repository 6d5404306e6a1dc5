import type { Office } from './directory.ts';
import type { Incident } from './incident.ts';
import { promisor } from './office.ts';
import { isMadeAt, type Promised, type PromiseState, promiseAt } from './promise.ts';
import { type Texts, wordsIn } from './words.ts';
import type { Instant } from './zone.ts';

/** What a reporter follows: a region by its key (see `regionKey`), or an office by its id. */
export type NewsroomScope = { kind: 'region' | 'office'; ref: string };

/** A promise that somebody of the newsroom has work with. `office`: whose promise it is. */
export type MondayLine = { incident: Incident; promise: Promised; state: PromiseState; office: string };

/** The week of a reporter: what falls due in it, and what has passed and nobody has checked since. */
export type Monday = { due: MondayLine[]; unchecked: MondayLine[] };

export type MondayAsked = {
  now: Instant;
  /** The end of the week that begins. */
  until: Instant;
  scopes: readonly NewsroomScope[];
  offices: readonly Pick<Office, 'id' | 'region'>[];
};

/**
 * What the scopes have to do with among the incidents, as of `now`: terms in [now, until], and terms that have passed without a
 * check since, but for the stale ones; each by due instant, then incident, then id. A promise concerns a scope by its own office
 * or by the responsible one of its incident.
 */
export function mondayOf(incidents: Iterable<Incident>, { now, until, scopes, offices }: MondayAsked): Monday {
  const wanted = new Set(officesWithin(offices, scopes));
  const lines: MondayLine[] = [];
  for (const incident of incidents)
    for (const promise of incident.promises) {
      const { office } = promisor(promise, incident);
      if (!wanted.has(office) && !wanted.has(incident.office)) continue;
      if (!isMadeAt(promise, incident, now)) continue;
      lines.push({ incident, promise, office, state: promiseAt(promise, incident, now) });
    }
  lines.sort(byDue);
  return {
    due: lines.filter(({ state: { status, dueAt } }) => OPEN.has(status) && dueAt !== null && dueAt <= until),
    unchecked: lines.filter(({ state }) => state.status === 'overdue' && !state.checkedSinceDue && !state.stale),
  };
}

const OPEN: ReadonlySet<string> = new Set(['due_soon', 'pending']);

/** A region goes by its name in small letters, in Russian where it has one. Undefined: the office has no region. */
export function regionKey(region: Texts): string | undefined {
  return wordsIn(region, 'ru')?.text.toLowerCase();
}

/** The ids of the offices that these scopes reach. */
export function officesWithin(
  offices: readonly Pick<Office, 'id' | 'region'>[],
  scopes: readonly NewsroomScope[],
): string[] {
  return offices.filter((office) => scopes.some((scope) => isWithin(office, scope))).map(({ id }) => id);
}

function isWithin({ id, region }: Pick<Office, 'id' | 'region'>, { kind, ref }: NewsroomScope): boolean {
  return kind === 'office' ? id === ref : regionKey(region) === ref;
}

function byDue(a: MondayLine, b: MondayLine): number {
  return (
    compare(a.state.dueAt ?? Infinity, b.state.dueAt ?? Infinity) ||
    compare(a.incident.slug, b.incident.slug) ||
    compare(a.promise.id, b.promise.id)
  );
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
