import type { Instant } from '../../src/domain/zone.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
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
                <Changes desk={desk} changes={changes} />
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Old and new, place by place. */
export function Changes({ desk: { r }, changes }: { desk: Desk; changes: HistoryLine['changes'] }) {
  const said = (value: unknown) =>
    value === null || value === undefined
      ? r.t('desk.nothing')
      : cut(typeof value === 'string' ? value : JSON.stringify(value), 400);
  return (
    <ul class="desk-list-in">
      {changes.map(({ path, before, after }) => (
        <li>
          <code>{path}</code>: <del>{said(before)}</del> <ins>{said(after)}</ins>
        </li>
      ))}
    </ul>
  );
}
