import type { Child } from 'hono/jsx';
import {
  ACCOUNT_GROUPS,
  type AccountGroup,
  INDICATOR_OF_GROUP,
  type OfficeAccounts,
} from '../../src/domain/accounts.ts';
import { firstDate } from '../../src/domain/benchmark.ts';
import type { Directory, Measurement, Office } from '../../src/domain/directory.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { joined } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { periodWords } from '../offices/figures.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';

export type AccountCountsProps = {
  r: Reader;
  directory: Directory;
  kind: Office['kind'];
  offices: readonly OfficeAccounts[];
  on: LocalDate;
};

/** How many offices are in each group by the record, with their names, beside what a source counts; where they part, it says so. */
export function AccountCounts({ r, directory, kind, offices, on }: AccountCountsProps) {
  const figures = kind === 'akim' ? figuresBy(directory, on) : new Map<AccountGroup, Measurement>();
  const groups = ACCOUNT_GROUPS.filter((group) => figures.has(group) || offices.some((each) => each.group === group));
  const compared = figures.size > 0;
  const sum = [...figures.values()].reduce((total, { value }) => total + value, 0);
  return (
    <>
      <Table
        caption={r.t('accounts.counts')}
        captionHidden
        columns={[
          { label: r.t('accounts.column.group') },
          { label: r.t('accounts.column.ours') },
          ...(compared ? [{ label: r.t('accounts.column.source') }, { label: r.t('accounts.column.difference') }] : []),
        ]}
        rows={[
          ...groups.map((group) => groupRow(r, directory, group, offices, figures)),
          [
            r.t('accounts.sum'),
            String(offices.length),
            ...(compared ? [String(sum), differenceWords(r, offices.length, sum, 'accounts.same_sum')] : []),
          ],
        ]}
      />
      <p class="note">{r.t(compared ? 'accounts.counts_note' : 'accounts.counts_none')}</p>
    </>
  );
}

/** The figures of sources by the group that they count: of periods that had begun by the day, the latest recorded. */
function figuresBy({ measurements }: Directory, on: LocalDate): Map<AccountGroup, Measurement> {
  return new Map(
    ACCOUNT_GROUPS.flatMap((group) => {
      const found = measurements.findLast(
        ({ indicator, office, from }) =>
          indicator === INDICATOR_OF_GROUP[group] && office === null && (from === null || firstDate(from) <= on),
      );
      return found === undefined ? [] : [[group, found] as const];
    }),
  );
}

function groupRow(
  r: Reader,
  directory: Directory,
  group: AccountGroup,
  offices: readonly OfficeAccounts[],
  figures: ReadonlyMap<AccountGroup, Measurement>,
): Child[] {
  const own = offices.filter((each) => each.group === group);
  const figure = figures.get(group);
  const ours = (
    <>
      {own.length}
      {own.length === 0 ? null : <small>{joined(own.map((each) => whose(r, directory, each)))}</small>}
    </>
  );
  if (figures.size === 0) return [r.t(`accounts.group.${group}`), ours];
  return [
    r.t(`accounts.group.${group}`),
    ours,
    figure === undefined ? <span class="muted">{r.t('accounts.no_figure')}</span> : sourced(r, figure),
    figure === undefined
      ? r.t('accounts.no_group')
      : differenceWords(r, own.length, figure.value, own.length === 0 ? 'accounts.same_none' : 'accounts.same'),
  ];
}

function sourced(r: Reader, figure: Measurement): Child {
  return (
    <>
      {figure.value}
      <small>
        {periodWords(r, figure)}
        {figure.source === null ? null : (
          <>
            {'; '}
            <SourceLink r={r} source={figure.source} />
          </>
        )}
      </small>
    </>
  );
}

/** Who holds it, or the office where nobody is known to. */
function whose(r: Reader, directory: Directory, { office, held, accounts }: OfficeAccounts): Child {
  const [first] = held;
  if (first === undefined || accounts.length === 0)
    return inWords(r, office.region, '') || inWords(r, office.name, office.id);
  const official = directory.officials.find(({ id }) => id === first.tenure.official);
  return inWords(r, official?.name ?? {}, first.tenure.official);
}

function differenceWords(
  r: Reader,
  ours: number,
  theirs: number,
  same: 'accounts.same' | 'accounts.same_none' | 'accounts.same_sum',
): string {
  if (ours === theirs) return r.t(same);
  return r.t(ours < theirs ? 'accounts.fewer' : 'accounts.more', { count: Math.abs(ours - theirs) });
}
