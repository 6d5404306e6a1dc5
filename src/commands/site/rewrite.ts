import type { Translate } from '../../i18n/translate.ts';

/** What an address in a page becomes in the copy: the way to another file of it, or the live site. */
export type Resolve = (address: string) => string;

export type Rewriting = {
  /** The public address of the live site, without a slash at its end. */
  base: string;
  /** The page on the live site. */
  live: string;
  resolve: Resolve;
  /** Told of addresses that stay as they are and yet belong to the copy: cards. */
  found: (address: string) => void;
  t: Translate;
};

// No attribute of ours holds < or >: they are printed as entities.
const TAG = /<(a|area|link|script|img|iframe|source|meta|form)(?=[\s/>])([^<>]*)>/g;
const ATTRIBUTE = /\s+([\w:-]+)(?:="([^"]*)")?/g;
const POST_FORM = /<form(?=[^>]*\smethod="post")[^>]*>[\s\S]*?<\/form>/g;
const HTMX = /<script[^>]*\ssrc="[^"]*\/htmx\.[^"]*"[^>]*><\/script>|<meta name="htmx-config"[^>]*\/?>/g;

/**
 * A printed page for a copy: its links lead to the other files of it; forms ask the live site and say so; one that sends something
 * is only there. Our pages quote every attribute and close every tag.
 */
export function rewriteHtml(html: string, rewriting: Rewriting): string {
  const { live, t } = rewriting;
  const there = `<p class="note"><a href="${escaped(live)}" rel="external">${escaped(t('mirror.form_there'))}</a></p>`;
  return html
    .replace(HTMX, '')
    .replace(POST_FORM, there)
    .replace(TAG, (_, tag: string, attributes: string) => printed(tag, readAttributes(attributes), rewriting));
}

type Attributes = Map<string, string | null>;

function readAttributes(text: string): Attributes {
  const read = [...text.matchAll(ATTRIBUTE)].map(
    ([, name = '', value]) => [name, value === undefined ? null : plain(value)] as const,
  );
  return new Map(read.filter(([name]) => !name.startsWith('hx-')));
}

function printed(tag: string, attributes: Attributes, rewriting: Rewriting): string {
  const note = tag === 'form' ? formNote(attributes, rewriting) : '';
  for (const name of ['href', 'src', 'srcset'] as const) {
    const address = attributes.get(name);
    if (typeof address === 'string') attributes.set(name, linked(tag, address, attributes, rewriting));
  }
  const card = tag === 'meta' ? attributes.get('content') : undefined;
  if (card?.startsWith(`${rewriting.base}/`)) rewriting.found(card.slice(rewriting.base.length));
  const text = [...attributes].map(([name, value]) => (value === null ? ` ${name}` : ` ${name}="${escaped(value)}"`));
  return `<${tag}${text.join('')}${/^(link|meta|img|source|area)$/.test(tag) ? '/' : ''}>${note}`;
}

function linked(tag: string, address: string, attributes: Attributes, { base, resolve }: Rewriting): string {
  if (address.startsWith('/') && !address.startsWith('//')) return resolve(address);
  const rel = attributes.get('rel') ?? '';
  const isOwn = address === base || address.startsWith(`${base}/`);
  // A page has one address for search engines, on the live site, wherever it is copied to.
  if (!isOwn || tag === 'link' || /\bexternal\b/.test(rel)) return address;
  return resolve(address.slice(base.length) || '/');
}

/** The form asks the live site, and says so before it is sent. */
function formNote(attributes: Attributes, { base, t }: Rewriting): string {
  const action = attributes.get('action') ?? '';
  if (!action.startsWith('/')) return '';
  attributes.set('action', `${base}${action}`);
  return `<p class="note">${escaped(t('mirror.form', { site: new URL(base).host }))}</p>`;
}

/** The sheet for a copy: the addresses in it lead to the files beside it. */
export function rewriteCss(sheet: string, resolve: Resolve): string {
  return sheet.replace(/url\("(\/[^"]+)"\)/g, (_, address: string) => `url("${resolve(address)}")`);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => NAMED[name] ?? '');
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
