import type {
  CheckDocument,
  EntryDocument,
  IncidentDocument,
  PromiseDocument,
  ReplyDocument,
} from './document-incident.ts';
import { INCIDENT_FORMAT } from './document-incident.ts';
import {
  present,
  readSource,
  readTexts,
  readTime,
  readWords,
  type SourceDocument,
  type TimeDocument,
  writeSource,
  writeTime,
} from './document-part.ts';
import { type Entry, QUESTIONS } from './entry.ts';
import type { Check, Incident, Reply } from './incident.ts';
import type { Promised } from './promise.ts';
import type { Source } from './source.ts';
import { type Span, spanOf } from './span.ts';

/** The span of a time of the document. */
type SpanIn = (time: TimeDocument) => Span;

/** A checked document as facts, with the spans that the check found. What may be absent or empty is the same: contracts.md. */
export function factsOfIncident(document: IncidentDocument, spans: ReadonlyMap<unknown, Span>): Incident {
  const { zone } = document;
  const spanIn: SpanIn = (time) => spans.get(time) ?? spanOf(readTime(time), zone);
  const maybe = (time: TimeDocument | null | undefined) => (time ? spanIn(time) : null);
  return {
    slug: document.slug,
    kind: document.kind,
    topic: document.topic,
    title: readTexts(document.title),
    summary: readTexts(document.summary),
    office: document.office,
    zone,
    started: maybe(document.started),
    ended: maybe(document.ended),
    coveredUntil: document.covered_until ?? null,
    entries: document.entries.map((entry) => factsOfEntry(entry, spanIn)),
    promises: (document.promises ?? []).map(factsOfPromise),
    checks: (document.checks ?? []).map((check) => factsOfCheck(check, spanIn)),
    replies: (document.replies ?? []).map((reply) => factsOfReply(reply, maybe)),
  };
}

function factsOfEntry(entry: EntryDocument, spanIn: SpanIn): Entry {
  const by = { office: entry.by?.office ?? null, official: entry.by?.official ?? null };
  const answers = new Set(entry.answers);
  return {
    id: entry.id,
    kind: entry.kind,
    at: spanIn(entry.at),
    by: by.office === null && by.official === null ? null : by,
    channel: entry.channel ? { network: entry.channel.network, url: entry.channel.url ?? null } : null,
    lang: entry.lang,
    text: readWords(entry.text),
    quote: readWords(entry.quote),
    answers: QUESTIONS.filter((question) => answers.has(question)),
    clock: entry.clock ?? null,
    source: sourceOf(entry.source),
    askedOf: entry.asked_of ?? null,
    answeredBy: entry.answered_by ?? null,
    answer: entry.answer ?? null,
    removed: entry.removed ? spanIn(entry.removed) : null,
  };
}

/** The source of an entry, which the schema makes say something. */
function sourceOf(document: SourceDocument): Source {
  const source = readSource(document);
  if (source === null) throw new RangeError('a source that says nothing');
  return source;
}

function factsOfPromise(promise: PromiseDocument): Promised {
  return {
    id: promise.id,
    madeIn: promise.made_in,
    nature: promise.nature ?? 'pledge',
    text: promise.text,
    phrase: readWords(promise.phrase),
    due: promise.due ?? null,
    dueBasis: promise.due_basis ?? 'words',
    dueReason: readWords(promise.due_reason),
    test: readWords(promise.test),
    changes: (promise.changes ?? []).map(({ entry, phrase, due }) => ({
      entry,
      phrase: readWords(phrase),
      due: due ?? null,
    })),
    possibleAnswers: (promise.possible_answers ?? []).map(({ entry, judged }) => ({ entry, judged: judged ?? null })),
    outcomes: (promise.outcomes ?? []).map(({ entry, kind, basis }) => ({ entry, kind, basis: basis ?? null })),
  };
}

function factsOfCheck(check: CheckDocument, spanIn: SpanIn): Check {
  return {
    at: spanIn(check.at),
    channels: [...new Set(check.channels)],
    for: check.for,
    found: check.found ?? null,
    by: readSource(check.by),
    note: readWords(check.note),
  };
}

function factsOfReply(reply: ReplyDocument, maybe: (time: TimeDocument | null | undefined) => Span | null): Reply {
  return {
    to: reply.to,
    asked: maybe(reply.asked),
    at: maybe(reply.at),
    text: readWords(reply.text),
    source: readSource(reply.source),
  };
}

/**
 * The canonical document of an incident: keys in the order of contracts.md; what is the same absent or empty is left out when
 * empty, what may be null stands. Reading it gives equal facts.
 */
export function writeIncident(incident: Incident): IncidentDocument {
  return {
    format: INCIDENT_FORMAT,
    slug: incident.slug,
    kind: incident.kind,
    topic: incident.topic,
    title: readTexts(incident.title),
    ...present({ summary: readTexts(incident.summary) }),
    office: incident.office,
    zone: incident.zone,
    started: timeOf(incident.started),
    ...present({ ended: timeOf(incident.ended) }),
    covered_until: incident.coveredUntil,
    entries: incident.entries.map(writeEntry),
    ...present({
      promises: incident.promises.map(writePromise),
      checks: incident.checks.map(writeCheck),
      replies: incident.replies.map(writeReply),
    }),
  };
}

const timeOf = (span: Span | null): TimeDocument | null => (span === null ? null : writeTime(span));

/** The canonical form of one entry. */
export function writeEntry(entry: Entry): EntryDocument {
  const { by, channel } = entry;
  return {
    id: entry.id,
    kind: entry.kind,
    at: writeTime(entry.at),
    by: by === null ? null : { office: by.office, official: by.official },
    channel: channel === null ? null : { network: channel.network, url: channel.url },
    lang: entry.lang,
    text: entry.text,
    quote: entry.quote,
    ...present({
      answers: [...entry.answers],
      clock: entry.clock,
      asked_of: entry.askedOf,
      answered_by: entry.answeredBy,
      answer: entry.answer,
      removed: timeOf(entry.removed),
    }),
    source: writeSource(entry.source),
  };
}

function writePromise(promise: Promised): PromiseDocument {
  return {
    id: promise.id,
    made_in: promise.madeIn,
    nature: promise.nature,
    text: promise.text,
    phrase: promise.phrase,
    due: promise.due,
    due_basis: promise.dueBasis,
    ...present({
      due_reason: promise.dueReason,
      test: promise.test,
      changes: promise.changes.map(({ entry, phrase, due }) => ({ entry, phrase, due })),
      possible_answers: promise.possibleAnswers.map(({ entry, judged }) => ({ entry, judged })),
      outcomes: promise.outcomes.map(({ entry, kind, basis }) => ({ entry, kind, basis })),
    }),
  };
}

function writeCheck(check: Check): CheckDocument {
  return {
    at: writeTime(check.at),
    channels: [...check.channels],
    for: check.for,
    found: check.found,
    by: check.by === null ? null : writeSource(check.by),
    ...present({ note: check.note }),
  };
}

function writeReply(reply: Reply): ReplyDocument {
  return {
    to: reply.to,
    asked: timeOf(reply.asked),
    at: timeOf(reply.at),
    text: reply.text,
    source: reply.source === null ? null : writeSource(reply.source),
  };
}
