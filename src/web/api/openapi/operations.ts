import { OFFICE_KINDS } from '../../../domain/directory.ts';
import { INCIDENT_KINDS } from '../../../domain/incident.ts';
import { STATUSES } from '../../../domain/promise.ts';
import { PROMISE_SORTS } from '../../../records/promise-list.ts';
import { LIMIT_DEFAULT, LIMIT_MAX } from '../paging.ts';
import type { ShapeName } from './shapes.ts';

/** A parameter with an example that answers on the demonstration. `asked`: whether the example of the operation has it. */
export type Parameter = {
  name: string;
  in: 'path' | 'query';
  about: string;
  schema: Record<string, unknown>;
  example: string;
  asked?: boolean;
};

/** One thing that may be asked for. `route`: as it is mounted. A table or a schema has no shape of its own. */
export type Operation = {
  route: string;
  name: string;
  about: string;
  parameters: readonly Parameter[];
  answer:
    | { type: 'application/json'; shape: ShapeName }
    | { type: 'text/csv' | 'application/schema+json' | 'application/json' };
};

const text = { type: 'string' };
const query = (name: string, about: string, example: string, schema: Record<string, unknown> = text): Parameter => ({
  name,
  in: 'query',
  about,
  schema,
  example,
});
const asked = (parameter: Parameter): Parameter => ({ ...parameter, asked: true });

const AS_OF = query(
  'as_of',
  "24:00 of that day in each incident's zone, or an instant with its zone; absent: now. Later than now is 400.",
  '2019-08-05',
);
const PAGES = [
  query('limit', 'lines of a page', '5', { type: 'integer', minimum: 1, maximum: LIMIT_MAX, default: LIMIT_DEFAULT }),
  query('cursor', 'where to go on: take the whole address from `next`', '', text),
];
const OFFICE = query('office', 'the office, by its id', 'akim-almaty');

const ofIncidents = [
  OFFICE,
  query('region', "a region's name in any language", 'Алматы'),
  query('kind', 'acute or ongoing', 'acute', { type: 'string', enum: INCIDENT_KINDS }),
  query('topic', 'power, water, explosion, …', 'power'),
  query('year', 'the local year in which it began', '2019', { type: 'integer' }),
  query('q', 'words of the title or the summary', 'Алматы'),
  AS_OF,
];

const localDay = { type: 'string', format: 'date' };
const ofPromises = [
  query('status', 'of this status alone', 'overdue', { type: 'string', enum: STATUSES }),
  OFFICE,
  query('official', 'who said it; what is past its term and unlooked at stands with its office alone', 'sagintayev'),
  query('incident', 'the incident, by its slug', 'almaty-blackout-2019'),
  query('q', 'words that it holds, in any form, in three languages', 'проверка'),
  query('said_from', 'said on this local day or later', '2019-07-01', localDay),
  query('said_to', 'said on this local day or earlier', '2019-07-31', localDay),
  query('due_from', 'due on this local day or later', '2019-07-01', localDay),
  query('due_to', 'due on this local day or earlier', '2019-12-31', localDay),
  query('sort', 'by due instant, the last said first, or the longest overdue first', 'due', {
    type: 'string',
    enum: PROMISE_SORTS,
    default: 'due',
  }),
  AS_OF,
];

const path = (name: string, about: string, example: string): Parameter => ({
  name,
  in: 'path',
  about,
  schema: text,
  example,
  asked: true,
});

/** Every operation of the API, in the order of docs/api.md. */
export const OPERATIONS: readonly Operation[] = [
  {
    route: '/api/v1/incidents',
    name: 'listIncidents',
    about: 'Published incidents, the newest first.',
    parameters: [...ofIncidents.map((each) => (each.name === 'topic' ? asked(each) : each)), ...PAGES],
    answer: { type: 'application/json', shape: 'IncidentList' },
  },
  {
    route: '/api/v1/incidents.csv',
    name: 'tableOfIncidents',
    about: 'The same as a table, with every row.',
    parameters: ofIncidents,
    answer: { type: 'text/csv' },
  },
  {
    route: '/api/v1/incidents/:slug',
    name: 'getIncident',
    about: 'One incident: the document and what the rules derive of it. 410 where a court took it down.',
    parameters: [path('slug', 'its name in addresses', 'almaty-blackout-2019'), asked(AS_OF)],
    answer: { type: 'application/json', shape: 'Incident' },
  },
  {
    route: '/api/v1/promises',
    name: 'listPromises',
    about: 'Promises with their status, as /promises lists them.',
    parameters: [
      ...ofPromises.map((each) => (/^(status|as_of|office)$/.test(each.name) ? asked(each) : each)),
      ...PAGES.map((each) => (each.name === 'limit' ? asked(each) : each)),
    ],
    answer: { type: 'application/json', shape: 'PromiseList' },
  },
  {
    route: '/api/v1/promises.csv',
    name: 'tableOfPromises',
    about: 'The same as a table, with every row that the filter lets through.',
    parameters: ofPromises.map((each) => (each.name === 'incident' ? asked(each) : each)),
    answer: { type: 'text/csv' },
  },
  {
    route: '/api/v1/offices',
    name: 'listOffices',
    about: `Public posts and bodies (${OFFICE_KINDS.join(', ')}) by id, with who held them and where they spoke on the day.`,
    parameters: [asked(AS_OF), ...PAGES],
    answer: { type: 'application/json', shape: 'OfficeList' },
  },
  {
    route: '/api/v1/offices.csv',
    name: 'tableOfOffices',
    about: 'The same as a table.',
    parameters: [],
    answer: { type: 'text/csv' },
  },
  {
    route: '/api/v1/officials',
    name: 'listOfficials',
    about: 'People of whom readers are told on the day, with their terms and their own accounts.',
    parameters: [asked(AS_OF), ...PAGES],
    answer: { type: 'application/json', shape: 'OfficialList' },
  },
  {
    route: '/api/v1/digests',
    name: 'listDigests',
    about: 'The weekly digests that were issued, the last first.',
    parameters: [AS_OF, ...PAGES],
    answer: { type: 'application/json', shape: 'DigestList' },
  },
  {
    route: '/api/v1/digests/:week',
    name: 'getDigest',
    about: 'One digest as it was issued, or its preview.',
    parameters: [path('week', 'the ISO week', '2019-W31')],
    answer: { type: 'application/json', shape: 'Digest' },
  },
  ...(['incident', 'directory'] as const).map(
    (document): Operation => ({
      route: `/api/v1/schema/${document}.json`,
      name: `${document}Schema`,
      about: `JSON Schema of merzim/${document}@1.`,
      parameters: [],
      answer: { type: 'application/schema+json' },
    }),
  ),
  {
    route: '/api/v1/openapi.json',
    name: 'openapi',
    about: 'This description.',
    parameters: [],
    answer: { type: 'application/json' },
  },
];

/** The address of an operation's example. */
export function exampleOf({ route, parameters }: Operation): string {
  const given = parameters.filter((parameter) => parameter.asked === true);
  const query = new URLSearchParams(
    given.flatMap((each): [string, string][] => (each.in === 'query' ? [[each.name, each.example]] : [])),
  ).toString();
  const filled = given
    .filter((parameter) => parameter.in === 'path')
    .reduce((at, { name, example }) => at.replace(`:${name}`, example), route);
  return query === '' ? filled : `${filled}?${query}`;
}
