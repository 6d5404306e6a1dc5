import type { Directory } from '../../src/domain/directory.ts';
import { type DirectoryCorrection, placeInDirectory } from '../../src/domain/directory-corrections.ts';
import type { Change } from '../../src/domain/document.ts';
import type { Texts } from '../../src/domain/words.ts';
import { isMessageKey, type MessageKey } from '../../src/i18n/translate.ts';
import { coarseWords } from '../format/dates.ts';
import { number } from '../format/durations.ts';
import { localWords, tenureWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

type Part = Record<string, unknown>;

/** A change of the directory as its history tells it: whole lines by the names that they have now, states and habits in words. */
export function changeTold(r: Reader, directory: Directory, { path, before, after }: Change): Change {
  const said = (value: unknown) => valueTold(r, directory, path, value);
  // A list of the same name is of incidents: where somebody looked.
  return { path: path.replace(/^channels\[/, 'accounts['), before: said(before), after: said(after) };
}

function valueTold(r: Reader, directory: Directory, path: string, value: unknown): unknown {
  if (typeof value === 'string') return wordTold(r, directory, path, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const part = value as Part;
  const office = nameOf(r, directory.offices, part.office);
  if (/^tenures\[\d+\]$/.test(path)) {
    const term = tenureWords(r, { from: textOrNull(part.from), to: textOrNull(part.to) }, true);
    return [nameOf(r, directory.officials, part.official), office, term].join(', ');
  }
  if (/^measurements\[\d+\]$/.test(path)) {
    const named = nameOf(r, directory.indicators, part.indicator);
    return [named, ...(part.office == null ? [] : [office]), number(r, Number(part.value), 2)].join(', ');
  }
  if (/\.(states|followers|traits)\[\d+\]$/.test(path)) return factTold(r, part);
  if (/^channels\[[^\]]*\]$/.test(path))
    return [codeTold(r, '.network', String(part.network)), part.handle ?? part.url ?? part.id]
      .filter((words) => words != null)
      .join(', ');
  return typeof part.name === 'object' && part.name !== null ? localWords(r, part.name as Texts) : value;
}

/** Which line a correction is of, by the names of now: the list, and what stood in it. */
export function correctedWords(r: Reader, directory: Directory, { path, of }: DirectoryCorrection): string {
  const place = placeInDirectory(path);
  if (place === undefined) return '';
  const list = r.t(LISTS[place.list] ?? 'corrections.directory');
  const owner = nameOf(r, directory.officials, of.official) || nameOf(r, directory.offices, of.office);
  if (of.account !== null) {
    const account = [owner, accountTold(r, directory, of.account)].join(', ');
    return `${r.t('change.accounts')}: ${account}. ${sentence(list)}: ${factTold(r, of.line)}`;
  }
  if (place.list === 'officials' || Object.keys(of.line).length === 0) return owner === '' ? list : `${list}: ${owner}`;
  if (place.list === 'channels') return `${list}: ${[owner, accountTold(r, directory, of.line)].join(', ')}`;
  const told = valueTold(r, directory, `${place.list}[0]`, of.line);
  return typeof told === 'string' ? `${list}: ${told}` : list;
}

/** An account as readers know it: its id is the desk's. */
const accountTold = (r: Reader, directory: Directory, { id, ...account }: Part): string =>
  String(valueTold(r, directory, 'channels[]', account));

const LISTS: Readonly<Record<string, MessageKey>> = {
  offices: 'change.offices',
  officials: 'change.officials',
  tenures: 'change.tenures',
  channels: 'change.accounts',
  states: 'change.states',
  followers: 'change.followers',
  traits: 'change.traits',
  indicators: 'change.indicators',
  measurements: 'change.measurements',
  benchmarks: 'change.benchmarks',
};

const sentence = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** What was recorded of an account, with its day. */
function factTold(r: Reader, part: Part): string {
  const what = part.state !== undefined ? codeTold(r, '.state', String(part.state)) : undefined;
  const trait = part.trait !== undefined ? codeTold(r, '.trait', String(part.trait)) : undefined;
  const on = textOrNull(part.from) ?? textOrNull(part.on);
  return [what ?? trait ?? number(r, Number(part.count)), ...(on === null ? [] : [coarseWords(r, on)])].join(', ');
}

const CODES = [
  [/\.state$/, 'office.state'],
  [/\.trait$/, 'office.trait'],
  [/\.network$/, 'network'],
  [/\.kind$/, 'offices.kind'],
  [/\.clock$/, 'method.clock'],
  [/\.milestone$/, 'method.milestone'],
] as const;

/** A name, a date as coarse as it is known, or a word of the format; any other text as it is. */
function wordTold(r: Reader, directory: Directory, path: string, text: string): string {
  const [, field] = /\.(office|official|indicator|from|to|on)$/.exec(path) ?? [];
  if (field === 'office') return nameOf(r, directory.offices, text);
  if (field === 'official') return nameOf(r, directory.officials, text);
  if (field === 'indicator') return nameOf(r, directory.indicators, text);
  return field === undefined ? codeTold(r, path, text) : coarseWords(r, text);
}

/** A word of the format in the reader's language; any other text as it is. */
function codeTold(r: Reader, path: string, text: string): string {
  const words = CODES.find(([of]) => of.test(path))?.[1];
  const key = `${words}.${text}`;
  return words !== undefined && isMessageKey(key) ? r.t(key) : text;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const nameOf = (r: Reader, list: readonly { id: string; name: Texts }[], id: unknown): string =>
  localWords(r, list.find((each) => each.id === id)?.name ?? {}) || String(id ?? '');
