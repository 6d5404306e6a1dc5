import type { Child, PropsWithChildren } from 'hono/jsx';
import { shortDayWords } from '../format/dates.ts';
import type { Reader } from '../reader.ts';
import type { Axis, Tick } from './axis.ts';
import { ROOMS, type Room } from './label.tsx';

/** What is drawn in a room, and how high it is in pixels. */
export type Drawing = { height: number; marks: Child };

export type FigureProps = {
  r: Reader;
  /** Unique within the page. */
  id: string;
  heading: Child;
  note?: Child;
  /** The drawing's name and what it shows, for those who do not see it. */
  title: string;
  description: string;
  /** `id`: of this drawing, for its hatching. */
  draw: (room: Room, id: string) => Drawing;
  /** The same as a table, with its sources. */
  twin: Child;
};

/** A drawing with its heading, and the same as a table below it. Its width is given in percent, so text keeps its size. */
export function Figure({ r, id, heading, note, title, description, draw, twin }: FigureProps) {
  return (
    <>
      <figure class="fig" id={id}>
        <figcaption>
          <p class="fig-h">{heading}</p>
          {note === undefined ? null : <p class="fig-p">{note}</p>}
        </figcaption>
        {ROOMS.map((room) => (
          <Picture room={room} id={`${id}-${room}`} title={title} description={description} draw={draw} />
        ))}
      </figure>
      <details class="twin">
        <summary>{r.t('figure.table')}</summary>
        {twin}
      </details>
    </>
  );
}

type PictureProps = Pick<FigureProps, 'title' | 'description' | 'draw'> & { room: Room; id: string };

function Picture({ room, id, title, description, draw }: PictureProps) {
  const { height, marks } = draw(room, id);
  return (
    <svg class={`fig-${room}`} height={String(height)} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{description}</desc>
      <Hatch id={`${id}-hatch`} />
      <Hatch id={`${id}-hatch-a`} accent />
      {marks}
    </svg>
  );
}

function Hatch({ id, accent = false }: { id: string; accent?: boolean }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path class={accent ? 'g-hla' : 'g-hl'} d="M0 0v5" />
    </pattern>
  );
}

export type BarProps = {
  /** Of the drawing. */
  id: string;
  from: number;
  to: number;
  y: number;
  accent?: boolean;
  height?: number;
  /** Ends of which nothing is known: the stretch has no line there. */
  open?: { from: boolean; to: boolean };
};

/** A stretch within which the exact time is unknown. */
export function UnknownWithin({ id, from, to, y, accent = false, height = 14, open }: BarProps) {
  const isOpen = open?.from === true || open?.to === true;
  const [top, foot] = [y - height / 2, y + height / 2];
  const line = accent ? 'g-ha g-haa' : 'g-ha';
  return (
    <>
      <rect
        class={isOpen ? 'g-hatch' : line}
        fill={`url(#${id}-hatch${accent ? '-a' : ''})`}
        x={`${from}%`}
        width={`${Math.max(0, Math.round((to - from) * 100) / 100)}%`}
        y={String(top)}
        height={String(height)}
      />
      {isOpen
        ? [top, foot].map((edge) => (
            <line class={line} x1={`${from}%`} x2={`${to}%`} y1={String(edge)} y2={String(edge)} />
          ))
        : null}
      {[open?.from === false ? from : null, open?.to === false ? to : null].map((end) =>
        isOpen && end !== null ? (
          <line class={line} x1={`${end}%`} x2={`${end}%`} y1={String(top)} y2={String(foot)} />
        ) : null,
      )}
    </>
  );
}

/** A moment that is known to the minute. */
export const Point = ({ x, y, accent = false }: { x: number; y: number; accent?: boolean }) => (
  <circle class={accent ? 'g-acc' : 'g-dot'} cx={`${x}%`} cy={String(y)} r={accent ? '7' : '5'} />
);

/** A moment at which something began or ended, known to the minute. */
export const Stroke = ({ x, y }: { x: number; y: number }) => (
  <rect class="g-dot" x={`${x}%`} width="4" y={String(y - 9)} height="18" />
);

/** Children drawn around a point that lies at so many percent: shapes of a fixed size. */
export const At = ({ x, y, children }: PropsWithChildren<{ x: number; y: number }>) => (
  <svg x={`${x}%`} y={String(y)} overflow="visible" aria-hidden="true">
    {children}
  </svg>
);

/** A named term. */
export const Diamond = ({ x, y }: { x: number; y: number }) => (
  <At x={x} y={y}>
    <path class="g-open" d="M0 -8l8 8-8 8-8-8z" />
  </At>
);

/** The lines that cross the drawing, the axis and its labels. `y`: of the axis. */
export function AxisLines({ axis, y }: { axis: Axis; y: number }) {
  return (
    <>
      {axis.ticks.map((tick) => (
        <line
          class="g-tick"
          x1={`${tick.x}%`}
          x2={`${tick.x}%`}
          y1={String(tick.labelled ? 0 : y - 6)}
          y2={String(y)}
        />
      ))}
    </>
  );
}

export function AxisLabels({ r, axis, y }: { r: Reader; axis: Axis; y: number }) {
  const overDays = axis.unit === 'hour' && axis.ticks.some((tick) => tick.on !== axis.ticks[0]?.on);
  return (
    <>
      <line class="g-ax" x1="0%" x2="100%" y1={String(y)} y2={String(y)} />
      {axis.ticks
        .filter((tick) => tick.labelled)
        .map((tick) => (
          <text class="g-t g-m" x={`${tick.x}%`} y={String(y + 18)} text-anchor={anchorAt(tick.x)}>
            {tickWords(r, tick, overDays)}
          </text>
        ))}
    </>
  );
}

/** Where the axis runs over midnight, midnight is labelled with its day. */
function tickWords(r: Reader, { on, hour }: Tick, overDays: boolean): string {
  return hour === null || (overDays && hour === 0) ? shortDayWords(r, on) : `${hour}:00`;
}

const anchorAt = (x: number): 'start' | 'middle' | 'end' => (x < 5 ? 'start' : x > 95 ? 'end' : 'middle');
