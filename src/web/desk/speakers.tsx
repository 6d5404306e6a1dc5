import { Hono } from 'hono';
import { type Input, textOf } from '../../../views/desk/form-state.ts';
import { SpeakersFound } from '../../../views/desk/speaker-find.tsx';
import type { Directory } from '../../domain/directory.ts';
import type { Incident } from '../../domain/incident.ts';
import { lastSpeakers, onceEach, responsibleSpeakers, type Speaker, speakersFound } from '../../domain/speakers.ts';
import { type Instant, localDate } from '../../domain/zone.ts';
import { type DeskEnv, deskOf, show } from './context.ts';
import { readBack } from './reads.ts';
import { directoryOf, loadIncident } from './store.ts';
import { withTypedTime } from './typed-fields.ts';

const SHOWN = 8;
const LAST = 4;

/** Finds who speaks while a form is filled in. Nothing is written. */
export function speakers(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.post('/desk/incidents/:slug/speakers', async (c) => {
    const { incident } = await loadIncident(c);
    const directory = await directoryOf(c);
    const { input } = c.var;
    const found = speakersFor(input, incident, directory, c.var.now);
    return show(c, <SpeakersFound desk={deskOf(c)} {...{ incident, directory, input }} speakers={found} />);
  });
  return app;
}

/** Whom the form's search field names on the day of its time; nothing typed: who spoke last, and who answers for the incident. */
export function speakersFor(input: Input, incident: Incident, directory: Directory, now: Instant): Speaker[] {
  const read = withTypedTime(input, 'at', incident.zone, now) ?? input;
  const at = readBack(read, 'at', incident.zone)?.span;
  const on = localDate(Math.min(at?.latest ?? at?.earliest ?? now, now), incident.zone);
  const typed = textOf(input, 'find');
  if (typed !== '') return speakersFound(typed, directory, on, SHOWN);
  const last = [...lastSpeakers(incident), ...responsibleSpeakers(incident.office, directory, on)];
  return onceEach(last).slice(0, LAST);
}
