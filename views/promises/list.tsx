import type { Directory, Office } from '../../src/domain/directory.ts';
import type { PromiseStatus } from '../../src/domain/promise.ts';
import { wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import type { ToldPromise } from '../home/home.tsx';
import { STATUSES_SHOWN } from '../incidents/tally.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { Hidden, Select } from '../parts/fields.tsx';
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
  status: PromiseStatus | undefined;
  office: string | undefined;
  incident: { slug: string; title: string } | undefined;
  /** What the address carries, the place in the list included. */
  query: Record<string, string>;
  next: string | null;
};

/** `/promises`: promises by status, office and incident. */
export function PromisesPage(props: PromisesPageProps) {
  const { r, site, shown, promises, query, next } = props;
  const { after, ...filter } = query;
  const to = (more: Record<string, string>) =>
    address(r.lang, '/promises', { ...filter, ...more, ...asOfQuery(shown) });
  return (
    <Layout
      r={r}
      site={site}
      path="/promises"
      section="promises"
      shown={shown}
      query={query}
      title={r.t('promises.title')}
      description={r.t('promises.lead')}
    >
      <PageHead title={r.t('promises.title')} lead={r.t('promises.lead')} />
      <Section id="s_list" title={r.t(props.status === undefined ? 'promises.any' : `tally.${props.status}`)}>
        <StatusTabs {...props} />
        <Narrow {...props} />
        {promises.length === 0 ? (
          <p>{r.t('promises.none')}</p>
        ) : (
          <PromiseList>
            {promises.map((each) => (
              <PromiseItem {...each} />
            ))}
          </PromiseList>
        )}
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

/** Each status with how many it has as of the day; those with none are left out, but the one that is chosen. */
function StatusTabs({ r, shown, counts, status: chosen, query }: PromisesPageProps) {
  const { after: _after, status: _status, ...filter } = query;
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
  const total = counts === null ? null : Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <ul class="tabs" aria-label={r.t('promises.by_status')}>
      {link(undefined, total === null ? r.t('promises.any') : `${r.t('promises.any')}: ${total}`)}
      {statuses.map((status) =>
        link(status, counts === null ? r.t(`tally.${status}`) : `${r.t(`tally.${status}`)}: ${counts[status]}`),
      )}
    </ul>
  );
}

function Narrow({ r, shown, directory, status, office, incident }: PromisesPageProps) {
  const filtered = office !== undefined || incident !== undefined;
  return (
    <FilterForm r={r} path="/promises" shown={shown} filtered={filtered || status !== undefined}>
      {status === undefined ? null : <Hidden name="status" value={status} />}
      <Select
        name="office"
        label={r.t('promises.office')}
        none={r.t('filter.any')}
        value={office ?? null}
        choices={officeChoices(r, directory.offices)}
      />
      {incident === undefined ? null : (
        <Select
          name="incident"
          label={r.t('promises.incident')}
          none={r.t('filter.any')}
          value={incident.slug}
          choices={[{ value: incident.slug, label: incident.title }]}
        />
      )}
    </FilterForm>
  );
}

/** Offices to choose from, by name. */
export function officeChoices(r: Reader, offices: readonly Office[]): { value: string; label: string }[] {
  return offices
    .map(({ id, name }) => ({ value: id, label: wordsIn(name, r.lang)?.text ?? id }))
    .sort((a, b) => a.label.localeCompare(b.label, r.lang));
}
