import type { DirectoryDocument } from './document-directory.ts';
import type { ExpectedKey, IsWrong, Path, Report } from './document-error.ts';
import type { Pruned } from './document-shape.ts';

type Document = Pruned<DirectoryDocument>;
type Ids = ReadonlySet<string> | undefined;

/** What no shape can say: ids that are unique in their list and exist, owners, periods that run forwards. */
export function checkDirectory(document: Document, report: Report, isWrong: IsWrong): void {
  const known = {
    office: idsOf(document.offices, 'offices', isWrong),
    official: idsOf(document.officials, 'officials', isWrong),
    indicator: idsOf(document.indicators, 'indicators', isWrong),
  };
  const refer = (kind: keyof typeof known, id: string | null | undefined, path: Path) =>
    checkId(known[kind], id, path, kind, report);
  for (const name of ['offices', 'officials', 'channels', 'indicators', 'benchmarks'] as const)
    checkUnique(document[name] ?? [], name, report);
  for (const name of ['offices', 'tenures', 'measurements', 'benchmarks'] as const)
    document[name]?.forEach((item, index) => {
      checkPeriod(item, [name, index, 'to'], report);
    });
  document.tenures?.forEach((tenure, index) => {
    refer('office', tenure?.office, ['tenures', index, 'office']);
    refer('official', tenure?.official, ['tenures', index, 'official']);
  });
  document.channels?.forEach((channel, index) => {
    const path = ['channels', index, 'owner'];
    const owners = [channel?.owner?.office, channel?.owner?.official].filter((owner) => owner != null);
    if (channel?.owner && owners.length !== 1 && !isWrong(path)) report(path, 'owner');
    refer('office', channel?.owner?.office, [...path, 'office']);
    refer('official', channel?.owner?.official, [...path, 'official']);
  });
  document.measurements?.forEach((measurement, index) => {
    refer('indicator', measurement?.indicator, ['measurements', index, 'indicator']);
    refer('office', measurement?.office, ['measurements', index, 'office']);
  });
}

type WithId = { id?: string | undefined } | undefined;

/** Undefined where the list itself is not right: then nobody can say that an id is missing from it. */
function idsOf(list: readonly WithId[] | null | undefined, name: string, isWrong: IsWrong): Ids {
  if (list == null) return isWrong([name]) ? undefined : new Set();
  return new Set(list.flatMap((item) => item?.id ?? []));
}

function checkUnique(list: readonly WithId[], name: string, report: Report): void {
  const first = new Map<string, number>();
  list.forEach((item, index) => {
    if (item?.id === undefined) return;
    const other = first.get(item.id);
    if (other === undefined) first.set(item.id, index);
    else report([name, index, 'id'], 'unique_id', { first: `$.${name}[${other}]` });
  });
}

function checkId(ids: Ids, id: string | null | undefined, path: Path, kind: ExpectedKey, report: Report): void {
  if (id != null && ids !== undefined && !ids.has(id)) report(path, kind);
}

type Period = { from?: string | null | undefined; to?: string | null | undefined } | undefined;

/** Coarse dates run backwards only if they do so as far as both are known: from 2019-06 to 2019 does not. */
function checkPeriod(period: Period, path: Path, report: Report): void {
  if (period?.from == null || period.to == null) return;
  const length = Math.min(period.from.length, period.to.length);
  if (period.from.slice(0, length) > period.to.slice(0, length)) report(path, 'forwards');
}
