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
  /** Whether htmx changes the page in place: the page then loads htmx. */
  inPlace?: boolean;
}>;

/** A form whose filter is the address: it works without JavaScript, can be kept and sent on, and stays on the day that is shown. */
export function FilterForm({ r, path, shown, filtered, note, inPlace = false, children }: FilterFormProps) {
  const day = asOfQuery(shown);
  return (
    <form
      class="f filter no-print"
      method="get"
      action={address(r.lang, path)}
      {...(inPlace ? changing(address(r.lang, path)) : {})}
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

/** The same address answers the whole page, which is changed where it differs: languages, day and list stay of one filter. */
const changing = (href: string) => ({
  'hx-get': href,
  'hx-target': 'body',
  'hx-swap': 'innerMorph',
  'hx-push-url': 'true',
  // An error is a page of its own.
  'hx-status:4xx': 'swap:none',
  'hx-status:5xx': 'swap:none',
});
