import type { Generated } from 'kysely';
import type { CHANNEL_STATES, OfficeKind, TRAITS } from '../domain/directory.ts';
import type { EntryKind } from '../domain/entry.ts';
import type { IncidentKind } from '../domain/incident.ts';
import type { Basis, Nature, OutcomeKind } from '../domain/promise.ts';
import type { Network } from '../domain/source.ts';
import type { ScopeKind } from '../domain/subscription.ts';
import type { Language } from '../domain/words.ts';

/** 24 characters of UTC ISO text. */
export type IsoInstant = string;
/** JSON text: words in three languages, a source, a list, a time as it was written. */
export type Json = string;
export type Flag = 0 | 1;

type Listed = { position: number };
type Held = { held_from: string | null; held_to: string | null };
type Noted = { note: string | null };
type Named = Listed & Noted & { id: string; name: Json };

export type OfficeRow = Named & Held & { kind: OfficeKind; region: Json; zone: string; wikidata: string | null };
export type OfficialRow = Named & { also_spelled: Json; wikidata: string | null };
export type TenureRow = Listed & Held & Noted & { office: string; official: string; source: Json | null };
export type ChannelRow = Listed &
  Noted & {
    id: string;
    office: string | null;
    official: string | null;
    network: Network | 'any';
    handle: string | null;
    url: string | null;
  };
type OfChannel = Listed & Noted & { channel_id: string; held_on: string | null; source: Json | null };
export type ChannelStateRow = OfChannel & { state: (typeof CHANNEL_STATES)[number] };
export type ChannelFollowersRow = OfChannel & { count: number };
export type ChannelTraitRow = OfChannel & { trait: (typeof TRAITS)[number] };
export type IndicatorRow = Named & { unit: string };
export type MeasurementRow = Listed &
  Held &
  Noted & { indicator: string; office: string | null; value: number; source: Json | null };
export type BenchmarkRow = Named &
  Held & {
    minutes: number;
    clock: 'occurred' | 'known' | 'reported';
    milestone: 'first_word' | 'first_post';
    basis: string;
    adopted: Flag;
    source: Json | null;
  };

/** An edition is a draft on the desk or what the public sees: at most one of each of a slug. */
export type EditionState = 'draft' | 'public';
export type EditionRow = {
  id: number;
  slug: string;
  state: EditionState;
  kind: IncidentKind;
  topic: string;
  title: Json;
  summary: Json;
  /** Hint for search: title and summary in small letters. */
  folded: string;
  office: string;
  zone: string;
  started: Json | null;
  started_earliest: IsoInstant | null;
  started_latest: IsoInstant | null;
  ended: Json | null;
  ended_earliest: IsoInstant | null;
  ended_latest: IsoInstant | null;
  covered_until: string | null;
  /** Hint: the first instant at which anything recorded is possible. */
  first_possible_at: IsoInstant | null;
  /** Hint: the local year of that instant. */
  year: number | null;
  /** Hint: when it began, else the same: what lists are sorted by. */
  began_at: IsoInstant | null;
  last_changed_at: IsoInstant;
  published_at: IsoInstant | null;
  first_published_at: IsoInstant | null;
  /** The revision that wrote it last. */
  version: number;
};
type OfEdition = Listed & { edition_id: number };
export type EntryRow = OfEdition & {
  id: string;
  kind: EntryKind;
  at: Json;
  at_earliest: IsoInstant | null;
  at_latest: IsoInstant | null;
  by_office: string | null;
  by_official: string | null;
  network: Network | null;
  channel_url: string | null;
  lang: Language;
  text: string | null;
  quote: string | null;
  answers: Json;
  clock: 'known' | 'reported' | null;
  source: Json;
  asked_of: string | null;
  answered_by: string | null;
  answer: 'full' | 'formal' | 'redirected' | null;
  removed: Json | null;
  removed_earliest: IsoInstant | null;
  removed_latest: IsoInstant | null;
  added_at: IsoInstant;
};
export type PromiseRow = OfEdition & {
  id: string;
  /** The edition's, so that the index of open promises is in the order of their list. */
  slug: string;
  made_in: string;
  nature: Nature;
  text: string;
  phrase: string | null;
  due: string | null;
  due_basis: 'words' | 'newsroom';
  due_reason: string | null;
  test: string | null;
  added_at: IsoInstant;
  /** Hints, see hints.ts: they narrow, they never decide. */
  due_hint: IsoInstant | null;
  open_hint: Flag;
  settled_hint: IsoInstant;
};
type OfPromise = OfEdition & { promise_id: string; entry_id: string };
export type DeadlineChangeRow = OfPromise & { phrase: string | null; due: string | null };
export type PossibleAnswerRow = OfPromise & { judged: 'not_an_answer' | null };
export type OutcomeRow = OfPromise & { kind: OutcomeKind; basis: Basis | null };
export type CheckRow = OfEdition & {
  at: Json;
  at_earliest: IsoInstant | null;
  at_latest: IsoInstant | null;
  channels: Json;
  /** The promise that was looked for; null: the first post. */
  promise_id: string | null;
  found: string | null;
  by_source: Json | null;
  note: string | null;
  added_at: IsoInstant;
};
export type ReplyRow = OfEdition & {
  to_entry: string | null;
  to_promise: string | null;
  asked: Json | null;
  asked_earliest: IsoInstant | null;
  asked_latest: IsoInstant | null;
  at: Json | null;
  at_earliest: IsoInstant | null;
  at_latest: IsoInstant | null;
  text: string | null;
  source: Json | null;
};

export const VIAS = ['desk', 'import', 'command'] as const;
export type Via = (typeof VIAS)[number];
export const SUBJECTS = ['incident', 'directory', 'user', 'digest', 'settings'] as const;
export type Subject = (typeof SUBJECTS)[number];

export type RevisionRow = {
  id: Generated<number>;
  at: IsoInstant;
  user_id: number | null;
  via: Via;
  subject: Subject;
  subject_id: string;
  act: string;
  why: string | null;
  changes: Json;
  public: Flag;
};

export const ROLES = ['reporter', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export type UserRow = {
  id: Generated<number>;
  email: string;
  name: string;
  role: Role;
  password_hash: string | null;
  created_at: IsoInstant;
  disabled_at: IsoInstant | null;
};
export type SessionRow = {
  token_hash: string;
  user_id: number;
  csrf: string;
  created_at: IsoInstant;
  seen_at: IsoInstant;
  expires_at: IsoInstant;
};
export type OneTimeLinkRow = {
  token_hash: string;
  user_id: number | null;
  purpose: string;
  created_at: IsoInstant;
  expires_at: IsoInstant;
  used_at: IsoInstant | null;
};
export type AttemptsRow = { key: string; count: number; window_ends_at: IsoInstant };

export const SUBSCRIBER_STATES = ['unconfirmed', 'confirmed', 'suspended'] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];
export type SubscriberRow = {
  id: Generated<number>;
  email: string;
  lang: Language;
  wants_empty: Flag;
  state: SubscriberState;
  created_at: IsoInstant;
  confirmed_at: IsoInstant | null;
  bounces: number;
  bounced_at: IsoInstant | null;
  bounce_reason: string | null;
};
export type SubscriptionScopeRow = {
  subscriber_id: number;
  kind: ScopeKind;
  /** The id of the office or the slug of the incident; empty for everything. */
  ref: string;
  added_at: IsoInstant;
  /** Null: asked for, and not yet confirmed by the owner of the address. */
  confirmed_at: IsoInstant | null;
};

export const CHANNELS_OUT = ['mail', 'confirmation', 'newsroom', 'telegram'] as const;
export type ChannelOut = (typeof CHANNELS_OUT)[number];
export const DELIVERY_STATES = ['queued', 'claimed', 'sent', 'failed', 'given_up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export type DeliveryRow = {
  id: Generated<number>;
  /** Null for what belongs to no week: the letter that asks for a confirmation. */
  week: string | null;
  channel: ChannelOut;
  /** The id of a subscriber or a user, the part of a post: never an address. */
  recipient: string;
  state: DeliveryState;
  attempts: number;
  /** Of a claimed one: until when the claim holds. */
  next_try_at: IsoInstant;
  claim: string | null;
  last_error: string | null;
  message_id: string | null;
  created_at: IsoInstant;
  sent_at: IsoInstant | null;
};

export type CalendarChangeRow = {
  id: Generated<number>;
  kind: 'year' | 'decree';
  year: number;
  /** Local dates. */
  off: Json;
  working: Json;
  source: string;
  note: string | null;
  added_at: IsoInstant;
};

/** What editors said of a week before it was issued. */
export type DigestWeekRow = {
  week: string;
  held_at: IsoInstant | null;
  held_by: number | null;
  held_why: string | null;
  released_at: IsoInstant | null;
  released_by: number | null;
  foreword: Json;
};
export type DigestStrikeRow = {
  week: string;
  incident: string;
  /** Empty: the line of a missing first post. */
  promise: string;
  reason: string;
  user_id: number | null;
  struck_at: IsoInstant;
};
/** What was taken down or retracted of an incident; in force while it is not lifted. */
export type TakenBackRow = {
  id: Generated<number>;
  incident: string;
  part: 'incident' | 'entry' | 'promise';
  /** Empty for the incident as a whole. */
  part_id: string;
  way: 'taken_down' | 'retracted';
  why: string;
  at: IsoInstant;
  user_id: number | null;
  lifted_at: IsoInstant | null;
  lifted_by: number | null;
  lifted_why: string | null;
};
export type NewsroomLetterRow = { user_id: number; lang: Language; wanted_at: IsoInstant };
export type NewsroomScopeRow = { user_id: number; kind: 'region' | 'office'; ref: string };

export type Database = {
  offices: OfficeRow;
  officials: OfficialRow;
  tenures: TenureRow;
  channels: ChannelRow;
  channel_states: ChannelStateRow;
  channel_followers: ChannelFollowersRow;
  channel_traits: ChannelTraitRow;
  indicators: IndicatorRow;
  measurements: MeasurementRow;
  benchmarks: BenchmarkRow;
  editions: Omit<EditionRow, 'id'> & { id: Generated<number> };
  entries: EntryRow;
  promises: PromiseRow;
  deadline_changes: DeadlineChangeRow;
  possible_answers: PossibleAnswerRow;
  outcomes: OutcomeRow;
  checks: CheckRow;
  replies: ReplyRow;
  revisions: RevisionRow;
  facts_revision: { id: number; revision: number };
  users: UserRow;
  sessions: SessionRow;
  one_time_links: OneTimeLinkRow;
  attempts: AttemptsRow;
  subscribers: SubscriberRow;
  subscription_scopes: SubscriptionScopeRow;
  deliveries: DeliveryRow;
  digest_weeks: DigestWeekRow;
  digest_strikes: DigestStrikeRow;
  taken_back: TakenBackRow;
  newsroom_letters: NewsroomLetterRow;
  newsroom_scopes: NewsroomScopeRow;
  calendar_changes: CalendarChangeRow;
  secrets: { name: string; value: string; created_at: IsoInstant };
  settings: { key: string; value: Json; changed_at: IsoInstant };
  digests: {
    week: string;
    from_at: IsoInstant;
    cut_off_at: IsoInstant;
    issued_at: IsoInstant;
    zone: string;
    body: Json;
  };
};
