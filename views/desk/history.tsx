import { OUTCOME_KINDS, type OutcomeKind } from '../../src/domain/promise.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import { changedWords, placeWords } from '../pages/change-words.ts';
import { momentWords } from '../parts/moment.tsx';
import { cut } from './choices.ts';
import type { Desk } from './desk.ts';

/** One revision: who did what, when and why. `who` null: the program. */
export type HistoryLine = {
  at: Instant;
  who: string | null;
  act: string;
  why: string | null;
  changes: readonly { path: string; before: unknown; after: unknown }[];
};

/** Who changed what, newest first. Only the desk sees the names. */
export function History({ desk, lines, zone }: { desk: Desk; lines: readonly HistoryLine[]; zone: string }) {
  const { r } = desk;
  return (
    <ol class="desk-list">
      {lines.map(({ at, who, act, why, changes }) => {
        const key = `desk.act.${act}`;
        const what = isMessageKey(key) ? r.t(key) : act;
        return (
          <li>
            <p>
              {r.t('desk.revision.line', {
                on: momentWords(r, { at, zone }),
                who: who ?? r.t('desk.revision.nobody'),
                what,
              })}
            </p>
            {why === null ? null : <p class="small">{why}</p>}
            {changes.length === 0 ? null : (
              <details>
                <summary>{r.t('desk.revision.changes', { count: changes.length })}</summary>
                <Changes desk={desk} changes={changes} zone={zone} />
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const VALUE_LENGTH = 400;

/** Old and new, place by place, in words. */
export function Changes({ desk: { r }, changes, zone }: { desk: Desk; changes: HistoryLine['changes']; zone: string }) {
  const said = (value: unknown) => {
    const kind = isOutcome(value) ? `${r.t(`desk.outcome_kind.${value.kind}`)}: ` : '';
    return cut(kind + changedWords(r, value, zone), VALUE_LENGTH);
  };
  return (
    <ul class="desk-list-in">
      {changes.map(({ path, before, after }) => (
        <li>
          {placeWords(r, path)}: <del>{said(before)}</del> <ins>{said(after)}</ins>
        </li>
      ))}
    </ul>
  );
}

const isOutcome = (value: unknown): value is { kind: OutcomeKind } =>
  typeof value === 'object' && value !== null && 'kind' in value && OUTCOME_KINDS.some((kind) => kind === value.kind);
