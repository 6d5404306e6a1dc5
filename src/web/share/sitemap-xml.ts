import { LANGUAGES } from '../../domain/words.ts';
import type { Instant } from '../../domain/zone.ts';
import { localAddress } from '../language.ts';

/** A page in all its languages: its path without a prefix, and when it last changed, as far as that is known. */
export type MappedPage = { path: string; changedAt: Instant | null };

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SITEMAPS = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const XHTML = 'http://www.w3.org/1999/xhtml';
const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** One file of pages (sitemaps.org, 0.9): each language at its own address, which names the others. */
export function pagesDocument(base: string, pages: readonly MappedPage[]): string {
  const urls = pages.flatMap(({ path, changedAt }) => {
    const others = [...LANGUAGES.map((lang) => [lang, lang] as const), ['x-default', 'ru'] as const]
      .map(
        ([name, lang]) =>
          `<xhtml:link rel="alternate" hreflang="${name}" href="${at(base, localAddress(lang, path))}"/>`,
      )
      .join('');
    return LANGUAGES.map((lang) => `<url>${located(base, localAddress(lang, path), changedAt)}${others}</url>\n`);
  });
  return `${HEAD}<urlset xmlns="${SITEMAPS}" xmlns:xhtml="${XHTML}">\n${urls.join('')}</urlset>\n`;
}

/** The list of such files. */
export function indexDocument(base: string, files: readonly MappedPage[]): string {
  const entries = files.map(({ path, changedAt }) => `<sitemap>${located(base, path, changedAt)}</sitemap>\n`);
  return `${HEAD}<sitemapindex xmlns="${SITEMAPS}">\n${entries.join('')}</sitemapindex>\n`;
}

function located(base: string, path: string, changedAt: Instant | null): string {
  const changed = changedAt === null ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`;
  return `<loc>${at(base, path)}</loc>${changed}`;
}

const at = (base: string, path: string): string => (base + path).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
