import type { DigestCorrection } from '../../src/domain/digest.ts';
import type { Directory } from '../../src/domain/directory.ts';
import { NATURES, STATUSES } from '../../src/domain/promise.ts';
import { wordsIn } from '../../src/domain/words.ts';
import { natureWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { valueWords } from './words.ts';

/** One side of a correction in words: `was` or `is`. */
export function correctedWords(
  r: Reader,
  { field }: Pick<DigestCorrection, 'field'>,
  value: unknown,
  directory: Pick<Directory, 'offices'>,
): string {
  const status = STATUSES.find((candidate) => candidate === value);
  if (field === 'status') return status === undefined ? r.t('digest.value.gone') : r.t(`tally.${status}`);
  const nature = NATURES.find((candidate) => candidate === value);
  if (field === 'nature' && nature !== undefined) return natureWords(r, nature);
  const office = field === 'office' ? directory.offices.find(({ id }) => id === value) : undefined;
  return office === undefined ? valueWords(r, value) : (wordsIn(office.name, r.lang)?.text ?? office.id);
}
