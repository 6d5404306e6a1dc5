import { FACTS, type FactName, LISTS, type ListName, type PartName } from '../../../views/desk/directory/parts.ts';
import type { Input, Problem } from '../../../views/desk/form-state.ts';
import { localWords } from '../../../views/parts/words.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { Directory } from '../../domain/directory.ts';
import { type DirectoryDocument, readDirectory, writeDirectory } from '../../domain/document.ts';
import { changeDirectory } from '../../records/directory-desk.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext } from './context.ts';
import { type Line, lineOfFields, placesOfLine, sourceProblems } from './directory-form.ts';
import { problemsOf, seenOf } from './edit.ts';
import { wordsOf } from './input.ts';
import { sentForm } from './keeping.ts';
import { freeId, slugOf } from './slug.ts';
import { directoryOf } from './store.ts';
import { deskZone } from './zone.ts';

/** An address of its own: no line is called so. */
const NEW = 'new';

/** A list of the directory, or of one account's facts (`channel`). */
export type At = { part: ListName; channel: null } | { part: FactName; channel: string };

/** The list that the address names; refuses with 404 where there is none. */
export function atOf(c: DeskContext): At {
  const [part, facts] = [c.req.param('part'), c.req.param('facts')];
  if (facts !== undefined)
    return { part: FACTS.find((each) => each === facts) ?? refuse(404), channel: c.req.param('id') ?? '' };
  return { part: LISTS.find((each) => each === part) ?? refuse(404), channel: null };
}

/** What of the list the address names: an id, or for lines without one their number from 1. */
export const keyOf = (c: DeskContext): string => c.req.param('number') ?? c.req.param('id') ?? '';

/** The lines of the list; undefined where its account is not there. */
export function linesOf(document: DirectoryDocument, { part, channel }: At): Line[] | undefined {
  if (channel === null) return (document[part] ?? []) as Line[];
  const owner = document.channels?.find(({ id }) => id === channel);
  return owner && ((owner[part as FactName] ?? []) as Line[]);
}

function withLines(document: DirectoryDocument, { part, channel }: At, lines: readonly Line[]): unknown {
  if (channel === null) return { ...document, [part]: lines };
  const channels = document.channels?.map((each) => (each.id === channel ? { ...each, [part]: lines } : each));
  return { ...document, channels };
}

/** A line with its place in the list. One without an id that moved since its form was opened (`seen`) is found where it is now. */
export function findLine(lines: readonly Line[], key: string, seen = ''): { index: number; line: Line } | undefined {
  const named = lines.findIndex(({ id }) => id === key);
  const numbered = /^\d{1,9}$/.test(key) && !lines.some(({ id }) => id !== undefined) ? Number(key) - 1 : -1;
  const moved = numbered < 0 || seen === '' ? -1 : lines.findIndex((line) => seenOf(line) === seen);
  const index = named >= 0 ? named : moved >= 0 ? moved : numbered;
  const line = lines[index];
  return line && { index, line };
}

/** The directory as facts and as its document. */
export async function loadDocument(c: DeskContext): Promise<{ directory: Directory; document: DirectoryDocument }> {
  const directory = await directoryOf(c);
  return { directory, document: writeDirectory(directory) };
}

type Stop = { problems: Problem[] } | { conflict: Line } | { gone: true };
export type KeptLine =
  | { result: 'saved'; made: string; directory: Directory }
  | ({ result: 'stopped' } & Stop)
  | { result: 'referred' };

type Put = { index: number; previous?: Line; line: Line | null };
type Asked = { at: At; put: (lines: readonly Line[], document: DirectoryDocument) => Put | Stop };

/** Adds the line that the form holds, with an id of its own where its list has ids. */
export async function addLine(c: DeskContext, at: At): Promise<KeptLine> {
  const clock = { now: c.var.now, zone: await deskZone(c) };
  const put = (lines: readonly Line[]): Put => {
    const isNamed = at.channel === null && at.part !== 'tenures' && at.part !== 'measurements';
    const made = lineOfFields(at.part, c.var.input, isNamed ? { id: idFor(c, at.part, lines) } : {}, clock);
    return { index: lines.length, line: made };
  };
  return keepLines(c, { at, put });
}

/** Puts the line that the form holds in the place of the one that it was opened with (`seen`), unless somebody changed that one. */
export async function changeLine(c: DeskContext, at: At, key: string, seen: string): Promise<KeptLine> {
  const clock = { now: c.var.now, zone: await deskZone(c) };
  const put = (lines: readonly Line[]): Put | Stop => {
    const found = findLine(lines, key, seen);
    if (found === undefined) return { gone: true };
    const { index, line: previous } = found;
    if (seenOf(previous) !== seen) return { conflict: previous };
    return { index, previous, line: lineOfFields(at.part, c.var.input, { previous }, clock) };
  };
  return keepLines(c, { at, put });
}

/** Takes the line out. `seen`: as it was when the question was asked. */
export async function removeLine(c: DeskContext, at: At, key: string, seen: string): Promise<KeptLine> {
  const put = (lines: readonly Line[]): Put | Stop => {
    const found = findLine(lines, key, seen);
    if (found === undefined) return { gone: true };
    return seenOf(found.line) === seen ? { index: found.index, line: null } : { conflict: found.line };
  };
  return keepLines(c, { at, put });
}

async function keepLines(c: DeskContext, { at, put }: Asked): Promise<KeptLine> {
  const { deps, now, input, session, path } = c.var;
  const edit = (before: Directory): { directory: Directory; made: string } | { stop: Stop } => {
    const document = writeDirectory(before);
    const lines = linesOf(document, at);
    if (lines === undefined) return { stop: { gone: true } };
    const asked = put(lines, document);
    if (!('index' in asked)) return { stop: asked };
    const { index, previous, line } = asked;
    const after =
      line === null ? lines.toSpliced(index, 1) : [...lines.slice(0, index), line, ...lines.slice(index + 1)];
    const read = readDirectory(withLines(document, at, after));
    const problems = [
      ...(read.ok ? [] : problemsOf(read.errors, placesOfLine(at.part, placeOf(document, at, index)))),
      ...(line === null ? [] : sourceProblems(at.part, input, previous)),
      ...tooLong(input),
      ...(line?.id === NEW ? [{ field: 'id', key: 'expected.unique_id' } as const] : []),
    ];
    if (!read.ok || problems.length > 0) return { stop: { problems: onceEach(problems) } };
    return { directory: read.directory, made: typeof line?.id === 'string' ? line.id : '' };
  };
  const sent = sentForm(input, session.user.id, path);
  const why = wordsOf(input, 'why');
  const kept = await changeDirectory<Stop>(deps.db, { edit, by: byOf(c), now, why, sent });
  if (kept.result === 'saved') return { result: 'saved', made: kept.made, directory: await directoryOf(c) };
  if (kept.result === 'unexplained')
    return { result: 'stopped', problems: [{ field: 'why', key: 'expected.why_corrected' }] };
  return kept.result === 'stopped' ? { result: 'stopped', ...kept.stop } : { result: 'referred' };
}

function placeOf(document: DirectoryDocument, { part, channel }: At, index: number): string {
  if (channel === null) return `$.${part}[${index}]`;
  return `$.channels[${document.channels?.findIndex(({ id }) => id === channel) ?? 0}].${part}[${index}]`;
}

const WHY_MAX = 2000;

/** The reason stands in the history and among the corrections: no rule of the document bounds it. */
const tooLong = (input: Input): Problem[] =>
  (wordsOf(input, 'why') ?? '').length > WHY_MAX
    ? [{ field: 'why', key: 'expected.words', params: { max: WHY_MAX } }]
    : [];

const onceEach = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [problem.field, problem])).values(),
];

/** The id that was typed, else one from the name; never `new`, which is an address of its own. */
function idFor(c: DeskContext, part: PartName, lines: readonly Line[]): string {
  const { input, lang } = c.var;
  const typed = input.get('id')?.[0] ?? '';
  if (typed !== '') return typed;
  const of = (field: string) => input.get(field)?.[0] ?? '';
  const name = localWords(readerOf(lang === 'kk' ? 'kk' : 'en'), {
    en: of('name_en'),
    ru: of('name_ru'),
    kk: of('name_kk'),
  });
  const words = part === 'channels' ? `${of('owner_office') || of('owner_official')} ${of('network')}` : name;
  const taken = new Set([NEW, ...lines.map(({ id }) => id)]);
  return freeId(slugOf(words) || part, (id) => taken.has(id));
}
