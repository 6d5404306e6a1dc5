import type { Child } from 'hono/jsx';
import { lastCheck } from '../../src/domain/check.ts';
import type { Check } from '../../src/domain/incident.ts';
import { promisor } from '../../src/domain/office.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import { address } from '../address.ts';
import { channelsWords } from '../incidents/looked.tsx';
import { counted, DuePhrase, dueWords, Named } from '../incidents/promise-story.tsx';
import { PromiseTitle } from '../incidents/promise-title.tsx';
import { dueNotes } from '../incidents/promises.tsx';
import { joined, rich, sentences } from '../incidents/rich.tsx';
import { anchor, checkId } from '../incidents/row-id.ts';
import { inWords, mayName, officeName, promiseAddress, saidOn, type Told, when } from '../incidents/told.tsx';
import { PromiseRow } from '../parts/promise-row.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Status } from '../parts/status.tsx';
import { natureWords } from '../parts/words.tsx';

export type PromiseItemProps = {
  /** The incident that the promise belongs to, as of the day that is shown. */
  told: Told;
  promise: Promised;
  state: PromiseState;
  level?: 3 | 4;
};

/** One promise in a list over many incidents: day, words, status with its ground, who looked, who said it and where. */
export function PromiseItem({ told, promise, state, level = 3 }: PromiseItemProps) {
  const notes = dueNotes(told, promise, state);
  const looked = lookedLine(told, state);
  return (
    <PromiseRow
      level={level}
      day={state.dueAt === null ? told.r.t('incident.no_due') : dueWords(told, state.dueAt)}
      {...(notes.length === 0 ? {} : { dayNote: joined(notes) })}
      title={<PromiseTitle told={told} promise={promise} />}
      href={promiseAddress(told, promise)}
      status={
        <Status
          r={told.r}
          state={state}
          zone={told.state.incident.zone}
          {...(looked === null ? {} : { ground: null })}
        />
      }
      more={sentencesOrNone([lookedLine(told, state), counted(told, { promise, state }), movesWords(told, state)])}
      said={sentences([<SaidLine told={told} promise={promise} state={state} />, <IncidentLink told={told} />])}
    />
  );
}

function sentencesOrNone(parts: readonly Child[]): Child {
  return parts.every((part) => part === null || part === undefined) ? undefined : sentences(parts);
}

/** How often the deadline was moved; the promise's page has each move. */
export function movesWords({ r }: Told, { extended }: PromiseState): Child {
  return extended === null ? null : r.t('promises.moves', { count: extended.moves });
}

/** The page of the incident that a promise belongs to. */
export function IncidentLink({ told }: { told: Told }) {
  const { incident } = told.state;
  return <a href={incidentAddress(told)}>{inWords(told.r, incident.title, incident.slug)}</a>;
}

/** The address of an incident's page, on the day that is shown. */
export function incidentAddress(told: Told): string {
  return address(told.r.lang, `/incidents/${told.state.incident.slug}`, { as_of: told.asOf });
}

/** Who spoke, when, in which words about the term. The person stands only where somebody looked. domain.md, Promises. */
export function SaidLine({ told, promise, state }: Omit<PromiseItemProps, 'level'>): Child {
  const { statement, office, official } = promisor(promise, told.state.incident);
  const person = official !== null && mayName(state);
  return (
    <>
      {rich(
        told.r,
        'incident.said',
        {
          office: (
            <>
              <OfficeLink told={told} id={office} />
              {person ? ', ' : null}
              {person ? <Named told={told} promise={promise} official={official} /> : null}
            </>
          ),
          when: saidOn(told, statement.at),
        },
        { nature: natureWords(told.r, promise.nature) },
      )}
      {promise.phrase === null ? null : (
        <>
          {' '}
          <DuePhrase told={told} phrase={promise.phrase} entry={statement} />.
        </>
      )}
    </>
  );
}

/** The name of an office, linked to its page. */
export function OfficeLink({ told, id }: { told: Told; id: string }) {
  const known = told.directory.offices.some((office) => office.id === id);
  const name = officeName(told, id);
  return known ? (
    <a class="quiet" href={address(told.r.lang, `/offices/${id}`, { as_of: told.asOf })}>
      {name}
    </a>
  ) : (
    name
  );
}

/** Who looked since it fell due and found nothing, linked to that row of the incident's page. */
export function lookedLine(told: Told, state: PromiseState): Child {
  if (state.status !== 'overdue' || state.checkedSinceDue !== true) return null;
  const check = lastCheck(told.state.incident, state.id, told.state.asOf, 'nothing');
  return check === undefined ? null : lookedWords(told, check, 'result');
}

/** A check that found nothing, in a list: the same words as on the incident's page, and the way there. */
export function lookedWords(told: Told, check: Check, what: 'result' | 'post'): Child {
  const { r, state } = told;
  const slots = {
    when: (
      <a class="quiet" href={incidentAddress(told) + anchorOf(told, check)}>
        {when(told, check.at)}
      </a>
    ),
    channels: channelsWords(r, check.channels),
  };
  if (check.by === null) return rich(r, `looked.${what}.own`, slots);
  const own = state.checks.some((other) => other.for === check.for && other.by === null);
  return sentences([
    rich(r, `looked.${what}.source`, { ...slots, source: <SourceLink r={r} source={check.by} /> }),
    own ? null : r.t('looked.not_ourselves'),
  ]);
}

const anchorOf = (told: Told, check: Check): string => anchor(checkId(told.state.incident, check));
