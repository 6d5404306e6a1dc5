import type { Language } from '../src/domain/words.ts';

/**
 * The address of a page of ours in `lang`: `path` begins with a slash and has no language prefix. `query` is kept, without its
 * empty values: `as_of` above all, so that a reader stays on the day that is shown.
 */
export function address(
  lang: Language,
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value ? [[name, value] satisfies [string, string]] : [],
  );
  const search = new URLSearchParams(given).toString();
  const spoken = lang === 'ru' ? path : path === '/' ? `/${lang}` : `/${lang}${path}`;
  return search === '' ? spoken : `${spoken}?${search}`;
}
