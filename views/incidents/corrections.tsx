import type { Child } from 'hono/jsx';
import type { Change } from '../../src/domain/document.ts';
import { type Instant, localDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import type { Told } from './told.tsx';

/** A public change of the record: when, why, and what was and is. */
export type IncidentCorrection = {
  id: number;
  at: Instant;
  act: string;
  why: string | null;
  changes: readonly Change[];
};

/** Changes that one correction spells out; the rest are counted. */
const SPELLED = 5;

/** What changed after the incident was first published, newest first. Nothing disappears silently. domain.md, Records. */
export function IncidentCorrections({
  told,
  corrections,
}: {
  told: Told;
  corrections: readonly IncidentCorrection[];
}): Child {
  return (
    <>
      {corrections.map((correction) => (
        <OneCorrection told={told} correction={correction} />
      ))}
    </>
  );
}

function OneCorrection({ told, correction }: { told: Told; correction: IncidentCorrection }): Child {
  const { r, state } = told;
  const { id, at, act, why, changes } = correction;
  const on = localDate(at, state.incident.zone);
  const more = changes.length - SPELLED;
  return (
    <div class="fix" id={`correction_${id}`}>
      <p>
        <strong>
          <time datetime={on}>{dayWords(r, on)}</time>
        </strong>{' '}
        {r.t(act === 'published' ? 'correction.act.published' : 'correction.act.other')}{' '}
        {why === null ? null : r.t('correction.why', { why })}
      </p>
      {changes.slice(0, SPELLED).map((change) => (
        <p>
          {r.t('correction.field', { field: change.path })} {r.t('correction.was')}{' '}
          <del>{valueWords(told, change.before)}</del>. {r.t('correction.is')}{' '}
          <ins>{valueWords(told, change.after)}</ins>.
        </p>
      ))}
      {more > 0 ? <p>{r.t('correction.more', { count: more })}</p> : null}
    </div>
  );
}

function valueWords(told: Told, value: unknown): string {
  if (value === null || value === undefined) return told.r.t('correction.nothing');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
