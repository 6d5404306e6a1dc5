import { incidentAt } from '../../src/domain/derive.ts';
import type { Directory } from '../../src/domain/directory.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { recordAt } from '../../src/domain/record-at.ts';
import type { Language } from '../../src/domain/words.ts';
import { endOfDay, type Instant } from '../../src/domain/zone.ts';
import { type Told, yearOf } from '../../views/incidents/told.tsx';
import { readerOf } from '../../views/reader.ts';
import { directoryOf2019, incidentOf2019 } from '../support/fixtures.ts';

/** What the page of an incident is told as of a day (its 24:00) or an instant. */
export function toldOf(
  incident: Incident,
  asOf: string | Instant,
  lang: Language = 'ru',
  directory: Directory = directoryOf2019(),
): Told {
  const at = typeof asOf === 'string' ? endOfDay(asOf, incident.zone) : asOf;
  const state = incidentAt(recordAt(incident, at), directory.benchmarks, at);
  return { r: readerOf(lang), state, directory, asOf: typeof asOf === 'string' ? asOf : '', year: yearOf(state) };
}

/** The same of one of the documented cases. */
export const told2019 = (slug: string, asOf: string, lang: Language = 'ru'): Told =>
  toldOf(incidentOf2019(slug), asOf, lang);
