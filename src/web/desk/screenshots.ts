import type { Input } from '../../../views/desk/form-state.ts';
import { spanWords } from '../../../views/format/spans.ts';
import { readerOf } from '../../../views/reader.ts';
import { writeIncident } from '../../domain/document.ts';
import { partOfCheck } from '../../domain/evidence.ts';
import type { Check, Incident } from '../../domain/incident.ts';
import { LANGUAGES, type Language, type Texts } from '../../domain/words.ts';
import type { DeskContext } from './context.ts';
import { diskRefused } from './evidence.tsx';
import { checkOfFields, fieldsOfCheck } from './look-form.ts';
import { attachPhotos, type Photos } from './photos.ts';

/** Hangs the screenshots on the check that says what the form said. Undefined: done, or there are none; else the page that says why not. */
export async function hangScreenshots(
  c: DeskContext,
  incident: Incident,
  shots: Photos,
): Promise<Response | undefined> {
  if (shots.ready.length === 0) return undefined;
  const { slug, zone } = incident;
  const said = (fields: Input) => JSON.stringify(checkOfFields(fields, zone));
  const made = said(c.var.input);
  const place = writeIncident(incident).checks?.findIndex((item) => said(fieldsOfCheck(item)) === made) ?? -1;
  const check = incident.checks[place];
  if (check === undefined) return undefined;
  const part = partOfCheck(check);
  const done = await attachPhotos(c, shots, { slug, part, alt: altOf(check, zone) });
  return done ? undefined : diskRefused(c, incident, part);
}

/** What the screenshot of a check shows: where one looked, and when. */
function altOf({ channels, at }: Check, zone: string): Texts {
  const words = (lang: Language): string => {
    const r = readerOf(lang);
    const where = channels.map((network) => r.t(`network.${network}`)).join(', ');
    return r.t('desk.check.shot.alt', { where, when: spanWords(r, at, { zone }) });
  };
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, words(lang)]));
}
