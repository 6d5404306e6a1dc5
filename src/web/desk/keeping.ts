import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Input, textOf } from '../../../views/desk/form-state.ts';
import { formOfPage, type Keeping, OWN_FIELDS, pageOfForm, tellsUnsaved } from '../../../views/desk/kept-forms.ts';
import type { Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { isFormTakenDown } from '../../records/forget-typed.ts';
import { secret } from '../../records/settings.ts';
import {
  type Fields,
  listUnsaved,
  listWorkingCopies,
  type SentForm,
  type WorkingCopy,
} from '../../records/working-copies.ts';

/** What a request knows of working copies: for its page, and the copy that the address opens. */
export type Kept = Keeping & { open: WorkingCopy | undefined };

type Asked = { db: Db; user: number; now: Instant; zone: string };

const newToken = (): string => randomBytes(32).toString('base64url');

/** For a page of the desk. `path`: without the language; `copy`: the name of the copy that the address asks for. */
export async function keepingFor(asked: Asked, path: string, copy: string | undefined): Promise<Kept> {
  const { db, user, now, zone } = asked;
  const form = formOfPage(path);
  const copies = await copiesOf(asked, path, form);
  return {
    keeper: await keeperOf(db, user, now),
    once: newToken(),
    copies: copies.map(({ form, once, savedAt, fields }) => ({ form, once, savedAt, words: longestOf(fields) })),
    zone,
    unkept: form !== undefined && (await isFormTakenDown(db, form)),
    open: copies.find(({ once }) => once === copy),
  };
}

/** So many copies stand on a page that is no form; the rest where they were typed. */
const UNSAVED = 10;

/** Where one has gone on to another page, nobody finds a form again of which no page tells. */
async function copiesOf({ db, user }: Asked, path: string, form: string | undefined): Promise<WorkingCopy[]> {
  if (form !== undefined) return listWorkingCopies(db, { user, form });
  return tellsUnsaved(path) ? listUnsaved(db, { user, under: path, limit: UNSAVED }) : [];
}

/** The words by which one knows a copy again: the longest of them, rather than a date, an id or an address. */
export function longestOf(fields: Fields): string {
  const values = [...fields]
    .filter(([field]) => field !== 'seen' && field !== 'was' && field !== 'held')
    .flatMap(([, texts]) => texts);
  const words = values.filter((text) => /[^\x21-\x7e]/.test(text));
  return (words.length > 0 ? words : values).reduce(
    (longest, text) => (text.length > longest.length ? text : longest),
    '',
  );
}

const ONCE = /^[A-Za-z0-9_-]{16,64}$/;

/** The name of the copy that the form carries; undefined for none that we gave. */
export function onceOf(input: Input): string | undefined {
  const once = textOf(input, 'once');
  return ONCE.test(once) ? once : undefined;
}

/** What was typed, without what belongs to the form itself. */
export function typedIn(input: Input): Fields {
  return new Map([...input].filter(([field]) => !OWN_FIELDS.has(field)));
}

/** The form as it was sent; undefined where it is none that keeps what is typed. */
export function sentForm(input: Input, user: number, path: string): SentForm | undefined {
  const once = onceOf(input);
  if (once === undefined || pageOfForm(path) === undefined) return undefined;
  return { user, form: path, once, fields: typedIn(input) };
}

/** A copy as its form is printed. */
export function inputOfCopy({ fields, once, version }: WorkingCopy): Input {
  return new Map([...fields, ['once', [once]], ['copy', [String(version)]]]);
}

/** Stands for the person in a form: nobody else can make it, so a form says whose it is even after the session has ended. */
export async function keeperOf(db: Db, user: number, now: Instant): Promise<string> {
  return `${user}.${await signatureOf(db, user, now)}`;
}

/** The person whose form it was; undefined where the form does not say so truly. */
export async function userOfKeeper(db: Db, keeper: string, now: Instant): Promise<number | undefined> {
  const [, id = '', signature = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(keeper) ?? [];
  if (id === '') return undefined;
  const [a, b] = [Buffer.from(signature), Buffer.from(await signatureOf(db, Number(id), now))];
  return a.length === b.length && timingSafeEqual(a, b) ? Number(id) : undefined;
}

async function signatureOf(db: Db, user: number, now: Instant): Promise<string> {
  const key = await secret(db, { name: 'forms', make: newToken, now });
  return createHmac('sha256', key).update(`keeper ${user}`).digest('base64url');
}
