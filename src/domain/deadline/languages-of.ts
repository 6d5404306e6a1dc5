import type { Lang } from './reading.ts';
import type { Prepared } from './scan.ts';
import type { Stretch, Token } from './text.ts';

const SHARE_OF_ONE_LANGUAGE = 0.4;

type Counts = { cyrillic: number; latin: number; kazakh: number; kazakhLatin: number };

function countWords(tokens: readonly Token[], { from, to }: Stretch, kazakh: Prepared): Counts {
  const counts: Counts = { cyrillic: 0, latin: 0, kazakh: 0, kazakhLatin: 0 };
  let last: Token | undefined;
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token?.type !== 'word') continue;
    last = token;
    const isKazakh = token.kazakh || kazakh.language.marks.has(token.folded);
    if (token.script === 'cyrillic') counts.cyrillic += 1;
    else counts.latin += 1;
    if (isKazakh && token.script === 'cyrillic') counts.kazakh += 1;
    else if (isKazakh) counts.kazakhLatin += 1;
  }
  // «Биыл жол салынады.»: no Kazakh letter, but a Kazakh verb at the end
  if (last && counts.kazakh + counts.kazakhLatin === 0) {
    const verb = kazakh.language.verb(last.folded);
    if (verb === 'soon' || verb === 'we') {
      if (last.script === 'cyrillic') counts.kazakh = 1;
      else counts.kazakhLatin = 1;
    }
  }
  return counts;
}

/** Whether a text as a whole is Kazakh: then its sentences without a Kazakh letter are read in Kazakh too. */
export function isKazakhText(tokens: readonly Token[], kazakh: Prepared): boolean {
  const counts = countWords(tokens, { from: 0, to: tokens.length }, kazakh);
  return counts.kazakh + counts.kazakhLatin > (counts.cyrillic + counts.latin) * 0.2;
}

/**
 * The languages in which a sentence is read: those whose letters or marking words it shows. Mixed sentences are read in
 * several; numbers alone follow the hint, else Russian.
 */
export function languagesOf(
  tokens: readonly Token[],
  stretch: Stretch,
  hint: Lang | undefined,
  prepared: Readonly<Record<Lang, Prepared>>,
): Lang[] {
  const { cyrillic, latin, kazakh, kazakhLatin } = countWords(tokens, stretch, prepared.kk);
  const langs = new Set<Lang>();
  if (kazakh + kazakhLatin > 0 || (hint === 'kk' && cyrillic + latin > 0)) langs.add('kk');
  if (cyrillic > 0 && kazakh < cyrillic * SHARE_OF_ONE_LANGUAGE) langs.add('ru');
  if (latin > 0 && kazakhLatin < latin * SHARE_OF_ONE_LANGUAGE && !(hint === 'kk' && kazakhLatin > 0)) langs.add('en');
  return langs.size > 0 ? [...langs] : [hint ?? 'ru'];
}
