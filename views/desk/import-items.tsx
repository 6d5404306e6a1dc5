import type { Child } from 'hono/jsx';
import type { Change } from '../../src/domain/document.ts';
import { changedWords, placeWords } from '../pages/change-words.ts';
import { Table } from '../parts/table.tsx';
import { cut } from './choices.ts';
import type { Desk } from './desk.ts';
import { incidentAddress } from './page.tsx';

/** What would become of a row or a document. */
export type ImportItem = {
  line: number | null;
  incident: string | null;
  what: string;
  result: 'added' | 'changed' | 'unchanged';
  changes: readonly Change[];
};

const ITEMS_SHOWN = 50;
const CHANGES_SHOWN = 6;

/** The first rows that would be added or changed; of a changed one what stands there and what would. */
export function ImportedItems({
  desk,
  items,
  result,
}: {
  desk: Desk;
  items: readonly ImportItem[];
  result: 'added' | 'changed';
}) {
  const { r } = desk;
  const own = items.filter((item) => item.result === result);
  if (own.length === 0) return null;
  return (
    <section class="sec-plain" aria-labelledby={`${result}-h`}>
      <h2 id={`${result}-h`}>{r.t(`desk.import.${result}`)}</h2>
      <Table
        caption={r.t(`desk.import.${result}`)}
        captionHidden
        columns={[
          { label: r.t('desk.import.column.where') },
          { label: r.t('desk.import.column.incident') },
          { label: r.t('desk.import.column.words') },
        ]}
        rows={own.slice(0, ITEMS_SHOWN).map((item) => rowOf(desk, item))}
      />
      {own.length > ITEMS_SHOWN ? (
        <p class="note">{r.t('desk.import.more', { count: own.length - ITEMS_SHOWN })}</p>
      ) : null}
    </section>
  );
}

function rowOf(desk: Desk, { line, incident, what, result, changes }: ImportItem): Child[] {
  const { r } = desk;
  const isThere = result === 'changed';
  return [
    line === null ? what : r.t('desk.import.line', { line }),
    incident === null ? (
      r.t('desk.import.directory')
    ) : isThere ? (
      <a href={incidentAddress(desk, incident)}>{incident}</a>
    ) : (
      incident
    ),
    <>
      {cut(what, 160)}
      {changes.length === 0 ? null : (
        <ul class="desk-list-in">
          {changes.slice(0, CHANGES_SHOWN).map(({ path, before, after }) => (
            <li>
              {placeWords(r, path)}: {cut(changedWords(r, before, null), 120)} →{' '}
              {cut(changedWords(r, after, null), 120)}
            </li>
          ))}
          {changes.length > CHANGES_SHOWN ? (
            <li>{r.t('desk.import.more', { count: changes.length - CHANGES_SHOWN })}</li>
          ) : null}
        </ul>
      )}
    </>,
  ];
}
