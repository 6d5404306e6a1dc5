import type { Child } from 'hono/jsx';
import { entryOf } from '../../src/domain/entry.ts';
import { deadlineAt, dueInstant } from '../../src/domain/promise.ts';
import { compareSpans, type Span } from '../../src/domain/span.ts';
import { weekdayWords } from '../format/dates.ts';
import { deadlineWords } from '../format/deadline-reason.ts';
import { capital } from '../format/text.ts';
import { CheckItem, DueItem } from '../incidents/derived-rows.tsx';
import { EntryItem } from '../incidents/entry-row.tsx';
import type { Shown } from '../incidents/matters.ts';
import { countedOutcomes, dueWords } from '../incidents/promise-story.tsx';
import { countOf, firstTerm, type SaidTerm } from '../incidents/reasoning.tsx';
import { type Dated, dueRows, groupsOf, rowsOf } from '../incidents/rows.ts';
import { GroupDate } from '../incidents/timeline.tsx';
import { mayName, type Told } from '../incidents/told.tsx';
import { SpanWords } from '../parts/moment.tsx';
import { Marked, statusWords } from '../parts/status.tsx';
import { Timeline, TimelineDay, TimelineRow } from '../parts/timeline.tsx';

type Step = Dated & { at: Span | Dated['at']; show: (oneDay: boolean) => Child };
const VOICES = 3;

/** The life of a promise in three columns: what the office says, what was found, the schedule. */
export function PromiseLife({ told, shown }: { told: Told; shown: Shown }): Child {
  const { r, state } = told;
  const steps = stepsOf(told, shown).sort((a, b) => compareSpans(a.at, b.at));
  return (
    <Timeline voices={[r.t('voice.office'), r.t('voice.found'), r.t('voice.due')]}>
      {groupsOf(steps, state.incident.zone).map((group) => {
        const oneDay = group.from === group.to;
        return (
          <TimelineDay
            voices={VOICES}
            date={<GroupDate told={told} group={group} />}
            note={oneDay ? weekdayWords(r, group.from) : r.t('span.day_unknown')}
          >
            {group.rows.map(({ show }) => show(oneDay))}
          </TimelineDay>
        );
      })}
    </Timeline>
  );
}

function stepsOf(told: Told, shown: Shown): Step[] {
  const { incident } = told.state;
  const { promise } = shown;
  const { moves } = deadlineAt(promise, incident, told.state.asOf);
  const terms = [firstTerm(promise), ...moves];
  const entries = new Set([
    ...terms.map(({ entry }) => entry),
    ...promise.possibleAnswers.map(({ entry }) => entry),
    ...countedOutcomes(told, promise).map(({ entry }) => entry),
  ]);
  const named = mayName(shown.state);
  return [
    ...[...entries].map((id) => entryStep(told, id, named)),
    ...terms.map((term, at) => termStep(told, shown, term, at)),
    ...dueRows(promise, shown.state, told.state).map((row) => ({
      at: row.at,
      dueOn: row.dueOn,
      show: () => <DueItem told={told} row={row} voice={3} own />,
    })),
    ...checkSteps(told, shown),
    ...promise.possibleAnswers.map((answer) => answerStep(told, answer.entry, answer.judged !== null)),
    ...countedOutcomes(told, promise).map((outcome) => outcomeStep(told, shown, outcome)),
  ];
}

/** An entry stands with those who said it: the office on the left, everybody else with what was found. A person only where checked. */
function entryStep(told: Told, id: string, named: boolean): Step {
  const entry = entryOf(told.state.incident, id);
  const said = entry.kind === 'statement';
  const row = { kind: 'entry', id, at: entry.at, voice: said ? 'said' : 'happened', entry } as const;
  return {
    at: entry.at,
    show: (oneDay) => (
      <EntryItem
        told={told}
        row={row}
        oneDay={oneDay}
        voice={said ? 1 : 2}
        named={named}
        voiceName={told.r.t(said ? 'voice.office' : 'voice.found')}
      />
    ),
  };
}

function termStep(told: Told, { promise }: Shown, term: SaidTerm, index: number): Step {
  const { r, state } = told;
  const entry = entryOf(state.incident, term.entry);
  const dueAt = dueInstant(term.due, state.incident.zone);
  const set = promise.dueBasis === 'newsroom' && dueAt !== null ? 'promise.set' : 'promise.named';
  const count = dueAt === null ? undefined : countOf(told, promise, term);
  return {
    at: entry.at,
    show: (oneDay) => (
      <TimelineRow
        id={index === 0 ? 'term' : `term_${index + 1}`}
        voice={3}
        voiceName={r.t('voice.due')}
        kind="term"
        time={<SpanWords r={r} span={entry.at} zone={state.incident.zone} day={oneDay ? 'none' : 'short'} />}
        aside={`, ${r.t(index === 0 ? set : 'promise.moved')}`}
      >
        <p>
          {dueAt === null ? (
            <Marked glyph="no_deadline" tone="null" words={r.t('promise.no_day')} />
          ) : (
            <Marked glyph="pending" tone="open" words={dueWords(told, dueAt)} />
          )}{' '}
          {index === 0 ? <a href="#s_sum">{r.t('promise.how_counted')}</a> : null}
        </p>
        {count === undefined ? null : <p class="small">{deadlineWords(r, count, 'nothing')}</p>}
      </TimelineRow>
    ),
  };
}

function checkSteps(told: Told, { promise }: Shown): Step[] {
  return rowsOf(told.state).flatMap((row) =>
    row.kind === 'check' && row.check.for === promise.id
      ? [
          {
            at: row.at,
            show: (oneDay: boolean) => (
              <CheckItem told={told} row={row} oneDay={oneDay} voice={2} voiceName={told.r.t('voice.found')} own />
            ),
          },
        ]
      : [],
  );
}

function answerStep(told: Told, id: string, setAside: boolean): Step {
  const { r, state } = told;
  const entry = entryOf(state.incident, id);
  const words = r.t(setAside ? 'promise.not_an_answer' : 'promise.possible_answer');
  return {
    at: entry.at,
    show: (oneDay) => (
      <TimelineRow
        id={`answer_${id}`}
        voice={2}
        voiceName={r.t('voice.found')}
        time={<SpanWords r={r} span={entry.at} zone={state.incident.zone} day={oneDay ? 'none' : 'short'} />}
      >
        <p>{setAside ? words : <Marked glyph="awaiting_review" tone="open" words={words} />}</p>
      </TimelineRow>
    ),
  };
}

function outcomeStep(told: Told, shown: Shown, outcome: ReturnType<typeof countedOutcomes>[number]): Step {
  const { r, state } = told;
  const entry = entryOf(state.incident, outcome.entry);
  const decides = outcome === shown.state.outcome && shown.state.status !== 'awaiting_review';
  const status = decides ? shown.state.status : outcome.kind;
  const { glyph, tone, words } = statusWords(r, { ...shown.state, status, outcome });
  const plain = capital(r.t(`outcome.${outcome.kind}`));
  return {
    at: entry.at,
    show: (oneDay) => (
      <TimelineRow
        id={`outcome_${outcome.entry}`}
        voice={2}
        voiceName={r.t('voice.found')}
        time={<SpanWords r={r} span={entry.at} zone={state.incident.zone} day={oneDay ? 'none' : 'short'} />}
      >
        <p>
          <Marked glyph={glyph} tone={tone} words={decides ? words : plain} />
          {'. '}
          {r.t(told.imported ? 'promise.judged_elsewhere' : 'promise.judged_here')}{' '}
          {outcome.basis === null ? null : r.t('promise.judged_by', { basis: r.t(`basis.${outcome.basis}`) })}
        </p>
      </TimelineRow>
    ),
  };
}
