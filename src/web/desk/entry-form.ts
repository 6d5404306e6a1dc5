import { type Input, inputOf, textOf, textsOf } from '../../../views/desk/form-state.ts';
import type { EntryDocument } from '../../domain/document.ts';
import { networkOf } from '../../domain/post-address.ts';
import type { WrittenTime } from '../../domain/span.ts';
import { wordsOf } from './input.ts';
import { fieldsOfSource, placesOfSource, sourceOfFields } from './source-fields.ts';
import { fieldsOfTime, keptTime, timeOfFields } from './time-fields.ts';

/** Where the errors of an entry belong. */
export const ENTRY_FIELDS: Readonly<Record<string, string>> = {
  kind: 'kind',
  at: 'at',
  by: 'office',
  'by.official': 'official',
  channel: 'network',
  'channel.url': 'channel_url',
  lang: 'lang',
  text: 'text',
  quote: 'quote',
  answers: 'answers',
  clock: 'clock',
  asked_of: 'asked_of',
  answered_by: 'answered_by',
  answer: 'answer',
  removed: 'removed',
  ...placesOfSource('source', 'source'),
};

/** The fields of an entry. */
export function fieldsOfEntry(entry: EntryDocument): Input {
  return inputOf({
    kind: entry.kind,
    ...fieldsOfTime('at', entry.at as WrittenTime),
    office: entry.by?.office,
    official: entry.by?.official,
    network: entry.channel?.network,
    channel_url: entry.channel?.url,
    lang: entry.lang,
    text: entry.text,
    quote: entry.quote,
    answers: entry.answers ?? [],
    clock: entry.clock,
    asked_of: entry.asked_of,
    answered_by: entry.answered_by,
    answer: entry.answer,
    ...fieldsOfTime('removed', (entry.removed ?? null) as WrittenTime | null),
    ...fieldsOfSource('source', entry.source),
  });
}

/** The entry that the fields give, as a document has it; `previous`: what it was. */
export function entryOfFields(
  input: Input,
  { id, zone, previous }: { id: string; zone: string; previous?: EntryDocument | undefined },
): Record<string, unknown> {
  const [office, official] = [wordsOf(input, 'office'), wordsOf(input, 'official')];
  const kind = textOf(input, 'kind');
  const question = (field: string) => (kind === 'question' ? wordsOf(input, field) : null);
  return {
    id,
    kind,
    at: keptTime(previous?.at as WrittenTime | undefined, timeOfFields(input, 'at'), zone),
    by: office === null && official === null ? null : { office, official },
    channel: channelOfFields(input, kind),
    lang: textOf(input, 'lang'),
    text: wordsOf(input, 'text'),
    quote: wordsOf(input, 'quote'),
    answers: [...textsOf(input, 'answers')],
    clock: wordsOf(input, 'clock'),
    asked_of: question('asked_of'),
    answered_by: question('answered_by'),
    answer: question('answer'),
    removed: keptTime(previous?.removed as WrittenTime | undefined, timeOfFields(input, 'removed'), zone),
    source: sourceOfFields(input, 'source'),
  };
}

/** The channel that was chosen; for a statement without one, the network that its own address or its source's shows. */
function channelOfFields(input: Input, kind: string): Record<string, unknown> | null {
  const url = wordsOf(input, 'channel_url');
  const network = wordsOf(input, 'network');
  if (network !== null) return { network, url };
  const shown = kind === 'statement' ? (networkOf(url ?? textOf(input, 'source_url')) ?? null) : null;
  return shown === null && url === null ? null : { network: shown ?? 'other', url };
}
