import type { Directory } from './directory.ts';
import { directoryChanges } from './directory-changes.ts';
import { type Change, type DirectoryDocument, writeDirectory } from './document.ts';
import { withoutNotes } from './document-changes.ts';

type Line = Record<string, unknown>;

/**
 * What a change corrects: whose line it was (ids; null: nobody's), and the line as readers had it, without its source and the desk's
 * note and without any name of a person. `account`: of a fact of an account, that account.
 */
export type CorrectedLine = { office: string | null; official: string | null; line: Line; account: Line | null };

/** A change of the directory; `of` stands where readers were shown what it changes. */
export type DirectoryChange = Change & { of?: CorrectedLine };

/** A correction as readers may have it. `withheld`: it is about somebody of whom nothing is told any more; then nothing of it is told. */
export type DirectoryCorrection = Required<DirectoryChange> & { withheld: boolean };

/** `tenures[3].to` is of the list `tenures`, line `3`; `channels[site].states[0]` of `states` within the account `site`. */
const PLACE =
  /^(?<list>\w+)\[(?<key>[^\]]*)\](?:\.(?<facts>states|followers|traits)\[(?<index>\d+)\])?(?:\.(?<field>.+))?$/;

/** What a path of `directoryChanges` names; `field` null: the line as a whole. Undefined: no line (an order). */
export function placeInDirectory(path: string) {
  const { list = '', key = '', facts, index, field = null } = PLACE.exec(path)?.groups ?? {};
  if (list === '' || key === '*') return undefined;
  return facts === undefined
    ? { list, key, account: null, field }
    : { list: facts, key: index ?? '', account: key, field };
}

/**
 * What differs between two directories (see `directoryChanges`), each change of what readers had been shown marked as a correction
 * (`of`). New lines, notes, norms that were not adopted, and officials of whom nothing was told (`shown`: the ids of the others) are
 * none. domain.md, Records.
 */
export function markedChanges(before: Directory, after: Directory, shown: ReadonlySet<string>): DirectoryChange[] {
  const old = writeDirectory(before);
  const changes = directoryChanges(before, after);
  const left = new Set(
    changes.flatMap(({ path, after: is }) => (/^benchmarks\[.*\]\.adopted$/.test(path) && is !== true ? [path] : [])),
  );
  return changes.map((change) => {
    const of = correctedLine(old, change);
    if (of === undefined || (of.official !== null && !shown.has(of.official))) return change;
    // Of a norm that is adopted no more readers are told that alone: what else became of it is the desk's.
    const norm = /^(benchmarks\[[^\]]*\])\.(?!adopted$)/.exec(change.path)?.[1];
    return norm !== undefined && left.has(`${norm}.adopted`) ? change : { ...change, of };
  });
}

function correctedLine(old: DirectoryDocument, { path, before }: Change): CorrectedLine | undefined {
  const place = placeInDirectory(path);
  if (place === undefined || place.field === 'note' || (place.field === null && before === null)) return undefined;
  const account = place.account === null ? undefined : find(old, 'channels', place.account);
  const line =
    account === undefined ? find(old, place.list, place.key) : (account[place.list] as Line[])[Number(place.key)];
  if (line === undefined || (place.list === 'benchmarks' && line.adopted !== true)) return undefined;
  const owner = ((account ?? line).owner ?? line) as Line;
  const ofLine = { offices: { office: line.id }, officials: { official: line.id } }[place.list] ?? owner;
  return {
    office: idOrNull(ofLine.office),
    official: idOrNull(ofLine.official),
    line: place.list === 'officials' ? {} : bare(line),
    account: account === undefined ? null : bare(account),
  };
}

function find(document: DirectoryDocument, list: string, key: string): Line | undefined {
  const lines = (document[list as 'tenures'] ?? []) as Line[];
  return (
    lines.find(({ id }) => id === key) ??
    (/^\d+$/.test(key) && lines[0]?.id === undefined ? lines[Number(key)] : undefined)
  );
}

const UNTOLD = new Set(['note', 'source', 'states', 'followers', 'traits', 'also_spelled']);
const bare = (line: Line): Line => Object.fromEntries(Object.entries(line).filter(([key]) => !UNTOLD.has(key)));
const idOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What readers may have of a revision's changes. `shown`: the officials of whom they are told something now. */
export function correctionsForReaders(
  changes: readonly DirectoryChange[],
  shown: ReadonlySet<string>,
): DirectoryCorrection[] {
  return changes.flatMap((change) => {
    const [told] = withoutNotes([change]);
    if (change.of === undefined || told === undefined) return [];
    const correction = { ...told, of: change.of, withheld: false };
    const { officials } = concernedBy(correction);
    return officials.every((id) => shown.has(id)) ? [correction] : [withheldOf(correction)];
  });
}

/** Only which list it is of, and whose office it was. */
function withheldOf({ path, of, after }: Required<DirectoryChange>): DirectoryCorrection {
  const place = placeInDirectory(path);
  const list = place?.account == null ? place?.list : `channels[].${place.list}`;
  const isGone = place?.field === null && after === null;
  return {
    path: isGone ? `${list}[]` : `${list}[].line`,
    before: null,
    after: null,
    of: { office: of.office, official: null, line: {}, account: null },
    withheld: true,
  };
}

/** The offices and officials (ids) that a correction is about, before and after it. */
export function concernedBy({ path, before, after, of }: Required<DirectoryChange>): {
  offices: string[];
  officials: string[];
} {
  const [, field] = /\.(office|official)$/.exec(path) ?? [];
  const values = [before, after].flatMap((value) => (typeof value === 'string' ? [value] : []));
  const all = (kind: 'office' | 'official') => [
    ...new Set([...(of[kind] === null ? [] : [of[kind]]), ...(field === kind ? values : [])]),
  ];
  return { offices: all('office'), officials: all('official') };
}
