import type { Child } from 'hono/jsx';
import type { Directory, Office } from '../../src/domain/directory.ts';
import { holdersOn } from '../../src/domain/office.ts';
import { wordsIn } from '../../src/domain/words.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { officeFeed } from '../feeds/links.ts';
import { OwnFeed } from '../feeds/other-ways.tsx';
import { dayWords } from '../format/dates.ts';
import { glued } from '../format/text.ts';
import type { ToldPromise } from '../home/home.tsx';
import { joined, rich, sentences } from '../incidents/rich.tsx';
import { inWords, type Told } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { DirectoryCorrections, type ShownDirectoryCorrection } from '../pages/directory-correction.tsx';
import { asOfQuery, asOfWords, DayForm, type Shown } from '../parts/day-shown.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { SubscribeForm } from '../parts/subscribe-form.tsx';
import type { Reader } from '../reader.ts';
import { cardWords } from '../share/card.tsx';
import { CiteSection, citeLine } from '../share/cite.tsx';
import { profileData } from '../share/data.ts';
import { officeCard } from '../share/directory-card.tsx';
import { Accounts } from './accounts.tsx';
import { OfficeFigures } from './figures.tsx';
import { begunBy, Holders, officeDates, termOn } from './holders.tsx';
import { OfficeIncidents } from './incidents.tsx';
import { OfficePromises } from './promises.tsx';
import { OfficeQuestions } from './questions.tsx';

export type OfficePageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  directory: Directory;
  office: Office;
  /** What was corrected of it, the newest first; `zone`: the newsroom's, for their days. */
  corrections: readonly ShownDirectoryCorrection[];
  zone: string;
  /** The last change of the directory; null: none. */
  revision: number | null;
  /** The day that is shown, where the office is. */
  on: LocalDate;
  /** The incidents that it is responsible for, the newest first. */
  incidents: readonly Told[];
  /** The incidents in which it was asked something, the newest first. */
  asked: readonly Told[];
  /** The promises that its statements made, by due day. */
  promises: readonly ToldPromise[];
  /** Whether there are more of either than are shown. */
  more: { incidents: boolean; promises: boolean; asked: boolean };
};

/** `/offices/:id`: who held it, what it promised, how fast it spoke, where it speaks, what was measured. */
export function OfficePage(props: OfficePageProps) {
  const { r, site, shown, directory, office, on, incidents, asked, promises, more } = props;
  const name = wordsIn(office.name, r.lang)?.text ?? office.id;
  const path = `/offices/${office.id}`;
  const begun = begunBy(directory, office.id, on);
  const dates = officeDates(r, office, on);
  return (
    <Layout
      r={r}
      site={site}
      path={path}
      section="offices"
      shown={shown}
      title={name}
      description={r.t('office.description', { name })}
      feeds={[officeFeed(r, office.id, name)]}
      data={profileData(r, site, { office })}
      card={{ path: `/cards${path}.png`, words: cardWords(officeCard(r, { directory, office, on })) }}
    >
      <PageHead
        kicker={joined([r.t(`office.kind.${office.kind}`), inWords(r, office.region)].filter((words) => words !== ''))}
        title={inWords(r, office.name, office.id)}
        lead={sentences([
          holderWords(props),
          glued(r.t('office.lead_counts', { incidents: incidents.length, promises: promises.length })),
        ])}
      />
      <Section id="s_holders" title={r.t('office.holders')}>
        {dates === '' ? null : <p>{dates}</p>}
        <Holders r={r} directory={directory} held={begun} on={on} asOf={asOfQuery(shown).as_of ?? ''} />
      </Section>
      <Section id="s_promises" title={r.t('office.promises')}>
        <OfficePromises r={r} directory={directory} office={office} on={on} promises={promises} />
        {more.promises ? <p class="note">{r.t('office.more')}</p> : null}
      </Section>
      <Section id="s_incidents" title={r.t('office.incidents')}>
        <OfficeIncidents r={r} incidents={incidents} />
        {more.incidents ? <p class="note">{r.t('office.more')}</p> : null}
      </Section>
      <Section id="s_questions" title={r.t('office.questions')}>
        <OfficeQuestions r={r} office={office.id} incidents={asked} />
        {more.asked ? <p class="note">{r.t('office.more_questions')}</p> : null}
      </Section>
      <Section id="s_accounts" title={r.t('office.accounts')}>
        <Accounts r={r} directory={directory} office={office} on={on} asOf={asOfQuery(shown).as_of ?? ''} />
      </Section>
      <Section id="s_figures" title={r.t('office.figures')}>
        <OfficeFigures r={r} directory={directory} office={office} on={on} />
      </Section>
      <DirectoryCorrections r={r} directory={directory} corrections={props.corrections} zone={props.zone} />
      {site.sections.includes('subscribe') ? (
        <Section id="s_mail" title={r.t('subscribe.part.office')}>
          <SubscribeForm r={r} scope={{ kind: 'office', ref: office.id }} />
          <OwnFeed r={r} feed={officeFeed(r, office.id, name)} />
        </Section>
      ) : null}
      <CiteSection
        r={r}
        line={citeLine(r, {
          title: name,
          day: asOfWords(r, on),
          revision: props.revision,
          url: site.base + address(r.lang, path, { as_of: asOfQuery(shown).as_of ?? on }),
        })}
      />
      <Section id="s_day" title={r.t('day.other')}>
        <DayForm r={r} shown={shown} path={path} id="as-of-2" />
      </Section>
    </Layout>
  );
}

/** Who may have held it on the day; two on a day of change. */
function holderWords({ r, directory, office, on }: OfficePageProps): Child {
  const held = holdersOn(directory, office.id, on);
  const day = dayWords(r, on);
  if (held.length === 0) return r.t('office.lead_unknown', { on: day });
  const names = held.map((each) => {
    const official = directory.officials.find(({ id }) => id === each.tenure.official);
    return (
      <>
        {inWords(r, official?.name ?? {}, each.tenure.official)} ({termOn(r, each, on)})
      </>
    );
  });
  return rich(r, 'office.lead', { who: joined(names, ` ${r.t('story.or')} `) }, { on: day });
}
