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
import { Label, type PlacedLabel, placeLabel, type Room, rowHeight, WIDTHS } from './label.tsx';
import { At, AxisLabels, AxisLines, Diamond, type Drawing, Figure, UnknownWithin } from './parts.tsx';

type Fact = {
  span: AnySpan;
  /** In bold: к 1 августа; 1 октября: «завершены». */
  name: string;
  /** Below it: who. `full`: the same where there is room for a long name. */
  words?: string;
  full?: string;
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
  const days = daysWords(r, localDate(axis.from, zone), dayEndingAt(axis.to, zone));
  const place = zoneWords(r, zone, axis.from);
  const hatched = facts.some(({ span }) => !isDay(span));
  const own = `${r.t('figure.diamond')}${hatched ? ` ${r.t('figure.hatch_days')}` : ''} ${capital(place)}.`;
  const title = r.t('figure.title', { days, zone: place });
  return (
    <Figure
      r={r}
      id={id}
      heading={heading}
      note={note ?? own}
      title={title}
      description={facts
        .map((fact) =>
          r.t('figure.fact', {
            name: fact.name,
            words: [whenWords(r, fact, zone), fact.words].filter(Boolean).join(', '),
          }),
        )
        .join(' ')}
      draw={(room, own) => drawnIn(room, { ...props, id: own }, instants)}
      twin={<Twin r={r} facts={facts} terms={terms} zone={zone} caption={title} />}
    />
  );
}

function drawnIn(room: Room, props: PromiseLineProps, instants: readonly Instant[]): Drawing {
  const { r, id, zone } = props;
  const axis = axisOf(instants, zone, WIDTHS[room]);
  const { rows, height } = laidOut(props, axis, room);
  const marks = (
    <>
      <AxisLines axis={axis} y={height} />
      {rows.map((row) => (
        <Mark id={id} row={row} {...(room === 'phone' && row === rows[0] ? { saidOn: saidBelow(r, row, zone) } : {})} />
      ))}
      <AxisLabels r={r} axis={axis} y={height} />
    </>
  );
  return { height: height + 24, marks };
}

const endsOf = ({ earliest, latest }: AnySpan): Instant[] => [earliest, latest].filter((end) => end !== null);
const whenWords = (r: Reader, { span }: Fact, zone: string): string => spanWords(r, span, { zone });

/** A phone has room for the day only below the line that it begins, where that is long enough to leave the label beside it, in percent. */
const ROOM_FOR_DAY = 20;

function saidBelow(r: Reader, { fact, shape, from, to, due }: Row, zone: string): string | null {
  if (shape !== 'term' || fact.span.earliest === null || from >= 5 || (due ?? to) <= ROOM_FOR_DAY) return null;
  return dayWords(r, localDate(fact.span.earliest, zone), { year: false });
}

/** A span within a day is a point on a line of weeks. */
const LONGEST_POINT_HOURS = 26;
const isDay = ({ earliest, latest }: AnySpan): boolean =>
  earliest !== null && latest !== null && latest - earliest <= LONGEST_POINT_HOURS * 3_600_000;

function laidOut(props: PromiseLineProps, axis: Axis, room: Room): { rows: Row[]; height: number } {
  const { terms, checks = [], outcome } = props;
  const drawn: { fact: Fact; shape: Row['shape']; dueAt: Instant | null }[] = [
    ...terms.map((fact) => ({ fact, shape: 'term' as const, dueAt: fact.dueAt })),
    ...checks.map((fact) => ({ fact, shape: fact.found ? ('found' as const) : ('looked' as const), dueAt: null })),
    ...(outcome === undefined ? [] : [{ fact: outcome, shape: outcome.kind, dueAt: null }]),
  ];
  let top = 4;
  const rows = drawn.map(({ fact, shape, dueAt }) => {
    const { from, to } = endsOn(fact.span, axis);
    const due = dueAt === null ? null : axis.x(dueAt);
    const [left, right] = [Math.min(from, due ?? from), Math.max(to, due ?? to)];
    const label = placeLabel(left, right, fact.name, labelWords(props, fact, room), room);
    const y = top + 20;
    top += rowHeight(label) + 4;
    return { fact, shape, from, to, due, y, label };
  });
  return { rows, height: top + 8 };
}

/** Who; where there is room, when too. */
function labelWords({ r, zone }: PromiseLineProps, fact: Fact, room: Room): string {
  if (room === 'phone') return fact.words ?? '';
  return [fact.full ?? fact.words, spanWords(r, fact.span, { zone, day: 'short' })].filter(Boolean).join(', ');
}

function endsOn(span: AnySpan, axis: Axis): { from: number; to: number } {
  const from = span.earliest === null ? 0 : axis.x(span.earliest);
  const to = span.latest === null ? 100 : axis.x(span.latest);
  return isDay(span) ? { from, to: from } : { from, to };
}

function Mark({ id, row, saidOn = null }: { id: string; row: Row; saidOn?: string | null }) {
  const { fact, shape, from, to, due, y, label } = row;
  const wide = to > from;
  const end = due ?? to;
  return (
    <>
      {wide ? <UnknownWithin id={id} from={from} to={to} y={y} height={10} open={openEnds(fact.span)} /> : null}
      {shape === 'term' && !wide ? <circle class="g-dot" cx={`${from}%`} cy={String(y)} r="4" /> : null}
      {due !== null && due > to ? (
        <line class="g-run" x1={`${to}%`} x2={`${due}%`} y1={String(y)} y2={String(y)} />
      ) : null}
      {due === null ? null : <Diamond x={due} y={y} />}
      {shape === 'term' ? null : <Found shape={shape} x={to} y={y} />}
      {saidOn === null ? null : (
        <text class="g-t g-m" x={`${from}%`} y={String(y + 22)}>
          {saidOn}
        </text>
      )}
      <Label label={label} from={Math.min(from, end)} to={Math.max(to, end)} y={y} reach={6} />
    </>
  );
}

const openEnds = ({ earliest, latest }: AnySpan) => ({ from: earliest === null, to: latest === null });

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

type TwinProps = { r: Reader; facts: readonly Fact[]; terms: readonly NamedTerm[]; zone: string; caption: string };

function Twin({ r, facts, terms, zone, caption }: TwinProps) {
  const sourced = facts.some((fact) => fact.source !== undefined);
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
      rows={facts.map((fact) => [
        <SpanWords r={r} span={fact.span} zone={zone} />,
        <>
          {fact.name}
          {fact.words === undefined ? null : <small>{fact.full ?? fact.words}</small>}
        </>,
        dueOf(fact),
        ...(sourced ? [fact.source ?? ''] : []),
      ])}
    />
  );
}
