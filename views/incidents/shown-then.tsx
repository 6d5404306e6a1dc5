import type { Child } from 'hono/jsx';
import type { Texts } from '../../src/domain/words.ts';
import { type Instant, type LocalDate, localDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { dayWords } from '../format/dates.ts';
import { Layout, type Site } from '../layout.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import type { RecordFacts } from './about.tsx';
import type { IncidentCorrection } from './corrections.tsx';
import { IncidentArticle } from './incident.tsx';
import { inWords, type Told } from './told.tsx';

export type ToldThen =
  | {
      kind: 'shown';
      told: Told;
      record: RecordFacts;
      corrections: readonly IncidentCorrection[];
      /** How many public changes came after it. */
      later: number;
    }
  | { kind: 'none'; until: Instant; zone: string }
  | { kind: 'untold' };

export type ShownThenProps = {
  r: Reader;
  site: Site;
  slug: string;
  title: Texts;
  /** The local days between which there is something to choose. */
  first: LocalDate;
  today: LocalDate;
  /** The day that is asked for; null: none yet. */
  on: LocalDate | null;
  showed?: ToldThen;
};

/** `/incidents/:slug/shown`: what this site showed at the end of a day. It says so first, and is kept out of search engines. */
export function ShownThenPage(props: ShownThenProps) {
  const { r, site, slug, on, showed } = props;
  const title = inWords(r, props.title, slug);
  const day = on === null ? null : dayWords(r, on);
  const heading = day === null ? r.t('shown.title') : r.t('shown.title_on', { day });
  return (
    <Layout
      r={r}
      site={site}
      path={`/incidents/${slug}/shown`}
      query={on === null ? {} : { on }}
      section="incidents"
      title={heading}
      indexed={false}
      notices={on !== null && showed?.kind === 'shown' ? [thenWords(r, slug, on, showed.later)] : []}
    >
      {on === null || showed?.kind !== 'shown' ? (
        <PageHead kicker={<BackLink r={r} slug={slug} title={title} />} title={heading} lead={r.t('shown.lead')} />
      ) : null}
      {on !== null && showed !== undefined ? <Showed {...props} on={on} showed={showed} /> : null}
      <Section id="s_day" title={r.t('day.other')}>
        <ChooseDay {...props} />
        <p class="note">{r.t('shown.how')}</p>
      </Section>
    </Layout>
  );
}

function Showed({ r, on, showed }: ShownThenProps & { on: LocalDate; showed: ToldThen }) {
  const day = dayWords(r, on);
  if (showed.kind === 'untold') return <p>{r.t('shown.untold', { day })}</p>;
  if (showed.kind === 'none')
    return <p>{r.t('shown.none', { day, until: dayWords(r, localDate(showed.until, showed.zone)) })}</p>;
  return <IncidentArticle told={showed.told} record={showed.record} corrections={showed.corrections} />;
}

/** Above everything else: of which day the page is, and where to go for what is so now. */
function thenWords(r: Reader, slug: string, on: LocalDate, later: number): Child {
  return (
    <>
      <strong>{r.t('shown.notice', { day: dayWords(r, on) })}</strong> {r.t('shown.later', { count: later })}{' '}
      <a href={address(r.lang, `/incidents/${slug}`)}>{r.t('shown.now')}</a>{' '}
      <a href={address(r.lang, `/incidents/${slug}`, { as_of: on })}>{r.t('shown.as_of')}</a>
    </>
  );
}

const BackLink = ({ r, slug, title }: { r: Reader; slug: string; title: Child }) => (
  <a href={address(r.lang, `/incidents/${slug}`)}>{title}</a>
);

function ChooseDay({ r, slug, first, today, on }: ShownThenProps) {
  return (
    <form class="f no-print" method="get" action={address(r.lang, `/incidents/${slug}/shown`)}>
      <div class="f-row">
        <label for="shown-on">{r.t('shown.on')}</label>
        <input type="date" id="shown-on" name="on" value={on ?? today} min={first} max={today} required />
        <button type="submit">{r.t('day.show')}</button>
      </div>
    </form>
  );
}
