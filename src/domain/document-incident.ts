import * as z from 'zod';
import type { DocumentError } from './document-error.ts';
import { checkEntryAlone, checkIncident, checkPromiseAlone } from './document-incident-rules.ts';
import {
  date,
  due,
  id,
  list,
  literally,
  neededSource,
  neededTexts,
  neededWords,
  object,
  oneOf,
  someNetworks,
  source,
  TEXT_MAX,
  TITLE_MAX,
  texts,
  time,
  url,
  words,
  zone,
} from './document-part.ts';
import { type Checked, checked } from './document-shape.ts';
import { ANSWER_KINDS, ENTRY_KINDS, QUESTIONS } from './entry.ts';
import { INCIDENT_KINDS } from './incident.ts';
import { BASES, NATURES, OUTCOME_KINDS } from './promise.ts';
import { NETWORKS } from './source.ts';
import type { Span } from './span.ts';
import { LANGUAGES } from './words.ts';

export const INCIDENT_FORMAT = 'merzim/incident@1';

const entry = object({
  id: id(),
  kind: oneOf(ENTRY_KINDS),
  at: time(),
  by: object({ office: id().nullish(), official: id().nullish() }).nullish(),
  channel: object({ network: oneOf(NETWORKS), url: url().nullish() }).nullish(),
  lang: oneOf(LANGUAGES),
  text: words(TEXT_MAX).nullish(),
  quote: words(TEXT_MAX).nullish(),
  answers: list(oneOf(QUESTIONS)).nullish(),
  clock: oneOf(['known', 'reported']).nullish(),
  asked_of: id().nullish(),
  answered_by: id().nullish(),
  answer: oneOf(ANSWER_KINDS).nullish(),
  removed: time().nullish(),
  source: neededSource(),
});

const promise = object({
  id: id(),
  made_in: id(),
  nature: oneOf(NATURES).nullish(),
  text: neededWords(TEXT_MAX),
  phrase: words().nullish(),
  due: due().nullish(),
  due_basis: oneOf(['words', 'newsroom']).nullish(),
  due_reason: words().nullish(),
  test: words().nullish(),
  changes: list(object({ entry: id(), phrase: words().nullish(), due: due().nullish() })).nullish(),
  possible_answers: list(object({ entry: id(), judged: oneOf(['not_an_answer']).nullish() })).nullish(),
  outcomes: list(object({ entry: id(), kind: oneOf(OUTCOME_KINDS), basis: oneOf(BASES).nullish() })).nullish(),
});

const check = object({
  at: time(),
  channels: someNetworks(),
  for: words(),
  found: id().nullish(),
  by: neededSource().nullish(),
  note: words().nullish(),
});

const reply = object({
  to: id(),
  asked: time().nullish(),
  at: time().nullish(),
  text: words(TEXT_MAX).nullish(),
  source: source().nullish(),
});

const incident = object({
  format: literally(INCIDENT_FORMAT),
  slug: id(),
  kind: oneOf(INCIDENT_KINDS),
  topic: id(),
  title: neededTexts(TITLE_MAX),
  summary: texts().nullish(),
  office: id(),
  zone: zone(),
  started: time().nullish(),
  ended: time().nullish(),
  covered_until: date().nullish(),
  entries: list(entry),
  promises: list(promise).nullish(),
  checks: list(check).nullish(),
  replies: list(reply).nullish(),
});

/** `merzim/incident@1`, as it is read; `writeIncident` writes its canonical form. contracts.md, The incident document. */
export type IncidentDocument = z.infer<typeof incident>;
export type EntryDocument = z.infer<typeof entry>;
export type PromiseDocument = z.infer<typeof promise>;
export type CheckDocument = z.infer<typeof check>;
export type ReplyDocument = z.infer<typeof reply>;

/** The document if it is right in shape and in sense, with the spans of its times, or every error at once. */
export function checkIncidentDocument(
  value: unknown,
): { ok: true; value: IncidentDocument; spans: ReadonlyMap<unknown, Span> } | { ok: false; errors: DocumentError[] } {
  const spans = new Map<unknown, Span>();
  const result = checked(value, incident, (document, report, isWrong) =>
    checkIncident(document, report, isWrong, spans),
  );
  return result.ok ? { ...result, spans } : result;
}

/** An entry by itself, of which only the shape can be told; errors have the paths of `$`. */
export function checkEntryDocument(value: unknown): Checked<EntryDocument> {
  return checked(value, entry, checkEntryAlone);
}

/** A promise by itself, of which only the shape can be told; errors have the paths of `$`. */
export function checkPromiseDocument(value: unknown): Checked<PromiseDocument> {
  return checked(value, promise, checkPromiseAlone);
}

/** JSON Schema (2020-12) of `merzim/incident@1`: its shape. The references within a document are beyond what it can say. */
export function incidentJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(incident, { io: 'input' });
  return { $schema, $id: 'urn:merzim:incident:1', title: INCIDENT_FORMAT, ...rest };
}
