import { type Input, inputOf, textOf, textsOf } from '../../../views/desk/form-state.ts';
import type { IncidentDocument } from '../../domain/document.ts';
import type { WrittenTime } from '../../domain/span.ts';
import { wordsOf } from './input.ts';
import { fieldsOfSource, placesOfSource, sourceOfFields } from './source-fields.ts';
import { fieldsOfTime, keptTime, timeOfFields } from './time-fields.ts';

export type CheckDocument = NonNullable<IncidentDocument['checks']>[number];
export type ReplyDocument = NonNullable<IncidentDocument['replies']>[number];

/** Where the errors of a check belong. */
export const CHECK_FIELDS: Readonly<Record<string, string>> = {
  at: 'at',
  channels: 'channels',
  for: 'for',
  found: 'found',
  note: 'note',
  ...placesOfSource('by', 'by'),
};

/** The fields of a check. */
export function fieldsOfCheck(check: CheckDocument): Input {
  return inputOf({
    ...fieldsOfTime('at', check.at as WrittenTime),
    channels: check.channels,
    for: check.for,
    found: check.found,
    looked: check.by == null ? 'we' : 'source',
    ...fieldsOfSource('by', check.by),
    note: check.note,
  });
}

/** The check that the fields give. `looked`: `we` (this newsroom) or `source`. */
export function checkOfFields(input: Input, zone: string, previous?: CheckDocument): Record<string, unknown> {
  return {
    at: keptTime(previous?.at as WrittenTime | undefined, timeOfFields(input, 'at'), zone),
    channels: [...textsOf(input, 'channels')],
    for: textOf(input, 'for'),
    found: wordsOf(input, 'found'),
    by: textOf(input, 'looked') === 'source' ? sourceOfFields(input, 'by') : null,
    note: wordsOf(input, 'note'),
  };
}

/** Where the errors of a reply belong. */
export const REPLY_FIELDS: Readonly<Record<string, string>> = {
  to: 'to',
  asked: 'asked',
  at: 'at',
  text: 'text',
  ...placesOfSource('source', 'source'),
};

/** The fields of a reply. */
export function fieldsOfReply(reply: ReplyDocument): Input {
  return inputOf({
    to: reply.to,
    ...fieldsOfTime('asked', (reply.asked ?? null) as WrittenTime | null),
    ...fieldsOfTime('at', (reply.at ?? null) as WrittenTime | null),
    text: reply.text,
    ...fieldsOfSource('source', reply.source),
  });
}

/** The reply that the fields give. */
export function replyOfFields(input: Input, zone: string, previous?: ReplyDocument): Record<string, unknown> {
  return {
    to: textOf(input, 'to'),
    asked: keptTime(previous?.asked as WrittenTime | undefined, timeOfFields(input, 'asked'), zone),
    at: keptTime(previous?.at as WrittenTime | undefined, timeOfFields(input, 'at'), zone),
    text: wordsOf(input, 'text'),
    source: sourceOfFields(input, 'source'),
  };
}
