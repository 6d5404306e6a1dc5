import { existsOn } from './accounts.ts';
import { firstDate, lastDate } from './benchmark.ts';
import type { Directory, Office, Tenure } from './directory.ts';
import { type Held, holdersOf } from './office.ts';
import { daysBetween, type LocalDate } from './zone.ts';

/**
 * What an editor should look at in the terms of an office or of a person; dates as coarse as they are recorded. `overlap`: two held
 * the office, or one held two offices, surely at once. `gap`: surely nobody between two terms. `vacant`: the last term has ended and
 * nobody is recorded since. `no_holder`: no term at all. `open`: the end of the last term is not recorded, which is not "still in
 * office". `ended_by_next`: a term without an end that ends where the next one starts. `moved_on`: an end is not recorded though
 * the person is in another office since. `no_start`: the beginning is not recorded. `outside`: a term surely beyond the days on
 * which the office existed.
 */
export type Finding =
  | { kind: 'overlap'; tenures: [Tenure, Tenure]; from: string; to: string | null }
  | { kind: 'gap'; tenures: [Tenure, Tenure]; from: string; to: string }
  | { kind: 'vacant'; tenures: [Tenure]; from: string }
  | { kind: 'no_holder'; tenures: [] }
  | { kind: 'open'; tenures: [Tenure] }
  | { kind: 'ended_by_next'; tenures: [Tenure, Tenure]; from: string }
  | { kind: 'moved_on'; tenures: [Tenure, Tenure]; from: string }
  | { kind: 'no_start'; tenures: [Tenure] }
  | { kind: 'outside'; tenures: [Tenure] };

/** The heaviest kinds first: what can hardly be so, then what is lacking. */
const BY_WEIGHT: readonly Finding['kind'][] = [
  'overlap',
  'outside',
  'moved_on',
  'gap',
  'vacant',
  'no_holder',
  'ended_by_next',
  'no_start',
  'open',
];

/** How soon somebody should look: the place of the heaviest of them, the lower the sooner. */
export function weightOf(findings: readonly Finding[]): number {
  return Math.min(...findings.map(({ kind }) => BY_WEIGHT.indexOf(kind)));
}

/** What to look at in who held the office, in the order of the terms. `on`: the local day of today. domain.md, Words. */
export function findingsOfOffice(directory: Pick<Directory, 'tenures'>, office: Office, on: LocalDate): Finding[] {
  const held = holdersOf(directory, office.id);
  if (held.length === 0) return existsOn(office, on) ? [{ kind: 'no_holder', tenures: [] }] : [];
  return [
    ...held.flatMap((each, index) => ofOne(each, held, index, office)),
    ...overlaps(held),
    ...vacancy(held, office, on),
  ];
}

/** What to look at in the offices that one person held: two at once, and an end that another office makes unlikely. */
export function findingsOfOfficial(directory: Pick<Directory, 'tenures'>, official: string): Finding[] {
  const offices = new Set(directory.tenures.filter((each) => each.official === official).map(({ office }) => office));
  const held = [...offices]
    .flatMap((office) => holdersOf(directory, office))
    .filter(({ tenure }) => tenure.official === official)
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  const elsewhere = (a: Held, b: Held) => a.tenure.office !== b.tenure.office;
  return [
    ...overlaps(held.filter(({ to }) => to !== null)).filter(({ tenures: [a, b] }) => a.office !== b.office),
    ...held.flatMap((each, index): Finding[] => {
      const next = held.slice(index + 1).find((other) => elsewhere(each, other) && other.from !== null);
      if (each.to !== null || next?.from == null) return [];
      return [{ kind: 'moved_on', tenures: [each.tenure, next.tenure], from: next.from }];
    }),
  ];
}

function ofOne(
  { tenure, from, to, endRecorded }: Held,
  held: readonly Held[],
  index: number,
  office: Office,
): Finding[] {
  const found: Finding[] = from === null ? [{ kind: 'no_start', tenures: [tenure] }] : [];
  if (isOutside(tenure, office)) found.push({ kind: 'outside', tenures: [tenure] });
  if (to === null) return [...found, { kind: 'open', tenures: [tenure] }];
  const next = held.slice(index + 1).find((other) => other.from !== null && other.from !== from);
  if (next === undefined || next.from === null) return found;
  if (!endRecorded) return [...found, { kind: 'ended_by_next', tenures: [tenure, next.tenure], from: to }];
  const filled = held.some((other) => other.tenure !== tenure && other !== next && mayFill(other, to, next.from ?? to));
  if (filled || !isAfter(next.from, to)) return found;
  return [...found, { kind: 'gap', tenures: [tenure, next.tenure], from: to, to: next.from }];
}

/** Whether the term may lie between the two dates. */
const mayFill = ({ from, to }: Held, after: string, before: string): boolean =>
  (from === null || firstDate(from) < lastDate(before)) && (to === null || lastDate(to) > firstDate(after));

/** Whether the later date surely leaves a whole day after the earlier one. */
const isAfter = (later: string, earlier: string): boolean => daysBetween(lastDay(earlier), firstDate(later)) > 1;

/** The real last day of a coarse date, for counting. */
const lastDay = (coarse: string): LocalDate =>
  coarse.length === 7
    ? new Date(Date.UTC(Number(coarse.slice(0, 4)), Number(coarse.slice(5, 7)), 0)).toISOString().slice(0, 10)
    : lastDate(coarse);

function isOutside({ from, to }: Tenure, office: Office): boolean {
  const before = office.from !== null && from !== null && lastDate(from) < firstDate(office.from);
  const after = office.to !== null && to !== null && firstDate(to) > lastDate(office.to);
  return before || after;
}

/** Pairs of terms that surely lie over each other; the day of a change belongs to both. */
function overlaps(held: readonly Held[]): (Finding & { kind: 'overlap' })[] {
  return held.flatMap((a, index) =>
    held.slice(index + 1).flatMap((b) => {
      if (a.from === null || b.from === null || a.to === null) return [];
      const ends = [a.to, ...(b.to === null ? [] : [b.to])].sort((x, y) => (firstDate(x) < firstDate(y) ? -1 : 1));
      const [starts, end] = [[a.from, b.from].sort((x, y) => (lastDate(x) < lastDate(y) ? -1 : 1)), ends[0] ?? a.to];
      const start = starts[1] ?? b.from;
      if (lastDate(start) >= firstDate(end)) return [];
      return [{ kind: 'overlap' as const, tenures: [a.tenure, b.tenure] as [Tenure, Tenure], from: start, to: end }];
    }),
  );
}

/** Nobody since the last of the ends, where every term has one and the office is still there. */
function vacancy(held: readonly Held[], office: Office, on: LocalDate): Finding[] {
  if (!existsOn(office, on) || held.some(({ to }) => to === null)) return [];
  const last = held.reduce((latest, each) => (lastDate(each.to ?? '') > lastDate(latest.to ?? '') ? each : latest));
  if (last.to === null || lastDate(last.to) >= on) return [];
  return [{ kind: 'vacant', tenures: [last.tenure], from: last.to }];
}
