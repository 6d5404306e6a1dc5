import type { Child } from 'hono/jsx';
import { entryOf } from '../../src/domain/entry.ts';
import { deadlineAt, dueInstant } from '../../src/domain/promise.ts';
import { PromiseLine } from '../figures/promise-line.tsx';
import { daysCount } from '../format/durations.ts';
import { capital } from '../format/text.ts';
import { SourceLink } from '../parts/source-link.tsx';
import type { Shown } from './matters.ts';
import { countedOutcomes, dueWords } from './promise-story.tsx';
import { PromiseTitle } from './promise-title.tsx';
import { rich } from './rich.tsx';
import { office, type Told } from './told.tsx';

/** How a promise that was moved went: its terms, who looked, what came of it. Nothing for one that never moved. */
export function PromiseFigure({ told, shown: { promise, state } }: { told: Told; shown: Shown }): Child {
  const { r } = told;
  const { incident, asOf } = told.state;
  const { moves } = deadlineAt(promise, incident, asOf);
  if (moves.length === 0) return null;
  const named = [{ entry: promise.madeIn, due: promise.due }, ...moves].map(({ entry: id, due }) => {
    const entry = entryOf(incident, id);
    const dueAt = dueInstant(due, incident.zone);
    return {
      span: entry.at,
      dueAt,
      name: dueAt === null ? r.t('line.no_day') : dueWords(told, dueAt),
      ...who(office(told, entry.by?.office ?? incident.office).text),
      source: <SourceLink r={r} source={entry.source} />,
    };
  });
  const checks = told.state.checks
    .filter((check) => check.for === promise.id)
    .map((check) => ({
      span: check.at,
      found: check.found !== null,
      name: r.t(check.found === null ? 'line.nothing' : 'line.found'),
      ...(check.by?.title ? { words: check.by.title } : {}),
    }));
  const last = countedOutcomes(told, promise).find((outcome) => outcome === state.outcome);
  const proof = last === undefined ? undefined : entryOf(incident, last.entry);
  const days = state.extended?.daysPastFirst ?? 0;
  const title = <PromiseTitle told={told} promise={promise} />;
  const words = rich(r, 'line.heading', { words: title }, { count: moves.length });
  return (
    <PromiseLine
      r={r}
      id={`f_line_${promise.id}`}
      zone={incident.zone}
      heading={
        <>
          {words}
          {days === 0 ? null : `, ${r.t('line.past_first', { days: daysCount(r, days) })}`}
        </>
      }
      terms={named}
      checks={checks}
      outcome={
        last === undefined || proof === undefined
          ? undefined
          : {
              span: proof.at,
              kind: last.kind,
              name: capital(r.t(`outcome.${last.kind}`)),
              ...(proof.by?.office ? who(office(told, proof.by.office).text) : {}),
              source: <SourceLink r={r} source={proof.source} />,
            }
      }
      until={lastCounted(told, state.shownOn)}
    />
  );
}

/** The line ends with the last day that the page counts to. */
function lastCounted(told: Told, shownOn: string): number {
  const { asOf, incident } = told.state;
  return Math.min(asOf, dueInstant(shownOn, incident.zone) ?? asOf);
}

/** On a phone a label has room for three short lines. */
const LONGEST_LABEL = 56;

const who = (name: string) => ({ words: brief(name), full: name });

function brief(words: string): string {
  if (words.length <= LONGEST_LABEL) return words;
  // Not „Министерство индустрии и…“.
  return `${words.slice(0, words.lastIndexOf(' ', LONGEST_LABEL)).replace(/( \S{1,3})+$/, '')}…`;
}
