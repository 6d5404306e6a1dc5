import type { Digest } from '../../src/domain/digest.ts';
import { promisor } from '../../src/domain/office.ts';
import { wordsIn } from '../../src/domain/words.ts';
import { dayEndingAt, type LocalDate } from '../../src/domain/zone.ts';
import { summaryWords } from '../digests/words.ts';
import { capital } from '../format/text.ts';
import { placeAndTime } from '../home/incident-cards.tsx';
import { byWeight, type Shown } from '../incidents/matters.ts';
import { dueSentence, Named, StatusOf, whoLooked } from '../incidents/promise-story.tsx';
import { isSetByNewsroom } from '../incidents/promises.tsx';
import { sentences } from '../incidents/rich.tsx';
import { spokenLine } from '../incidents/spoken-line.tsx';
import { mayName, officeName, saidOn, type Told, withYears } from '../incidents/told.tsx';
import { asOfWords } from '../parts/day-shown.tsx';
import type { GlyphName } from '../parts/glyph.tsx';
import { staleWords, statusWords, type Tone } from '../parts/status.tsx';
import { natureWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { plainWords } from './plain.ts';

/** Letters of a title or of a promise's words: two or three lines. */
const LONGEST_WORDS = 150;
/** One line. */
const LONGEST_KICKER = 70;

/** A status as a card draws it: its words, and `more`: its ground, who looked, until when somebody knew. */
export type CardStatus = { glyph: GlyphName; tone: Tone; words: string; more: string };
export type CardRow = { label: string; words: string; status?: CardStatus };

/** What the picture says that other sites show with a link: words of the page and nothing else, with their day. */
export type Card = {
  /** Above the title: the place and the day, or what the page belongs to. */
  kicker: string;
  title: string;
  rows: CardRow[];
  /** The day for which it is true, in words. */
  day: string;
  site: string;
};

/** The card of an incident: the promise that matters most with what came of it, the first word, the first post. */
export function incidentCard(told: Told): Card {
  const { r, state } = told;
  const [first] = byWeight(state.promises);
  const more = state.promises.length - 1;
  const promised = first === undefined ? r.t('story.no_promises') : cut(capital(first.promise.text), LONGEST_WORDS);
  const others = more > 0 ? ` (${r.t('card.more_promises', { count: more })})` : '';
  const drawn = first === undefined ? undefined : cardStatus(told, first);
  const status = first && drawn && { ...drawn, more: drawn.more + setDayWords(told, first) };
  return {
    kicker: placeAndTime(told),
    title: cut(wordsIn(state.incident.title, r.lang)?.text ?? state.incident.slug, LONGEST_WORDS),
    rows: [
      { label: r.t('story.promised'), words: promised + others, ...(status && { status }) },
      { label: r.t('incidents.first_word'), words: plainWords(spokenLine(told, 'first_word')) },
      { label: r.t('incidents.first_post'), words: plainWords(spokenLine(told, 'first_post')) },
    ],
    ...signed(r, dayEndingAt(state.asOf, state.incident.zone)),
  };
}

/** The card of a promise: its words, whose they are, the term, what came of it. The person only where the page names him. */
export function promiseCard(told: Told, one: Shown): Card {
  const { r, state } = told;
  const { promise } = one;
  const { statement, office, official } = promisor(promise, state.incident);
  const who = (
    <>
      {officeName(told, office)}
      {official !== null && mayName(one.state) ? (
        <>
          {', '}
          <Named told={told} promise={promise} official={official} />
        </>
      ) : null}
    </>
  );
  return {
    kicker: cut(wordsIn(state.incident.title, r.lang)?.text ?? state.incident.slug, LONGEST_KICKER),
    title: cut(capital(promise.text), LONGEST_WORDS),
    rows: [
      {
        label: natureWords(r, promise.nature),
        words: capital(`${plainWords(who)}, ${saidOn(withYears(told), statement.at)}`),
      },
      {
        label: r.t('promise.outcome'),
        words: plainWords(dueSentence(withYears(told), one)),
        status: cardStatus(told, one),
      },
    ],
    ...signed(r, dayEndingAt(state.asOf, state.incident.zone)),
  };
}

/** The card of a digest: its week and what there is in it. `on`: the last day of the week. */
export function digestCard(r: Reader, { digest, week, on }: { digest: Digest; week: string; on: LocalDate }): Card {
  const title = r.t('digest.title', { week });
  return plainCard(r, { kicker: r.t('digest.kicker'), title, lead: summaryWords(r, digest).join(' '), on });
}

/** The card of the whole site, and of its pages that have none of their own. */
export function homeCard(r: Reader, on: LocalDate): Card {
  return plainCard(r, { kicker: r.t('home.kicker'), title: r.t('home.title'), lead: r.t('home.lead'), on });
}

/** The card of a page that one sentence tells. */
export function plainCard(r: Reader, words: Pick<Card, 'kicker' | 'title'> & { lead: string; on: LocalDate }): Card {
  const { kicker, title, lead, on } = words;
  return { kicker, title: cut(title, LONGEST_WORDS), rows: [{ label: '', words: lead }], ...signed(r, on) };
}

/** All that a card says, for those who do not see it. */
export function cardWords(card: Card): string {
  const rows = card.rows.map(({ label, words, status }) => {
    const said = [words, status === undefined ? '' : status.words + status.more]
      .filter((part) => part !== '')
      .map(ended);
    return `${label === '' ? '' : `${label}: `}${said.join(' ')}`;
  });
  return [card.kicker, card.title, ...rows, card.day, card.site]
    .filter((words) => words !== '')
    .map(ended)
    .join(' ');
}

const ended = (words: string): string => (/[.?!…]$/.test(words) ? words : `${words}.`);

/** The status with its ground, who looked and, where the count has ended, the day until which somebody knew. */
export function cardStatus(told: Told, shown: Shown): CardStatus {
  const { glyph, tone, words: status } = statusWords(told.r, shown.state, told.state.incident.zone);
  const words = plainWords(status);
  const whole = sentences([
    <StatusOf told={told} shown={shown} />,
    whoLooked(told, shown),
    staleWords(told.r, shown.state),
  ]);
  return { glyph, tone, words, more: plainWords(whole).slice(words.length) };
}

/** Beside a status that follows from a day that the newsroom set by hand: that it did. Otherwise empty. */
export function setDayWords({ r }: Told, { promise, state }: Shown): string {
  return isSetByNewsroom(promise, state) ? ` ${ended(capital(r.t('incident.due_by_newsroom')))}` : '';
}

/** A newsroom's words for a promise may be long; what was cut is marked. */
function cut(words: string, most: number): string {
  if (words.length <= most) return words;
  return `${words.slice(0, most).replace(/[\s,;:.]+\S*$/, '')}…`;
}

/** The day that is shown, by itself: `Состояние на 5 августа 2019 года`. */
export function dayOfCard({ r, state }: Told): string {
  return stateOn(r, dayEndingAt(state.asOf, state.incident.zone));
}

function stateOn(r: Reader, on: LocalDate): string {
  return capital(r.t('card.day', { day: asOfWords(r, on) }));
}

const signed = (r: Reader, on: LocalDate): Pick<Card, 'day' | 'site'> => ({
  day: stateOn(r, on),
  site: r.t('site.name'),
});
