import type { Child, PropsWithChildren } from 'hono/jsx';
import { address } from '../address.ts';
import { Document } from '../document.tsx';
import { Languages } from '../layout.tsx';
import { Hidden } from '../parts/fields.tsx';
import { Notice } from '../parts/notice.tsx';
import { cut } from './choices.ts';
import type { Desk } from './desk.ts';

/** With the name of the desk and of the site, a browser's tab shows it whole. */
const TITLE_LENGTH = 45;

export type DeskPageProps = PropsWithChildren<{
  desk: Desk;
  title: string;
  /** Above the title: the page that this one belongs to. */
  back?: { href: string; words: Child };
  lead?: Child;
}>;

/** A page of the desk: no search engine keeps it, and nothing on it is for readers. */
export function DeskPage({ desk, title, back, lead, children }: DeskPageProps) {
  const { r, site, path, query, user } = desk;
  return (
    <Document
      r={r}
      site={site}
      title={`${cut(title, TITLE_LENGTH)} — ${r.t('desk.name')}`}
      indexed={false}
      htmx
      installed
    >
      <a class="skip" href="#main">
        {r.t('nav.skip')}
      </a>
      <header class="top">
        <div class="wrap top-in">
          <a class="mark" href={deskAddress(desk, '')}>
            {r.t('site.name')}
          </a>
          <Languages r={r} path={path} query={query} />
          {user === null ? null : <DeskMenu desk={desk} />}
        </div>
      </header>
      {site.demo ? <Notice r={r}>{r.t('notice.demo')}</Notice> : null}
      <main
        class="wrap desk-page"
        id="main"
        data-copies={deskAddress(desk, '/working-copies')}
        {...(desk.keeping === undefined ? {} : { 'data-keeper': desk.keeping.keeper })}
      >
        <header class="head desk-head">
          {back === undefined ? null : (
            <p class="kicker">
              <a href={back.href}>{back.words}</a>
            </p>
          )}
          <h1>{title}</h1>
          {lead === undefined ? null : <p class="lead">{lead}</p>}
        </header>
        {children}
      </main>
      <script src={site.asset('keep.js')} defer />
      <script src={site.asset('select-words.js')} defer />
      {user === null ? null : <script src={site.asset('install.js')} defer />}
    </Document>
  );
}

/** The address of a page of the desk in the reader's language: `/incidents/new` is /kk/desk/incidents/new. */
export function deskAddress(
  { r }: Pick<Desk, 'r'>,
  path: string,
  query: Record<string, string | undefined> = {},
): string {
  return address(r.lang, `/desk${path}`, query);
}

/** The address of a page of one incident's desk. */
export function incidentAddress(
  desk: Pick<Desk, 'r'>,
  slug: string,
  path = '',
  query: Record<string, string | undefined> = {},
): string {
  return deskAddress(desk, `/incidents/${slug}${path}`, query);
}

function DeskMenu({ desk }: { desk: Desk }) {
  const { r, path, user } = desk;
  const pages = [
    ['', 'desk.nav.board'],
    ['/incidents', 'desk.nav.incidents'],
    ['/monday', 'desk.nav.monday'],
    ['/digests', 'desk.nav.digests'],
    ['/calendar', 'desk.nav.calendar'],
    ['/directory', 'desk.nav.directory'],
    ['/import', 'desk.nav.import'],
    ...(user?.role === 'admin'
      ? ([
          ['/users', 'desk.nav.users'],
          ['/settings', 'desk.nav.settings'],
          ['/audit', 'desk.nav.audit'],
        ] as const)
      : []),
    ['/sessions', 'desk.nav.sessions'],
  ] as const;
  return (
    <nav class="nav" aria-label={r.t('desk.nav.label')}>
      <ul class="menu desk-menu">
        {pages.map(([place, key]) => (
          <li>
            <a href={deskAddress(desk, place)} {...(path === `/desk${place}` ? { 'aria-current': 'page' } : {})}>
              {r.t(key)}
            </a>
          </li>
        ))}
        <li>
          <a href={address(r.lang, '/')}>{r.t('desk.nav.site')}</a>
        </li>
      </ul>
    </nav>
  );
}

export type DeskFormProps = PropsWithChildren<{
  desk: Desk;
  action: string;
  class?: string;
  /** What is typed into it is kept while it is typed. */
  kept?: boolean;
  /** It takes files too. */
  files?: boolean;
}>;

/** A form that writes: its token says that it is ours. */
export function DeskForm({ desk, action, kept = false, files = false, children, ...rest }: DeskFormProps) {
  return (
    <form
      method="post"
      action={action}
      novalidate
      {...rest}
      {...(files ? { enctype: 'multipart/form-data' } : {})}
      {...(kept ? { 'data-keep': deskAddress(desk, '/working-copies') } : {})}
    >
      {desk.csrf === '' ? null : <Hidden name="csrf" value={desk.csrf} />}
      {children}
    </form>
  );
}
