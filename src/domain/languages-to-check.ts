import type { Change } from './document-changes.ts';
import { LANGUAGES, type Language } from './words.ts';

/** A text whose translations may no longer say the same: `corrected` was changed after publication, `languages` were not since. */
export type ToCheck = { text: string; corrected: Language[]; languages: Language[] };

/** A revision, as far as it tells of texts. */
export type Corrected = { act: string; changes: readonly Change[] };

/** An editor's word that the other languages were compared and stand. */
export const COMPARED = 'compared' as const;
const TELLING: ReadonlySet<string> = new Set(['edited', 'imported', 'restored', 'removed', 'published']);
/** Texts that readers see in each language. */
const TEXTS = ['title', 'summary'] as const;

/**
 * Which languages of which texts are to be checked, from the revisions of an incident, newest first, and its texts as they are
 * now. After the first publication a correction in one language leaves the others to be checked; a language that is changed with
 * it, or afterwards while it is to be checked, has followed. An editor's word that they stand (`compared`) ends it. A language
 * that is added corrects nothing. Revisions tell it all: nothing of it is stored.
 */
export function languagesToCheck(
  revisions: readonly Corrected[],
  texts: { title: Partial<Record<Language, string>>; summary?: Partial<Record<Language, string>> | null },
): ToCheck[] {
  const since = revisionsSince(revisions);
  return TEXTS.flatMap((text): ToCheck[] => {
    const { corrected, behind } = stateOf(since, text);
    const languages = LANGUAGES.filter((lang) => behind.has(lang) && texts[text]?.[lang]);
    if (languages.length === 0) return [];
    return [{ text, corrected: LANGUAGES.filter((lang) => corrected.has(lang)), languages }];
  });
}

type State = { corrected: ReadonlySet<Language>; behind: ReadonlySet<Language> };
const NOTHING: State = { corrected: new Set(), behind: new Set() };

/** A draft that was thrown away takes its corrections with it. */
function stateOf(since: readonly Corrected[], text: string): State {
  let [state, shown] = [NOTHING, NOTHING];
  for (const revision of since) {
    if (revision.act === 'published') shown = state;
    else if (revision.act === 'removed') state = shown;
    else state = follow(state, revision, text);
  }
  return state;
}

function follow({ corrected, behind }: State, { changes }: Corrected, text: string): State {
  const before = (lang: Language) => changeOf(changes, text, lang)?.before ?? null;
  const touched = new Set(LANGUAGES.filter((lang) => changeOf(changes, text, lang) !== undefined));
  const anew = LANGUAGES.filter((lang) => touched.has(lang) && before(lang) !== null && !behind.has(lang));
  const left = new Set([...behind].filter((lang) => !touched.has(lang)));
  if (anew.length === 0) return { corrected: left.size === 0 ? new Set() : corrected, behind: left };
  const others = LANGUAGES.filter((lang) => !touched.has(lang));
  return {
    corrected: new Set([...(left.size === 0 ? [] : corrected), ...anew]),
    behind: new Set([...left, ...others]),
  };
}

/** What was written since the first publication, or since somebody compared the languages; oldest first. */
function revisionsSince(revisions: readonly Corrected[]): Corrected[] {
  const oldestFirst = revisions.toReversed();
  const published = oldestFirst.findIndex(({ act }) => act === 'published');
  if (published < 0) return [];
  const compared = oldestFirst.findLastIndex(({ act }) => act === COMPARED);
  return oldestFirst.slice(Math.max(published, compared) + 1).filter(({ act }) => TELLING.has(act));
}

/** What a revision did to the text in that language; undefined: nothing. */
function changeOf(changes: readonly Change[], text: string, lang: Language): { before: unknown } | undefined {
  for (const { path, before, after } of changes) {
    if (path === `${text}.${lang}`) return { before };
    if (path === text && textIn(before, lang) !== textIn(after, lang)) return { before: textIn(before, lang) };
  }
  return undefined;
}

const textIn = (texts: unknown, lang: Language): unknown =>
  typeof texts === 'object' && texts !== null ? ((texts as Record<string, unknown>)[lang] ?? null) : null;
