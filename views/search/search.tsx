import type { Child } from 'hono/jsx';
import type { Directory } from '../../src/domain/directory.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { termsOf } from '../../src/domain/official.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import type { Piece } from '../../src/domain/search/snippet.ts';
import type { Language } from '../../src/domain/words.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { textLanguage } from '../format/language.ts';
import { placeAndDay } from '../home/incident-cards.tsx';
import { dueWords } from '../incidents/promise-story.tsx';
import { joined } from '../incidents/rich.tsx';
import { anchor } from '../incidents/row-id.ts';
import { inWords, officeName, promiseAddress, saidOn, type Told, withYears } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { termOn } from '../offices/holders.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { Pager } from '../parts/pager.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Status } from '../parts/status.tsx';
import { IncidentLink, incidentAddress } from '../promises/line.tsx';
import type { Reader } from '../reader.ts';
import { SearchForm } from './form.tsx';

/** Words with what was looked for marked in them; `lang` null: nothing says which language it is. */
export type MarkedWords = { pieces: Piece[]; lang: Language | null };

/** One thing that was found. */
export type FoundLine =
  | { kind: 'incident'; told: Told; title: MarkedWords | null; summary: MarkedWords | null }
  | { kind: 'promise'; told: Told; promise: Promised; state: PromiseState; words: MarkedWords }
  | { kind: 'entry'; told: Told; entry: Entry; words: MarkedWords[] }
  | { kind: 'official' | 'office'; id: string; name: MarkedWords | null };

export type FoundGroup = {
  kind: FoundLine['kind'];
  /** Null: more than are counted. */
  count: number | null;
  lines: FoundLine[];
  next: string | null;
};

export type SearchPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  /** The day that is shown. */
  on: LocalDate;
  typed: string;
  /** Whether there is a word to look for in what was typed. */
  asks: boolean;
  kind: FoundLine['kind'] | undefined;
  /** Those of which anything was found. */
  groups: FoundGroup[];
  query: Record<string, string>;
};

/** `/search`: what holds all the words, by kind; with one kind chosen, page after page. */
export function SearchPage(props: SearchPageProps) {
  const { r, site, shown, typed, asks, groups, query } = props;
  return (
    <Layout
      r={r}
      site={site}
      path="/search"
      section="search"
      shown={shown}
      query={query}
      indexed={false}
      title={typed === '' ? r.t('nav.search') : r.t('search.title', { words: typed })}
    >
      <PageHead title={r.t('nav.search')} lead={r.t('search.lead')}>
        <SearchForm r={r} shown={shown} typed={typed} />
      </PageHead>
      {typed === '' || (asks && groups.length > 0) ? null : (
        <Section id="s_none" title={r.t('search.results')}>
          <p>{asks ? r.t('search.none', { words: typed }) : r.t('search.nothing_asked')}</p>
          {asks ? <p class="note">{r.t('search.none_note')}</p> : null}
        </Section>
      )}
      {groups.map((group) => (
        <Group {...props} group={group} />
      ))}
    </Layout>
  );
}

function Group({ group, ...props }: SearchPageProps & { group: FoundGroup }) {
  const { r, shown, kind, query } = props;
  const { after, ...kept } = query;
  const to = (more: Record<string, string>) => address(r.lang, '/search', { ...kept, ...more, ...asOfQuery(shown) });
  const counted = group.count === null ? r.t('search.many') : r.t('search.count', { count: group.count });
  return (
    <Section id={`s_${group.kind}`} title={r.t(`search.kind.${group.kind}`)} note={counted}>
      <ol class="pl-bare">
        {group.lines.map((line) => (
          <Line {...props} line={line} />
        ))}
      </ol>
      {kind === undefined && group.next !== null ? (
        <p class="after">
          <a href={to({ kind: group.kind })}>{r.t(`search.all.${group.kind}`)}</a>
        </p>
      ) : null}
      {kind === undefined ? null : (
        <>
          <Pager
            r={r}
            first={after === undefined ? undefined : to({})}
            next={group.next === null ? undefined : to({ after: group.next })}
          />
          <p class="after">
            <a href={address(r.lang, '/search', { q: props.typed, ...asOfQuery(shown) })}>{r.t('search.everything')}</a>
          </p>
        </>
      )}
    </Section>
  );
}

function Line({ line, r, directory, on, shown }: SearchPageProps & { line: FoundLine }): Child {
  switch (line.kind) {
    case 'incident':
      return (
        <Row
          day={placeAndDay(line.told)}
          title={
            <a href={incidentAddress(line.told)}>{line.title === null ? null : <Marked r={r} {...line.title} />}</a>
          }
        >
          {line.summary === null ? null : (
            <p>
              <Marked r={r} {...line.summary} />
            </p>
          )}
        </Row>
      );
    case 'promise':
      return (
        <Row
          day={line.state.dueAt === null ? r.t('incident.no_due') : dueWords(withYears(line.told), line.state.dueAt)}
          title={
            <a href={promiseAddress(line.told, line.promise)}>
              <Marked r={r} pieces={line.words.pieces} lang={textLanguage(line.promise.text, 'ru')} />
            </a>
          }
        >
          <p>
            <Status r={r} state={line.state} zone={line.told.state.incident.zone} />
          </p>
          <p class="small">
            <IncidentLink told={line.told} />
          </p>
        </Row>
      );
    case 'entry':
      return <EntryLine r={r} line={line} />;
    case 'official': {
      const path = `/officials/${line.id}`;
      return (
        <Row title={<Name r={r} path={path} name={line.name} id={line.id} shown={shown} />}>
          <p class="small">{heldWords(r, directory, line.id, on)}</p>
        </Row>
      );
    }
    case 'office': {
      const office = directory.offices.find(({ id }) => id === line.id);
      return (
        <Row title={<Name r={r} path={`/offices/${line.id}`} name={line.name} id={line.id} shown={shown} />}>
          {office === undefined ? null : <p class="small">{inWords(r, office.region)}</p>}
        </Row>
      );
    }
  }
}

function EntryLine({ r, line: { told, entry, words } }: { r: Reader; line: FoundLine & { kind: 'entry' } }) {
  const [first, ...more] = words.length === 0 ? [{ pieces: [], lang: null }] : words;
  const lang = (text: MarkedWords) => text.lang ?? textLanguage(wordsOf(text), entry.lang);
  const by = entry.by?.office ?? null;
  return (
    <Row
      day={saidOn(withYears(told), entry.at)}
      title={
        <a href={`${incidentAddress(told)}${anchor(entry.id)}`}>
          {first === undefined ? null : <Marked r={r} pieces={first.pieces} lang={lang(first)} />}
        </a>
      }
    >
      {more.map((text) => (
        <blockquote>
          <p>
            {lang(text) === 'en' ? '“' : '«'}
            <Marked r={r} pieces={text.pieces} lang={lang(text)} />
            {lang(text) === 'en' ? '”' : '»'}
          </p>
        </blockquote>
      ))}
      <p class="small">
        {r.t(`search.entry.${entry.kind}`)}
        {by === null ? null : (
          <>
            {': '}
            {officeName(told, by)}
          </>
        )}
        {'. '}
        <IncidentLink told={told} />
      </p>
    </Row>
  );
}

const wordsOf = ({ pieces }: MarkedWords): string => pieces.map(({ text }) => text).join('');

function Row({ day, title, children }: { day?: Child; title: Child; children?: Child }) {
  return (
    <li class={day === undefined ? 'pl pl-one' : 'pl'}>
      {day === undefined ? null : <p class="pl-d">{day}</p>}
      <div>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
}

type NameProps = { r: Reader; path: string; name: MarkedWords | null; id: string; shown: Shown };

const Name = ({ r, path, name, id, shown }: NameProps) => (
  <a href={address(r.lang, path, asOfQuery(shown))}>{name === null ? id : <Marked r={r} {...name} />}</a>
);

/** Which offices somebody held by the day, and when; the latest first. */
function heldWords(r: Reader, directory: Directory, official: string, on: LocalDate): Child {
  const held = termsOf(directory, official, on);
  if (held.length === 0) return r.t('official.no_terms');
  return joined(
    held.map((each) => {
      const office = directory.offices.find(({ id }) => id === each.tenure.office);
      return (
        <>
          {inWords(r, office?.name ?? {}, each.tenure.office)} ({termOn(r, each, on)})
        </>
      );
    }),
    '; ',
  );
}

/** The words, with what was looked for marked. */
export function Marked({ r, pieces, lang }: { r: Reader; pieces: readonly Piece[]; lang: Language | null }): Child {
  const words = pieces.map(({ text, found }) => (found ? <mark>{text}</mark> : text));
  return lang === null || lang === r.lang ? words : <span lang={lang}>{words}</span>;
}
