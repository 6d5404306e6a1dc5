import type { Office, Official, Tenure } from '../../src/domain/directory.ts';
import type { Nature } from '../../src/domain/promise.ts';
import { type Language, type Texts, wordsIn } from '../../src/domain/words.ts';
import { coarseWords } from '../format/dates.ts';
import type { Reader } from '../reader.ts';

/** The `lang` attribute that foreign words need within a page; none where they are in the page's own language. */
export function langOf(r: Reader, lang: Language): { lang?: Language } {
  return lang === r.lang ? {} : { lang };
}

/** Words in the reader's language, or in the one that stands in for it, which is then marked. */
export function Localised({ r, texts }: { r: Reader; texts: Texts }) {
  const found = wordsIn(texts, r.lang);
  if (found === undefined) return null;
  return <>{found.lang === r.lang ? found.text : <span lang={found.lang}>{found.text}</span>}</>;
}

/** Words of several lines, each a paragraph of its own. */
export function Lines({ r, texts }: { r: Reader; texts: Texts }) {
  const found = wordsIn(texts, r.lang);
  return (
    <>
      {found?.text.split(/\n+/).map((line) => (
        <p {...langOf(r, found.lang)}>{line}</p>
      ))}
    </>
  );
}

/** The same as plain text, for titles, mails and feeds; empty where there are no words at all. */
export function localWords(r: Reader, texts: Texts): string {
  return wordsIn(texts, r.lang)?.text ?? '';
}

/** Verbatim words within the quotation marks of their own language; marks that they bring along are not doubled. */
export function quoted(words: string, lang: Language): string {
  const bare = words.trim().replace(/^[«"“„]([^«»"“”„]*)[»"”]$/u, '$1');
  return lang === 'en' ? `“${bare}”` : `«${bare}»`;
}

/** Verbatim words as a block of their own. */
export function Quote({ r, words, lang }: { r: Reader; words: string; lang: Language }) {
  return (
    <blockquote>
      <p {...langOf(r, lang)}>{quoted(words, lang)}</p>
    </blockquote>
  );
}

/** A few verbatim words within a sentence: the phrase of a deadline. */
export function Phrase({ r, words, lang }: { r: Reader; words: string; lang: Language }) {
  return <>{lang === r.lang ? quoted(words, lang) : <span lang={lang}>{quoted(words, lang)}</span>}</>;
}

/** What a promise is by its nature, without gender: Обещание, Поручение, План. It is printed first. */
export function natureWords(r: Reader, nature: Nature): string {
  return r.t(`nature.${nature}`);
}

/** What an office did in promising: обещал, поручил, планировал. Only where a man or a grammatical "he" is meant; else `natureWords`. */
export function natureVerb(r: Reader, nature: Nature): string {
  return r.t(`nature.${nature}.verb`);
}

export type PersonProps = {
  r: Reader;
  official: Pick<Official, 'name'>;
  office?: Pick<Office, 'name'>;
  /** The tenure in which the person acted; the page says from when, and to when. */
  tenure?: Pick<Tenure, 'from' | 'to'>;
  href?: string;
};

/** A person with office and term: Бакытжан Сагинтаев, аким города Алматы (в должности с 28 июня 2019 года). */
export function Person({ r, official, office, tenure, href }: PersonProps) {
  const name = <Localised r={r} texts={official.name} />;
  return (
    <>
      {href === undefined ? name : <a href={href}>{name}</a>}
      {office === undefined ? null : (
        <>
          {', '}
          <Localised r={r} texts={office.name} />
        </>
      )}
      {tenure === undefined ? null : ` (${tenureWords(r, tenure)})`}
    </>
  );
}

/** A term of office in words. With `full`, an end that is not recorded is said to be so; a missing beginning always is. */
export function tenureWords(r: Reader, { from, to }: Pick<Tenure, 'from' | 'to'>, full = false): string {
  const english = r.lang === 'en';
  const since = from === null ? null : coarseWords(r, from, { form: english ? 'label' : 'from' });
  const until = to === null ? null : coarseWords(r, to, { form: english ? 'label' : 'to' });
  if (since === null) return until === null ? r.t('tenure.unknown') : r.t('tenure.until', { until });
  if (until === null) return r.t(full ? 'tenure.open_full' : 'tenure.open', { since });
  return r.t('tenure.closed', { since, until });
}
