import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type ReadEntry = {
  id: string;
  title: string;
  content: string;
  link: string;
  published: string;
  updated: string;
};
export type ReadFeed = {
  id: string;
  title: string;
  lang: string;
  updated: string;
  self: string;
  page: string;
  entries: ReadEntry[];
};

/** Lists stay lists when they have one item. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  parseTagValue: false,
  processEntities: true,
  isArray: (name) => name === 'entry' || name === 'link',
});

type Text = string | { '#'?: string };
type Link = { '@rel'?: string; '@href': string };
type RawEntry = { id: string; title: Text; content: Text; link: Link[]; published: string; updated: string };
type RawFeed = { id: string; title: Text; '@xml:lang': string; updated: string; link: Link[]; entry?: RawEntry[] };

// XML 1.0, 2.2.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** An Atom document, read back. Throws for what is no XML or lacks what RFC 4287 asks for. */
export function readAtom(xml: string): ReadFeed {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`${valid.err.msg}, line ${valid.err.line}`);
  if (FORBIDDEN.test(xml)) throw new Error('a character that XML forbids');
  const { feed } = parser.parse(xml) as { feed: RawFeed & { author?: { name?: string } } };
  if (!feed.author?.name) throw new Error('no author');
  const href = (links: Link[], rel?: string) => links.find((link) => link['@rel'] === rel)?.['@href'] ?? '';
  const entries = (feed.entry ?? []).map((entry) => ({
    id: entry.id,
    title: fromHtml(text(entry.title)),
    content: text(entry.content),
    link: href(entry.link),
    published: instant(entry.published),
    updated: instant(entry.updated),
  }));
  const ids = entries.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new Error('the same id twice');
  return {
    id: feed.id,
    title: text(feed.title),
    lang: feed['@xml:lang'],
    updated: instant(feed.updated),
    self: href(feed.link, 'self'),
    page: href(feed.link, 'alternate'),
    entries,
  };
}

const text = (value: Text): string => (typeof value === 'string' ? value : (value['#'] ?? ''));

/** A title is HTML without elements. */
function fromHtml(html: string): string {
  if (/[<>]/.test(html)) throw new Error(`an element in a title: ${html}`);
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function instant(written: string): string {
  if (new Date(written).toISOString() !== written) throw new Error(`no instant: ${written}`);
  return written;
}
