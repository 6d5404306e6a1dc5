import type { Lang } from './reading.ts';
import type { Prepared } from './scan.ts';
import type { Stretch, Token } from './text.ts';

const SHARE_OF_ONE_LANGUAGE = 0.4;

/**
 * The languages in which a sentence is read: those whose letters or marking words it shows. Mixed sentences are read in
 * several; numbers alone follow the hint, else Russian.
 */
export function languagesOf(
  tokens: readonly Token[],
  { from, to }: Stretch,
  hint: Lang | undefined,
  prepared: Readonly<Record<Lang, Prepared>>,
): Lang[] {
  let cyrillic = 0;
  let latin = 0;
  let kazakh = 0;
  let kazakhLatin = 0;
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token?.type !== 'word') continue;
    const isKazakh = token.kazakh || prepared.kk.language.marks.has(token.folded);
    if (token.script === 'cyrillic') cyrillic += 1;
    else latin += 1;
    if (!isKazakh) continue;
    if (token.script === 'cyrillic') kazakh += 1;
    else kazakhLatin += 1;
  }
  const langs = new Set<Lang>();
  if (kazakh + kazakhLatin > 0 || (hint === 'kk' && cyrillic + latin > 0)) langs.add('kk');
  if (cyrillic > 0 && kazakh < cyrillic * SHARE_OF_ONE_LANGUAGE) langs.add('ru');
  if (latin > 0 && kazakhLatin < latin * SHARE_OF_ONE_LANGUAGE && !(hint === 'kk' && kazakhLatin > 0)) langs.add('en');
  return langs.size > 0 ? [...langs] : [hint ?? 'ru'];
}
