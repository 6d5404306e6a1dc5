import { NO_POST_HOURS } from '../../src/domain/digest.ts';
import type { Benchmark } from '../../src/domain/directory.ts';
import { DUE_SOON_HOURS, REVIEW_ALARM_DAYS, STALE_DAYS } from '../../src/domain/promise.ts';
import { RULES_VERSIONS } from '../../src/domain/rules.ts';
import { ABOUT_MINUTES } from '../../src/domain/span.ts';
import { WATCH_DAYS } from '../../src/domain/watch.ts';
import type { MessageKey, Params } from '../../src/i18n/translate.ts';
import { address } from '../address.ts';
import type { SiteNewsroom } from '../document.tsx';
import { dayWords } from '../format/dates.ts';
import { inWords } from '../incidents/told.tsx';
import { contactAddress, Layout, type Site } from '../layout.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Table } from '../parts/table.tsx';
import { Lines, Localised } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

export type MethodPageProps = { r: Reader; site: Site; benchmarks: readonly Benchmark[] };

/** The figures of the rules, as the rules have them: the page cannot say another one than is counted with. */
const FIGURES = {
  staleDays: STALE_DAYS,
  soonHours: DUE_SOON_HOURS,
  alarmDays: REVIEW_ALARM_DAYS,
  aboutMinutes: ABOUT_MINUTES,
  postHours: NO_POST_HOURS,
  watchDays: WATCH_DAYS,
} as const satisfies Params;

type Part = { id: string; title: MessageKey; words: readonly MessageKey[] };

/** The ids are addresses that other pages link to. */
export const METHOD_PARTS = [
  { id: 'record', title: 'method.record', words: ['method.record.1', 'method.record.2', 'method.record.3'] },
  {
    id: 'dates',
    title: 'method.dates',
    words: ['method.dates.1', 'method.dates.2', 'method.dates.3', 'method.dates.4'],
  },
  {
    id: 'due',
    title: 'method.due',
    words: ['method.due.1', 'method.due.2', 'method.due.3', 'method.due.4', 'method.due.5', 'method.due.6'],
  },
  {
    id: 'overdue',
    title: 'method.overdue',
    words: [
      'method.overdue.1',
      'method.overdue.2',
      'method.overdue.3',
      'method.overdue.4',
      'method.overdue.5',
      'method.overdue.6',
    ],
  },
  {
    id: 'outcomes',
    title: 'method.outcomes',
    words: ['method.outcomes.1', 'method.outcomes.2', 'method.outcomes.3', 'method.outcomes.4'],
  },
  {
    id: 'latency',
    title: 'method.latency',
    words: ['method.latency.1', 'method.latency.2', 'method.latency.3', 'method.latency.4', 'method.latency.5'],
  },
  { id: 'silence', title: 'method.silence', words: ['method.silence.1', 'method.silence.2', 'method.silence.3'] },
  { id: 'answers', title: 'method.answers', words: ['method.answers.1', 'method.answers.2'] },
  { id: 'benchmarks', title: 'method.benchmarks', words: ['method.benchmarks.1', 'method.benchmarks.2'] },
  {
    id: 'digest',
    title: 'method.digest',
    words: ['method.digest.1', 'method.digest.2', 'method.digest.3', 'method.digest.4'],
  },
  { id: 'people', title: 'method.people', words: ['method.people.1', 'method.people.2', 'method.people.3'] },
  {
    id: 'corrections',
    title: 'method.corrections',
    words: [
      'method.corrections.1',
      'method.corrections.2',
      'method.corrections.3',
      'method.corrections.4',
      'method.corrections.5',
    ],
  },
] as const satisfies readonly Part[];

/** `/method`: the rules in plain words, with the figures that the rules count with. */
export function MethodPage({ r, site, benchmarks }: MethodPageProps) {
  const { newsroom } = site;
  const hasAbout = newsroom !== undefined && Object.keys(newsroom.about).length > 0;
  return (
    <Layout
      r={r}
      site={site}
      path="/method"
      section="method"
      title={r.t('nav.method')}
      description={r.t('method.lead')}
    >
      <PageHead title={r.t('nav.method')} lead={r.t('method.lead')}>
        <ul class="links after">
          {hasAbout ? (
            <li>
              <a href="#newsroom">{r.t('method.newsroom')}</a>
            </li>
          ) : null}
          {METHOD_PARTS.map(({ id, title }) => (
            <li>
              <a href={`#${id}`}>{r.t(title)}</a>
            </li>
          ))}
          <li>
            <a href="#versions">{r.t('method.versions')}</a>
          </li>
        </ul>
      </PageHead>
      {hasAbout && newsroom !== undefined ? <AboutNewsroom r={r} newsroom={newsroom} /> : null}
      {METHOD_PARTS.map(({ id, title, words }) => (
        <Section id={id} title={r.t(title)}>
          <ul class="rules">
            {words.map((key) => (
              <li>{r.t(key, FIGURES)}</li>
            ))}
          </ul>
          {id === 'benchmarks' ? <Norms r={r} benchmarks={benchmarks} /> : null}
          {id === 'corrections' && site.sections.includes('corrections') ? (
            <p>
              <a href={address(r.lang, '/corrections')}>{r.t('correction.all')}</a>
            </p>
          ) : null}
        </Section>
      ))}
      <Versions r={r} />
    </Layout>
  );
}

/** What the rules were, and from when: a claim can be held to those that it was made by. */
function Versions({ r }: { r: Reader }) {
  return (
    <Section id="versions" title={r.t('method.versions')}>
      <p>{r.t('method.versions.lead')}</p>
      <Table
        caption={r.t('method.versions')}
        captionHidden
        columns={[
          { label: r.t('method.version'), num: true },
          { label: r.t('method.version.since') },
          { label: r.t('method.version.what'), bare: true },
        ]}
        rows={RULES_VERSIONS.map(({ version, on }) => [
          String(version),
          <time datetime={on}>{dayWords(r, on)}</time>,
          r.t(`method.version.${version}`),
        ])}
      />
    </Section>
  );
}

/** Who runs this site, in the newsroom's own words: a line of its own for each that was typed. */
function AboutNewsroom({ r, newsroom: { name, about, contact } }: { r: Reader; newsroom: SiteNewsroom }) {
  return (
    <Section id="newsroom" title={r.t('method.newsroom')}>
      {Object.keys(name).length === 0 ? null : (
        <p>
          <strong>
            <Localised r={r} texts={name} />
          </strong>
        </p>
      )}
      <Lines r={r} texts={about} />
      {contact === null ? null : (
        <p>
          {r.t('foot.contact')} <a href={contactAddress(contact)}>{contact}</a>
        </p>
      )}
    </Section>
  );
}

/** The norms in use; one that no editor has adopted is not public. domain.md, Words. */
function Norms({ r, benchmarks }: { r: Reader; benchmarks: readonly Benchmark[] }) {
  const adopted = benchmarks.filter((benchmark) => benchmark.adopted);
  if (adopted.length === 0) return <p>{r.t('method.no_norms')}</p>;
  return (
    <Table
      caption={r.t('method.norms')}
      columns={[
        { label: r.t('method.norm') },
        { label: r.t('method.norm_minutes'), num: true },
        { label: r.t('method.norm_clock') },
        { label: r.t('figure.source') },
      ]}
      rows={adopted.map((norm) => [
        inWords(r, norm.name, norm.id),
        String(norm.minutes),
        r.t('method.norm_from_to', {
          from: r.t(`method.clock.${norm.clock}`),
          to: r.t(`method.milestone.${norm.milestone}`),
        }),
        norm.source === null ? r.t('office.not_recorded') : <SourceLink r={r} source={norm.source} />,
      ])}
    />
  );
}
