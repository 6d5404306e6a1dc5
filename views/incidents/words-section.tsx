import type { Child } from 'hono/jsx';
import type { Entry } from '../../src/domain/entry.ts';
import { durationWords } from '../format/durations.ts';
import { Localised } from '../parts/words.tsx';
import { joined, rich } from './rich.tsx';
import { anchor } from './row-id.ts';
import { saidOn, type Told } from './told.tsx';

/** Which of the five questions the office's words answer, each with the rows that do. domain.md, What a statement answers. */
export function FiveQuestions({ told }: { told: Told }): Child {
  const { r, state } = told;
  const answered = state.answers.filter(({ entries }) => entries.length > 0).length;
  return (
    <>
      <h3 class="fig-h after">{r.t('five.title', { count: answered })}</h3>
      <ul class="five">
        {state.answers.map(({ question, entries }) => (
          <li>
            <b>{r.t(`five.${question}`)}</b>{' '}
            {entries.length === 0 ? (
              <span class="muted">{r.t('five.none')}</span>
            ) : (
              joined(firstOfEachDay(told, entries))
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** One link for each day on which it was answered, to the first row of that day. */
function firstOfEachDay(told: Told, entries: readonly Entry[]): Child[] {
  const rows = new Map<string, string>();
  for (const entry of entries) {
    const words = saidOn(told, entry.at);
    if (!rows.has(words)) rows.set(words, entry.id);
  }
  return [...rows].map(([words, id]) => <a href={anchor(id)}>{words}</a>);
}

/** What adopted norms say of the speed, each by its name and length; nothing where none is adopted. domain.md, Response latency 6. */
export function Norms({ told }: { told: Told }): Child {
  const { r, state } = told;
  if (state.benchmarks.length === 0) return null;
  return (
    <ul class="links">
      {state.benchmarks.map(({ benchmark, verdict }) => (
        <li>
          {rich(
            r,
            'benchmark.norm',
            { name: <Localised r={r} texts={benchmark.name} /> },
            { verdict: r.t(`benchmark.${verdict}`, { norm: durationWords(r, benchmark.minutes * 60_000) }) },
          )}
        </li>
      ))}
    </ul>
  );
}
