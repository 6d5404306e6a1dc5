import type { Incident } from '../../src/domain/incident.ts';
import { Localised } from '../parts/words.tsx';
import type { Desk } from './desk.ts';
import { incidentAddress } from './page.tsx';

/** The way back to the incident that a page belongs to. */
export function incidentBack(desk: Desk, incident: Pick<Incident, 'slug' | 'title'>) {
  return { href: incidentAddress(desk, incident.slug), words: <Localised r={desk.r} texts={incident.title} /> };
}
