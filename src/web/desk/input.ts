import { type Input, textOf } from '../../../views/desk/form-state.ts';
import { sentBody } from '../body.ts';
import type { AppContext } from '../context.ts';
import { refuse } from '../refusal.ts';

/** Letters of one field; the longest statement of an office has a tenth of it. Terms are looked for in every word of it. */
export const LONGEST_FIELD = 50_000;

/** What a form sent: text alone, without blanks at its ends and with the line ends of one system. Files are left out. Refuses with 413 a field that is too long. */
export async function readInput(c: Pick<AppContext, 'req'>): Promise<Input> {
  const body = await sentBody(c);
  return new Map(
    Object.entries(body).map(([field, value]) => {
      const values = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
      // A field that may be ticked more than once is called `name[]`.
      return [field.replace(/\[\]$/, ''), values.map(within).map(plain)];
    }),
  );
}

/** What an address asks. */
export function readQuery(c: Pick<AppContext, 'req'>): Input {
  return new Map(Object.entries(c.req.queries()).map(([field, values]) => [field, values.map(plain)]));
}

/** The value of a field, or null where it is empty. */
export function wordsOf(input: Input, field: string): string | null {
  return textOf(input, field) || null;
}

const plain = (value: string): string => value.replace(/\r\n?/g, '\n').trim();

function within(value: string): string {
  return value.length > LONGEST_FIELD ? refuse(413, 'error.413.field', { letters: LONGEST_FIELD }) : value;
}
