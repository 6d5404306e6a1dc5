import type { Network, Source } from './source.ts';
import type { Texts } from './words.ts';

/** A date as coarse as it is known: `2019`, `2019-02`, `2019-02-25`; null is not known, never "no". */
export type CoarseDate = string | null;

export const OFFICE_KINDS = ['akim', 'ministry', 'government', 'department', 'company', 'other'] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

/** A public post. It has a region, a zone and dated existence. */
export type Office = {
  id: string;
  kind: OfficeKind;
  name: Texts;
  /** Empty where the body has no region of its own. */
  region: Texts;
  zone: string;
  from: CoarseDate;
  to: CoarseDate;
  wikidata: string | null;
  note: string | null;
};

/** A person. */
export type Official = { id: string; name: Texts; alsoSpelled: string[]; wikidata: string | null; note: string | null };

/** Who held which office, from which day to which; null `to`: no end is recorded. */
export type Tenure = {
  office: string;
  official: string;
  from: CoarseDate;
  to: CoarseDate;
  source: Source | null;
  note: string | null;
};

export const CHANNEL_STATES = ['active', 'closed_to_followers', 'dormant', 'down', 'gone', 'absent'] as const;
export const TRAITS = ['answers_comments', 'own_words', 'reposts', 'dry_reports', 'names_post'] as const;

/** An account, owned by an office or by an official. */
export type Channel = {
  id: string;
  owner: { office: string } | { official: string };
  network: Network | 'any';
  handle: string | null;
  url: string | null;
  states: { state: (typeof CHANNEL_STATES)[number]; from: CoarseDate; source: Source | null; note: string | null }[];
  followers: { on: CoarseDate; count: number; source: Source | null; note: string | null }[];
  traits: { trait: (typeof TRAITS)[number]; on: CoarseDate; source: Source | null; note: string | null }[];
  note: string | null;
};

export type Indicator = { id: string; name: Texts; unit: string; note: string | null };

/** A figure about an office (null: about the country) for a period, with its source. */
export type Measurement = {
  indicator: string;
  office: string | null;
  from: CoarseDate;
  to: CoarseDate;
  value: number;
  source: Source | null;
  note: string | null;
};

/** A stated norm for the speed of the first word. Public only once adopted. domain.md, Words and Response latency 6. */
export type Benchmark = {
  id: string;
  name: Texts;
  minutes: number;
  clock: 'occurred' | 'known' | 'reported';
  milestone: 'first_word' | 'first_post';
  basis: string;
  from: CoarseDate;
  to: CoarseDate;
  adopted: boolean;
  source: Source | null;
  note: string | null;
};

/** Everything that incidents refer to. Lists are as recorded. */
export type Directory = {
  offices: Office[];
  officials: Official[];
  tenures: Tenure[];
  channels: Channel[];
  indicators: Indicator[];
  measurements: Measurement[];
  benchmarks: Benchmark[];
};
