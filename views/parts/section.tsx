import type { Child, PropsWithChildren } from 'hono/jsx';

export type SectionProps = PropsWithChildren<{
  /** The address within the page. */
  id: string;
  title: Child;
  /** A line below the title, in the rail. */
  note?: Child;
  /** The matter spans the rail too and brings its own columns: the timeline. */
  wide?: boolean;
}>;

/** A section: its name in the rail, its matter beside it. */
export function Section({ id, title, note, wide = false, children }: SectionProps) {
  return (
    <section class="sec" id={id} aria-labelledby={`h-${id}`}>
      <div class="sec-h">
        <h2 id={`h-${id}`}>{title}</h2>
        {note === undefined ? null : <p class="small muted">{note}</p>}
      </div>
      {wide ? children : <div class="sec-b">{children}</div>}
    </section>
  );
}

export type PageHeadProps = PropsWithChildren<{
  title: Child;
  /** Above the title on a phone, beside it on a wide screen: kind and place, or the page that this one belongs to. */
  kicker?: Child;
  lead?: Child;
  /** The title opens with a quotation mark, which hangs in the margin. */
  hang?: boolean;
  /** Questions with their answers in a sentence or two: what was promised and what came of it; when they spoke. */
  answers?: { question: Child; answer: Child }[];
}>;

/** The head of a page: one sentence, and what a reader asks first. */
export function PageHead({ title, kicker, lead, hang = false, answers = [], children }: PageHeadProps) {
  return (
    <header class="head">
      {kicker === undefined ? null : <p class="kicker">{kicker}</p>}
      <h1 {...(hang ? { class: 'hang' } : {})}>{title}</h1>
      {lead === undefined ? null : <p class="lead">{lead}</p>}
      {answers.length === 0 ? null : (
        <dl class="answers">
          {answers.map(({ question, answer }) => (
            <>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </>
          ))}
        </dl>
      )}
      {children}
    </header>
  );
}
