import type { Child } from 'hono/jsx';
import { entryOf } from '../../src/domain/entry.ts';
import { partOfCheck } from '../../src/domain/evidence.ts';
import type { Check } from '../../src/domain/incident.ts';
import { promisor } from '../../src/domain/office.ts';
import { deadlineAt, dueInstant } from '../../src/domain/promise.ts';
import { EvidenceList } from '../evidence/shown.tsx';
import { textLanguage } from '../format/language.ts';
import { Moment } from '../parts/moment.tsx';
import { Marked } from '../parts/status.tsx';
import { TimelineRow } from '../parts/timeline.tsx';
import { EntryText, RowTime } from './entry-row.tsx';
import { Looked } from './looked.tsx';
import { DuePhrase, dueWords, PromiseWords, StatusOf } from './promise-story.tsx';
import { PromiseTitle } from './promise-title.tsx';
import { rich } from './rich.tsx';
import { anchor } from './row-id.ts';
import type { CheckRow, DueRow } from './rows.ts';
import { office, promiseAddress, saidOn, type Told } from './told.tsx';

type DueItemProps = {
  told: Told;
  row: DueRow;
  voice?: 3 | 'all';
  /** On the promise's own page, which need not say which promise it is. */
  own?: boolean;
};

/** A term that has passed: an open diamond, a full one where somebody looked since; what came of it. domain.md, Promises. */
export function DueItem({ told, row, voice = 'all', own = false }: DueItemProps): Child {
  const { r, state: at } = told;
  const { state } = row;
  const { zone } = at.incident;
  const overdue = row.last && state.status === 'overdue';
  const looked = overdue && state.checkedSinceDue === true;
  return (
    <TimelineRow
      id={row.id}
      voice={voice}
      voiceName={r.t('voice.due')}
      kind="due"
      time={<Moment r={r} at={row.at.latest ?? 0} zone={zone} show="time" ends />}
    >
      <p>
        <Marked
          glyph={looked ? 'overdue' : 'unchecked'}
          tone={looked ? 'past' : 'null'}
          words={own ? r.t(dueKey(row)).replace(/:$/, '.') : r.t(dueKey(row))}
        />{' '}
        {own ? null : <WhatFellDue told={told} row={row} />}
        {row.last && (row.state.extended?.moves ?? 0) > 0
          ? `${r.t('timeline.after_moves', { count: row.state.extended?.moves ?? 0 })} `
          : null}
        <AfterDue told={told} row={row} />
      </p>
    </TimelineRow>
  );
}

/** Which promise it is, whose, and when it was made. */
function WhatFellDue({ told, row }: { told: Told; row: DueRow }): Child {
  const { promise } = row;
  const made = promisor(promise, told.state.incident);
  return (
    <>
      <a class="quiet" href={promiseAddress(told, promise)}>
        <PromiseWords told={told} promise={promise} />
      </a>
      {promise.phrase === null || !isFirst(row) ? null : (
        <>
          {', '}
          <DuePhrase told={told} phrase={promise.phrase} entry={made.statement} />
        </>
      )}
      {isBySetDay(row) ? ` (${told.r.t('incident.due_by_newsroom')})` : null}
      {'. '}
      {rich(
        told.r,
        `timeline.due_of.${promise.nature}`,
        {
          when: (
            <a class="quiet" href={anchor(made.statement.id)}>
              {saidOn(told, made.statement.at)}
            </a>
          ),
        },
        { office: office(told, made.office).text },
      )}{' '}
    </>
  );
}

function dueKey({ last, at, state }: DueRow) {
  if (!last) return at.latest === state.firstDueAt ? 'timeline.first_due' : 'timeline.due';
  if (state.status !== 'overdue') return 'timeline.due_kept';
  return state.checkedSinceDue === true ? 'timeline.due_looked' : 'timeline.due';
}

/** What came after: a new term, an outcome, or that nobody has looked. Who looked has a row of its own. */
function AfterDue({ told, row }: { told: Told; row: DueRow }): Child {
  if (!row.last) return <NextTerm told={told} row={row} />;
  if (row.state.status !== 'overdue') return <StatusOf told={told} shown={row} />;
  return row.state.checkedSinceDue === true ? null : told.r.t('timeline.nobody_looked');
}

/** Whether the term of the row is the day that the newsroom set by hand. domain.md, generous reading 7. */
const isBySetDay = (row: DueRow): boolean => row.promise.dueBasis === 'newsroom' && isFirst(row);

const isFirst = ({ at, state }: DueRow): boolean => at.latest === state.firstDueAt;

/** Of a term that was moved: to which day, and where. */
function NextTerm({ told, row }: { told: Told; row: DueRow }): Child {
  const { incident, asOf } = told.state;
  const { moves } = deadlineAt(row.promise, incident, asOf);
  const index = moves.findIndex((move) => dueInstant(move.due, incident.zone) === row.at.latest);
  const next = moves[index + 1];
  if (next === undefined) return null;
  const dueAt = dueInstant(next.due, incident.zone);
  const entry = entryOf(incident, next.entry);
  return rich(told.r, 'timeline.next_due', {
    day: dueAt === null ? told.r.t('story.moved_no_day') : dueWords(told, dueAt),
    office: office(told, entry.by?.office ?? incident.office).text,
    when: (
      <a class="quiet" href={anchor(entry.id)}>
        {saidOn(told, entry.at)}
      </a>
    ),
  });
}

type CheckItemProps = {
  told: Told;
  row: CheckRow;
  oneDay: boolean;
  voice?: 1 | 2 | 3;
  voiceName?: string;
  own?: boolean;
};

/** Somebody looked: who, where, for what, and that nothing was found, or what was. */
export function CheckItem({ told, row, oneDay, voice = 1, voiceName, own = false }: CheckItemProps): Child {
  const { r, state } = told;
  const { check } = row;
  const promise = state.promises.find((candidate) => candidate.promise.id === check.for)?.promise;
  return (
    <TimelineRow
      id={row.id}
      voice={voice}
      voiceName={voiceName ?? r.t('voice.happened')}
      time={<RowTime told={told} span={check.at} oneDay={oneDay} />}
      aside={`, ${r.t('timeline.check')}`}
    >
      <p>
        {promise === undefined || own ? null : (
          <>
            <a class="quiet" href={promiseAddress(told, promise)}>
              <PromiseTitle told={told} promise={promise} />
            </a>
            {'. '}
          </>
        )}
        {promise === undefined || check.found !== null ? null : <Nothing told={told} check={check} />}
        <Looked told={told} check={check} what={promise === undefined ? 'post' : 'result'} />
      </p>
      {check.note === null ? null : (
        <p class="small" lang={textLanguage(check.note, 'ru')}>
          <EntryText told={told} text={check.note} />
        </p>
      )}
      <EvidenceList r={r} items={told.evidence?.(partOfCheck(check)) ?? []} />
    </TimelineRow>
  );
}

/** That nothing was found; in colour where that was after the term had passed. */
function Nothing({ told, check }: { told: Told; check: Check }): Child {
  const { r, state } = told;
  const dueAt = state.promises.find(({ promise }) => promise.id === check.for)?.state.dueAt ?? null;
  const after = dueAt !== null && check.at.earliest !== null && check.at.earliest >= dueAt;
  const words = r.t('looked.nothing');
  return <>{after ? <Marked glyph="overdue" tone="past" words={words} /> : words} </>;
}
