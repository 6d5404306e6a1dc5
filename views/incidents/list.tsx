import type { Directory } from '../../src/domain/directory.ts';
import { INCIDENT_KINDS } from '../../src/domain/incident.ts';
import { wordsIn } from '../../src/domain/words.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import { address } from '../address.ts';
import { siteFeed } from '../feeds/links.ts';
import { placeAndTime } from '../home/incident-cards.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { Select, TextField } from '../parts/fields.tsx';
import { FilterForm } from '../parts/filter-form.tsx';
import { Pager } from '../parts/pager.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { IncidentLink } from '../promises/line.tsx';
import { officeChoices } from '../promises/list.tsx';
import type { Reader } from '../reader.ts';
import { spokenLine } from './spoken-line.tsx';
import { Tally } from './tally.tsx';
import type { Told } from './told.tsx';

export const INCIDENT_FILTERS = ['q', 'region', 'office', 'kind', 'topic', 'year'] as const;
export type IncidentQuery = Partial<Record<(typeof INCIDENT_FILTERS)[number] | 'after', string>>;

export type IncidentsPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  incidents: readonly Told[];
  /** What the address carries, the place in the list included. */
  query: IncidentQuery & Record<string, string>;
  next: string | null;
};

/** `/incidents`: what happened, the newest first, with a filter that is the address. */
export function IncidentsPage({ r, site, shown, directory, incidents, query, next }: IncidentsPageProps) {
  const { after, ...filter } = query;
  const filtered = Object.keys(filter).length > 0;
  const to = (more: Record<string, string>) =>
    address(r.lang, '/incidents', { ...filter, ...more, ...asOfQuery(shown) });
  return (
    <Layout
      r={r}
      site={site}
      path="/incidents"
      section="incidents"
      shown={shown}
      query={query}
      title={r.t('nav.incidents')}
      description={r.t('incidents.lead')}
      feeds={[siteFeed(r, 'incidents')]}
    >
      <PageHead title={r.t('nav.incidents')} lead={r.t('incidents.lead')} />
      <Section id="s_filter" title={r.t('incidents.filter')}>
        <Filters r={r} shown={shown} directory={directory} query={query} filtered={filtered} />
      </Section>
      <Section id="s_list" title={r.t(filtered ? 'incidents.found' : 'incidents.newest')}>
        {incidents.length === 0 ? (
          <p>{r.t(filtered ? 'incidents.none_found' : 'incidents.none')}</p>
        ) : (
          <ol>
            {incidents.map((told) => (
              <Row told={told} />
            ))}
          </ol>
        )}
        <Pager
          r={r}
          first={after === undefined ? undefined : to({})}
          next={next === null ? undefined : to({ after: next })}
        />
      </Section>
    </Layout>
  );
}

function Row({ told }: { told: Told }) {
  const { r, state } = told;
  return (
    <li class="pl">
      <p class="pl-d small">{placeAndTime(told)}</p>
      <div>
        <h3>
          <IncidentLink told={told} />
        </h3>
        <p>
          <Tally r={r} states={state.promises.map((each) => each.state)} />
        </p>
        <p class="small">
          {r.t('incidents.first_word')}: {spokenLine(told, 'first_word')}
        </p>
        <p class="small">
          {r.t('incidents.first_post')}: {spokenLine(told, 'first_post')}
        </p>
      </div>
    </li>
  );
}

type FiltersProps = Pick<IncidentsPageProps, 'r' | 'shown' | 'directory' | 'query'> & { filtered: boolean };

function Filters({ r, shown, directory, query, filtered }: FiltersProps) {
  const none = r.t('filter.any');
  const narrowed = INCIDENT_FILTERS.some((name) => name !== 'q' && query[name] !== undefined);
  return (
    <FilterForm r={r} path="/incidents" shown={shown} filtered={filtered}>
      <TextField name="q" type="search" label={r.t('incidents.words')} value={query.q ?? null} maxlength={100} />
      <details class="filter-more" {...(narrowed ? { open: true } : {})}>
        <summary>{r.t('incidents.more_filters')}</summary>
        <div class="filter-fields">
          <Select
            name="region"
            label={r.t('incidents.region')}
            none={none}
            value={query.region ?? null}
            choices={withChosen(regionChoices(r, directory), query.region)}
          />
          <Select
            name="office"
            label={r.t('incidents.office')}
            none={none}
            value={query.office ?? null}
            choices={withChosen(officeChoices(r, directory.offices), query.office)}
          />
          <Select
            name="kind"
            label={r.t('incidents.kind')}
            none={none}
            value={query.kind ?? null}
            choices={INCIDENT_KINDS.map((kind) => ({ value: kind, label: r.t(`incidents.kind.${kind}`) }))}
          />
          <Select
            name="topic"
            label={r.t('incidents.topic')}
            none={none}
            value={query.topic ?? null}
            choices={withChosen(topicChoices(r), query.topic)}
          />
          <TextField
            name="year"
            label={r.t('incidents.year')}
            value={query.year ?? null}
            inputmode="numeric"
            maxlength={4}
          />
        </div>
      </details>
    </FilterForm>
  );
}

type Choices = { value: string; label: string }[];

/** What the address asks for stays chosen, also where it is none of ours. */
function withChosen(choices: Choices, chosen: string | undefined): Choices {
  if (chosen === undefined || choices.some(({ value }) => value === chosen)) return choices;
  return [...choices, { value: chosen, label: chosen }];
}

/** Regions by name. An address carries the Russian name, so that it is the same in every language. */
function regionChoices(r: Reader, { offices }: Directory): Choices {
  const regions = new Map<string, string>();
  for (const { region } of offices) {
    const value = region.ru ?? region.kk ?? region.en;
    if (value !== undefined) regions.set(value, wordsIn(region, r.lang)?.text ?? value);
  }
  return [...regions]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label, r.lang));
}

const TOPICS = ['power', 'water', 'gas', 'heat', 'explosion', 'fire', 'flood', 'transport', 'other'];

function topicChoices(r: Reader): Choices {
  return TOPICS.flatMap((topic) => {
    const key = `topic.${topic}`;
    return isMessageKey(key) ? [{ value: topic, label: r.t(key) }] : [];
  });
}
