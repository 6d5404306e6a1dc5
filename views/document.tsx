import { raw } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import type { Licence } from '../src/domain/licence.ts';
import { LANGUAGES, type Language, type Texts } from '../src/domain/words.ts';
import { address } from './address.ts';
import type { Seen } from './parts/seen.tsx';
import type { Unchecked } from './parts/unchecked.ts';
import type { Reader } from './reader.ts';
import type { SectionName } from './sections.ts';

/** What all pages of a site share. */
export type Site = {
  /** The public address, without a slash at its end. */
  base: string;
  /** The address of a file of `views/static`, such as `merzim.css`: with its version, where the server has one. */
  asset: (file: string) => string;
  /** The sections that exist: nothing else is linked. */
  sections: readonly SectionName[];
  /** The throw-away site of the demonstration, which says so on every page. */
  demo?: boolean;
  /** A copy in files, without a server behind it: as of which day, or which instant. */
  mirror?: { day: string };
  /** How fresh the record is as a whole; absent: nothing says so. */
  seen?: Seen;
  /** Nobody has checked anything for long; absent or null: somebody has. */
  unchecked?: Unchecked | null;
  /** What the newsroom tells of itself; absent: nothing. */
  newsroom?: SiteNewsroom;
};

/**
 * Who runs the site, in the newsroom's own words. `contact`: a mail address or the address of a page. `licence`: the terms of use;
 * absent: CC BY 4.0.
 */
export type SiteNewsroom = { name: Texts; contact: string | null; about: Texts; licence?: Licence };

export type DocumentProps = PropsWithChildren<{
  r: Reader;
  site: Site;
  /** Without the name of the site. */
  title: string;
  description?: string;
  /** The address without a language prefix; absent for a page that has none of its own, such as an error. */
  path?: string;
  /** The page exists in every language and may be found by search engines. */
  indexed?: boolean;
  /** The page uses htmx. It works without it too. */
  htmx?: boolean;
  /** The page belongs to what can be installed on a phone. */
  installed?: boolean;
  feeds?: { href: string; title: string; type?: string }[];
  /** The picture that other sites show with a link to the page: its address without a language prefix, and what it says. */
  card?: { path: string; words: string };
  /** `as_of` of a page that shows a past day: what is shared shows that day too. */
  dated?: { as_of?: string };
  /** What the page says, for programs (schema.org). */
  data?: object;
}>;

/** Which cuts of the font a language needs. */
const FONTS: Record<Language, readonly string[]> = {
  ru: ['cyrillic', 'latin'],
  kk: ['cyrillic', 'cyrillic-ext', 'latin'],
  en: ['latin'],
};

/** A whole HTML document: its head and what stands in its body. */
export function Document({
  r,
  site,
  title,
  description,
  path,
  indexed = true,
  htmx = false,
  installed = false,
  feeds = [],
  card,
  dated = {},
  data,
  children,
}: DocumentProps) {
  const full = title === r.t('site.name') || path === '/' ? title : `${title} — ${r.t('site.name')}`;
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={r.lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{full}</title>
          {description === undefined ? null : <meta name="description" content={description} />}
          {indexed ? null : <meta name="robots" content="noindex" />}
          {path === undefined || !indexed ? null : <Addresses r={r} site={site} path={path} />}
          {FONTS[r.lang].map((cut) => (
            <link
              rel="preload"
              href={site.asset(`fonts/golos-text-${cut}.woff2`)}
              as="font"
              type="font/woff2"
              crossorigin="anonymous"
            />
          ))}
          <link rel="stylesheet" href={site.asset('merzim.css')} />
          <link rel="icon" href={site.asset('favicon.svg')} type="image/svg+xml" />
          {feeds.map(({ href, title: name, type = 'application/atom+xml' }) => (
            <link rel="alternate" type={type} href={href} title={name} />
          ))}
          {path === undefined || !indexed ? null : (
            <Preview r={r} site={site} title={title} path={path} dated={dated} description={description} card={card} />
          )}
          {data === undefined ? null : <DataBlock data={data} />}
          {installed ? <link rel="manifest" href={address(r.lang, '/app.webmanifest')} /> : null}
          {htmx ? <Htmx site={site} /> : null}
        </head>
        <body>{children}</body>
      </html>
    </>
  );
}

/** One address for search engines, and the same page in each language. */
function Addresses({ r, site, path }: { r: Reader; site: Site; path: string }) {
  return (
    <>
      <link rel="canonical" href={site.base + address(r.lang, path)} />
      {LANGUAGES.map((lang) => (
        <link rel="alternate" hreflang={lang} href={site.base + address(lang, path)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={site.base + address('ru', path)} />
    </>
  );
}

const LOCALES: Record<Language, string> = { ru: 'ru_RU', kk: 'kk_KZ', en: 'en_GB' };

type PreviewProps = Pick<DocumentProps, 'r' | 'site' | 'title'> & {
  path: string;
  dated: { as_of?: string };
  description: string | undefined;
  card: DocumentProps['card'];
};

/** What messengers and other sites show with a link to the page (Open Graph): the page's own words and its card, on its day. */
function Preview({ r, site, title, path, dated, description, card }: PreviewProps) {
  const others = LANGUAGES.filter((lang) => lang !== r.lang);
  const image = card === undefined ? undefined : site.base + address(r.lang, card.path, dated);
  return (
    <>
      <meta property="og:site_name" content={r.t('site.name')} />
      <meta property="og:type" content={path === '/' ? 'website' : 'article'} />
      <meta property="og:url" content={site.base + address(r.lang, path, dated)} />
      <meta property="og:locale" content={LOCALES[r.lang]} />
      {others.map((lang) => (
        <meta property="og:locale:alternate" content={LOCALES[lang]} />
      ))}
      <meta property="og:title" content={title} />
      <meta name="twitter:card" content={image === undefined ? 'summary' : 'summary_large_image'} />
      <meta name="twitter:title" content={title} />
      {description === undefined ? null : (
        <>
          <meta property="og:description" content={description} />
          <meta name="twitter:description" content={description} />
        </>
      )}
      {image === undefined || card === undefined ? null : (
        <>
          <meta property="og:image" content={image} />
          <meta property="og:image:type" content="image/png" />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={card.words} />
          <meta name="twitter:image" content={image} />
          <meta name="twitter:image:alt" content={card.words} />
        </>
      )}
    </>
  );
}

/** A block of data is no script: nothing runs it, and our policy lets it stand. */
function DataBlock({ data }: { data: object }) {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return <script type="application/ld+json">{raw(json)}</script>;
}

/** It brings no styles along: our policy takes only our own sheet. */
function Htmx({ site }: { site: Site }) {
  return (
    <>
      <meta name="htmx-config" content='{"includeIndicatorCSS":false}' />
      <script src={site.asset('htmx.min.js')} defer />
    </>
  );
}
