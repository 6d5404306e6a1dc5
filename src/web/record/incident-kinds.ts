import * as z from 'zod';
import type { IncidentState } from '../../domain/derive.ts';
import { promisor } from '../../domain/office.ts';
import { standsWithPerson } from '../../domain/official.ts';
import type { Edition } from '../../records/editions.ts';
import { derivedPromise } from '../api/derived.ts';
import type { Row } from '../csv.ts';
import {
  count,
  iso,
  maybe,
  several,
  sourceCells,
  sourceColumns,
  textCells,
  textColumns,
  timeCells,
  timeColumns,
  utc,
  words,
  yesOrNo,
} from './columns.ts';

/** One published incident as of the instant of the files. `isWhole`: nothing recorded of it lies later. */
export type ToldIncident = { edition: Edition; state: IncidentState; isWhole: boolean; base: string };

/** A kind of rows made of incidents: its columns in order, and the rows of one incident. */
export type IncidentKind = { name: string; about: string; row: z.ZodObject; rows: (told: ToldIncident) => Row[] };

const INCIDENT = { incident: words('the incident, by its slug') };
const entryId = (about: string) => maybe(`${about}, by its id within the incident`);

const incidents: IncidentKind = {
  name: 'incidents',
  about: 'One row for each published incident.',
  row: z.strictObject({
    slug: words('its name in addresses'),
    kind: words('acute or ongoing'),
    topic: words('power, water, explosion, …'),
    ...textColumns('title', 'title'),
    ...textColumns('summary', "the newsroom's summary"),
    office: words('the responsible office'),
    zone: words('IANA zone of its days'),
    ...timeColumns('started', 'start'),
    ...timeColumns('ended', 'end'),
    covered_until: maybe('the local day until which the record is covered'),
    first_published_at: maybe('when readers first saw it, UTC'),
    changed_at: utc('when its facts last changed'),
    url: words('its page'),
  }),
  rows: ({ edition, state, isWhole, base }) => {
    const { incident } = state;
    return [
      {
        slug: incident.slug,
        kind: incident.kind,
        topic: incident.topic,
        ...textCells('title', incident.title),
        ...textCells('summary', isWhole ? incident.summary : {}),
        office: incident.office,
        zone: incident.zone,
        ...timeCells('started', incident.started),
        ...timeCells('ended', incident.ended),
        covered_until: incident.coveredUntil,
        first_published_at: iso(edition.firstPublishedAt),
        changed_at: iso(edition.changedAt),
        url: `${base}/incidents/${incident.slug}`,
      },
    ];
  },
};

const entries: IncidentKind = {
  name: 'entries',
  about:
    'One row for each entry of a timeline, in its order. An entry that a court took down stands by its hour and office alone.',
  row: z.strictObject({
    ...INCIDENT,
    id: words('its id within the incident'),
    kind: words('event, statement, report, question, outcome or note'),
    ...timeColumns('at', 'when it happened'),
    office: maybe('the office that spoke'),
    official: maybe('the official who spoke'),
    network: maybe('facebook, telegram, site, press, meeting, …'),
    channel_url: maybe('the account'),
    lang: words('the language of its words: ru, kk or en'),
    text: maybe("what it says, in the newsroom's words"),
    quote: maybe('the words themselves'),
    answers: several('which of what, who, how, when, budget a statement answers'),
    clock: maybe('known: an authority learned of it; reported: the first public report'),
    asked_of: maybe('of a question: the office that it was put to'),
    answered_by: entryId('of a question: the entry that answers it'),
    answer: maybe('full, formal or redirected'),
    ...timeColumns('removed', 'when it was found removed'),
    ...sourceColumns(),
    added_at: maybe('when it was added to the record, UTC'),
  }),
  rows: ({ edition, state }) =>
    state.entries.map((entry) => ({
      incident: state.incident.slug,
      id: entry.id,
      kind: entry.kind,
      ...timeCells('at', entry.at),
      office: entry.by?.office ?? null,
      official: entry.by?.official ?? null,
      network: entry.channel?.network ?? null,
      channel_url: entry.channel?.url ?? null,
      lang: entry.lang,
      text: entry.text,
      quote: entry.quote,
      answers: entry.answers.join(' '),
      clock: entry.clock,
      asked_of: entry.askedOf,
      answered_by: entry.answeredBy,
      answer: entry.answer,
      ...timeCells('removed', entry.removed),
      ...sourceCells(entry.source),
      added_at: iso(edition.addedAt.entries.get(entry.id)),
    })),
};

const promises: IncidentKind = {
  name: 'promises',
  about: 'One row for each promise, with what the rules say of it at the instant of the files.',
  row: z.strictObject({
    ...INCIDENT,
    id: words('its id within the incident'),
    made_in: words('the statement that made it, by its id within the incident'),
    ...timeColumns('said', 'when it was said'),
    office: words('the office whose statement made it'),
    official: maybe('the official who said it; null too where its term has passed and nobody has looked since'),
    nature: words('pledge, order or plan'),
    text: words('what was promised'),
    phrase: maybe('the words that carry the deadline'),
    due: maybe('the first deadline: a local day or hour; null: none that can be measured'),
    due_basis: words('words, or newsroom where it set the day itself'),
    due_reason: maybe('why the newsroom set it'),
    test: maybe('what would show it kept, written down beforehand'),
    status: words('its status at the instant of the files'),
    due_at: maybe('the current due instant, UTC: overdue after it'),
    due_on: maybe('the local day that it counts to'),
    first_due_on: maybe('the first such day: never forgotten'),
    days_overdue: count('calendar days past the current deadline; null unless overdue'),
    days_late: count('calendar days from the first deadline to the outcome; null unless kept late'),
    moves: count('how often the deadline was moved; null: never'),
    days_past_first: count('days past the first deadline where it was moved'),
    checked_on: maybe('the last check, as coarse as it was stated'),
    checked_since_due: yesOrNo('whether anybody looked since it fell due; null before'),
    stale: yesOrNo('whether nobody has looked for so long that the status is of that day'),
    url: words('its page'),
  }),
  rows: ({ state: { incident, promises: all }, base }) =>
    all.map(({ promise, state }) => {
      const { statement, office, official } = promisor(promise, incident);
      const { extended, ...derived } = derivedPromise(state);
      return {
        incident: incident.slug,
        made_in: promise.madeIn,
        ...timeCells('said', statement.at),
        office,
        official: standsWithPerson(state) ? official : null,
        nature: promise.nature,
        text: promise.text,
        phrase: promise.phrase,
        due: promise.due,
        due_basis: promise.dueBasis,
        due_reason: promise.dueReason,
        test: promise.test,
        ...derived,
        first_due_on: state.firstDueOn,
        moves: extended?.moves ?? null,
        days_past_first: extended?.days_past_first ?? null,
        url: `${base}/promises/${incident.slug}/${promise.id}`,
      };
    }),
};

const PROMISE = { ...INCIDENT, promise: words('the promise, by its id within the incident') };

/** One row for each thing of a list that promises have. */
function ofPromises<K extends 'changes' | 'possibleAnswers' | 'outcomes'>(
  list: K,
  cells: (item: IncidentState['incident']['promises'][number][K][number]) => Row,
): IncidentKind['rows'] {
  return ({ state: { incident, promises: all } }) =>
    all.flatMap(({ promise }) =>
      promise[list].map((item) => ({
        incident: incident.slug,
        promise: promise.id,
        entry: item.entry,
        ...cells(item),
      })),
    );
}

const changes: IncidentKind = {
  name: 'deadline_changes',
  about: 'One row for each statement that moved a deadline.',
  row: z.strictObject({
    ...PROMISE,
    entry: words('the statement, by its id within the incident'),
    phrase: maybe('the words that carry the new deadline'),
    due: maybe('the new deadline: a local day or hour'),
  }),
  rows: ofPromises('changes', ({ phrase, due }) => ({ phrase, due })),
};

const answers: IncidentKind = {
  name: 'possible_answers',
  about: 'One row for each entry that may show what came of a promise.',
  row: z.strictObject({
    ...PROMISE,
    entry: words('the entry, by its id within the incident'),
    judged: maybe('not_an_answer where an editor set it aside'),
  }),
  rows: ofPromises('possibleAnswers', ({ judged }) => ({ judged })),
};

const outcomes: IncidentKind = {
  name: 'outcomes',
  about: 'One row for each outcome that an editor judged.',
  row: z.strictObject({
    ...PROMISE,
    entry: words('the entry that proves it, by its id within the incident'),
    kind: words('kept, partly_kept, not_kept, withdrawn or cannot_tell'),
    basis: maybe("office (the office's own word), newsroom or independent"),
  }),
  rows: ofPromises('outcomes', ({ kind, basis }) => ({ kind, basis })),
};

const checks: IncidentKind = {
  name: 'checks',
  about: 'One row for each time that somebody looked.',
  row: z.strictObject({
    ...INCIDENT,
    ...timeColumns('at', 'when somebody looked'),
    channels: several('where'),
    for: words('what for: a promise by its id, or first_post'),
    found: entryId('what was found; null: nothing'),
    ...sourceColumns('by'),
  }),
  rows: ({ state: { incident, checks: all } }) =>
    all.map((check) => ({
      incident: incident.slug,
      ...timeCells('at', check.at),
      channels: check.channels.join(' '),
      for: check.for,
      found: check.found,
      ...sourceCells(check.by, 'by'),
    })),
};

const replies: IncidentKind = {
  name: 'replies',
  about: 'One row for each reply that was asked of an office, with what came.',
  row: z.strictObject({
    ...INCIDENT,
    to: words('the entry or the promise that it is to'),
    ...timeColumns('asked', 'when it was asked for'),
    ...timeColumns('at', 'when it came'),
    text: maybe('its words; null: none came'),
    ...sourceColumns(),
  }),
  rows: ({ state: { incident, replies: all } }) =>
    all.map((reply) => ({
      incident: incident.slug,
      to: reply.to,
      ...timeCells('asked', reply.asked),
      ...timeCells('at', reply.at),
      text: reply.text,
      ...sourceCells(reply.source),
    })),
};

export const INCIDENT_KINDS: readonly IncidentKind[] = [
  incidents,
  entries,
  promises,
  changes,
  answers,
  outcomes,
  checks,
  replies,
];
