import { address } from '../address.ts';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { Submit, TextField } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';

/** The field in which readers type what they look for; it stays on the day that is shown. */
export function SearchForm({ r, shown, typed = '' }: { r: Reader; shown: Shown; typed?: string }) {
  const day = asOfQuery(shown);
  return (
    <search>
      <form class="f search no-print" method="get" action={address(r.lang, '/search')}>
        {day.as_of === undefined ? null : <input type="hidden" name="as_of" value={day.as_of} />}
        <TextField
          name="q"
          type="search"
          label={r.t('search.field')}
          value={typed === '' ? null : typed}
          maxlength={200}
        />
        <Submit>{r.t('search.go')}</Submit>
      </form>
    </search>
  );
}
