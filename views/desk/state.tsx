import { type Instant, localDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import type { Desk } from './desk.ts';

/** Where an incident stands between desk and readers. */
export type EditionState = { publishedAt: Instant | null; hasDraft: boolean };

/** The same in words. */
export function StateWords({ desk: { r }, state, zone }: { desk: Desk; state: EditionState; zone: string }) {
  if (state.publishedAt === null) return <strong>{r.t('desk.incident.never')}</strong>;
  const on = dayWords(r, localDate(state.publishedAt, zone), { form: 'on' });
  return (
    <>
      {r.t('desk.incident.public', { on })}{' '}
      <strong>{r.t(state.hasDraft ? 'desk.incident.changes' : 'desk.incident.same')}</strong>
    </>
  );
}
