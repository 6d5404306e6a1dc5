import * as z from 'zod';
import { DIGEST_FIELDS } from '../../../domain/digest.ts';
import { CHANNEL_STATES, OFFICE_KINDS, TRAITS } from '../../../domain/directory.ts';
import { incidentJsonSchema } from '../../../domain/document.ts';
import { QUESTIONS } from '../../../domain/entry.ts';
import { INCIDENT_KINDS } from '../../../domain/incident.ts';
import { NATURES, STATUSES } from '../../../domain/promise.ts';
import { NETWORKS, SOURCE_KINDS } from '../../../domain/source.ts';
import { PRECISIONS } from '../../../domain/span.ts';

// What the API answers, as its handlers print it: a test holds every answer of the demonstration against these.

const id = z.string().regex(/^[a-z0-9-]{1,80}$/);
const utc = z.iso.datetime().describe('UTC');
const day = z.string().describe('a local date');
const coarse = z.string().nullable().describe('a date as coarse as it is known; null: not known');
const texts = z.strictObject({ ru: z.string().optional(), kk: z.string().optional(), en: z.string().optional() });
const url = z.url();
const next = url.nullable().describe('the address of the next page; null: this is the last one');
const source = z.strictObject({
  kind: z.enum(SOURCE_KINDS).optional(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  archive: z.string().nullish(),
  count: z.int().nullish(),
});
const time = z
  .strictObject({
    precision: z.enum(PRECISIONS),
    at: z.string().optional(),
    earliest: z.string().optional(),
    latest: z.string().optional(),
    stated: z.string().optional(),
  })
  .describe("local wall time in the incident's zone");
const anyNetwork = z.enum([...NETWORKS, 'any']);

const seconds = z
  .tuple([z.number().nullable(), z.number().nullable()])
  .describe('whole seconds [min, max]; null: open');
const milestone = z
  .strictObject({ entries: z.array(id), latency: seconds.nullable() })
  .nullable()
  .describe('any of the entries may have been the first; null: there is none');
const clocked = z.strictObject({ first_word: milestone, first_post: milestone });
const extended = z.strictObject({ moves: z.int(), days_past_first: z.int() }).nullable();

const promiseState = {
  id,
  status: z.enum(STATUSES),
  due_at: utc.nullable().describe('overdue after this instant, UTC'),
  due_on: day.nullable(),
  days_overdue: z.int().nullable(),
  days_late: z.int().nullable(),
  extended,
  checked_on: z.string().nullable().describe('the last check, as coarse as it was stated'),
  checked_since_due: z.boolean().nullable(),
  stale: z.boolean(),
};

const derived = z.strictObject({
  as_of: utc,
  first_word: milestone,
  first_post: milestone,
  silence: z
    .strictObject({
      milestone: z.enum(['first_word', 'first_post']),
      since: utc,
      checked_on: z.string(),
      channels: z.array(anyNetwork),
      selective: z.boolean(),
    })
    .nullable(),
  benchmarks: z.array(z.strictObject({ id, verdict: z.enum(['met', 'missed', 'cannot_tell']) })),
  answered: z.array(z.enum(QUESTIONS)),
  promises: z.array(z.strictObject(promiseState)),
  reported: clocked.optional().describe('the same milestones from that clock'),
  known: clocked.optional().describe('the same milestones from that clock'),
});

const retracted = z.strictObject({
  kind: z.enum(['entry', 'promise']),
  id,
  words: z.string(),
  retracted_at: utc,
  why: z.string(),
});

const questions = z
  .strictObject({
    count: z.int(),
    first_on: z.string().nullable(),
    last_on: z.string().nullable(),
    unanswered: z.int(),
    answered: z.int(),
    formal: z.int(),
    redirected: z.int(),
    removed: z.int(),
  })
  .describe('questions put to offices, where any was');

const term = { from: coarse, to: coarse, end_recorded: z.boolean().describe('false: no end is recorded') };

const account = z.strictObject({
  id,
  owner: z.union([z.strictObject({ office: id }), z.strictObject({ official: id })]),
  network: anyNetwork,
  handle: z.string().nullable(),
  url: z.string().nullable(),
  state: z.strictObject({ state: z.enum(CHANNEL_STATES), from: coarse, source: source.nullable() }).nullable(),
  followers: z.strictObject({ count: z.int(), on: coarse, source: source.nullable() }).nullable(),
  traits: z.array(z.strictObject({ trait: z.enum(TRAITS), on: coarse, source: source.nullable() })),
});

const { id: _id, ...lineState } = promiseState;
const { due_at: _dueAt, stale: _stale, ...digestState } = lineState;
const digestLine = z.strictObject({
  incident: id,
  promise: id,
  office: id,
  nature: z.enum(NATURES),
  words: z.string(),
  ...digestState,
  reply: z
    .strictObject({
      asked_on: z.string().nullable(),
      replied_on: z.string().nullable(),
      words: z.string().nullable(),
    })
    .optional(),
  retracted: z.strictObject({ at: utc, why: z.string() }).optional(),
  url,
});
const week = z.string().regex(/^\d{4}-W\d{2}$/);

/** Every shape by its name, but that of an incident, which is its document and more. */
export const SHAPES = {
  IncidentList: z.strictObject({
    incidents: z.array(
      z.strictObject({
        slug: id,
        kind: z.enum(INCIDENT_KINDS),
        topic: z.string(),
        title: texts,
        summary: texts,
        office: id,
        zone: z.string(),
        started: time.nullable(),
        ended: time.nullable(),
        promises: z.int(),
        overdue: z.int(),
        changed_at: utc,
        url,
        api: url,
      }),
    ),
    next,
  }),
  PromiseList: z.strictObject({
    promises: z.array(
      z.strictObject({
        incident: id,
        office: id,
        ...promiseState,
        nature: z.enum(NATURES),
        text: z.string(),
        phrase: z.string().nullable(),
        url,
      }),
    ),
    next,
  }),
  OfficeList: z.strictObject({
    offices: z.array(
      z.strictObject({
        id,
        kind: z.enum(OFFICE_KINDS),
        name: texts,
        region: texts,
        zone: z.string(),
        from: coarse,
        to: coarse,
        wikidata: z.string().nullable(),
        holders: z.array(z.strictObject({ official: id, name: texts, ...term })),
        accounts: z.array(account),
        url,
      }),
    ),
    next,
  }),
  OfficialList: z.strictObject({
    officials: z.array(
      z.strictObject({
        id,
        name: texts,
        also_spelled: z.array(z.string()),
        wikidata: z.string().nullable(),
        terms: z.array(z.strictObject({ office: id, ...term })),
        accounts: z.array(account),
        url,
      }),
    ),
    next,
  }),
  DigestList: z.strictObject({
    digests: z.array(z.strictObject({ week, from: utc, cut_off: utc, issued_at: utc, url })),
    next,
  }),
  Digest: z.strictObject({
    week,
    from: utc,
    cut_off: utc,
    issued_at: utc.nullable().describe('null: a preview of a week that was never issued'),
    newly_overdue: z.array(digestLine),
    still_overdue: z.array(digestLine),
    due_next: z.array(digestLine),
    resolved: z.array(digestLine),
    moved: z.array(digestLine),
    no_first_post: z.array(
      z.strictObject({
        incident: id,
        office: id,
        since: utc,
        checked_on: z.string(),
        channels: z.array(anyNetwork),
        url,
      }),
    ),
    corrections: z.array(
      z.strictObject({
        week,
        incident: id,
        promise: id,
        field: z.enum(DIGEST_FIELDS),
        was: z.unknown(),
        is: z.unknown(),
      }),
    ),
    under_review: z.int(),
    not_rechecked: z.int(),
    foreword: texts.optional(),
    struck: z
      .array(
        z.strictObject({
          incident: id,
          promise: id.nullable(),
          office: id,
          lists: z.array(z.string()),
          reason: z.string(),
        }),
      )
      .optional(),
    taken_down: z.array(z.strictObject({ list: z.string(), lines: z.int() })).optional(),
  }),
  Problem: z
    .strictObject({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      request: z.string().optional().describe('a number to quote to us'),
    })
    .describe('RFC 9457'),
} as const;

export type ShapeName = keyof typeof SHAPES | 'Incident';

/** The schemas of what is answered, by their names, as JSON Schema (2020-12). */
export function answerSchemas(): Record<ShapeName, Record<string, unknown>> {
  const made = Object.entries(SHAPES).map(([name, shape]) => [name, bare(z.toJSONSchema(shape))]);
  return { ...Object.fromEntries(made), Incident: incidentSchema() };
}

/** The document, with what the rules derive of it and what was struck out. */
function incidentSchema(): Record<string, unknown> {
  const { properties, required, ...document } = incidentJsonSchema() as {
    properties: Record<string, unknown>;
    required: string[];
  };
  return {
    ...bare(document),
    properties: {
      ...properties,
      derived: bare(z.toJSONSchema(derived)),
      questions: bare(z.toJSONSchema(questions)),
      retracted: bare(z.toJSONSchema(z.array(retracted).describe('only where anything was struck out'))),
    },
    required: [...required, 'ended', 'promises', 'checks', 'derived'],
  };
}

function bare({ $schema: _schema, $id: _own, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}
