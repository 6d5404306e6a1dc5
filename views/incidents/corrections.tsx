import type { Child } from 'hono/jsx';
import type { Change } from '../../src/domain/document.ts';
import { type Instant, localDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import { changedWords, placeWords } from '../pages/change-words.ts';
import type { Told } from './told.tsx';

/** A public change of the record: when, why, and what was and is. */
export type IncidentCorrection = {
  id: number;
  at: Instant;
  act: string;
  why: string | null;
  /** Who made it, where the newsroom has its people named. */
  who?: string | null;
  changes: readonly Change[];
  /** A court took down what a part of it tells. */
  struck?: boolean;
};

const ACTS = ['correction.act.published', 'correction.act.retracted', 'correction.act.lifted'] as const;

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
  const { id, at, act, why, who = null, struck = false } = correction;
  const { zone } = state.incident;
  const on = localDate(at, zone);
  const said = correction.changes;
  const more = said.length - SPELLED;
  return (
    <div class="fix" id={`correction_${id}`}>
      <p>
        <strong>
          <time datetime={on}>{dayWords(r, on)}</time>
        </strong>{' '}
        {r.t(ACTS.find((known) => known === `correction.act.${act}`) ?? 'correction.act.other')}{' '}
        {struck ? r.t('corrections.taken_down') : why === null ? null : r.t('correction.why', { why })}
        {who === null ? null : ` ${r.t('correction.by', { who })}`}
      </p>
      {said.slice(0, SPELLED).map((change) => (
        <p>
          {placeWords(r, change.path)}. {r.t('correction.was')} <del>{changedWords(r, change.before, zone)}</del>.{' '}
          {r.t('correction.is')} <ins>{changedWords(r, change.after, zone)}</ins>.
        </p>
      ))}
      {more > 0 ? <p>{r.t('correction.more', { count: more })}</p> : null}
    </div>
  );
}
