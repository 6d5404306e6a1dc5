import { fileTypeFromBuffer } from 'file-type';
import type { EvidenceOrigin } from '../domain/evidence.ts';
import type { Instant } from '../domain/zone.ts';
import type { EvidenceFile, FileType, KeptPicture } from '../records/evidence-files.ts';
import { FILE_TYPES } from '../records/tables.ts';
import { keepFile, sha256Of } from './folder.ts';
import { LARGEST_FILE_BYTES, LARGEST_PIXELS } from './limits.ts';
import { headOf, type Picture, type PictureType, rewritten, thumbnail } from './picture.ts';

/** Why a file is not taken in. `heic`: a picture as some phones keep it, which we cannot read. */
export type Refused = 'empty' | 'too_large' | 'type' | 'heic' | 'broken' | 'too_many_pixels' | 'residents_pdf';

export type TakenIn = { ok: true; file: Omit<EvidenceFile, 'checked'> } | { ok: false; why: Refused };

/** The bytes of a file, piece by piece. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export type Brought = {
  dataDir: string;
  bytes: Pieces;
  origin: EvidenceOrigin;
  capturedAt: Instant;
  capturedBy: string | null;
  now: Instant;
};

/** What of a file may be kept, in memory. `whole`: the bytes as they came, of residents' pictures without what the camera noted. */
export type Readied = {
  type: FileType;
  origin: EvidenceOrigin;
  whole: Uint8Array;
  /** For readers; null: of a document there is neither. */
  pictures: { copy: Picture; thumb: Picture } | null;
};

/**
 * Looks at a file, by what it holds and not by its name; nothing is written. Of residents' material only the picture is left,
 * without what the camera noted. For readers there is a copy without metadata and a small picture; of a document there is
 * neither, for nobody can vouch for what it hides.
 */
export async function readyFile(
  bytes: Pieces,
  origin: EvidenceOrigin,
): Promise<{ ok: true; file: Readied } | { ok: false; why: Refused }> {
  const whole = await readWhole(bytes);
  if (typeof whole === 'string') return { ok: false, why: whole };
  const type = await typeOf(whole);
  if (!isType(type)) return { ok: false, why: type };
  if (type === 'pdf') {
    if (origin === 'residents') return { ok: false, why: 'residents_pdf' };
    if (!isWholePdf(whole)) return { ok: false, why: 'broken' };
    return { ok: true, file: { type, origin, whole, pictures: null } };
  }
  const pictures = await picturesOf(whole, type);
  if (typeof pictures === 'string') return { ok: false, why: pictures };
  return { ok: true, file: { type, origin, whole: origin === 'residents' ? pictures.copy.bytes : whole, pictures } };
}

type Noted = Pick<Brought, 'dataDir' | 'capturedAt' | 'capturedBy' | 'now'>;

/** Writes what was looked at into the folder. */
export async function storeFile(
  { type, origin, whole, pictures }: Readied,
  { dataDir, ...noted }: Noted,
): Promise<Omit<EvidenceFile, 'checked'>> {
  const about = { type, origin, capturedAt: noted.capturedAt, capturedBy: noted.capturedBy, storedAt: noted.now };
  const copy = pictures && (await keepPicture(dataDir, pictures.copy));
  const thumb = pictures && (await keepPicture(dataDir, pictures.thumb));
  const { sha256, bytes } = await keepFile(dataDir, whole);
  return { sha256, bytes, ...about, copy, thumb };
}

/** Looks at a file and writes it into the folder. See `readyFile`. */
export async function takeIn({ bytes, origin, ...noted }: Brought): Promise<TakenIn> {
  const looked = await readyFile(bytes, origin);
  return looked.ok ? { ok: true, file: await storeFile(looked.file, noted) } : looked;
}

/** The SHA-256 of what was sent, in hex, and nothing kept of it; or why it was not read to its end. */
export async function hashOfSent(bytes: Pieces): Promise<{ sha256: string } | { why: Refused }> {
  const whole = await readWhole(bytes);
  return typeof whole === 'string' ? { why: whole } : { sha256: sha256Of(whole) };
}

/** All of it in memory, no more than is taken in. */
async function readWhole(bytes: Pieces): Promise<Uint8Array | 'empty' | 'too_large'> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > LARGEST_FILE_BYTES) return 'too_large';
    pieces.push(piece);
  }
  return size === 0 ? 'empty' : Buffer.concat(pieces);
}

async function typeOf(bytes: Uint8Array): Promise<FileType | 'type' | 'heic'> {
  const found = await fileTypeFromBuffer(bytes);
  const type = FILE_TYPES.find((known) => known === found?.ext);
  if (type !== undefined) return type;
  return /^image\/hei[cf]/.test(found?.mime ?? '') ? 'heic' : 'type';
}

const isType = (type: FileType | Refused): type is FileType => FILE_TYPES.some((known) => known === type);

async function picturesOf(bytes: Uint8Array, type: PictureType): Promise<{ copy: Picture; thumb: Picture } | Refused> {
  const head = await headOf(bytes, type);
  if (head === undefined) return 'broken';
  if (head.pixels > LARGEST_PIXELS) return 'too_many_pixels';
  try {
    return { copy: await rewritten(bytes, type), thumb: await thumbnail(bytes) };
  } catch {
    return 'broken';
  }
}

async function keepPicture(dataDir: string, { bytes, width, height }: Picture): Promise<KeptPicture> {
  return { ...(await keepFile(dataDir, bytes)), width, height };
}

/** A document that was cut off has no end. */
const isWholePdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(-2048)).toString('latin1').includes('%%EOF');
