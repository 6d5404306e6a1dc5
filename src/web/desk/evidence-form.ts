import { type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { wallTime } from '../../../views/format/clock.ts';
import { EVIDENCE_ORIGINS, type EvidenceOrigin } from '../../domain/evidence.ts';
import { spanOf } from '../../domain/span.ts';
import { LANGUAGES, type Texts } from '../../domain/words.ts';
import type { Instant } from '../../domain/zone.ts';
import { LARGEST_FILE_MEGABYTES, LARGEST_PIXELS, MOST_FILES } from '../../evidence/limits.ts';
import type { Refused } from '../../evidence/take-in.ts';
import { wordsOf } from './input.ts';

/** A file that a form sent, and the field it was in. */
export type SentFile = { field: 'photo' | 'files'; file: File };

/** The form as it is before anything is typed: made now, by whoever is signed in. */
export function freshEvidence(of: string, { now, zone, name }: { now: Instant; zone: string; name: string }): Input {
  const [date, time] = wallTime(now, zone).iso.slice(0, 16).split('T');
  return inputOf({ of, whose: 'newsroom', captured_date: date, captured_time: time, captured_by: name });
}

/** What the form says of its files. */
export type EvidenceFields = {
  origin: EvidenceOrigin;
  alt: Texts;
  archive: string | null;
  capturedAt: Instant;
  capturedBy: string | null;
};

/** The fields, or what is wrong with them. An empty day means now; who sent a picture in is never kept. */
export function readEvidence(
  input: Input,
  { zone, now }: { zone: string; now: Instant },
): { fields: EvidenceFields; problems: Problem[] } {
  const origin = EVIDENCE_ORIGINS.find((known) => known === textOf(input, 'whose')) ?? 'residents';
  const alt = Object.fromEntries(LANGUAGES.flatMap((lang) => altIn(input, lang)));
  const archive = wordsOf(input, 'archive');
  const capturedAt = capturedIn(input, zone, now);
  const problems: Problem[] = [
    ...(Object.keys(alt).length === 0 ? [{ field: 'alt_ru', key: 'desk.evidence.wrong.alt' as const }] : []),
    ...(capturedAt === undefined ? [{ field: 'captured_date', key: 'desk.evidence.wrong.captured' as const }] : []),
    ...(archive === null || isWebAddress(archive)
      ? []
      : [{ field: 'archive', key: 'desk.evidence.wrong.archive' as const }]),
  ];
  const capturedBy = origin === 'residents' ? null : wordsOf(input, 'captured_by');
  return { fields: { origin, alt, archive, capturedAt: capturedAt ?? now, capturedBy }, problems };
}

function altIn(input: Input, lang: string): [string, string][] {
  const words = textOf(input, `alt_${lang}`).slice(0, 1000);
  return words === '' ? [] : [[lang, words]];
}

function capturedIn(input: Input, zone: string, now: Instant): Instant | undefined {
  const [date, time] = [textOf(input, 'captured_date'), textOf(input, 'captured_time')];
  if (date === '') return now;
  try {
    const written =
      time === '' ? { at: date, precision: 'day' as const } : { at: `${date}T${time}`, precision: 'minute' as const };
    const at = spanOf(written, zone).earliest;
    return at === null || at > now ? undefined : at;
  } catch {
    return undefined;
  }
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && text.length <= 2000;
}

/** The files that a form sent; a field that was left empty sends one without name and bytes. */
export function filesIn(body: Record<string, unknown>): SentFile[] {
  return (['photo', 'files'] as const).flatMap((field) =>
    [body[field]]
      .flat()
      .filter((file): file is File => file instanceof File && (file.size > 0 || file.name !== ''))
      .map((file) => ({ field, file })),
  );
}

/** Why a file was refused, at its field. Of its name only the last part is told, and not all of a long one. */
export function problemOf({ field, file }: SentFile, why: Refused): Problem {
  const name = (file.name.split(/[\\/]/).at(-1) ?? '').slice(0, 80) || '?';
  const params = { name, megabytes: LARGEST_FILE_MEGABYTES, megapixels: LARGEST_PIXELS / 1_000_000 };
  return { field, key: `desk.evidence.wrong.${why}`, params };
}

/** What is wrong with the number of files. */
export function problemsOfCount(files: readonly SentFile[]): Problem[] {
  if (files.length === 0) return [{ field: 'files', key: 'desk.evidence.wrong.none' }];
  return files.length > MOST_FILES
    ? [{ field: 'files', key: 'desk.evidence.wrong.too_many', params: { count: MOST_FILES } }]
    : [];
}
