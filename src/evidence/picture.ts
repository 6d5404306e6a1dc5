import sharp, { type Sharp } from 'sharp';
import type { FileType } from '../records/evidence-files.ts';
import { LARGEST_PIXELS, THUMB_SIDE } from './limits.ts';

export type PictureType = Exclude<FileType, 'pdf'>;
export type Picture = { bytes: Uint8Array; width: number; height: number };

const FORMATS: Record<PictureType, string> = { png: 'png', jpg: 'jpeg', webp: 'webp' };

// A picture of fifty million pixels needs 200 MB: nothing of it is kept for later, and one is unpacked at a time.
sharp.cache(false);
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

const opened = (bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: LARGEST_PIXELS, failOn: 'error', sequentialRead: true });

/** What the head of a picture says; nothing is unpacked. Undefined where it is no picture of that type. */
export async function headOf(bytes: Uint8Array, type: PictureType): Promise<{ pixels: number } | undefined> {
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return format === FORMATS[type] ? { pixels: width * height } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The picture written anew, turned as its camera said, and nothing else: no EXIF, no place, no XMP, no IPTC, no small picture of
 * the camera's, no profile, nothing after its end. Throws where it cannot be read to its end.
 */
export async function rewritten(bytes: Uint8Array, type: PictureType): Promise<Picture> {
  return inTurn(async () => {
    const turned = opened(bytes).autoOrient();
    const { data, info } = await encodedAs(turned, type).toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  });
}

/** A small picture, for the page. */
export async function thumbnail(bytes: Uint8Array): Promise<Picture> {
  return inTurn(async () => {
    const small = opened(bytes)
      .autoOrient()
      .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await small.webp({ quality: 72 }).toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  });
}

function encodedAs(picture: Sharp, type: PictureType): Sharp {
  switch (type) {
    case 'png':
      return picture.png({ compressionLevel: 8 });
    case 'jpg':
      return picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' });
    case 'webp':
      return picture.webp({ quality: 90 });
  }
}
