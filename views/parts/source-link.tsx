import type { Source } from '../../src/domain/source.ts';
import type { Reader } from '../reader.ts';

/** The address, if it is one that a page may link to: http or https and nothing else. */
export function webAddress(url: string | null): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  const { protocol, username } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && username === '' ? url : undefined;
}

/** The host of a web address as people say it: `tengrinews.kz`. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^(www|m)\./, '');
}

/** Where a fact comes from: a link with its number for paper, its saved copy, or words where there is no address. */
export function SourceLink({ r, source }: { r: Reader; source: Source }) {
  const url = webAddress(source.url);
  const archive = webAddress(source.archive);
  const title = source.title ?? (url === undefined ? r.t('source.untitled') : hostOf(url));
  return (
    <>
      {url === undefined ? sourceWords(r, source) : <OutwardLink r={r} url={url} title={title} />}
      {archive === undefined ? null : (
        <>
          {' ('}
          <OutwardLink r={r} url={archive} title={r.t('source.archive')} note={title} />)
        </>
      )}
    </>
  );
}

type OutwardLinkProps = { r: Reader; url: string; title: string; note?: string };

function OutwardLink({ r, url, title, note }: OutwardLinkProps) {
  const number = r.links.number(url, note === undefined ? title : `${note}, ${title}`);
  return (
    <>
      <a href={url} rel="noopener">
        {title}
      </a>
      <sup class="fn">{number}</sup>
    </>
  );
}

/** A source without an address, in words. Residents are counted, never named. */
export function sourceWords(r: Reader, { kind, title, count }: Source): string {
  switch (kind) {
    case 'link':
      return title === null ? r.t('source.unlinked_untitled') : r.t('source.unlinked', { title });
    case 'document':
      return title === null ? r.t('source.document') : r.t('source.document_of', { title });
    case 'call':
      return title === null ? r.t('source.call') : r.t('source.call_of', { title });
    case 'newsroom_saw':
      return r.t('source.newsroom_saw');
    case 'residents':
      return count === null ? r.t('source.residents') : r.t('source.residents_of', { count });
  }
}

/** Every outward link of the page at its end, on paper only. It must be printed after them. */
export function Footnotes({ r }: { r: Reader }) {
  const links = r.links.list();
  if (links.length === 0) return null;
  return (
    <section class="footnotes" aria-hidden="true">
      <h2>{r.t('source.footnotes')}</h2>
      <ol>
        {links.map(({ url, title }) => (
          <li>
            {title}: {url}
          </li>
        ))}
      </ol>
    </section>
  );
}
