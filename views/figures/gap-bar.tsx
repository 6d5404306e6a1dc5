import type { Child } from 'hono/jsx';
import { latencyBetween, widthOf } from '../../src/domain/latency.ts';
import { compareSpans, isPoint } from '../../src/domain/span.ts';
import { type Instant, localDate } from '../../src/domain/zone.ts';
import { daysWords } from '../format/dates.ts';
import { latencyWords, resolutionOf } from '../format/durations.ts';
import { type AnySpan, spanWords } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { SpanWords, zoneWords } from '../parts/moment.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';
import { type Axis, axisOf } from './axis.ts';
import { Label, type PlacedLabel, placeLabel, type Room, rowHeight, WIDTHS } from './label.tsx';
import { AxisLabels, AxisLines, type Drawing, Figure, Point, Stroke, UnknownWithin } from './parts.tsx';

/** One fact of the figure. */
export type GapFact = {
  span: AnySpan;
  /** Two or three words: Начало взрывов, Первое слово. */
  name: string;
  /** What the label says of the time, where that is more than the time: напечатано к 13:15; Facebook, 13:52. */
  words?: string;
  /** The name in the table, where it says more: whose word, and who else may have been first. */
  who?: Child;
  /** Small print of the table: how the time is known. */
  note?: Child;
  /** `<SourceLink/>`s. */
  source?: Child;
};

export type GapBarProps = {
  r: Reader;
  /** Unique within the page. */
  id: string;
  zone: string;
  /** The finding in a sentence: От вызова пожарных до записи акима прошло 4 часа 32 минуты. */
  heading: Child;
  /** Replaces the line of day, zone and key. */
  note?: Child;
  start?: GapFact | undefined;
  known?: GapFact | undefined;
  firstWord?: GapFact | undefined;
  firstPost?: GapFact | undefined;
  restored?: GapFact | undefined;
  others?: readonly GapFact[];
  /** What a reader looks for here and the record has not: Первая запись. */
  missing?: readonly string[];
  /** Which of the two starts the count; the narrower one if it is not said. */
  clock?: 'start' | 'known';
};

type Kind = 'start' | 'known' | 'firstWord' | 'firstPost' | 'restored' | 'other';
/** `left`: where everything drawn in the row begins, the line of the gap too. */
type Row = { kind: Kind; fact: GapFact; from: number; to: number; left: number; y: number; label: PlacedLabel };

/** The first hours: from the start, or from when an authority knew, to the first word and the first post. Nothing without a fact. */
export function GapBar(props: GapBarProps) {
  const { r, id, zone, heading, note } = props;
  const facts = factsOf(props);
  const ends = facts.flatMap(([, { span }]) => endsOf(span));
  if (ends.length === 0) return null;
  const axis = axisOf(ends, zone);
  const clock = clockOf(props);
  const { missing = [] } = props;
  const days = daysWords(
    r,
    localDate(Math.min(...ends), zone),
    localDate(Math.max(Math.min(...ends), Math.max(...ends) - 1), zone),
  );
  const place = zoneWords(r, zone, Math.min(...ends));
  const hatched = facts.some(([, { span }]) => !isPoint(span));
  const own = `${r.t('figure.note', { days: capital(days), zone: capital(place) })}${hatched ? ` ${r.t('figure.hatch')}` : ''}`;
  const told = facts.map(([, fact]) => ({ name: fact.name, words: wordsOf(r, fact, axis, zone) }));
  const unknown = missing.map((name) => ({ name, words: r.t('figure.missing') }));
  return (
    <Figure
      r={r}
      id={id}
      heading={heading}
      note={note ?? own}
      title={r.t('figure.title', { days, zone: place })}
      description={[...told, ...unknown].map((fact) => r.t('figure.fact', fact)).join(' ')}
      draw={(room, own) => drawn({ ...props, id: own }, { room, facts, ends, clock })}
      twin={
        <Twin
          r={r}
          facts={facts}
          missing={missing}
          clock={clock}
          zone={zone}
          caption={r.t('figure.title', { days, zone: place })}
          axis={axis}
        />
      }
    />
  );
}

type Matter = {
  room: Room;
  facts: readonly [Kind, GapFact][];
  ends: readonly Instant[];
  clock: GapFact | undefined;
};

function drawn({ r, id, zone, missing = [] }: GapBarProps, { room, facts, ends, clock }: Matter): Drawing {
  const axis = axisOf(ends, zone, WIDTHS[room]);
  const { rows, height } = laidOut({ r, facts, axis, zone, clock, room });
  const gap = gapOf(rows, clock);
  const foot = height + (missing.length === 0 ? 0 : 8) + missing.length * UNKNOWN_ROW;
  const marks = (
    <>
      <AxisLines axis={axis} y={foot} />
      {gap === null ? null : (
        <line class="g-guide" x1={`${gap.from}%`} x2={`${gap.from}%`} y1={String(gap.top)} y2={String(foot)} />
      )}
      {rows.map((row) => (
        <Mark id={id} row={row} />
      ))}
      {gap === null ? null : <Gap r={r} gap={gap} room={room} />}
      {missing.map((name, index) => (
        <text class="g-t" x="0" y={String(height + 18 + index * UNKNOWN_ROW)}>
          <tspan class="g-b">{name}</tspan> <tspan class="g-m">{r.t('figure.missing')}</tspan>
        </text>
      ))}
      <AxisLabels r={r} axis={axis} y={foot} />
    </>
  );
  return { height: foot + 24, marks };
}

/** The height of the line that names what is unknown, in pixels. */
const UNKNOWN_ROW = 28;

function factsOf({ start, known, firstWord, firstPost, restored, others = [] }: GapBarProps): [Kind, GapFact][] {
  const first = [
    ['start', start],
    ['known', known],
  ] as const;
  const rest = [
    ['firstWord', firstWord],
    ['firstPost', firstPost],
    ['restored', restored],
    ...others.map((fact) => ['other', fact] as const),
  ] as const;
  const given = (pairs: readonly (readonly [Kind, GapFact | undefined])[]) =>
    pairs.flatMap(([kind, fact]): [Kind, GapFact][] => (fact === undefined ? [] : [[kind, fact]]));
  return [...given(first), ...given(rest).sort(([, a], [, b]) => compareSpans(a.span, b.span))];
}

const endsOf = ({ earliest, latest }: AnySpan): Instant[] => [earliest, latest].filter((end) => end !== null);

function clockOf({ start, known, clock }: GapBarProps): GapFact | undefined {
  if (start === undefined || known === undefined) return start ?? known;
  if (clock !== undefined) return clock === 'start' ? start : known;
  return widthOf(known.span) < widthOf(start.span) ? known : start;
}

type Drawn = {
  r: Reader;
  facts: readonly [Kind, GapFact][];
  axis: Axis;
  zone: string;
  clock: GapFact | undefined;
  room: Room;
};

function laidOut({ r, facts, axis, zone, clock, room }: Drawn): { rows: Row[]; height: number } {
  let top = 8;
  const rows = facts.map(([kind, fact]) => {
    const from = fact.span.earliest === null ? 0 : axis.x(fact.span.earliest);
    const to = fact.span.latest === null ? 100 : axis.x(fact.span.latest);
    const gapFrom = kind === 'firstPost' ? gapStart(clock, fact) : null;
    const left = gapFrom === null ? from : axis.x(gapFrom);
    const label = placeLabel(left, to, fact.name, wordsOf(r, fact, axis, zone), room);
    const y = top + 22;
    top += rowHeight(label);
    return { kind, fact, from, to, left, y, label };
  });
  return { rows, height: top + 6 };
}

/** The words of a label say the day only where the figure has several. */
function wordsOf(r: Reader, { span, words }: GapFact, axis: Axis, zone: string): string {
  const oneDay = localDate(axis.from, zone) === localDate(axis.to - 1, zone);
  return words ?? spanWords(r, span, { zone, day: oneDay ? 'none' : 'short' });
}

/** Where what is certainly the gap begins: at the clock's latest. Null where it is not certain that the post came after it. */
function gapStart(clock: GapFact | undefined, post: GapFact): Instant | null {
  const latest = clock?.span.latest ?? null;
  const { earliest } = post.span;
  return latest !== null && earliest !== null && earliest > latest ? latest : null;
}

type GapLine = { from: number; to: number; y: number; top: number; clock: GapFact; post: GapFact };

/** The line from the clock's latest to the post's earliest. */
function gapOf(rows: readonly Row[], clock: GapFact | undefined): GapLine | null {
  const start = rows.find(({ fact }) => fact === clock);
  const post = rows.find(({ kind }) => kind === 'firstPost');
  if (start === undefined || post === undefined || gapStart(start.fact, post.fact) === null) return null;
  return { from: post.left, to: post.from, y: post.y, top: start.y, clock: start.fact, post: post.fact };
}

/** The words of the gap stand above its line where it is so long, in pixels. */
const ROOM_FOR_WORDS = 64;

function Gap({ r, gap, room }: { r: Reader; gap: GapLine; room: Room }) {
  const latency = latencyBetween(gap.clock.span, gap.post.span);
  const words = latencyWords(r, latency, resolutionOf(gap.clock.span, gap.post.span), { short: true });
  const narrow = ((gap.to - gap.from) / 100) * WIDTHS[room] < ROOM_FOR_WORDS;
  return (
    <>
      <line class="g-gap" x1={`${gap.from}%`} x2={`${gap.to}%`} y1={String(gap.y)} y2={String(gap.y)} />
      {narrow ? null : (
        <text class="g-t g-gapt" x={`${gap.from}%`} dx="6" y={String(gap.y - 8)}>
          {words}
        </text>
      )}
    </>
  );
}

function Mark({ id, row }: { id: string; row: Row }) {
  const { kind, fact, from, to, left, y, label } = row;
  const post = kind === 'firstPost';
  const stroke = kind === 'start' || kind === 'known' || kind === 'restored';
  const point = isPoint(fact.span);
  return (
    <>
      {!point ? (
        <UnknownWithin id={id} from={from} to={to} y={y} accent={post} open={openEnds(fact.span)} />
      ) : stroke ? (
        <Stroke x={to} y={y} />
      ) : (
        <Point x={to} y={y} accent={post} />
      )}
      <Label label={label} from={left} to={to} y={y} reach={!point ? 0 : post ? 6 : 4} />
    </>
  );
}

const openEnds = ({ earliest, latest }: AnySpan) => ({ from: earliest === null, to: latest === null });

type TwinProps = {
  r: Reader;
  facts: readonly [Kind, GapFact][];
  missing: readonly string[];
  clock: GapFact | undefined;
  zone: string;
  caption: string;
  axis: Axis;
};

function Twin({ r, facts, missing, clock, zone, caption, axis }: TwinProps) {
  const oneDay = localDate(axis.from, zone) === localDate(axis.to - 1, zone);
  const sourced = facts.some(([, fact]) => fact.source !== undefined);
  const isStart = facts.some(([kind, fact]) => kind === 'start' && fact === clock);
  const columns = [
    { label: r.t('figure.what') },
    { label: r.t('figure.when'), bare: true },
    { label: r.t('figure.after') },
    ...(sourced ? [{ label: r.t('figure.source'), bare: true }] : []),
  ];
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columns}
      rows={[
        ...facts.map(([, fact]) => [
          fact.who ?? fact.name,
          <>
            <SpanWords r={r} span={fact.span} zone={zone} day={oneDay ? 'none' : 'short'} />
            {fact.note === undefined ? null : <small>{fact.note}</small>}
          </>,
          afterWords(r, fact, clock, isStart),
          ...(sourced ? [fact.source ?? ''] : []),
        ]),
        ...missing.map((name) => [name, r.t('figure.missing'), '', ...(sourced ? [''] : [])]),
      ]}
    />
  );
}

function afterWords(r: Reader, fact: GapFact, clock: GapFact | undefined, isStart: boolean): string {
  if (clock === undefined) return '';
  if (fact === clock) return r.t('figure.from_here');
  const resolution = resolutionOf(clock.span, fact.span);
  const options = { short: true, clock: isStart ? 'event' : 'other' } as const;
  return latencyWords(r, latencyBetween(clock.span, fact.span), resolution, options);
}
