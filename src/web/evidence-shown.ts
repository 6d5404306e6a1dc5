import type { EvidenceShown, ShownPicture } from '../../views/evidence/shown.tsx';
import type { EvidencePart } from '../domain/evidence.ts';
import type { Language } from '../domain/words.ts';
import type { Evidence } from '../records/evidence.ts';
import type { FileType, KeptPicture } from '../records/evidence-files.ts';
import { localAddress } from './language.ts';

/** The types of what is served, by the end of its address: nothing of it is ever guessed from the bytes. */
export const SERVED_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

/** `<64 hex digits>.<png|jpg|webp>`: the hash and the type that an address names. Undefined for anything else. */
export function readFileName(name: string): { sha256: string; type: string } | undefined {
  const [, sha256, end] = /^([0-9a-f]{64})\.(png|jpg|webp)$/.exec(name) ?? [];
  const type = SERVED_TYPES[end ?? ''];
  return sha256 === undefined || type === undefined ? undefined : { sha256, type };
}

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** The name under which a copy is served, or the small picture, which is always WebP. */
const nameOf = (file: KeptPicture, type: FileType): string => `${file.sha256}.${type}`;

/**
 * Evidence as a page shows it. `public`: its pictures are served to everybody and can be checked; `desk`: to those who are signed in.
 */
export function shownOf(
  { id, part, alt, archive, of }: Evidence,
  place: 'public' | 'desk',
  lang: Language,
): EvidenceShown {
  const folder = place === 'public' ? '/evidence' : '/desk/evidence';
  const picture = (file: KeptPicture | null, type: FileType): ShownPicture | null =>
    file && { src: `${folder}/${nameOf(file, type)}`, width: file.width, height: file.height };
  const { sha256, bytes } = of.copy ?? of;
  return {
    id,
    part,
    alt,
    archive,
    origin: of.origin,
    bytes,
    sha256,
    copy: picture(of.copy, of.type),
    thumb: picture(of.thumb, 'webp'),
    check: place === 'public' ? localAddress(lang, `/evidence/${sha256}/check`) : null,
  };
}

/** What a page of an incident asks for each line: the evidence of that part. */
export function evidenceBy(items: readonly EvidenceShown[]): (part: EvidencePart) => readonly EvidenceShown[] {
  return ({ kind, id }) => items.filter(({ part }) => part.kind === kind && part.id === id);
}
