import type { Incident } from '../../src/domain/incident.ts';
import { movedBy, sentenceAround } from '../../src/domain/term-suggestions.ts';
import type { UnrecordedTerm } from '../../src/domain/unrecorded-terms.ts';
import { spanWords } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { cut } from './choices.ts';
import type { Desk } from './desk.ts';
import { incidentAddress } from './page.tsx';
import { MarkedWords, suggestionWords } from './terms.tsx';

export type UnrecordedProps = { desk: Desk; incident: Incident; terms: readonly UnrecordedTerm[] };

const SENTENCE_LENGTH = 400;

/** Terms in statements that nobody recorded, each with the way to record it. They hold nothing back. */
export function UnrecordedTerms({ desk, incident, terms }: UnrecordedProps) {
  const { r } = desk;
  if (terms.length === 0) return null;
  return (
    <section class="sec-plain" id="unrecorded">
      <h2>{r.t('desk.unrecorded.title')}</h2>
      <p class="hint">{r.t('desk.unrecorded.lead')}</p>
      <ul class="desk-list">
        {terms.map((one) => (
          <li>
            <OneTerm desk={desk} incident={incident} one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneTerm({
  desk,
  incident,
  one: { entry, part, term },
}: Omit<UnrecordedProps, 'terms'> & { one: UnrecordedTerm }) {
  const { r } = desk;
  const words = entry[part] ?? '';
  const sentence = sentenceAround(words, term);
  const start = term.start - words.indexOf(sentence);
  const whole = sentence.length <= SENTENCE_LENGTH;
  const { phrase } = term;
  const moves = movedBy(term, entry.at, incident);
  return (
    <>
      <p class="small muted">{capital(spanWords(r, entry.at, { zone: incident.zone }))}</p>
      <p {...(entry.lang === r.lang ? {} : { lang: entry.lang })}>
        {whole ? (
          <MarkedWords words={sentence} marks={[{ start, end: start + phrase.length }]} />
        ) : (
          <mark>{phrase}</mark>
        )}
      </p>
      <p class="small">{suggestionWords(r, { term, from: part, due: term.due, waits: term.conditional, moves })}</p>
      <p class="small acts-in">
        {moves.map((promise) => (
          <a
            href={incidentAddress(desk, incident.slug, `/promises/${promise.id}/changes/new`, {
              entry: entry.id,
              phrase,
            })}
          >
            {r.t('desk.terms.moves', { words: cut(promise.text, 90) })}
          </a>
        ))}
        <a href={incidentAddress(desk, incident.slug, '/promises/new', { made_in: entry.id, phrase })}>
          {r.t('desk.unrecorded.record')}
        </a>
      </p>
    </>
  );
}
