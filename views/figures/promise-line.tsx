import type { Child } from 'hono/jsx';
import type { OutcomeKind } from '../../src/domain/promise.ts';
import { dayEndingAt, type Instant, localDate } from '../../src/domain/zone.ts';
import { daysWords, dayWords } from '../format/dates.ts';
import { type AnySpan, spanWords } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { GlyphShape } from '../parts/glyph.tsx';
import { SpanWords, zoneWords } from '../parts/moment.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';
import { type Axis, axisOf } from './axis.ts';
import { Label, type PlacedLabel, placeLabel, rowHeight } from './label.tsx';
import { At, AxisLabels, AxisLines, Diamond, Figure, UnknownWithin } from './parts.tsx';

type Fact = {
  span: AnySpan;
  /** In bold: к 1 августа; 1 октября: «завершены». */
  name: string;
  /** Below it: who. */
  words?: string;
  /** The table's last column: `<SourceLink/>`s. */
  source?: Child;
};

/** A term that was named: the first one, or the one that a move set. `span`: when it was said. Null `dueAt`: no day was named. */
export type NamedTerm = Fact & { dueAt: Instant | null };
/** Somebody looked. */
export type LookedAt = Fact & { found: boolean };
export type CameOf = Fact & { kind: OutcomeKind };

export type PromiseLineProps = {
  r: Reader;
  /** Unique within the page. */
  id: string;
  zone: string;
  heading: Child;
  /** Replaces the line of zone and key. */
  note?: Child;
  /** In the order in which they were named; the first one first. */
  terms: readonly NamedTerm[];
  checks?: readonly LookedAt[];
  outcome?: CameOf | undefined;
  /** The instant that the page shows: the line ends there, or with the last term. */
  until: Instant;
};

type Row = {
  fact: Fact;
  shape: 'term' | 'looked' | 'found' | OutcomeKind;
  from: number;
  to: number;
  due: number | null;
  y: number;
  label: PlacedLabel;
};

/** How a promise went: when it was said, its first term, the moves, who looked, and what came of it. */
export function PromiseLine(props: PromiseLineProps) {
  const { r, id, zone, heading, note, terms, checks = [], outcome, until } = props;
  const facts: Fact[] = [...terms, ...checks, ...(outcome === undefined ? [] : [outcome])];
  const instants = [until, ...terms.flatMap(({ dueAt }) => dueAt ?? []), ...facts.flatMap(({ span }) => endsOf(span))];
  const axis = axisOf(instants, zone);
  const { rows, height } = laidOut(props, axis);
  const days = daysWords(r, localDate(axis.from, zone), dayEndingAt(axis.to, zone));
  const place = zoneWords(r, zone, axis.from);
  const hatched = rows.some(({ fact, shape }) => shape === 'term' && !isDay(fact.span));
  const own = `${r.t('figure.diamond')}${hatched ? ` ${r.t('figure.hatch_days')}` : ''} ${capital(place)}.`;
  const title = r.t('figure.title', { days, zone: place });
  return (
    <Figure
      r={r}
      id={id}
      heading={heading}
      note={note ?? own}
      title={title}
      description={rows
        .map(({ fact }) =>
          r.t('figure.fact', {
            name: fact.name,
            words: [whenWords(r, fact, zone), fact.words].filter(Boolean).join(', '),
          }),
        )
        .join(' ')}
      height={height + 24}
      twin={<Twin r={r} rows={rows} terms={terms} zone={zone} caption={title} />}
    >
      <AxisLines axis={axis} y={height} />
      {rows.map((row) => (
        <Mark r={r} id={id} row={row} zone={zone} first={row === rows[0]} />
      ))}
      <AxisLabels r={r} axis={axis} y={height} />
    </Figure>
  );
}

const endsOf = ({ earliest, latest }: AnySpan): Instant[] => [earliest, latest].filter((end) => end !== null);
const whenWords = (r: Reader, { span }: Fact, zone: string): string => spanWords(r, span, { zone });

/** The day stands below the line that it begins: how long that must be to leave it room beside the label, in percent; a phone's is shorter. */
const ROOM_FOR_DAY = 9;
const ROOM_ON_PHONE = 20;
/** A span within a day is a point on a line of weeks. */
const LONGEST_POINT_HOURS = 26;
const isDay = ({ earliest, latest }: AnySpan): boolean =>
  earliest !== null && latest !== null && latest - earliest <= LONGEST_POINT_HOURS * 3_600_000;

function laidOut({ terms, checks = [], outcome }: PromiseLineProps, axis: Axis): { rows: Row[]; height: number } {
  const drawn: { fact: Fact; shape: Row['shape']; dueAt: Instant | null }[] = [
    ...terms.map((fact) => ({ fact, shape: 'term' as const, dueAt: fact.dueAt })),
    ...checks.map((fact) => ({ fact, shape: fact.found ? ('found' as const) : ('looked' as const), dueAt: null })),
    ...(outcome === undefined ? [] : [{ fact: outcome, shape: outcome.kind, dueAt: null }]),
  ];
  let top = 4;
  const rows = drawn.map(({ fact, shape, dueAt }) => {
    const { from, to } = endsOn(fact.span, axis);
    const due = dueAt === null ? null : axis.x(dueAt);
    const label = placeLabel(Math.min(from, due ?? from), Math.max(to, due ?? to), fact.name, fact.words ?? '');
    const y = top + 20;
    top += rowHeight(label) + 4;
    return { fact, shape, from, to, due, y, label };
  });
  return { rows, height: top + 8 };
}

function endsOn(span: AnySpan, axis: Axis): { from: number; to: number } {
  const from = span.earliest === null ? 0 : axis.x(span.earliest);
  const to = span.latest === null ? 100 : axis.x(span.latest);
  return isDay(span) ? { from, to: from } : { from, to };
}

function Mark({ r, id, row, zone, first }: { r: Reader; id: string; row: Row; zone: string; first: boolean }) {
  const { fact, shape, from, to, due, y, label } = row;
  const wide = to > from;
  const end = due ?? to;
  return (
    <>
      {wide ? <UnknownWithin id={id} from={from} to={to} y={y} height={10} /> : null}
      {shape === 'term' && !wide ? <circle class="g-dot" cx={`${from}%`} cy={String(y)} r="4" /> : null}
      {due !== null && due > to ? (
        <line class="g-run" x1={`${to}%`} x2={`${due}%`} y1={String(y)} y2={String(y)} />
      ) : null}
      {due === null ? null : <Diamond x={due} y={y} />}
      {shape === 'term' ? null : <Found shape={shape} x={to} y={y} />}
      {first && shape === 'term' && fact.span.earliest !== null && from < 5 && end > ROOM_FOR_DAY ? (
        <text class={end > ROOM_ON_PHONE ? 'g-t g-m' : 'g-t g-m g-wide'} x={`${from}%`} y={String(y + 22)}>
          {dayWords(r, localDate(fact.span.earliest, zone), { year: false })}
        </text>
      ) : null}
      <Label label={label} from={Math.min(from, end)} to={Math.max(to, end)} y={y} reach={6} />
    </>
  );
}

const TONES = {
  kept: 'g-done',
  partly_kept: 'g-past',
  not_kept: 'g-past',
  withdrawn: 'g-null',
  cannot_tell: 'g-null',
  looked: 'g-past',
};

/** What somebody found, by the shape of its status; an entry that was found is a plain dot. */
function Found({ shape, x, y }: { shape: Exclude<Row['shape'], 'term'>; x: number; y: number }) {
  if (shape === 'found') return <circle class="g-dot" cx={`${x}%`} cy={String(y)} r="5" />;
  return (
    <At x={x} y={y}>
      <rect class="g-back" x="-9" y="-9" width="18" height="18" />
      <g class={TONES[shape]} transform="translate(-8 -8)">
        <GlyphShape name={shape === 'looked' ? 'overdue' : shape} />
      </g>
    </At>
  );
}

type TwinProps = { r: Reader; rows: readonly Row[]; terms: readonly NamedTerm[]; zone: string; caption: string };

function Twin({ r, rows, terms, zone, caption }: TwinProps) {
  const sourced = rows.some(({ fact }) => fact.source !== undefined);
  const dueOf = (fact: Fact): string => {
    const dueAt = terms.find((term) => term === fact)?.dueAt ?? null;
    return dueAt === null ? '' : dayWords(r, dayEndingAt(dueAt, zone));
  };
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { label: r.t('figure.when') },
        { label: r.t('figure.what'), bare: true },
        { label: r.t('figure.due') },
        ...(sourced ? [{ label: r.t('figure.source'), bare: true }] : []),
      ]}
      rows={rows.map(({ fact }) => [
        <SpanWords r={r} span={fact.span} zone={zone} />,
        <>
          {fact.name}
          {fact.words === undefined ? null : <small>{fact.words}</small>}
        </>,
        dueOf(fact),
        ...(sourced ? [fact.source ?? ''] : []),
      ])}
    />
  );
}
