import type { Shown } from '../../../views/parts/day-shown.tsx';
import { type Instant, type LocalDate, localDate } from '../../domain/zone.ts';
import type { AppContext } from '../context.ts';

/** Which instant a page shows, for its head; `zone` is where its days are, `first` the earliest day that may be asked for. */
export function shownIn(c: AppContext, zone: string, first?: LocalDate): Shown {
  const { asOf, now } = c.var;
  const bounds = { today: localDate(now, zone), ...(first === undefined ? {} : { first }) };
  switch (asOf.kind) {
    case 'now':
      return { ...bounds, kind: 'now' };
    case 'date':
      return { ...bounds, kind: 'date', on: asOf.on, text: asOf.text };
    case 'instant':
      return { ...bounds, kind: 'instant', at: asOf.instant, zone, text: asOf.text };
  }
}

/** Until when an answer stays as it is: a day that is past never changes by itself, today does. */
export function untilFor(c: AppContext, asOf: Instant, next: () => Instant): Instant | null {
  return asOf === c.var.now ? next() : null;
}
