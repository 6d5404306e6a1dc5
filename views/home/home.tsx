import type { Child } from 'hono/jsx';
import type { Digest } from '../../src/domain/digest.ts';
import type { Directory } from '../../src/domain/directory.ts';
import { promisor } from '../../src/domain/office.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import { dayEndingAt, daysBetween } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { summaryWords, weekWords } from '../digests/words.ts';
import { calendarLink, siteFeeds } from '../feeds/links.ts';
import { daysCount } from '../format/durations.ts';
import { glued } from '../format/text.ts';
import { dueWords } from '../incidents/promise-story.tsx';
import { PromiseTitle } from '../incidents/promise-title.tsx';
import { dueNotes } from '../incidents/promises.tsx';
import { joined, rich, sentences } from '../incidents/rich.tsx';
import { inWords, office, promiseAddress, type Told } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, DayForm, type Shown } from '../parts/day-shown.tsx';
import { PromiseList } from '../parts/promise-row.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Table } from '../parts/table.tsx';
import { natureWords } from '../parts/words.tsx';
import { PromiseItem } from '../promises/line.tsx';
import type { Reader } from '../reader.ts';
import { SearchForm } from '../search/form.tsx';
import { SECTIONS } from '../sections.ts';
import { siteData } from '../share/data.ts';
import { IncidentCards } from './incident-cards.tsx';

/** A promise with what it is as of the day, and its incident. */
export type ToldPromise = { told: Told; promise: Promised; state: PromiseState };

export type HomeProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  passed: { checked: ToldPromise[]; unchecked: ToldPromise[]; more: boolean };
  /** Promises past their term that nobody looked at for long; `more`: at least so many. */
  stale: { count: number; more: boolean };
  next: ToldPromise[];
  incidents: Told[];
  digest: { digest: Digest; zone: string } | null;
};

/** `/`: what passed, what is next, what happened last, the last digest. */
export function HomePage(props: HomeProps) {
  const { r, site, shown } = props;
  return (
    <Layout
      r={r}
      site={site}
      path="/"
      shown={shown}
      title={r.t('home.document_title')}
      description={r.t('home.lead')}
      feeds={[...siteFeeds(r), calendarLink(r)]}
      data={siteData(r, site)}
    >
      <PageHead kicker={r.t('home.kicker')} title={r.t('home.title')} lead={r.t('home.lead')}>
        {site.sections.includes('search') ? <SearchForm r={r} shown={shown} /> : null}
      </PageHead>
      <Passed {...props} />
      <Next {...props} />
      <Section id="s_incidents" title={r.t('nav.incidents')}>
        {props.incidents.length === 0 ? <p>{r.t('incidents.none')}</p> : <IncidentCards incidents={props.incidents} />}
        <p class="after">
          <a href={address(r.lang, '/incidents', asOfQuery(shown))}>{r.t('home.all_incidents')}</a>
        </p>
      </Section>
      <Week {...props} />
      <Section id="s_day" title={r.t('day.other')}>
        <DayForm r={r} shown={shown} path="/" id="as-of-2" />
      </Section>
    </Layout>
  );
}

function Passed({ r, shown, passed: { checked, unchecked, more }, stale }: HomeProps) {
  const promises = (status: string) => address(r.lang, '/promises', { status, ...asOfQuery(shown) });
  return (
    <Section id="s_passed" title={r.t('tally.overdue')}>
      {checked.length + unchecked.length === 0 ? <p>{r.t('home.none_passed')}</p> : null}
      <Group title={r.t('digest.checked')} promises={checked} />
      <Group title={r.t('digest.unchecked')} promises={unchecked} />
      <p class={checked.length + unchecked.length === 0 ? 'after' : undefined}>
        {sentences([
          more ? <a href={promises('overdue')}>{r.t('home.more_passed')}</a> : null,
          stale.count === 0 ? null : (
            <a href={promises('overdue')}>
              {r.t(stale.more ? 'home.stale_more' : 'home.stale', { count: stale.count })}
            </a>
          ),
          <a href={promises('no_deadline')}>{r.t('home.no_deadline')}</a>,
          <a href={address(r.lang, '/promises', asOfQuery(shown))}>{r.t('home.all_promises')}</a>,
        ])}
      </p>
    </Section>
  );
}

function Group({ title, promises }: { title: string; promises: ToldPromise[] }) {
  if (promises.length === 0) return null;
  return (
    <div class="pl-g">
      <h3 class="pl-gh">{title}</h3>
      <PromiseList>
        {promises.map((each) => (
          <PromiseItem {...each} level={4} />
        ))}
      </PromiseList>
    </div>
  );
}

function Next({ r, next }: HomeProps) {
  const columns = [
    { label: r.t('home.column.due') },
    { label: r.t('home.column.what'), bare: true },
    { label: r.t('home.column.where') },
    { label: r.t('home.column.left'), num: true },
  ];
  return (
    <Section id="s_next" title={r.t('home.next')}>
      {next.length === 0 ? (
        <p>{r.t('home.none_next')}</p>
      ) : (
        <Table caption={r.t('home.next_caption')} captionHidden columns={columns} rows={next.map(nextRow)} />
      )}
    </Section>
  );
}

function nextRow({ told, promise, state }: ToldPromise): Child[] {
  const { r, directory } = told;
  const { incident, asOf } = told.state;
  const today = dayEndingAt(asOf, incident.zone);
  const by = office(told, promisor(promise, incident).office).text;
  const notes = [`${natureWords(r, promise.nature)}: ${by}`, ...dueNotes(told, promise, state)];
  const region = directory.offices.find(({ id }) => id === incident.office)?.region ?? {};
  return [
    state.dueAt === null ? '' : dueWords(told, state.dueAt),
    <>
      <a href={promiseAddress(told, promise)}>
        <PromiseTitle told={told} promise={promise} />
      </a>
      <small>{joined(notes, '; ')}</small>
    </>,
    inWords(r, region),
    state.dueOn === null ? '' : daysCount(r, daysBetween(today, state.dueOn)),
  ];
}

function Week({ r, site, digest: last }: HomeProps) {
  return (
    <Section id="s_week" title={r.t('home.week')}>
      {last === null ? (
        <p>{r.t('digests.none')}</p>
      ) : (
        <>
          <h3>
            <a href={address(r.lang, `/digests/${last.digest.week}`)}>
              {r.t('digest.title', { week: weekWords(r, last.digest, last.zone) })}
            </a>
          </h3>
          <p>{glued(summaryWords(r, last.digest).join(' '))}</p>
        </>
      )}
      <p class="small">
        <a href={address(r.lang, '/digests')}>{r.t('digest.all')}</a>
      </p>
      <p class="note no-print">
        {sentences([
          site.sections.includes('subscribe') ? (
            <a href={address(r.lang, SECTIONS.subscribe)}>{r.t('home.by_mail')}</a>
          ) : null,
          rich(r, 'home.follow', {
            feed: <a href={address(r.lang, '/feeds/overdue.atom')}>{r.t('home.feed')}</a>,
            calendar: <a href={address(r.lang, '/calendar.ics')}>{r.t('home.calendar')}</a>,
          }),
        ])}
      </p>
    </Section>
  );
}
