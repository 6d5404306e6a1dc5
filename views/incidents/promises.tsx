import type { Child } from 'hono/jsx';
import { promisor } from '../../src/domain/office.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import { PromiseList, PromiseRow } from '../parts/promise-row.tsx';
import { natureWords } from '../parts/words.tsx';
import { EntryText } from './entry-row.tsx';
import { byWeight, type Shown } from './matters.ts';
import { PromiseFigure } from './promise-figure.tsx';
import { counted, DuePhrase, dueWords, movesOf, Named, StatusOf, whoLooked } from './promise-story.tsx';
import { PromiseTitle } from './promise-title.tsx';
import { calendarOf, isOff, Reasoning } from './reasoning.tsx';
import { Replies } from './replies.tsx';
import { joined, rich, sentences } from './rich.tsx';
import { anchor } from './row-id.ts';
import { mayName, officeName, promiseAddress, saidOn, type Told } from './told.tsx';

/** Every promise of the incident, those first that matter most, each with its due day, its status and its ground. */
export function IncidentPromises({ told }: { told: Told }): Child {
  const promises = byWeight(told.state.promises);
  return (
    <>
      {promises.map((shown) => (
        <PromiseFigure told={told} shown={shown} />
      ))}
      <PromiseList bare={promises.every(({ state }) => state.extended === null)}>
        {promises.map((shown) => (
          <OnePromise told={told} shown={shown} />
        ))}
      </PromiseList>
    </>
  );
}

function OnePromise({ told, shown }: { told: Told; shown: Shown }): Child {
  const { promise, state } = shown;
  const notes = dueNotes(told, promise, state);
  return (
    <PromiseRow
      id={`promise-${promise.id}`}
      day={state.dueAt === null ? told.r.t('incident.no_due') : dueWords(told, state.dueAt)}
      {...(notes.length === 0 ? {} : { dayNote: joined(notes) })}
      title={<PromiseTitle told={told} promise={promise} />}
      href={promiseAddress(told, promise)}
      status={<StatusOf told={told} shown={shown} dot={false} />}
      more={sentences([whoLooked(told, shown), counted(told, shown), movesOf(told, promise)])}
      said={sentences([
        <Said told={told} shown={shown} />,
        <Reasoning told={told} shown={shown} />,
        testOf(told, promise),
        dueReason(told, shown),
      ])}
      below={<Replies told={told} to={promise.id} />}
    />
  );
}

/** What stands below a due day: the first one, that the newsroom set it, that it was a day off (it does not move: a note only). */
export function dueNotes(told: Told, promise: Promised, state: PromiseState): string[] {
  const { r } = told;
  const notes: string[] = [];
  if (state.firstDueAt !== null && state.firstDueAt !== state.dueAt)
    notes.push(r.t('incident.first_due', { day: dueWords(told, state.firstDueAt) }));
  if (isSetByNewsroom(promise, state)) notes.push(r.t('incident.due_by_newsroom'));
  if (state.dueOn !== null && isOff(calendarOf(told), state.dueOn)) notes.push(r.t('incident.day_off'));
  return notes;
}

/** Whether the current due day is one that the newsroom set by hand, and no office since. domain.md, generous reading 7. */
export function isSetByNewsroom(promise: Promised, state: PromiseState): boolean {
  return promise.dueBasis === 'newsroom' && state.move === null && state.dueAt !== null;
}

function Said({ told, shown: { promise, state } }: { told: Told; shown: Shown }): Child {
  const { statement, office, official } = promisor(promise, told.state.incident);
  return (
    <>
      {rich(
        told.r,
        'incident.said',
        {
          office: (
            <>
              {officeName(told, office)}
              {official !== null && mayName(state) ? (
                <>
                  {', '}
                  <Named told={told} promise={promise} official={official} />
                </>
              ) : null}
            </>
          ),
          when: <a href={anchor(statement.id)}>{saidOn(told, statement.at)}</a>,
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

export function testOf(told: Told, { test }: Promised): Child {
  return test === null ? null : rich(told.r, 'incident.test', { test: <EntryText told={told} text={test} /> });
}

/** Why the newsroom set the day itself. */
export function dueReason(told: Told, { promise, state }: Shown): Child {
  if (!isSetByNewsroom(promise, state) || promise.dueReason === null) return null;
  return rich(told.r, 'incident.due_reason', { reason: <EntryText told={told} text={promise.dueReason} /> });
}
