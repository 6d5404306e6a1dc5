import { type Input, inputOf, textOf } from '../../../views/desk/form-state.ts';
import type { IncidentDocument } from '../../domain/document.ts';
import type { WrittenTime } from '../../domain/span.ts';
import { LANGUAGES } from '../../domain/words.ts';
import { wordsOf } from './input.ts';
import { fieldsOfTime, keptTime, timeOfFields } from './time-fields.ts';

/** Where the errors of an incident's own facts belong. */
export const INCIDENT_FIELDS: Readonly<Record<string, string>> = {
  slug: 'slug',
  kind: 'kind',
  topic: 'topic',
  title: 'title_ru',
  'title.kk': 'title_kk',
  'title.en': 'title_en',
  summary: 'summary_ru',
  'summary.kk': 'summary_kk',
  'summary.en': 'summary_en',
  office: 'office',
  zone: 'zone',
  started: 'started',
  ended: 'ended',
  covered_until: 'covered_until',
};

/** The fields of an incident: of itself, not of its entries. */
export function fieldsOfIncident(document: IncidentDocument): Input {
  return inputOf({
    slug: document.slug,
    kind: document.kind,
    topic: document.topic,
    ...Object.fromEntries(LANGUAGES.map((lang) => [`title_${lang}`, document.title[lang] ?? ''])),
    ...Object.fromEntries(LANGUAGES.map((lang) => [`summary_${lang}`, document.summary?.[lang] ?? ''])),
    office: document.office,
    zone: document.zone,
    ...fieldsOfTime('started', (document.started ?? null) as WrittenTime | null),
    ...fieldsOfTime('ended', (document.ended ?? null) as WrittenTime | null),
    covered_until: document.covered_until,
  });
}

/** The incident's own facts that the fields give. The slug is its address: it does not change. */
export function incidentOfFields(input: Input, previous: IncidentDocument): Record<string, unknown> {
  const zone = textOf(input, 'zone');
  const texts = (name: string) =>
    Object.fromEntries(LANGUAGES.map((lang) => [lang, wordsOf(input, `${name}_${lang}`)]));
  return {
    ...previous,
    kind: textOf(input, 'kind'),
    topic: textOf(input, 'topic'),
    title: texts('title'),
    summary: texts('summary'),
    office: textOf(input, 'office'),
    zone,
    started: keptTime(previous.started as WrittenTime | null, timeOfFields(input, 'started'), zone),
    ended: keptTime(previous.ended as WrittenTime | null | undefined, timeOfFields(input, 'ended'), zone),
    covered_until: wordsOf(input, 'covered_until'),
  };
}

/** What of an incident the form of its own facts changes: everything but its lists. */
export function headOf({ entries, promises, checks, replies, ...head }: IncidentDocument): Record<string, unknown> {
  return head;
}
