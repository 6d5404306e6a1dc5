import type { Child } from 'hono/jsx';
import { CC_BY } from '../src/domain/licence.ts';
import type { LANGUAGES, Language } from '../src/domain/words.ts';
import { address } from './address.ts';
import { Document, type DocumentProps, type Site } from './document.tsx';
import { ContactLink } from './parts/contact.tsx';
import { asOfQuery, DayShown, type Shown } from './parts/day-shown.tsx';
import { LicenceLink } from './parts/licence.tsx';
import { MirrorWords } from './parts/mirror-words.tsx';
import { Notices } from './parts/notice.tsx';
import { type Seen, SeenLine } from './parts/seen.tsx';
import { Footnotes } from './parts/source-link.tsx';
import { uncheckedWords } from './parts/unchecked.ts';
import { Localised } from './parts/words.tsx';
import type { Reader } from './reader.ts';
import { IN_HEAD, IN_HEAD_OF_PHONE, SECTIONS, type SectionName } from './sections.ts';

export type { Site } from './document.tsx';
export { contactAddress } from './parts/contact.tsx';

export type LayoutProps = DocumentProps & {
  path: string;
  /** What the address carries besides `as_of`: it is kept when the language or the day changes. */
  query?: Readonly<Record<string, string>>;
  /** The section that the page belongs to. */
  section?: SectionName;
  /** The instant that the page shows; absent where a page has none: a form, the method. */
  shown?: Shown;
  /** How fresh the facts of this page are; absent: those of the whole record, where the page shows a day. */
  seen?: Seen;
  /** Further notices, below the one of the demonstration. */
  notices?: Child[];
};

/** A public page. */
export function Layout({
  r,
  site,
  path,
  query = {},
  section,
  shown,
  seen,
  notices = [],
  children,
  ...head
}: LayoutProps) {
  const kept = { ...query, ...asOfQuery(shown) };
  return (
    <Document r={r} site={site} path={path} dated={asOfQuery(shown)} card={siteCard(r)} {...head}>
      <a class="skip" href="#main">
        {r.t('nav.skip')}
      </a>
      <header class="top">
        <div class="wrap top-in">
          <a class="mark" href={address(r.lang, '/', asOfQuery(shown))}>
            {r.t('site.name')}
          </a>
          <Languages r={r} path={path} query={kept} />
          <Menu r={r} site={site} current={section} path={path} shown={shown} />
        </div>
      </header>
      <Notices r={r} notices={[...siteNotices(r, site, path), ...notices]} />
      <main class="wrap" id="main">
        {shown === undefined ? null : <DayShown r={r} shown={shown} path={path} query={query} />}
        {children}
      </main>
      <Foot r={r} site={site} shown={shown} path={path} query={kept} seen={seen ?? (shown && site.seen)} />
    </Document>
  );
}

/** What every page of the site says above everything else: that it is a demonstration, a copy, that nobody looks. */
function siteNotices(r: Reader, site: Site, path: string): Child[] {
  return [
    ...(site.demo ? [r.t('notice.demo')] : []),
    ...(site.mirror === undefined ? [] : [<MirrorWords r={r} site={site} mirror={site.mirror} path={path} />]),
    ...(site.unchecked == null ? [] : [uncheckedWords(r, site.unchecked)]),
  ];
}

/** The card of a page that has none of its own. */
const siteCard = (r: Reader) => ({ path: '/cards/home.png', words: `${r.t('home.title')}. ${r.t('home.lead')}` });

const OWN_NAMES: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };
const IN_ORDER = ['kk', 'ru', 'en'] as const satisfies readonly (typeof LANGUAGES)[number][];

/** The same page in the other languages, on the same day. */
export function Languages({
  r,
  path,
  query = {},
}: {
  r: Reader;
  path: string;
  query?: Readonly<Record<string, string>>;
}) {
  return (
    <ul class="langs">
      {IN_ORDER.map((lang) => (
        <li>
          {lang === r.lang ? (
            <span lang={lang} aria-current="true">
              {OWN_NAMES[lang]}
            </span>
          ) : (
            <a href={address(lang, path, query)} lang={lang} hreflang={lang}>
              {OWN_NAMES[lang]}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

type MenuProps = { r: Reader; site: Site; current: SectionName | undefined; path: string; shown: Shown | undefined };

function Menu({ r, site, current, path, shown }: MenuProps) {
  const names = IN_HEAD.filter((name) => site.sections.includes(name));
  return (
    <nav class="nav" aria-label={r.t('nav.label')}>
      <ul class="menu">
        {names.map((name, index) => (
          <li {...(index < IN_HEAD_OF_PHONE ? {} : { class: 'menu-wide' })}>
            <a
              href={sectionAddress(r, name, shown)}
              {...(name === current ? { 'aria-current': path === SECTIONS[name] ? 'page' : 'true' } : {})}
            >
              {r.t(`nav.${name}`)}
            </a>
          </li>
        ))}
        <li class="menu-phone">
          <a href="#menu">{r.t('nav.menu')}</a>
        </li>
      </ul>
    </nav>
  );
}

/** Sections that show a record keep the day that the reader looks at. */
function sectionAddress(r: Reader, name: SectionName, shown: Shown | undefined): string {
  return address(r.lang, SECTIONS[name], DATED.has(name) ? asOfQuery(shown) : {});
}

/** Who runs the site and where to write to them, as far as the newsroom has said it. */
function RunBy({ r, site, path, query, seen }: FootProps) {
  const { newsroom } = site;
  if (newsroom === undefined) return null;
  const { name, contact } = newsroom;
  return (
    <>
      {Object.keys(name).length === 0 ? null : (
        <p>
          {r.t('foot.run_by')} <Localised r={r} texts={name} />
        </p>
      )}
      {contact === null ? null : (
        <p>
          {r.t('foot.contact')}{' '}
          <ContactLink r={r} site={site} contact={contact} path={path} query={query} revision={seen?.revision} />
        </p>
      )}
    </>
  );
}

type FootProps = {
  r: Reader;
  site: Site;
  shown: Shown | undefined;
  path: string;
  query: Readonly<Record<string, string>>;
  seen: Seen | undefined;
};

const DATED: ReadonlySet<SectionName> = new Set(['incidents', 'promises', 'offices', 'search']);

function Foot(props: FootProps) {
  const { r, site, shown, seen } = props;
  const listed = (Object.keys(SECTIONS) as SectionName[]).filter(
    (name) => name !== 'report' && site.sections.includes(name),
  );
  return (
    <footer class="foot">
      <div class="wrap foot-in">
        <p>
          <strong>{r.t('site.name')}</strong>
        </p>
        <div>
          {site.sections.includes('report') ? (
            <p>
              <a href={address(r.lang, SECTIONS.report)}>{r.t('nav.report')}</a>
            </p>
          ) : null}
          {seen === undefined ? null : <SeenLine r={r} seen={seen} />}
          <RunBy {...props} />
          <p class="muted">{r.t('foot.mistakes')}</p>
          <p class="muted">{r.t('foot.zones')}</p>
          <p class="muted">
            {r.t('foot.licence')} <LicenceLink licence={site.newsroom?.licence ?? CC_BY} />.
          </p>
        </div>
        <nav id="menu" aria-label={r.t('nav.foot_label')}>
          <ul>
            {listed.map((name) => (
              <li>
                <a href={sectionAddress(r, name, shown)}>{r.t(`nav.${name}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div class="wrap">
        <Footnotes r={r} />
      </div>
    </footer>
  );
}
