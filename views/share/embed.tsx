import { wordsIn } from '../../src/domain/words.ts';
import { Document, type Site } from '../document.tsx';
import { textLanguage } from '../format/language.ts';
import { capital } from '../format/text.ts';
import { placeAndTime } from '../home/incident-cards.tsx';
import { byWeight, type Shown } from '../incidents/matters.ts';
import { spokenLine } from '../incidents/spoken-line.tsx';
import { storyOf } from '../incidents/story.tsx';
import { inWords, promiseAddress, type Told } from '../incidents/told.tsx';
import { Notice } from '../parts/notice.tsx';
import { Marked } from '../parts/status.tsx';
import { incidentAddress } from '../promises/line.tsx';
import { cardStatus, dayOfCard, setDayWords } from './card.tsx';
import { plainWords } from './plain.ts';

/** How many promises the frame tells. */
const TOLD = 3;

/** `/embed/incidents/:slug`: an incident within a page of another site. No script, no menu; every link leaves the frame. */
export function EmbedPage({ told, site }: { told: Told; site: Site }) {
  const { r, state } = told;
  const { incident } = state;
  const promises = byWeight(state.promises);
  const page = incidentAddress(told);
  return (
    <Document r={r} site={site} title={wordsIn(incident.title, r.lang)?.text ?? incident.slug} indexed={false}>
      {site.demo ? <Notice r={r}>{r.t('notice.demo')}</Notice> : null}
      <main class="embed">
        <p class="kicker">{placeAndTime(told)}</p>
        <h1>
          <a href={page} target="_top">
            {inWords(r, incident.title, incident.slug)}
          </a>
        </h1>
        <p>{plainWords(storyOf(told).lead)}</p>
        <h2>{r.t('story.promised')}</h2>
        {promises.length === 0 ? <p>{r.t('story.no_promises')}</p> : null}
        <ul>
          {promises.slice(0, TOLD).map((shown) => (
            <EmbedPromise told={told} shown={shown} />
          ))}
        </ul>
        {promises.length > TOLD ? (
          <p>
            <a href={`${page}#s_promises`} target="_top">
              {r.t('story.all_promises', { count: promises.length })}
            </a>
          </p>
        ) : null}
        <dl>
          <dt>{r.t('incidents.first_word')}</dt>
          <dd>{plainWords(spokenLine(told, 'first_word'))}</dd>
          <dt>{r.t('incidents.first_post')}</dt>
          <dd>{plainWords(spokenLine(told, 'first_post'))}</dd>
        </dl>
        <p class="embed-foot small">
          <strong>{r.t('site.name')}</strong>. {dayOfCard(told)}.{' '}
          <a href={page} target="_top">
            {r.t('embed.whole')}
          </a>
        </p>
      </main>
    </Document>
  );
}

function EmbedPromise({ told, shown }: { told: Told; shown: Shown }) {
  const { promise } = shown;
  const { more, ...status } = cardStatus(told, shown);
  const lang = textLanguage(promise.text, 'ru');
  return (
    <li>
      <a class="quiet" href={promiseAddress(told, promise)} target="_top" {...(lang === told.r.lang ? {} : { lang })}>
        {capital(promise.text)}
      </a>
      <br />
      <Marked {...status} />
      <span class="st-ground">{more + setDayWords(told, shown)}</span>
    </li>
  );
}
