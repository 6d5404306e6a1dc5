import { firstDate } from '../../src/domain/benchmark.ts';
import type { Directory, Office } from '../../src/domain/directory.ts';
import { type Held, holdersOf } from '../../src/domain/office.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import { inWords } from '../incidents/told.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Table } from '../parts/table.tsx';
import { tenureWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

/** A term as it was known on a day: an end to come is not told. */
export function termOn(r: Reader, { from, to }: Held, on: LocalDate): string {
  const over = to !== null && firstDate(to) <= on;
  return tenureWords(r, { from, to: over ? to : null }, to === null);
}

/** From when to when the office was there, as known on the day: an end to come is not told. Empty where no date is recorded. */
export function officeDates(r: Reader, { from, to }: Pick<Office, 'from' | 'to'>, on: LocalDate): string {
  const word = (date: string, form: 'from' | 'to') => coarseWords(r, date, { form: r.lang === 'en' ? 'label' : form });
  const since = from === null ? null : word(from, 'from');
  const until = to === null || firstDate(to) > on ? null : word(to, 'to');
  if (since === null) return until === null ? '' : r.t('office.existed_until', { until });
  return until === null ? r.t('office.existed_since', { since }) : r.t('office.existed', { since, until });
}

/** The tenures that had begun by the day, the latest first. */
export function begunBy(directory: Directory, office: string, on: LocalDate): Held[] {
  return holdersOf(directory, office)
    .filter(({ from }) => from === null || firstDate(from) <= on)
    .reverse();
}

export type HoldersProps = { r: Reader; directory: Directory; held: Held[]; on: LocalDate; asOf: string };

/** Who held the office: since when, until when, by which source. */
export function Holders({ r, directory, held, on, asOf }: HoldersProps) {
  if (held.length === 0) return <p>{r.t('offices.no_holders')}</p>;
  return (
    <>
      <Table
        caption={r.t('office.holders')}
        captionHidden
        columns={[
          { label: r.t('office.column.who') },
          { label: r.t('office.column.from') },
          { label: r.t('office.column.to') },
          { label: r.t('figure.source') },
        ]}
        rows={held.map((each) => [
          <PersonLink r={r} directory={directory} id={each.tenure.official} asOf={asOf} />,
          each.from === null ? r.t('office.not_recorded') : coarseWords(r, each.from),
          endWords(r, each, on),
          each.tenure.source === null ? r.t('office.not_recorded') : <SourceLink r={r} source={each.tenure.source} />,
        ])}
      />
      <p class="note">{r.t('office.holders_note')}</p>
    </>
  );
}

/** The name of a person, linked to the page of what he held and said. */
export function PersonLink({ r, directory, id, asOf }: { r: Reader; directory: Directory; id: string; asOf: string }) {
  const official = directory.officials.find((each) => each.id === id);
  return <a href={address(r.lang, `/officials/${id}`, { as_of: asOf })}>{inWords(r, official?.name ?? {}, id)}</a>;
}

export function endWords(r: Reader, { to, endRecorded }: Held, on: LocalDate): string {
  if (to === null) return r.t('office.end_not_recorded');
  if (firstDate(to) > on)
    return endRecorded ? r.t('office.in_office', { on: dayWords(r, on) }) : r.t('office.end_not_recorded');
  return endRecorded ? coarseWords(r, to) : r.t('office.end_by_next', { to: coarseWords(r, to) });
}
