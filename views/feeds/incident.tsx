import type { Child } from 'hono/jsx';
import { type Entry, isStatement } from '../../src/domain/entry.ts';
import { entryShown, incidentShown, type PublicRecord } from '../../src/domain/first-shown.ts';
import type { Span } from '../../src/domain/span.ts';
import { wordsIn } from '../../src/domain/words.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { textLanguage } from '../format/language.ts';
import { spanWords } from '../format/spans.ts';
import { rowId } from '../incidents/row-id.ts';
import { Filled } from '../parts/filled.tsx';
import { zoneWords } from '../parts/moment.tsx';
import { hostOf, sourceWords, webAddress } from '../parts/source-link.tsx';
import { Localised, localWords, Quote } from '../parts/words.tsx';
import type { FeedEntry } from './entry.ts';
import { type FeedTold, linkTo } from './told.ts';

/** An incident: what, where, since when. `asOf`: its start is told once it is possible. */
export function incidentEntry(told: FeedTold, record: PublicRecord, asOf: Instant): FeedEntry {
  const { r, directory } = told;
  const { incident } = record;
  const { started, zone } = incident;
  const office = directory.offices.find(({ id }) => id === incident.office);
  const region = wordsIn(office?.region ?? {}, r.lang);
  const begun = started !== null && (started.earliest ?? started.latest ?? Infinity) <= asOf ? started : null;
  const html = (
    <>
      <p>
        {region === undefined ? null : <>{region.text}. </>}
        <Localised r={r} texts={office?.name ?? {}} />.
      </p>
      {begun === null ? null : <p>{r.t('feed.began', { when: whenWords(told, begun, zone) })}</p>}
    </>
  );
  return {
    ...incidentShown(record),
    path: `incident/${incident.slug}`,
    title: localWords(r, incident.title) || incident.slug,
    html: html.toString(),
    url: linkTo(told, `/incidents/${incident.slug}`),
  };
}

/** Letters of a title that is made of what an entry says. */
const TITLE_LENGTH = 140;

/** A row of the timeline: when, which office, what it says, the words themselves, the source. It names no person by itself. */
export function timelineEntry(told: FeedTold, record: PublicRecord, entry: Entry): FeedEntry {
  const { r } = told;
  const { incident } = record;
  const said = entry.text ?? entry.quote ?? '';
  const office = officeOf(told, entry);
  const title = shortened(said) || r.t('feed.untitled');
  const html = (
    <>
      <p>{[r.t('feed.when', { when: whenWords(told, entry.at, incident.zone) }), office].filter(Boolean).join(' ')}</p>
      {entry.text === null ? null : <p lang={textLanguage(entry.text, 'ru')}>{entry.text}</p>}
      {entry.quote === null ? null : <Quote r={r} words={entry.quote} lang={textLanguage(entry.quote, entry.lang)} />}
      <p>
        <Filled r={r} words="feed.source" slots={{ source: <SourceOf told={told} entry={entry} /> }} />
      </p>
    </>
  );
  return {
    ...entryShown(record, entry),
    path: `entry/${incident.slug}/${entry.id}`,
    title: isStatement(entry) && office !== '' ? `${office} ${title}` : title,
    html: html.toString(),
    url: `${linkTo(told, `/incidents/${incident.slug}`)}#${rowId(entry.id)}`,
  };
}

/** The span in words, with its zone. */
function whenWords({ r }: FeedTold, span: Span, zone: string): string {
  const words = spanWords(r, span, { zone });
  return `${words}, ${zoneWords(r, zone, span.latest ?? span.earliest ?? 0)}`;
}

function officeOf({ r, directory }: FeedTold, entry: Entry): string {
  const name = directory.offices.find(({ id }) => id === entry.by?.office)?.name;
  const words = name === undefined ? '' : localWords(r, name);
  return words === '' ? '' : `${words}.`;
}

function SourceOf({ told: { r }, entry: { source } }: { told: FeedTold; entry: Entry }): Child {
  const url = webAddress(source.url);
  if (url === undefined) return sourceWords(r, source);
  return <a href={url}>{source.title ?? hostOf(url)}</a>;
}

/** The first words, cut at a blank. */
function shortened(words: string): string {
  const line = words.trim().replace(/\s+/g, ' ');
  if (line.length <= TITLE_LENGTH) return line;
  const cut = line.slice(0, TITLE_LENGTH).replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/ [^ ]*$/, '')}…`;
}
