import type { Directory, Office, Official } from '../../src/domain/directory.ts';
import type { PromiseStatus } from '../../src/domain/promise.ts';
import { wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import type { ToldPromise } from '../home/home.tsx';
import { STATUSES_SHOWN } from '../incidents/tally.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { Select, TextField } from '../parts/fields.tsx';
import { FilterForm } from '../parts/filter-form.tsx';
import { Pager } from '../parts/pager.tsx';
import { PromiseList } from '../parts/promise-row.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import { PromiseItem } from './line.tsx';

export type PromisesPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  promises: ToldPromise[];
  /** How many have each status, within the other filters; null where the record is too large to count. */
  counts: Record<PromiseStatus, number> | null;
  /** Those to choose from. */
  officials: readonly Official[];
  /** Of incidents: some to type, the one that the address names, and those that the words there may mean. */
  choice: IncidentChoice;
  /** What the address asks for, without the place in the list. */
  query: PromiseListQuery;
  after: string | undefined;
  next: string | null;
};

type Named = { slug: string; title: string };
export type IncidentChoice = { offered: readonly Named[]; chosen: Named | undefined; meant: readonly Named[] };

type Name =
  | 'status'
  | 'office'
  | 'official'
  | 'incident'
  | 'q'
  | 'said_from'
  | 'said_to'
  | 'due_from'
  | 'due_to'
  | 'sort';
export type PromiseListQuery = Partial<Record<Name, string>>;

const SORTS = ['due', 'said', 'overdue'] as const;
/** Behind "more": they stand open where one of them is in use. */
const MORE = [
  'status',
  'sort',
  'office',
  'official',
  'incident',
  'said_from',
  'said_to',
  'due_from',
  'due_to',
] as const;

/** `/promises`: promises by status, by who made them, where, when and in which words. The filter is the address. */
export function PromisesPage(props: PromisesPageProps) {
  const { r, site, shown, promises, query, after, next } = props;
  const to = (more: Record<string, string>) => address(r.lang, '/promises', { ...query, ...more, ...asOfQuery(shown) });
  const status = STATUSES_SHOWN.find((each) => each === query.status);
  return (
    <Layout
      r={r}
      site={site}
      path="/promises"
      section="promises"
      shown={shown}
      query={{ ...query, ...(after === undefined ? {} : { after }) }}
      title={r.t('promises.title')}
      description={r.t('promises.lead')}
      htmx
    >
      <PageHead title={r.t('promises.title')} lead={r.t('promises.lead')} />
      <Section id="s_filter" title={r.t('promises.filter')}>
        <Narrow {...props} />
      </Section>
      <Section id="s_list" title={r.t(status === undefined ? 'promises.any' : `tally.${status}`)}>
        <Meant {...props} />
        <StatusTabs {...props} />
        <Counted {...props} />
        {promises.length === 0 ? (
          <p>{r.t('promises.none')}</p>
        ) : (
          <PromiseList>
            {promises.map((each) => (
              <PromiseItem {...each} />
            ))}
          </PromiseList>
        )}
        {query.official === undefined ? null : <p class="note">{r.t('promises.official_note')}</p>}
        <Pager
          r={r}
          first={after === undefined ? undefined : to({})}
          next={next === null ? undefined : to({ after: next })}
        />
        <p class="note">
          <a href={`${address(r.lang, '/method')}#overdue`}>{r.t('promises.how')}</a>
        </p>
      </Section>
    </Layout>
  );
}

/** What was typed names no incident: those that it may mean, each the same list of that one. */
function Meant({ r, shown, choice: { chosen, meant }, query }: PromisesPageProps) {
  if (query.incident === undefined || chosen !== undefined) return null;
  if (meant.length === 0) return <p>{r.t('promises.incident.none', { words: query.incident })}</p>;
  return (
    <>
      <p>{r.t('promises.incident.which', { words: query.incident })}</p>
      <ul class="links">
        {meant.map(({ slug, title }) => (
          <li>
            <a href={address(r.lang, '/promises', { ...query, incident: slug, ...asOfQuery(shown) })}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How many there are, and the same as data. */
function Counted({ r, shown, counts, query }: PromisesPageProps) {
  const total = totalOf(counts, query.status);
  const data = (path: string) => address('ru', path, { ...query, ...asOfQuery(shown) });
  return (
    <p class="small muted">
      {total === null ? r.t('promises.many') : r.t('promises.count', { count: total })}{' '}
      <span class="no-print">
        {r.t('promises.as_data')} <a href={data('/api/v1/promises.csv')}>CSV</a>,{' '}
        <a href={data('/api/v1/promises')}>JSON</a>.
      </span>
    </p>
  );
}

function totalOf(counts: PromisesPageProps['counts'], status: string | undefined): number | null {
  if (counts === null) return null;
  return Object.entries(counts).reduce(
    (sum, [name, count]) => sum + (status === undefined || name === status ? count : 0),
    0,
  );
}

/** Each status with how many it has as of the day; those with none are left out, but the one that is chosen. */
function StatusTabs({ r, shown, counts, query }: PromisesPageProps) {
  const { status: chosen, ...filter } = query;
  const link = (status: PromiseStatus | undefined, words: string) => (
    <li>
      <a
        href={address(r.lang, '/promises', {
          ...(status === undefined ? {} : { status }),
          ...filter,
          ...asOfQuery(shown),
        })}
        {...(status === chosen ? { 'aria-current': 'page' as const } : {})}
      >
        {words}
      </a>
    </li>
  );
  const statuses = STATUSES_SHOWN.filter((status) => counts === null || counts[status] > 0 || status === chosen);
  const total = totalOf(counts, undefined);
  return (
    <ul class="tabs" aria-label={r.t('promises.by_status')}>
      {link(undefined, total === null ? r.t('promises.any') : `${r.t('promises.any')}: ${total}`)}
      {statuses.map((status) =>
        link(status, counts === null ? r.t(`tally.${status}`) : `${r.t(`tally.${status}`)}: ${counts[status]}`),
      )}
    </ul>
  );
}

function Narrow({ r, shown, directory, officials, choice: incidents, query }: PromisesPageProps) {
  const narrowed = MORE.some((name) => query[name] !== undefined);
  const choice = (name: Name, label: string, choices: { value: string; label: string }[], none: string) => (
    <Select
      name={name}
      label={label}
      none={none}
      value={query[name] ?? null}
      choices={withChosen(choices, query[name])}
    />
  );
  const any = r.t('filter.any');
  const day = (name: Name) => (
    <TextField name={name} type="date" label={r.t(`promises.${name as DayName}`)} value={query[name] ?? null} />
  );
  return (
    <FilterForm r={r} path="/promises" shown={shown} filtered={Object.keys(query).length > 0} inPlace>
      <TextField name="q" type="search" label={r.t('promises.words')} value={query.q ?? null} maxlength={200} />
      <details class="filter-more" {...(narrowed ? { open: true } : {})}>
        <summary>{r.t('promises.more_filters')}</summary>
        <div class="filter-fields">
          {choice('status', r.t('promises.status'), statusChoices(r), any)}
          {choice('sort', r.t('promises.sort'), sortChoices(r), r.t('promises.sort.due'))}
          {choice('office', r.t('promises.office'), officeChoices(r, directory.offices), any)}
          {choice('official', r.t('promises.official'), nameChoices(r, officials), any)}
          <TextField
            name="incident"
            label={r.t('promises.incident')}
            hint={incidents.chosen?.title ?? r.t('promises.incident.hint')}
            value={query.incident ?? null}
            maxlength={200}
            list="incidents-offered"
            autocomplete="off"
          />
          <datalist id="incidents-offered">
            {incidents.offered.map(({ slug, title }) => (
              <option value={slug}>{title}</option>
            ))}
          </datalist>
          {day('said_from')}
          {day('said_to')}
          {day('due_from')}
          {day('due_to')}
        </div>
      </details>
    </FilterForm>
  );
}

type DayName = 'said_from' | 'said_to' | 'due_from' | 'due_to';

const statusChoices = (r: Reader) => STATUSES_SHOWN.map((status) => ({ value: status, label: r.t(`tally.${status}`) }));

/** The first one is what an address without it says. */
const sortChoices = (r: Reader) =>
  SORTS.filter((sort) => sort !== 'due').map((sort) => ({ value: sort, label: r.t(`promises.sort.${sort}`) }));

/** What the address asks for stays chosen, also where it is none of ours. */
function withChosen(choices: { value: string; label: string }[], chosen: string | undefined) {
  if (chosen === undefined || chosen === 'due' || choices.some(({ value }) => value === chosen)) return choices;
  return [...choices, { value: chosen, label: chosen }];
}

/** Officials to choose from, by name. */
function nameChoices(r: Reader, officials: readonly Official[]) {
  return officials
    .map(({ id, name }) => ({ value: id, label: wordsIn(name, r.lang)?.text ?? id }))
    .sort((a, b) => a.label.localeCompare(b.label, r.lang));
}

/** Offices to choose from, by name. */
export function officeChoices(r: Reader, offices: readonly Office[]): { value: string; label: string }[] {
  return offices
    .map(({ id, name }) => ({ value: id, label: wordsIn(name, r.lang)?.text ?? id }))
    .sort((a, b) => a.label.localeCompare(b.label, r.lang));
}
