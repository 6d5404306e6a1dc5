import type { Child } from 'hono/jsx';
import { promisor } from '../../src/domain/office.ts';
import { LANGUAGES, type Language, wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { capital } from '../format/text.ts';
import { citedDay, type RecordFacts, seenOf } from '../incidents/about.tsx';
import { type IncidentCorrection, IncidentCorrections } from '../incidents/corrections.tsx';
import { EntryText } from '../incidents/entry-row.tsx';
import type { Shown as ShownPromise } from '../incidents/matters.ts';
import { PromiseFigure } from '../incidents/promise-figure.tsx';
import { counted, DuePhrase, dueSentence, movesOf, Named, StatusOf, whoLooked } from '../incidents/promise-story.tsx';
import { PromiseTitle } from '../incidents/promise-title.tsx';
import { Replies } from '../incidents/replies.tsx';
import { rich, sentences } from '../incidents/rich.tsx';
import { asOfDay, mayName, officeName, RuleLink, saidOn, type Told, withYears } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import type { Shown } from '../parts/day-shown.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Localised, langOf, natureWords } from '../parts/words.tsx';
import { readerOf } from '../reader.ts';
import { cardWords, promiseCard } from '../share/card.tsx';
import { citeLine } from '../share/cite.tsx';
import { promiseData } from '../share/data.ts';
import { PromiseLife } from './life.tsx';
import { DueSum } from './sum.tsx';

export type PromisePageProps = {
  told: Told;
  site: Site;
  shown: Shown;
  promise: ShownPromise;
  record: Pick<RecordFacts, 'base' | 'changedAt' | 'firstPublishedAt' | 'revision'>;
  /** What changed in public of the promise and of the entries that it rests on. */
  corrections: readonly IncidentCorrection[];
};

/** The page of a promise: its words, what came of it, its whole life, and how its due day was counted. */
export function PromisePage({ told, site, shown, promise: one, record, corrections }: PromisePageProps) {
  const { r, state } = told;
  const { promise } = one;
  const { slug } = state.incident;
  const path = `/promises/${slug}/${promise.id}`;
  const words = { nature: natureWords(r, promise.nature), words: promise.text, day: asOfDay(told) };
  const title = capital(promise.text);
  return (
    <Layout
      r={r}
      site={site}
      path={path}
      section="promises"
      shown={shown}
      seen={seenOf(told, record)}
      title={title}
      description={r.t('promise.description', words)}
      data={promiseData(told, site, promise, record)}
      card={{ path: `/cards${path}.png`, words: cardWords(promiseCard(told, one)) }}
    >
      <article>
        <PageHead
          kicker={<BackLink told={told} one={one} />}
          title={<PromiseTitle told={told} promise={promise} />}
          lead={<Lead told={told} one={one} />}
          answers={answersOf(told, one)}
        />
        <Section id="s_life" title={r.t('promise.life')} wide>
          <div class="sec-b">
            <PromiseFigure told={told} shown={one} />
          </div>
          <PromiseLife told={told} shown={one} />
          <div class="sec-b">
            <WhatIsMissing told={told} one={one} />
          </div>
        </Section>
        <Section id="s_sum" title={r.t('promise.sum')} note={<RuleLink told={told} rule="dates" />}>
          <DueSum told={told} shown={one} />
        </Section>
        <Section id="s_corrections" title={r.t('incident.corrections')}>
          {corrections.length === 0 ? (
            <p>{r.t('promise.no_corrections')}</p>
          ) : (
            <IncidentCorrections told={told} corrections={corrections} />
          )}
        </Section>
        <Section id="s_cite" title={r.t('cite.title')}>
          <CiteLines told={told} one={one} record={record} />
        </Section>
      </article>
    </Layout>
  );
}

type CiteLinesProps = { told: Told; one: ShownPromise; record: PromisePageProps['record'] };

/** The same line in each language, the page's own first; each leads to the page in that language, on that day. */
function CiteLines({ told, one: { promise }, record }: CiteLinesProps): Child {
  const { r, state } = told;
  const path = `/promises/${state.incident.slug}/${promise.id}`;
  const line = (lang: Language) => {
    const reader = readerOf(lang);
    return citeLine(reader, {
      title: `${natureWords(reader, promise.nature)}: ${promise.text}`,
      day: asOfDay({ ...told, r: reader }),
      revision: record.revision,
      url: record.base + address(lang, path, { as_of: citedDay(told) }),
    });
  };
  return (
    <>
      {[r.lang, ...LANGUAGES.filter((lang) => lang !== r.lang)].map((lang) => (
        <p class="cite" {...langOf(r, lang)}>
          {line(lang)}
        </p>
      ))}
      <p class="note">{r.t('cite.note')}</p>
    </>
  );
}

function BackLink({ told, one }: { told: Told; one: ShownPromise }): Child {
  const { r, state } = told;
  const { incident } = state;
  const page = address(r.lang, `/incidents/${incident.slug}`, { as_of: told.asOf });
  return (
    <a href={`${page}#promise-${one.promise.id}`}>
      {wordsIn(incident.title, r.lang) === undefined ? incident.slug : <Localised r={r} texts={incident.title} />}
    </a>
  );
}

/** What it is by nature, whose word, when and where; the person only where somebody has checked. */
function Lead({ told, one: { promise, state } }: { told: Told; one: ShownPromise }): Child {
  const { r } = told;
  const { statement, office, official } = promisor(promise, told.state.incident);
  const who = (
    <>
      <a class="quiet" href={address(r.lang, `/offices/${office}`, { as_of: told.asOf })}>
        {officeName(told, office)}
      </a>
      {official !== null && mayName(state) ? (
        <>
          {', '}
          <Named told={told} promise={promise} official={official} />
        </>
      ) : null}
      {statement.channel === null ? null : `, ${r.t(`network.${statement.channel.network}`)}`}
    </>
  );
  return sentences([
    rich(
      r,
      'incident.said',
      { office: who, when: saidOn(withYears(told), statement.at) },
      { nature: natureWords(r, promise.nature) },
    ),
    promise.phrase === null ? null : (
      <>
        <DuePhrase told={told} phrase={promise.phrase} entry={statement} />.
      </>
    ),
  ]);
}

function answersOf(told: Told, one: ShownPromise): { question: Child; answer: Child }[] {
  const { r } = told;
  const outcome = {
    question: r.t('promise.outcome'),
    answer: sentences([
      movesOf(told, one.promise),
      dueSentence(told, one),
      <StatusOf told={told} shown={one} />,
      whoLooked(told, one),
      counted(told, one),
    ]),
  };
  if (one.promise.test === null) return [outcome];
  const test = capital(one.promise.test);
  return [outcome, { question: r.t('promise.test'), answer: <EntryText told={told} text={`${test}.`} /> }];
}

/** What the record does not have: said, so that nobody takes it for a yes or a no. */
function WhatIsMissing({ told, one }: { told: Told; one: ShownPromise }): Child {
  const { r, state } = told;
  const replied = state.replies.some((reply) => reply.to === one.promise.id);
  const checked = state.checks.some((check) => check.for === one.promise.id);
  return (
    <>
      <Replies told={told} to={one.promise.id} />
      {replied && checked ? null : (
        <p class="note">
          {sentences([checked ? null : r.t('promise.never_checked'), replied ? null : r.t('promise.no_reply')])}
        </p>
      )}
    </>
  );
}
