import type { Child } from 'hono/jsx';
import type { Directory, Office } from '../../src/domain/directory.ts';
import { entryOf } from '../../src/domain/entry.ts';
import { holdersOn, isInherited } from '../../src/domain/office.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import type { ToldPromise } from '../home/home.tsx';
import { byWeight } from '../incidents/matters.ts';
import { counted, DuePhrase, dueWords, Named } from '../incidents/promise-story.tsx';
import { PromiseTitle } from '../incidents/promise-title.tsx';
import { dueNotes } from '../incidents/promises.tsx';
import { joined, sentences } from '../incidents/rich.tsx';
import { Tally } from '../incidents/tally.tsx';
import { mayName, promiseAddress, saidOn } from '../incidents/told.tsx';
import { Status } from '../parts/status.tsx';
import { Table } from '../parts/table.tsx';
import { natureWords } from '../parts/words.tsx';
import { lookedLine } from '../promises/line.tsx';
import type { Reader } from '../reader.ts';

export type OfficePromisesProps = {
  r: Reader;
  directory: Directory;
  office: Office;
  on: LocalDate;
  promises: readonly ToldPromise[];
};

/** What the office promised, by what came of it; what the present holder inherited stands apart. domain.md, Promises. */
export function OfficePromises({ r, directory, office, on, promises }: OfficePromisesProps) {
  if (promises.length === 0) return <p>{r.t('office.no_promises')}</p>;
  const held = holdersOn(directory, office.id, on);
  const inherited = ({ promise, told }: ToldPromise) =>
    held.length > 0 && held.every((each) => isInherited(promise, told.state.incident, each, on));
  const own = promises.filter((each) => !inherited(each));
  const others = promises.filter(inherited);
  return (
    <>
      <p>
        <Tally r={r} states={promises.map(({ state }) => state)} />
      </p>
      {own.length === 0 ? null : <PromiseTable r={r} caption={r.t('office.promises_own')} promises={own} />}
      {others.length > 0 ? (
        <>
          <PromiseTable r={r} caption={r.t('office.promises_inherited')} promises={others} />
          <p class="note">
            {r.t('office.inherited_note', { on: dayWords(r, on, { form: r.lang === 'kk' ? 'on' : 'label' }) })}
          </p>
        </>
      ) : held.length > 0 ? (
        <p class="note">{r.t('office.none_inherited')}</p>
      ) : null}
    </>
  );
}

function PromiseTable({ r, caption, promises }: { r: Reader; caption: string; promises: readonly ToldPromise[] }) {
  const order = byWeight(promises);
  const sorted = [...promises].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return (
    <Table
      caption={caption}
      columns={[
        { label: r.t('home.column.due') },
        { label: r.t('office.column.words'), bare: true },
        { label: r.t('office.column.said') },
        { label: r.t('office.column.came'), bare: true },
      ]}
      rows={sorted.map(row)}
    />
  );
}

function row({ told, promise, state }: ToldPromise): Child[] {
  const { r } = told;
  const { incident } = told.state;
  const statement = entryOf(incident, promise.madeIn);
  const official = statement.by?.official ?? null;
  const notes = dueNotes(told, promise, state);
  const more = [lookedLine(told, state), counted(told, { promise, state })].filter((part) => part !== null);
  return [
    <>
      {state.dueAt === null ? r.t('incident.no_due') : dueWords(told, state.dueAt)}
      {notes.length === 0 ? null : <small>{joined(notes)}</small>}
    </>,
    <>
      <a href={promiseAddress(told, promise)}>
        <PromiseTitle told={told} promise={promise} />
      </a>
      <small>
        {natureWords(r, promise.nature)}
        {promise.phrase === null ? null : (
          <>
            {': '}
            <DuePhrase told={told} phrase={promise.phrase} entry={statement} />
          </>
        )}
      </small>
    </>,
    <>
      {saidOn(told, statement.at)}
      {statement.channel === null ? null : `, ${r.t(`network.${statement.channel.network}`)}`}
      {official !== null && mayName(state) ? (
        <small>
          <Named told={told} promise={promise} official={official} />
        </small>
      ) : null}
    </>,
    <>
      <Status r={r} state={state} zone={incident.zone} {...(more.length > 0 ? { ground: null } : {})} />
      {more.length === 0 ? null : <small>{sentences(more)}</small>}
    </>,
  ];
}
