import { randomBytes } from 'node:crypto';
import { type Input, type Problem, textOf, textsOf } from '../../../views/desk/form-state.ts';
import type { HeldShown } from '../../../views/desk/photo-fields.tsx';
import type { EvidenceOrigin, EvidencePart } from '../../domain/evidence.ts';
import type { Texts } from '../../domain/words.ts';
import { readHeld, removeHeld, writeHeld } from '../../evidence/held.ts';
import { MOST_FILES } from '../../evidence/limits.ts';
import { type Readied, readyFile, storeFile } from '../../evidence/take-in.ts';
import { attachEvidence } from '../../records/attaching.ts';
import { addHeldPhoto, findHeldPhotos, removeHeldPhotos } from '../../records/held-photos.ts';
import { findSavedForm } from '../../records/working-copies.ts';
import { sentBody } from '../body.ts';
import { byOf, type DeskContext } from './context.ts';
import { isOfDisk } from './evidence-disk.ts';
import { filesIn, problemOf, type SentFile } from './evidence-form.ts';
import { sentForm } from './keeping.ts';

/** The files that came with a form, now or with an earlier try of it, as far as they can be taken in. */
export type Photos = {
  /** `name`: it is held already. */
  ready: { file: Readied; name: string | null }[];
  problems: Problem[];
};

/** Whose picture it is, as the form says; who says nothing has it stripped. */
export const originIn = (input: Input): EvidenceOrigin =>
  textOf(input, 'whose') === 'newsroom' ? 'newsroom' : 'residents';

/** The files of the request, and those that its form names as held. Nothing is written. */
export async function photosIn(c: DeskContext, origin: EvidenceOrigin = originIn(c.var.input)): Promise<Photos> {
  const sent = filesIn(await sentBody(c));
  const held = await heldIn(c, c.var.input);
  if (sent.length + held.found.length > MOST_FILES)
    return {
      ready: [],
      problems: [{ field: 'files', key: 'desk.evidence.wrong.too_many', params: { count: MOST_FILES } }],
    };
  const photos = await readyAll(sent, origin);
  const { dataDir } = c.var.deps.config;
  let gone = held.gone;
  for (const { name } of held.found) {
    const bytes = await readHeld(dataDir, name);
    const looked = bytes && (await readyFile([bytes], origin));
    if (looked?.ok) photos.ready.push({ file: looked.file, name });
    else gone += 1;
  }
  return gone === 0 ? photos : { ...photos, problems: [...photos.problems, goneProblem(gone)] };
}

/** The same; of a form that was saved already (a second press) nothing is missed: its photos have their place. */
export async function photosOnce(c: DeskContext, origin?: EvidenceOrigin): Promise<Photos> {
  const photos = await photosIn(c, origin);
  if (photos.problems.every(({ key }) => key !== 'desk.photo.gone')) return photos;
  const sent = sentForm(c.var.input, c.var.session.user.id, c.var.path);
  const saved = sent && (await findSavedForm(c.var.deps.db, sent));
  return saved === undefined
    ? photos
    : { ...photos, problems: photos.problems.filter(({ key }) => key !== 'desk.photo.gone') };
}

const goneProblem = (count: number): Problem => ({ field: 'files', key: 'desk.photo.gone', params: { count } });

/** One after the other: several photos at once would need the memory of all. */
export async function readyAll(sent: readonly SentFile[], origin: EvidenceOrigin): Promise<Photos> {
  const photos: Photos = { ready: [], problems: [] };
  for (const each of sent) {
    const looked = await readyFile(each.file.stream(), origin);
    if (looked.ok) photos.ready.push({ file: looked.file, name: null });
    else photos.problems.push(problemOf(each, looked.why));
  }
  return photos;
}

type Holder = Pick<DeskContext['var'], 'deps' | 'now'>;

/** Holds the photos for a form that is not saved yet. Gives the names that the form carries; what could not be held is told. */
export async function holdPhotos(
  { deps, now }: Holder,
  user: number | null,
  { ready }: Photos,
): Promise<{ names: string[]; problems: Problem[] }> {
  const names: string[] = [];
  let dropped = 0;
  for (const { file, name } of ready) {
    const made = name ?? randomBytes(32).toString('base64url');
    const { type, origin, whole } = file;
    const row = { name: made, user, type, origin, bytes: whole.length, heldAt: now };
    const isHeld = name !== null || ((await addHeldPhoto(deps.db, row)) && (await written(deps, made, whole)));
    if (isHeld) names.push(made);
    else dropped += 1;
  }
  const problems: Problem[] =
    dropped === 0 ? [] : [{ field: 'files', key: 'desk.photo.not_held', params: { count: dropped } }];
  return { names, problems };
}

async function written({ config, db, log }: Holder['deps'], name: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeHeld(config.dataDir, name, bytes);
    return true;
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    log.error({ err: error }, 'a photo could not be held');
    await removeHeldPhotos(db, [name]);
    return false;
  }
}

/** The form with the photos that came with it: it is shown again, and nobody has to choose them again. */
export async function withPhotos(
  c: DeskContext,
  input: Input,
  photos: Photos,
): Promise<{ input: Input; problems: Problem[] }> {
  const { names, problems } = await holdPhotos(c.var, c.var.session.user.id, photos);
  const held =
    names.length === 0 ? [...input].filter(([field]) => field !== 'held') : [...input, ['held', names] as const];
  return { input: new Map(held), problems: [...photos.problems, ...problems] };
}

/** The held photos that a form shows. */
export async function heldShown(c: DeskContext, input: Input): Promise<HeldShown> {
  const { found, gone } = await heldIn(c, input);
  return { photos: found.map(({ name, type, bytes }) => ({ name, type, bytes })), gone };
}

async function heldIn({ var: { deps, now, session } }: DeskContext, input: Input) {
  const names = textsOf(input, 'held').filter((name) => name !== '');
  const found = await findHeldPhotos(deps.db, { names, user: session.user.id, now });
  return { found, gone: new Set(names).size - found.length };
}

type Attached = { slug: string; part: EvidencePart; alt: Texts };

/** Hangs the photos on the part that was just saved. False: the disk took them not, and they are held as they were. */
export async function attachPhotos(c: DeskContext, { ready }: Photos, { slug, part, alt }: Attached): Promise<boolean> {
  if (ready.length === 0) return true;
  const { deps, now, session } = c.var;
  const { dataDir } = deps.config;
  try {
    const files = [];
    for (const { file } of ready) {
      const capturedBy = file.origin === 'newsroom' ? session.user.name : null;
      files.push(await storeFile(file, { dataDir, capturedAt: now, capturedBy, now }));
    }
    await attachEvidence(deps.db, { slug, part, files, alt, archive: null, by: byOf(c), now, why: null });
  } catch (error) {
    if (!isOfDisk(error)) throw error;
    deps.log.error({ err: error }, 'a file of evidence could not be written');
    return false;
  }
  const names = ready.flatMap(({ name }) => name ?? []);
  await removeHeldPhotos(deps.db, names);
  await removeHeld(dataDir, names);
  return true;
}
