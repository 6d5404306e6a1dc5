import type { Child, PropsWithChildren } from 'hono/jsx';

/** Which of the voices speaks: its column on a wide screen. `all` spans them. */
export type Voice = 1 | 2 | 3 | 'all';

export type TimelineProps = PropsWithChildren<{
  /** The heads of the columns: what happened, what the authorities said; two or three. */
  voices: string[];
}>;

/** The timeline: one list, so that it is read in the order of time; on a wide screen each voice has its column. */
export function Timeline({ voices, children }: TimelineProps) {
  return (
    <div class="tl">
      <div class="tl-h" aria-hidden="true">
        <div class={columnsClass('tl-cols', voices.length)}>
          {voices.map((voice) => (
            <span>{voice}</span>
          ))}
        </div>
      </div>
      <ol>{children}</ol>
    </div>
  );
}

export type TimelineDayProps = PropsWithChildren<{
  /** The day, a `<time>`; of what is known only to the month or year, that. */
  date: Child;
  /** The day of the week, or that the day was not named. */
  note?: Child;
  /** As many as the timeline has. */
  voices?: number;
}>;

/** One day of the timeline with its rows. */
export function TimelineDay({ date, note, voices = 2, children }: TimelineDayProps) {
  return (
    <li class="tl-day">
      <h3 class="tl-date">
        {date}
        {note === undefined ? null : <small>{note}</small>}
      </h3>
      <ol class={columnsClass('tl-es', voices)}>{children}</ol>
    </li>
  );
}

export type TimelineRowProps = PropsWithChildren<{
  /** The address of the row within the page; its time links to it. */
  id: string;
  voice: Voice;
  /** The name of the voice, for those who do not see the columns. */
  voiceName: string;
  /** The time, a `<SpanWords/>`. */
  time: Child;
  /** After the time: the channel; that it is the time of publication. */
  aside?: Child;
  /** `said`: an office speaks. `due`: a term. `term`: that one was named. */
  kind?: 'said' | 'due' | 'term' | 'other';
}>;

/** One row of a day. */
export function TimelineRow({ id, voice, voiceName, time, aside, kind = 'other', children }: TimelineRowProps) {
  const kinds = { said: 'tl-e tl-said', due: 'tl-due', term: 'tl-due tl-plain', other: 'tl-e' };
  return (
    <li class={`${kinds[kind]} at-${voice}`} id={id}>
      <p class="tl-w">
        <a href={`#${id}`}>{time}</a>
        {aside}
        <span class="hide">. {voiceName}</span>
      </p>
      {children}
    </li>
  );
}

/** A stretch of days without a row. */
export const TimelineGap = ({ children }: PropsWithChildren) => (
  <li class="tl-gap">
    <span>{children}</span>
  </li>
);

/** A note between the rows of a day: which of two came first is not known. */
export const TimelineNote = ({ voice, children }: PropsWithChildren<{ voice: Voice }>) => (
  <li class={`tl-same at-${voice}`}>{children}</li>
);

export type CorrectionProps = {
  label: string;
  was: Child;
  wasLabel: string;
  is: Child;
  isLabel: string;
  why: Child;
  id?: string;
};

/** What was wrong and is put right, below the line that it concerns. */
export function Correction({ label, was, wasLabel, is, isLabel, why, id }: CorrectionProps) {
  return (
    <div class="fix" {...(id === undefined ? {} : { id })}>
      <p>
        <strong>{label}</strong> {wasLabel} <del>{was}</del>. {isLabel} <ins>{is}</ins>. {why}
      </p>
    </div>
  );
}

const columnsClass = (name: string, voices: number): string => (voices === 3 ? `${name} tl-3` : name);
