import type { Child, PropsWithChildren } from 'hono/jsx';
import { address } from '../address.ts';
import type { Reader } from '../reader.ts';
import { asOfQuery, type Shown } from './day-shown.tsx';
import { Submit } from './fields.tsx';

export type FilterFormProps = PropsWithChildren<{
  r: Reader;
  path: string;
  shown: Shown;
  /** Whether anything is filtered: then there is a way back to the whole list. */
  filtered: boolean;
  /** Beside the button. */
  note?: Child;
  /** The id of what htmx changes in place of the whole page. */
  swaps?: string;
}>;

/** A form whose filter is the address: it works without JavaScript, can be kept and sent on, and stays on the day that is shown. */
export function FilterForm({ r, path, shown, filtered, note, swaps, children }: FilterFormProps) {
  const day = asOfQuery(shown);
  return (
    <form
      class="f filter no-print"
      method="get"
      action={address(r.lang, path)}
      {...(swaps === undefined ? {} : swapping(address(r.lang, path), swaps))}
    >
      {day.as_of === undefined ? null : <input type="hidden" name="as_of" value={day.as_of} />}
      <div class="filter-fields">{children}</div>
      <div class="acts">
        <Submit>{r.t('filter.show')}</Submit>
        {filtered ? (
          <a class="button" href={address(r.lang, path, day)}>
            {r.t('filter.clear')}
          </a>
        ) : null}
        {note}
      </div>
    </form>
  );
}

/** The same address answers the whole page: htmx takes its part out of it. */
const swapping = (href: string, id: string) => ({
  'hx-get': href,
  'hx-select': `#${id}`,
  'hx-target': `#${id}`,
  'hx-swap': 'outerHTML',
  'hx-push-url': 'true',
  // An error is a page of its own, without that part.
  'hx-status:4xx': 'swap:none',
  'hx-status:5xx': 'swap:none',
});
