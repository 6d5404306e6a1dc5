import { CHANNEL_STATES, type Directory, OFFICE_KINDS, TRAITS } from '../../../src/domain/directory.ts';
import type { MessageKey } from '../../../src/i18n/translate.ts';
import type { Choice } from '../../parts/fields.tsx';
import { localWords } from '../../parts/words.tsx';
import type { Reader } from '../../reader.ts';
import { networkChoices, officeChoices, officialChoices } from '../choices.ts';

/** The lists of the directory, in the order in which the desk shows them. */
export const LISTS = [
  'offices',
  'officials',
  'tenures',
  'channels',
  'indicators',
  'measurements',
  'benchmarks',
] as const;
export type ListName = (typeof LISTS)[number];
/** What is recorded of one account over time. */
export const FACTS = ['states', 'followers', 'traits'] as const;
export type FactName = (typeof FACTS)[number];
export type PartName = ListName | FactName;

/** One of a list is opened on a page of its own, with what belongs to it. */
export const WITH_PAGE = ['offices', 'officials', 'channels'] as const satisfies readonly ListName[];
export const hasPage = (list: PartName): list is (typeof WITH_PAGE)[number] => WITH_PAGE.some((each) => each === list);

type Choosing = (r: Reader, directory: Directory) => Choice[];

/**
 * A field of a form, by what it holds. `name` is the key of the document and of the field. `texts`: in three languages; `lines`: one a
 * line; `coarse`: a date as coarse as it is known; `owner`: an office or an official; `source`: where the fact comes from.
 */
export type FieldSpec = { name: string; needed?: boolean } & (
  | {
      kind:
        | 'id'
        | 'text'
        | 'url'
        | 'note'
        | 'lines'
        | 'coarse'
        | 'whole'
        | 'number'
        | 'tick'
        | 'texts'
        | 'owner'
        | 'source';
    }
  | { kind: 'choice'; choices: Choosing; none?: MessageKey }
);

const among =
  <const V extends string>(values: readonly V[], key: (value: V) => MessageKey): Choosing =>
  (r) =>
    values.map((value) => ({ value, label: r.t(key(value)) }));
const offices: Choosing = (r, directory) => officeChoices(r, directory);
const officials: Choosing = (r, directory) => officialChoices(r, directory, { office: '', entries: [] });

const NOTE: FieldSpec = { kind: 'note', name: 'note' };
const SOURCE: FieldSpec = { kind: 'source', name: 'source' };
const FROM: FieldSpec = { kind: 'coarse', name: 'from' };
const TO: FieldSpec = { kind: 'coarse', name: 'to' };
const ON: FieldSpec = { kind: 'coarse', name: 'on' };
const ID: FieldSpec = { kind: 'id', name: 'id' };
const NAME: FieldSpec = { kind: 'texts', name: 'name', needed: true };
const WIKIDATA: FieldSpec = { kind: 'text', name: 'wikidata' };

/** The fields of each form, in their order. The rules are those of the document: contracts.md, Directory document. */
export const FIELDS: Readonly<Record<PartName, readonly FieldSpec[]>> = {
  offices: [
    NAME,
    { kind: 'choice', name: 'kind', choices: among(OFFICE_KINDS, (kind) => `offices.kind.${kind}`) },
    { kind: 'texts', name: 'region' },
    { kind: 'text', name: 'zone', needed: true },
    FROM,
    TO,
    WIKIDATA,
    NOTE,
    ID,
  ],
  officials: [NAME, { kind: 'lines', name: 'also_spelled' }, WIKIDATA, NOTE, ID],
  tenures: [
    { kind: 'choice', name: 'office', choices: offices, none: 'desk.choose' },
    { kind: 'choice', name: 'official', choices: officials, none: 'desk.choose' },
    FROM,
    TO,
    SOURCE,
    NOTE,
  ],
  channels: [
    { kind: 'owner', name: 'owner' },
    { kind: 'choice', name: 'network', choices: (r) => networkChoices(r, true), none: 'desk.choose' },
    { kind: 'text', name: 'handle' },
    { kind: 'url', name: 'url' },
    NOTE,
    ID,
  ],
  states: [
    {
      kind: 'choice',
      name: 'state',
      choices: among(CHANNEL_STATES, (state) => `office.state.${state}`),
      none: 'desk.choose',
    },
    FROM,
    SOURCE,
    NOTE,
  ],
  followers: [{ kind: 'whole', name: 'count', needed: true }, ON, SOURCE, NOTE],
  traits: [
    { kind: 'choice', name: 'trait', choices: among(TRAITS, (trait) => `office.trait.${trait}`), none: 'desk.choose' },
    ON,
    SOURCE,
    NOTE,
  ],
  indicators: [NAME, { kind: 'text', name: 'unit', needed: true }, NOTE, ID],
  measurements: [
    {
      kind: 'choice',
      name: 'indicator',
      choices: (r, directory) =>
        directory.indicators.map(({ id, name }) => ({ value: id, label: localWords(r, name) || id })),
      none: 'desk.choose',
    },
    { kind: 'choice', name: 'office', choices: offices, none: 'desk.directory.whole_country' },
    FROM,
    TO,
    { kind: 'number', name: 'value', needed: true },
    SOURCE,
    NOTE,
  ],
  benchmarks: [
    NAME,
    { kind: 'whole', name: 'minutes', needed: true },
    {
      kind: 'choice',
      name: 'clock',
      choices: among(['occurred', 'known', 'reported'] as const, (clock) => `method.clock.${clock}`),
    },
    {
      kind: 'choice',
      name: 'milestone',
      choices: among(['first_word', 'first_post'] as const, (milestone) => `method.milestone.${milestone}`),
    },
    { kind: 'text', name: 'basis', needed: true },
    FROM,
    TO,
    { kind: 'tick', name: 'adopted' },
    SOURCE,
    NOTE,
    ID,
  ],
};
