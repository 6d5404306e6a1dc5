import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Deadline } from '../../src/domain/deadline/read.ts';
import type { TermSource, TermSuggestion } from '../../src/domain/term-suggestions.ts';
import type { Language } from '../../src/domain/words.ts';
import { deadlineWords, reasonWords, wallWords } from '../format/deadline-reason.ts';
import { textLanguage } from '../format/language.ts';
import { capital } from '../format/text.ts';
import { Phrase } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

/** Words in which terms were looked for, and where they stand in them. */
export type ReadWords = {
  from: TermSource;
  words: string;
  lang: Language;
  marks: readonly Pick<Deadline, 'start' | 'end'>[];
};

/** What was found in the words of a form, read anew whenever it is printed. */
export type TermsShown = { words: readonly ReadWords[]; suggestions: readonly TermSuggestion[] };

/** The place where terms are shown: what a form reads into while it is filled in. */
export const TERMS_ID = 'terms';

export type TermsBlockProps = PropsWithChildren<{
  r: Reader;
  shown: TermsShown;
  /** What can be done with each term. */
  act: (suggestion: TermSuggestion, index: number) => Child;
}>;

/** The words with their terms marked, and each term with its due day, how it was counted, and what can be done with it. */
export function TermsBlock({ r, shown, act, children }: TermsBlockProps) {
  const { words, suggestions } = shown;
  return (
    <div class="field terms" id={TERMS_ID} aria-live="polite">
      <p class="field-h">{r.t('desk.terms.title')}</p>
      {words.map((one) => (
        <div class="cite">
          <p {...(one.lang === r.lang ? {} : { lang: one.lang })}>
            <MarkedWords {...one} />
          </p>
        </div>
      ))}
      {suggestions.length === 0 ? (
        <p class="hint">{r.t(words.length === 0 ? 'desk.terms.no_words' : 'desk.terms.none')}</p>
      ) : (
        <ul class="terms-found">
          {suggestions.map((suggestion, index) => (
            <li>
              <p class="read">
                <b>
                  <TermPhrase r={r} term={suggestion.term} />
                </b>{' '}
                {suggestionWords(r, suggestion)}
              </p>
              {act(suggestion, index)}
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}

/** The words as they are, each term in them marked. */
export function MarkedWords({ words, marks }: Pick<ReadWords, 'words' | 'marks'>): Child {
  const parts: Child[] = [];
  let at = 0;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    parts.push(words.slice(at, start), <mark>{words.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {parts}
      {words.slice(at)}
    </>
  );
}

/** The words of a term in quotation marks of their own language. */
export function TermPhrase({ r, term }: { r: Reader; term: Deadline }) {
  return <Phrase r={r} words={term.phrase} lang={textLanguage(term.phrase, term.lang)} />;
}

/** How the due day was counted, or why there is none (yet). */
export function suggestionWords(r: Reader, { term, from, waits }: TermSuggestion): string {
  if (waits) return `${capital(reasonWords(r, term))}. ${r.t('reasoning.conditional')}`;
  const words = `${deadlineWords(r, term)}.`;
  return from === 'condition' ? `${r.t('desk.terms.condition')} ${words}` : words;
}

/** What the button of a term says: with its last day where there is one. */
export function takeWords(r: Reader, { due }: TermSuggestion): string {
  return due === null ? r.t('desk.terms.take_words') : r.t('desk.terms.take', { day: wallWords(r, due) });
}
