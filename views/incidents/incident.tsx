import type { Child } from 'hono/jsx';
import { wordsIn } from '../../src/domain/words.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import { address } from '../address.ts';
import { incidentFeed } from '../feeds/links.ts';
import { OwnFeed } from '../feeds/other-ways.tsx';
import { Layout, type Site } from '../layout.tsx';
import type { Shown } from '../parts/day-shown.tsx';
import { zoneWords } from '../parts/moment.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { SubscribeForm } from '../parts/subscribe-form.tsx';
import { Localised } from '../parts/words.tsx';
import { cardWords, incidentCard } from '../share/card.tsx';
import { CiteSection, citeLine } from '../share/cite.tsx';
import { incidentData } from '../share/data.ts';
import { ShareIncident } from '../share/share.tsx';
import { AboutRecord, citedDay, type RecordFacts, seenOf } from './about.tsx';
import { type IncidentCorrection, IncidentCorrections } from './corrections.tsx';
import { GapFigure } from './gap-figure.tsx';
import { IncidentPromises } from './promises.tsx';
import { IncidentQuestions, questionsOf } from './questions.tsx';
import { RetractedLines, TakenOutNote } from './retracted.tsx';
import { rich } from './rich.tsx';
import { rowsOf } from './rows.ts';
import { storyOf } from './story.tsx';
import { IncidentTimeline } from './timeline.tsx';
import { asOfDay, inWords, RuleLink, type Told } from './told.tsx';
import { FiveQuestions, Norms } from './words-section.tsx';

export type IncidentPageProps = {
  told: Told;
  site: Site;
  shown: Shown;
  record: RecordFacts;
  corrections: readonly IncidentCorrection[];
};

/** The page of an incident: what happened, what was promised and what came of it, how fast they spoke; then the whole record. */
export function IncidentPage({ told, site, shown, record, corrections }: IncidentPageProps) {
  const { r, state } = told;
  const title = wordsIn(state.incident.title, r.lang)?.text ?? state.incident.slug;
  const path = `/incidents/${state.incident.slug}`;
  return (
    <Layout
      r={r}
      site={site}
      path={path}
      section="incidents"
      shown={shown}
      seen={seenOf(told, record)}
      title={title}
      description={r.t('incident.description', { title, day: asOfDay(told) })}
      feeds={[incidentFeed(r, state.incident.slug, title)]}
      data={incidentData(told, site, record)}
      card={{ path: `/cards${path}.png`, words: cardWords(incidentCard(told)) }}
    >
      <IncidentArticle told={told} record={record} corrections={corrections} />
      <CiteSection
        r={r}
        line={citeLine(r, {
          title,
          day: asOfDay(told),
          revision: record.revision,
          url: record.base + address(r.lang, path, { as_of: citedDay(told) }),
        })}
      />
      <ShareIncident told={told} site={site} />
      {site.sections.includes('subscribe') ? (
        <Section id="s_mail" title={r.t('subscribe.part.incident')}>
          <SubscribeForm r={r} scope={{ kind: 'incident', ref: state.incident.slug }} />
          <OwnFeed r={r} feed={incidentFeed(r, state.incident.slug, title)} />
        </Section>
      ) : null}
    </Layout>
  );
}

/** The record itself, without what surrounds it: the desk previews a draft with it. */
export function IncidentArticle({
  told,
  record,
  corrections,
}: Pick<IncidentPageProps, 'told' | 'record' | 'corrections'>) {
  const { r, state } = told;
  const { incident } = state;
  const { lead, answers } = storyOf(told);
  const first = rowsOf(state)[0];
  return (
    <article>
      <PageHead
        kicker={<Kicker told={told} />}
        title={inWords(r, incident.title, incident.slug)}
        lead={lead}
        answers={answers}
      />
      <Section
        id="s_words"
        title={r.t(state.started === null ? 'incident.words' : 'incident.hours')}
        note={<RuleLink told={told} rule="latency" />}
      >
        <GapFigure told={told} />
        <Norms told={told} />
        <FiveQuestions told={told} />
      </Section>
      <Section
        id="s_promises"
        title={r.t('incident.promises', { count: state.promises.length })}
        note={<RuleLink told={told} rule="overdue" />}
      >
        {state.promises.length === 0 ? <p>{r.t('story.no_promises')}</p> : <IncidentPromises told={told} />}
        <RetractedLines told={told} kind="promise" />
      </Section>
      <Section id="s_timeline" title={r.t('timeline.title')} wide>
        <div class="sec-b">
          {record.whole && wordsIn(incident.summary, r.lang) !== undefined ? (
            <p>{rich(r, 'timeline.in_short', { summary: <Localised r={r} texts={incident.summary} /> })}</p>
          ) : null}
          <p class="note">
            {r.t('timeline.intro', { zone: zoneWords(r, incident.zone, first?.at.latest ?? state.asOf) })}
          </p>
          <p class="note tl-key">{r.t('timeline.key')}</p>
        </div>
        <IncidentTimeline told={told} />
        <div class="sec-b">
          <TakenOutNote told={told} />
          <RetractedLines told={told} kind="entry" />
        </div>
      </Section>
      {questionsOf(told).length === 0 ? null : (
        <Section id="s_questions" title={r.t('incident.questions')}>
          <IncidentQuestions told={told} />
        </Section>
      )}
      {corrections.length === 0 ? null : (
        <Section id="s_corrections" title={r.t('incident.corrections')}>
          <IncidentCorrections told={told} corrections={corrections} />
        </Section>
      )}
      <Section id="s_about" title={r.t('incident.about')}>
        <AboutRecord told={told} record={record} />
      </Section>
    </article>
  );
}

/** The topic and the place; the office leads to its page. */
function Kicker({ told }: { told: Told }): Child {
  const { r, state, directory } = told;
  const key = `topic.${state.incident.topic}`;
  const office = directory.offices.find((candidate) => candidate.id === state.incident.office);
  return (
    <>
      {isMessageKey(key) ? `${r.t(key)}. ` : null}
      {office === undefined ? null : (
        <>
          {wordsIn(office.region, r.lang) === undefined ? null : (
            <>
              <Localised r={r} texts={office.region} />
              {'. '}
            </>
          )}
          <a href={address(r.lang, `/offices/${office.id}`, { as_of: told.asOf })}>
            <Localised r={r} texts={office.name} />
          </a>
        </>
      )}
    </>
  );
}
