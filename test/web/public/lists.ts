import type { Incident } from '../../../src/domain/incident.ts';
import type { Promised } from '../../../src/domain/promise.ts';
import { day, incident, minute, promise, statement } from '../../support/facts.ts';

/** A published case of the office of Almaty, plainly fictional, with one promise for each due day (null: none named). */
export function fictional(slug: string, dues: readonly (string | null)[], more: Partial<Incident> = {}): Incident {
  return {
    ...incident({
      slug,
      office: 'akim-almaty',
      title: { ru: `Вымышленный случай ${slug}`, en: `A fictional case ${slug}` },
      topic: 'water',
      started: minute('2019-07-01T10:00'),
      entries: [statement('said', day('2019-07-01'), { by: 'akim-almaty', text: 'fictional' })],
      promises: dues.map(
        (due, index): Promised =>
          promise(`p-${String(index).padStart(2, '0')}`, 'said', { due, text: `to mend ${index}` }),
      ),
    }),
    ...more,
  };
}
