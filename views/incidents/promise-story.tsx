import type { Child } from 'hono/jsx';
import { inOrder, isCertainAt, isPossibleAt } from '../../src/domain/at.ts';
import { firstDate } from '../../src/domain/benchmark.ts';
import { lastCheck } from '../../src/domain/check.ts';
import { type Entry, entryOf } from '../../src/domain/entry.ts';
import { promisor, termOf } from '../../src/domain/office.ts';
import { deadlineAt, dueInstant, type Outcome, type Promised } from '../../src/domain/promise.ts';
import { firstDay, lastDay } from '../../src/domain/span.ts';
import { dayEndingAt, daysBetween, type Instant } from '../../src/domain/zone.ts';
import { textLanguage } from '../format/language.ts';
import { capital } from '../format/text.ts';
import { momentWords } from '../parts/moment.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Status, staleWords } from '../parts/status.tsx';
import { Phrase, tenureWords } from '../parts/words.tsx';
import { Looked } from './looked.tsx';
import type { Shown } from './matters.ts';
import { joined, rich, sentences } from './rich.tsx';
import { anchor } from './row-id.ts';
import { day, mayName, office, officialName, promiseAddress, saidOn, type Told } from './told.tsx';

/** One promise in sentences: who said what and when, where the term went, what came of it and by whose word. */
export function PromiseStory({ told, shown }: { told: Told; shown: Shown }): Child {
  return sentences([
    made(told, shown),
    movesOf(told, shown.promise),
    ...earlierOutcomes(told, shown),
    dueSentence(told, shown),
    <StatusOf told={told} shown={shown} />,
    whoLooked(told, shown),
    counted(told, shown),
  ]);
}

/** A promise's own words, marked where they are not in the page's language. */
export function PromiseWords({ told, promise }: { told: Told; promise: Promised }): Child {
  const lang = textLanguage(promise.text, 'ru');
  return lang === told.r.lang ? promise.text : <span lang={lang}>{promise.text}</span>;
}

/** The words that carry the deadline, quoted in the language in which they were said. */
export function DuePhrase({ told, phrase, entry }: { told: Told; phrase: string; entry: Entry }): Child {
  return <Phrase r={told.r} words={phrase} lang={textLanguage(phrase, entry.lang)} />;
}

function made(told: Told, { promise, state }: Shown): Child {
  const { incident } = told.state;
  const { statement, office: id, official } = promisor(promise, incident);
  const named = office(told, id);
  const said = saidOn(told, statement.at);
  const link = (words: string) => (
    <a class="quiet" href={anchor(statement.id)}>
      {words}
    </a>
  );
  return rich(
    told.r,
    `story.made.${promise.nature}`,
    {
      When: link(capital(said)),
      when: link(said),
      office:
        official !== null && mayName(state) ? (
          <Speaker told={told} promise={promise} official={official} />
        ) : (
          named.text
        ),
      words: (
        <a class="quiet" href={promiseAddress(told, promise)}>
          <PromiseWords told={told} promise={promise} />
        </a>
      ),
      phrase:
        promise.phrase === null ? (
          ''
        ) : (
          <>
            {' ('}
            <DuePhrase told={told} phrase={promise.phrase} entry={statement} />
            {')'}
          </>
        ),
    },
    { gender: named.gender },
  );
}

/** The office with the person who spoke for it: a holder stands beside the name of the post, others in brackets. */
function Speaker({ told, promise, official }: { told: Told; promise: Promised; official: string }): Child {
  const { office: id } = promisor(promise, told.state.incident);
  const named = office(told, id).text;
  const holds = told.directory.offices.some((candidate) => candidate.id === id && candidate.kind === 'akim');
  const term = termWordsOf(told, promise);
  if (holds)
    return (
      <>
        {named} <Named told={told} promise={promise} official={official} />
      </>
    );
  return (
    <>
      {named} ({officialName(told, official)}
      {term === null ? null : `, ${term}`})
    </>
  );
}

/** The person who spoke, with the term in office as it was known on the day that is shown. */
export function Named({ told, promise, official }: { told: Told; promise: Promised; official: string }): Child {
  const term = termWordsOf(told, promise);
  return (
    <>
      {officialName(told, official)}
      {term === null ? null : ` (${term})`}
    </>
  );
}

function termWordsOf(told: Told, promise: Promised): string | null {
  const { incident, asOf } = told.state;
  const held = termOf(promise, incident, told.directory);
  if (held === undefined || (held.from === null && held.to === null)) return null;
  const today = dayEndingAt(asOf, incident.zone);
  const over = held.to !== null && firstDate(held.to) <= today;
  return tenureWords(told.r, { from: held.from, to: over ? held.to : null });
}

/**
 * How often the term was moved, to which days and by whom; each links to its row. "The same office" only where no other one moved
 * it: beside another's name it would be read as that one.
 */
export function movesOf(told: Told, promise: Promised): Child {
  const { incident, asOf } = told.state;
  const { moves } = deadlineAt(promise, incident, asOf);
  if (moves.length === 0) return null;
  const movedBy = moves.map((move) => entryOf(incident, move.entry));
  const own = promisor(promise, incident).office;
  const alone = movedBy.every((entry) => officeOf(told, entry) === own);
  const parts = moves.map((move) => {
    const entry = entryOf(incident, move.entry);
    const dueAt = dueInstant(move.due, incident.zone);
    return (
      <>
        <a class="quiet" href={anchor(entry.id)}>
          {dueAt === null ? told.r.t('story.moved_no_day') : dueWords(told, dueAt)}
        </a>
        {` (${alone ? told.r.t('story.same_office') : office(told, officeOf(told, entry)).text})`}
      </>
    );
  });
  return rich(told.r, 'story.moved', { moves: joined(parts) }, { count: moves.length });
}

const officeOf = (told: Told, entry: Entry): string => entry.by?.office ?? told.state.incident.office;

/** A due instant in words: its day, with the hour where one was named. */
export function dueWords(told: Told, dueAt: Instant, form: 'label' | 'on' = 'label'): string {
  const { zone } = told.state.incident;
  const on = dayEndingAt(dueAt, zone);
  const endsDay = momentWords(told.r, { at: dueAt, zone, show: 'time', ends: true }) === '24:00';
  if (endsDay) return day(told, on, form);
  return momentWords(told.r, { at: dueAt, zone, year: !on.startsWith(told.year), ends: true, form });
}

/** Outcomes that somebody reported before the one that decides. */
function earlierOutcomes(told: Told, { promise, state }: Shown): Child[] {
  const { incident } = told.state;
  return countedOutcomes(told, promise)
    .filter((outcome) => outcome !== state.outcome && !isLater(told, outcome, state.outcome))
    .map((outcome) => {
      const entry = entryOf(incident, outcome.entry);
      const named = office(told, entry.by?.office ?? null);
      const said = saidOn(told, entry.at);
      const link = (words: string) => (
        <a class="quiet" href={anchor(entry.id)}>
          {words}
        </a>
      );
      const who = entry.by?.office ? named.text : <SourceLink r={told.r} source={entry.source} />;
      return rich(
        told.r,
        'story.outcome_before',
        { When: link(capital(said)), when: link(said), office: who, outcome: told.r.t(`outcome.${outcome.kind}`) },
        { gender: named.gender },
      );
    });
}

/** The outcomes that count as of the day, in the order in which they came. */
export function countedOutcomes(told: Told, promise: Promised): Outcome[] {
  const { incident, asOf } = told.state;
  const at = (outcome: Outcome) => entryOf(incident, outcome.entry).at;
  return inOrder(
    promise.outcomes.filter((outcome) =>
      outcome.kind === 'not_kept' ? isCertainAt(at(outcome), asOf) : isPossibleAt(at(outcome), asOf),
    ),
    at,
  );
}

function isLater(told: Told, outcome: Outcome, than: Outcome | null): boolean {
  if (than === null) return false;
  const { incident } = told.state;
  const latest = (each: Outcome) => entryOf(incident, each.entry).at.latest ?? Infinity;
  return latest(outcome) > latest(than);
}

/** The current due day, and the first one where it was another. */
export function dueSentence(told: Told, { promise, state }: Shown): Child {
  if (state.dueAt === null) return null;
  const set = state.move === null && promise.dueBasis === 'newsroom' ? 'story.due_by_newsroom' : 'story.due';
  return told.r.t(set, { day: dueWords(told, state.dueAt) });
}

/** The status with its ground: by whose word, with a link to the row that proves it. It ends its sentence. */
export function StatusOf({
  told,
  shown: { state },
  dot = true,
}: {
  told: Told;
  shown: Pick<Shown, 'state'>;
  dot?: boolean;
}): Child {
  const { zone } = told.state.incident;
  const ground = state.status === 'overdue' ? null : groundOf(told, state.outcome);
  return (
    <>
      <Status r={told.r} state={state} zone={zone} {...(ground === undefined ? {} : { ground })} />
      {state.status === 'awaiting_review' && state.answer !== null ? (
        <>
          {' ('}
          <a class="quiet" href={anchor(state.answer.id)}>
            {told.r.t('story.the_answer')}
          </a>
          {')'}
        </>
      ) : null}
      {dot ? '.' : null}
    </>
  );
}

/** `, по словам должности: аким области, 23 октября`; undefined where no outcome decides. */
function groundOf(told: Told, outcome: Outcome | null): Child | undefined {
  if (outcome === null) return undefined;
  const { r, state } = told;
  const entry = entryOf(state.incident, outcome.entry);
  const by = entry.by?.office ?? null;
  return (
    <>
      {outcome.basis === null ? null : `, ${r.t(`basis.${outcome.basis}`)}`}
      {' ('}
      {by === null ? null : `${office(told, by).text}, `}
      <a class="quiet" href={anchor(entry.id)}>
        {saidOn(told, entry.at)}
      </a>
      {by !== null ? null : (
        <>
          {', '}
          <SourceLink r={r} source={entry.source} />
        </>
      )}
      {')'}
    </>
  );
}

/** Who looked since it fell due; only where nothing else decides. */
export function whoLooked(told: Told, { state }: Pick<Shown, 'state'>): Child {
  if (state.status !== 'overdue') return null;
  const check = lastCheck(told.state.incident, state.id, told.state.asOf, 'nothing');
  if (check === undefined || state.checkedSinceDue !== true) return null;
  return <Looked told={told} check={check} what="result" />;
}

/** Days past the due day, or since it was said; the count ends with the last day that somebody covered. */
export function counted(told: Told, { promise, state }: Shown): Child {
  const { r } = told;
  const { incident } = told.state;
  const until = day(told, state.shownOn, r.lang === 'kk' ? 'to' : 'label');
  if (state.status === 'overdue') {
    const count = state.shownDaysOverdue ?? 0;
    const words = count > 0 ? r.t('story.days_overdue', { count, day: until }) : null;
    const stale = staleWords(r, state);
    return words === null && stale === null ? null : sentences([words, stale]);
  }
  if (state.status !== 'no_deadline') return null;
  const { at } = entryOf(incident, promise.madeIn);
  const said = lastDay(at, incident.zone);
  if (said === null || firstDay(at, incident.zone) !== said) return null;
  const days = daysBetween(said, state.shownOn);
  return days <= 0 ? null : r.t('story.days_since', { count: days, day: until });
}
