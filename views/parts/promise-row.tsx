import type { Child, PropsWithChildren } from 'hono/jsx';

/** Promises one below the other: the day on the left, the words beside it. `bare`: directly below the heading of its section. */
export function PromiseList({ bare = false, children }: PropsWithChildren<{ bare?: boolean }>) {
  return <ol {...(bare ? { class: 'pl-bare' } : {})}>{children}</ol>;
}

export type PromiseRowProps = {
  id?: string;
  /** The due day, or that none was named. */
  day: Child;
  /** Below it: the first deadline of one that moved; that the newsroom set it. */
  dayNote?: Child;
  title: Child;
  href: string;
  /** The level of the title within the page. */
  level?: 3 | 4;
  /** A `<Status/>`. */
  status: Child;
  /** Sentences of the page's own below the status. */
  more?: Child;
  /** Who said it, when, in which words; small. */
  said?: Child;
  /** Blocks of the page's own at the end: a reply of the office. */
  below?: Child;
};

/** One promise in a list. */
export function PromiseRow({ id, day, dayNote, title, href, level = 3, status, more, said, below }: PromiseRowProps) {
  const link = <a href={href}>{title}</a>;
  return (
    <li class="pl" {...(id === undefined ? {} : { id })}>
      <p class="pl-d">
        {day}
        {dayNote === undefined ? null : <small>{dayNote}</small>}
      </p>
      <div>
        {level === 3 ? <h3>{link}</h3> : <h4>{link}</h4>}
        <p>{status}</p>
        {more === undefined ? null : <p>{more}</p>}
        {said === undefined ? null : <p class="small">{said}</p>}
        {below}
      </div>
    </li>
  );
}
