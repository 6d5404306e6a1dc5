import type { Child } from 'hono/jsx';
import { Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';

export type Cited = {
  title: string;
  /** The day in words, as it stands after "the state": `asOfDay`. */
  day: string;
  /** The last change of what is cited; null: not published. */
  revision: number | null;
  /** The whole address, with its day: it shows the same record for good. */
  url: string;
};

/** How to cite, in one line: what, as of which day, which revision of the record, where. */
export function citeLine(r: Reader, { title, day, revision, url }: Cited): string {
  return r.t('cite.line', { title, day, revision: revision === null ? 'none' : String(revision), address: url });
}

/** A line to cite as a part of a page. `lasts`: its address is one of a day. */
export function CiteSection({ r, line, lasts = true }: { r: Reader; line: string; lasts?: boolean }): Child {
  return (
    <Section id="s_cite" title={r.t('cite.title')}>
      <p class="cite">{line}</p>
      {lasts ? <p class="note">{r.t('cite.note')}</p> : null}
    </Section>
  );
}
