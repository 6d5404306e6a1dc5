import * as z from 'zod';
import { CHANNEL_STATES, OFFICE_KINDS, TRAITS } from './directory.ts';
import { checkDirectory } from './document-directory-rules.ts';
import {
  coarseDate,
  id,
  list,
  literally,
  neededTexts,
  neededWords,
  number,
  object,
  oneOf,
  source,
  texts,
  url,
  wholeNumber,
  wikidata,
  words,
  yesOrNo,
  zone,
} from './document-part.ts';
import { type Checked, checked } from './document-shape.ts';
import { NETWORKS } from './source.ts';

export const DIRECTORY_FORMAT = 'merzim/directory@1';

/** What any object of the directory may have; only the desk shows it. */
const note = words().nullish();
const period = { from: coarseDate().nullish(), to: coarseDate().nullish() };
const sourced = { source: source().nullish(), note };

const office = object({
  id: id(),
  kind: oneOf(OFFICE_KINDS),
  name: neededTexts(),
  region: texts().nullish(),
  zone: zone(),
  ...period,
  wikidata: wikidata().nullish(),
  note,
});

const official = object({
  id: id(),
  name: neededTexts(),
  also_spelled: list(neededWords()).nullish(),
  wikidata: wikidata().nullish(),
  note,
});

const tenure = object({ office: id(), official: id(), ...period, ...sourced });

const followers = object({ on: coarseDate().nullish(), count: wholeNumber(0), ...sourced });

const channel = object({
  id: id(),
  owner: object({ office: id().nullish(), official: id().nullish() }),
  network: oneOf([...NETWORKS, 'any']),
  handle: words().nullish(),
  url: url().nullish(),
  states: list(object({ state: oneOf(CHANNEL_STATES), from: coarseDate().nullish(), ...sourced })).nullish(),
  followers: list(followers).nullish(),
  traits: list(object({ trait: oneOf(TRAITS), on: coarseDate().nullish(), ...sourced })).nullish(),
  note,
});

const indicator = object({ id: id(), name: neededTexts(), unit: neededWords(), note });

const measurement = object({ indicator: id(), office: id().nullish(), ...period, value: number(), ...sourced });

const benchmark = object({
  id: id(),
  name: neededTexts(),
  minutes: wholeNumber(1),
  clock: oneOf(['occurred', 'known', 'reported']),
  milestone: oneOf(['first_word', 'first_post']),
  basis: neededWords(),
  ...period,
  adopted: yesOrNo(),
  ...sourced,
});

const directory = object({
  format: literally(DIRECTORY_FORMAT),
  offices: list(office).nullish(),
  officials: list(official).nullish(),
  tenures: list(tenure).nullish(),
  channels: list(channel).nullish(),
  indicators: list(indicator).nullish(),
  measurements: list(measurement).nullish(),
  benchmarks: list(benchmark).nullish(),
});

/** `merzim/directory@1`, as it is read; `writeDirectory` writes its canonical form. contracts.md, Directory document. */
export type DirectoryDocument = z.infer<typeof directory>;

/** The document if it is right in shape and in sense, or every error at once. */
export function checkDirectoryDocument(value: unknown): Checked<DirectoryDocument> {
  return checked(value, directory, checkDirectory);
}

export type FollowersDocument = z.infer<typeof followers>;
export type MeasurementDocument = z.infer<typeof measurement>;

/** A count of followers by itself; errors have the paths of `$`. */
export function checkFollowersDocument(value: unknown): Checked<FollowersDocument> {
  return checked(value, followers, () => {});
}

/** A measurement by itself, of which only the shape can be told; errors have the paths of `$`. */
export function checkMeasurementDocument(value: unknown): Checked<MeasurementDocument> {
  return checked(value, measurement, () => {});
}

/** JSON Schema (2020-12) of `merzim/directory@1`: its shape. */
export function directoryJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(directory, { io: 'input' });
  return { $schema, $id: 'urn:merzim:directory:1', title: DIRECTORY_FORMAT, ...rest };
}
