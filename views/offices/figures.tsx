import type { Child } from 'hono/jsx';
import { lastDate } from '../../src/domain/benchmark.ts';
import type { Directory, Measurement, Office } from '../../src/domain/directory.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import { coarseWords, daysWords } from '../format/dates.ts';
import { number } from '../format/durations.ts';
import { capital } from '../format/text.ts';
import { inWords } from '../incidents/told.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';

export type FiguresProps = { r: Reader; directory: Directory; office: Office; on: LocalDate };

/** What was measured about the office; of an akim also what is known of all of them. Only periods that had ended by the day. */
export function OfficeFigures({ r, directory, office, on }: FiguresProps) {
  const ended = directory.measurements.filter(({ to }) => to === null || lastDate(to) <= on);
  const own = ended.filter((measurement) => measurement.office === office.id);
  const common = office.kind === 'akim' ? ended.filter((measurement) => measurement.office === null) : [];
  return (
    <>
      {own.length === 0 ? <p>{r.t('office.figures_none')}</p> : <Figures r={r} directory={directory} rows={own} />}
      {common.length === 0 ? null : (
        <>
          <p>{r.t('office.figures_all')}</p>
          <Figures r={r} directory={directory} rows={common} />
        </>
      )}
    </>
  );
}

function Figures({ r, directory, rows }: { r: Reader; directory: Directory; rows: readonly Measurement[] }) {
  return (
    <Table
      caption={r.t('office.figures')}
      captionHidden
      columns={[
        { label: r.t('office.column.what') },
        { label: r.t('office.column.period') },
        { label: r.t('office.column.value'), num: true },
        { label: r.t('figure.source') },
      ]}
      rows={rows.map((measurement): Child[] => {
        const indicator = directory.indicators.find(({ id }) => id === measurement.indicator);
        return [
          inWords(r, indicator?.name ?? {}, measurement.indicator),
          capital(periodWords(r, measurement)),
          valueWords(r, measurement.value, indicator?.unit ?? ''),
          measurement.source === null ? r.t('office.not_recorded') : <SourceLink r={r} source={measurement.source} />,
        ];
      })}
    />
  );
}

/** The period of a figure, in words. */
export function periodWords(r: Reader, { from, to }: Pick<Measurement, 'from' | 'to'>): string {
  if (from === null || to === null) return from === to ? r.t('office.not_recorded') : coarseWords(r, from ?? to ?? '');
  if (from === to) return coarseWords(r, from);
  const wholeYear = from === `${from.slice(0, 4)}-01-01` && to === `${from.slice(0, 4)}-12-31`;
  if (wholeYear) return coarseWords(r, from.slice(0, 4));
  return from.length === 10 && to.length === 10
    ? daysWords(r, from, to)
    : `${coarseWords(r, from)} – ${coarseWords(r, to)}`;
}

const BILLION = 1_000_000_000;

/** A figure in its unit. */
export function valueWords(r: Reader, value: number, unit: string): string {
  const inBillions = unit === 'KZT' && value >= BILLION && value % (BILLION / 10) === 0;
  if (inBillions) return r.t('unit.KZT_billion', { n: number(r, value / BILLION) });
  const key = `unit.${unit}`;
  const n = number(r, value, 2);
  return isMessageKey(key) ? r.t(key, { n }) : r.t('unit.other', { n, unit });
}
