import { address } from '../address.ts';
import type { Site } from '../document.tsx';
import type { Reader } from '../reader.ts';

export type ContactProps = {
  r: Reader;
  site: Site;
  contact: string;
  /** The page that is written about, with what its address carries, and the revision of the facts on it. */
  path: string;
  query?: Readonly<Record<string, string>>;
  revision?: number | null | undefined;
};

/** Where a mistake or a reply is written to; a mail already names the page and its revision. Nothing is stored here. */
export function ContactLink({ contact, ...page }: ContactProps) {
  return <a href={contactAddress(contact, subjectOf(page))}>{contact}</a>;
}

/** A mail address becomes a link to write to it. */
export function contactAddress(contact: string, subject?: string): string {
  if (/^https?:\/\//.test(contact)) return contact;
  return `mailto:${encodeURI(contact)}${subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`}`;
}

/** What letters of the newsroom link to is between it and its reader: such an address is not told. */
function subjectOf({ r, site, path, query = {}, revision }: Omit<ContactProps, 'contact'>): string {
  const own = path.replace(/^(\/subscribe)\/.*/, '$1');
  const page = site.base + address(r.lang, own, query);
  return revision == null
    ? r.t('foot.subject', { page })
    : r.t('foot.subject_revision', { page, revision: String(revision) });
}
