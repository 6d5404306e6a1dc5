import { getPath } from 'hono/utils/url';
import type { Language } from '../domain/words.ts';

export { address as localAddress } from '../../views/address.ts';

/** What has one address for all languages. */
const WITHOUT_LANGUAGE =
  /^\/(api|static|\.well-known|healthz|readyz|metrics|robots\.txt|favicon\.ico|sw\.js|sitemap[a-z0-9-]*\.xml)(\/|$)/;
const PREFIX = /^\/(kk|en)(?=\/|$)/;

/** Parts the language from the path of an address: `/kk/incidents` is Kazakh, `/incidents`; no prefix is Russian. */
export function splitLanguage(path: string): { lang: Language; path: string } {
  const prefix = PREFIX.exec(path);
  const rest = prefix ? path.slice(3) || '/' : path;
  if (!prefix || WITHOUT_LANGUAGE.test(rest)) return { lang: 'ru', path };
  return { lang: prefix[1] === 'kk' ? 'kk' : 'en', path: rest };
}

/** The path by which the router finds the route: one route answers in every language. */
export function routedPath(request: Request): string {
  return splitLanguage(getPath(request)).path;
}
