import type { Language } from '../../src/domain/words.ts';

/** The name of an office as it stands within a sentence, and the gender that a Russian verb takes after it. */
export type OfficeInSentence = { text: string; gender: 'm' | 'f' | 'n' | 'other' };

/** Russian words that a name may open with, and their gender. A name that opens otherwise gets a sentence without a verb. */
const RUSSIAN: Record<string, 'm' | 'f' | 'n'> = {
  аким: 'm',
  акимат: 'm',
  министр: 'm',
  'премьер-министр': 'm',
  президент: 'm',
  маслихат: 'm',
  департамент: 'm',
  комитет: 'm',
  отдел: 'm',
  министерство: 'n',
  правительство: 'n',
  управление: 'n',
  агентство: 'n',
  служба: 'f',
  'пресс-служба': 'f',
  компания: 'f',
  комиссия: 'f',
  прокуратура: 'f',
  полиция: 'f',
};
/** These are no proper names in Russian: within a sentence they begin small. */
const SMALL = new Set(['аким', 'акимат', 'управление', 'департамент', 'отдел', 'служба', 'пресс-служба', 'компания']);
/** English puts an article before these. */
const WITH_ARTICLE =
  /^(Akim|Akimat|Ministry|Government|Department|Committee|Minister|Prime Minister|President|Office) /;

/** The name (in the language `written`) inside a sentence of the language `lang`. */
export function officeInSentence(name: string, written: Language, lang: Language): OfficeInSentence {
  if (written !== lang) return { text: name, gender: 'other' };
  if (lang === 'en') return { text: WITH_ARTICLE.test(name) ? `the ${name}` : name, gender: 'other' };
  if (lang === 'kk') return { text: name, gender: 'other' };
  const first = (name.split(' ')[0] ?? '').toLocaleLowerCase('ru');
  const gender = RUSSIAN[first] ?? 'other';
  return { text: SMALL.has(first) ? name.charAt(0).toLocaleLowerCase('ru') + name.slice(1) : name, gender };
}
