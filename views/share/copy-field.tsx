import type { Child } from 'hono/jsx';
import type { Site } from '../document.tsx';
import type { Reader } from '../reader.ts';

export type CopyFieldProps = {
  r: Reader;
  /** Of the field, unique within the page. */
  id: string;
  label: string;
  /** What the button says. */
  press: string;
  text: string;
  rows: number;
  lang?: string;
  note?: Child;
};

/** A boolean would be printed with an empty value, which is no value of this attribute's. */
const HIDDEN: object = { hidden: 'hidden' };

/** Words to copy: a field to select from, under a heading that opens it; with JavaScript a button that copies at one press. */
export function CopyField({ r, id, label, press, text, rows, lang, note }: CopyFieldProps) {
  return (
    <div class="share no-print">
      <CopyButton r={r} id={id} press={press} />
      <details>
        <summary>{label}</summary>
        {note === undefined ? null : <p class="note">{note}</p>}
        <textarea
          class="copy"
          id={id}
          readonly
          rows={rows}
          aria-label={label}
          {...(lang === undefined ? {} : { lang })}
        >
          {text}
        </textarea>
      </details>
    </div>
  );
}

/** Copies the field of that id at one press; it shows itself only where that works. */
export function CopyButton({ r, id, press }: Pick<CopyFieldProps, 'r' | 'id' | 'press'>) {
  return (
    <p>
      <button
        type="button"
        {...HIDDEN}
        data-copy={id}
        data-done={r.t('share.copied')}
        data-failed={r.t('share.failed')}
      >
        {press}
      </button>{' '}
      <span role="status" class="small" />
    </p>
  );
}

/** What makes such buttons work; once on a page, after them. */
export function CopyScript({ site }: { site: Site }) {
  return <script src={site.asset('copy.js')} defer />;
}
