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
  /** When it was certainly said: its list in that order is read from an index. */
  said_hint: IsoInstant | null;
  /** What came of it once every recorded fact counts: the outcome that decides, an answer that waits; null: open. */
  closed_hint: OutcomeKind | 'awaiting_review' | null;
  answer_hint: Flag;
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
  /** Whether he may publish facts-only cards at night. */
  night_cards: Generated<Flag>;
};
export type SessionRow = {
  token_hash: string;
  user_id: number;
  csrf: string;
  created_at: IsoInstant;
  seen_at: IsoInstant;
  expires_at: IsoInstant;
  /** A word for the system and one for the browser: `android chrome`; null: it said nothing. */
  device: string | null;
  /** When this session last gave a code of the second factor. */
  code_at: IsoInstant | null;
};
export type SecondFactorRow = {
  user_id: number;
  secret: string;
  created_at: IsoInstant;
  /** Null: begun, and not in use yet. */
  confirmed_at: IsoInstant | null;
  /** The last thirty seconds whose code was taken. */
  last_step: number | null;
};
export type RecoveryCodeRow = { user_id: number; code_hash: string; used_at: IsoInstant | null };
/** What a reporter published at night; open until an editor has looked. */
export type NightCardRow = {
  id: Generated<number>;
  incident: string;
  published_at: IsoInstant;
  user_id: number;
  looked_at: IsoInstant | null;
  looked_by: number | null;
};
/** What was done. The database refuses to change or remove a row. */
export type AuditRow = {
  id: Generated<number>;
  at: IsoInstant;
  kind: string;
  user_id: number | null;
  via: Via;
  subject: Subject | null;
  subject_id: string | null;
  note: string | null;
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

export const CHANNELS_OUT = ['mail', 'confirmation', 'account', 'newsroom', 'telegram'] as const;
export type ChannelOut = (typeof CHANNELS_OUT)[number];
export const DELIVERY_STATES = ['queued', 'claimed', 'sent', 'failed', 'given_up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export type DeliveryRow = {
  id: Generated<number>;
  /** Null for what belongs to no week: the letter that asks for a confirmation, a letter to somebody of the desk. */
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
export const FILE_TYPES = ['png', 'jpg', 'webp', 'pdf'] as const;
export type EvidenceFileRow = {
  /** Of the bytes as they are kept: those of residents were stripped before. */
  sha256: string;
  bytes: number;
  type: (typeof FILE_TYPES)[number];
  width: number | null;
  height: number | null;
  origin: 'newsroom' | 'residents';
  captured_at: IsoInstant;
  /** For editors alone; null: not noted, or taken out. */
  captured_by: string | null;
  stored_at: IsoInstant;
  /** The copy for readers; null: a document, of which they see the hash alone. */
  public_sha256: string | null;
  public_bytes: number | null;
  thumb_sha256: string | null;
  thumb_bytes: number | null;
  thumb_width: number | null;
  thumb_height: number | null;
  checked_at: IsoInstant | null;
  checked: 'sound' | 'missing' | 'altered' | null;
};
/** What a file shows: rows beside the editions. Not removed: the draft has it; shown: the public edition has it. */
export type EvidenceRow = {
  id: Generated<number>;
  incident: string;
  part: 'entry' | 'removal' | 'check';
  /** The id of the entry; of a check what it says, see keyOfCheck. */
  part_id: string;
  file: string;
  alt: Json;
  archive: string | null;
  added_at: IsoInstant;
  added_by: number | null;
  removed_at: IsoInstant | null;
  removed_by: number | null;
  shown: Flag;
};
/** Where the newsroom last looked for words of that office: what the next look proposes. */
export type LookedWhereRow = { office: string; networks: Json; changed_at: IsoInstant };
/** By which way a reply was asked for; when, stands in the record itself. */
export type ReplyRequestRow = {
  incident: string;
  /** The id of a promise or an entry. */
  reply_to: string;
  /** The time as it was written. */
  asked: Json;
  channel: string;
  lang: string;
  user_id: number | null;
  noted_at: IsoInstant;
};
/** What somebody typed and has not saved. `form`: where it is sent; `once`: the copy's own name. */
export type WorkingCopyRow = {
  user_id: number;
  form: string;
  once: string;
  version: number;
  fields: Json;
  saved_at: IsoInstant;
};
/** A form that was saved: what it had in it, as a hash, and what it made. */
export type SavedFormRow = { user_id: number; once: string; sent: string; made: string; saved_at: IsoInstant };
/** A form that was sent after its author's session had ended. */
export type HeldFormRow = { token_hash: string; user_id: number; form: string; fields: Json; held_at: IsoInstant };
/** A photo of a form that could not be saved yet; its bytes are in the folder of held files. `user_id` null: of nobody who was signed in. */
export type HeldPhotoRow = {
  name: string;
  user_id: number | null;
  type: (typeof FILE_TYPES)[number];
  origin: 'newsroom' | 'residents';
  bytes: number;
  held_at: IsoInstant;
};
/** What a phone shared with the desk, until its box is opened. */
export type HeldShareRow = { token_hash: string; user_id: number | null; fields: Json; held_at: IsoInstant };
/** A file that somebody of the desk wants to import. `content`: its bytes, gzip in base64; null once it was imported. */
export type UploadRow = {
  id: Generated<number>;
  user_id: number;
  name: string;
  sha256: string;
  bytes: number;
  content: string | null;
  uploaded_at: IsoInstant;
  done_at: IsoInstant | null;
  outcome: Json | null;
};
/** A place as somebody of the desk typed it, and the office that answers there. `sounds`: see name-match.ts. */
export type PlaceRow = { user_id: number; sounds: string; place: string; office: string; used_at: IsoInstant };
export type NewsroomLetterRow = { user_id: number; lang: Language; wanted_at: IsoInstant };
export type NewsroomScopeRow = { user_id: number; kind: 'region' | 'office'; ref: string };

/** A backup that was begun. */
export type BackupRow = {
  id: Generated<number>;
  /** The local day of one that the server makes by itself; null: made by hand. */
  due_on: string | null;
  begun_at: IsoInstant;
  ended_at: IsoInstant | null;
  file: string | null;
  bytes: number | null;
  error: string | null;
};

/** What readers may look for, by the keys of its words (see `domain/search`). `edition_id` null: of the directory. */
export type SearchDocumentRow = {
  id: Generated<number>;
  edition_id: number | null;
  kind: 'incident' | 'promise' | 'entry' | 'official' | 'office';
  /** The slug; empty: of the directory. */
  incident: string;
  /** The id of the entry, the promise, the office or the official; empty: the incident itself. */
  part: string;
  zone: string;
  /** Hint: from when on readers see it; null: always. */
  visible_from: IsoInstant | null;
  /** The newest come first. */
  sort_at: string;
  keys: string;
};

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
  second_factors: SecondFactorRow;
  recovery_codes: RecoveryCodeRow;
  night_cards: NightCardRow;
  audit: AuditRow;
  attempts: AttemptsRow;
  subscribers: SubscriberRow;
  subscription_scopes: SubscriptionScopeRow;
  deliveries: DeliveryRow;
  digest_weeks: DigestWeekRow;
  digest_strikes: DigestStrikeRow;
  taken_back: TakenBackRow;
  search_documents: SearchDocumentRow;
  search_state: { id: number; version: number };
  evidence_files: EvidenceFileRow;
  evidence: EvidenceRow;
  looked_where: LookedWhereRow;
  reply_requests: ReplyRequestRow;
  working_copies: WorkingCopyRow;
  saved_forms: SavedFormRow;
  held_forms: HeldFormRow;
  uploads: UploadRow;
  held_photos: HeldPhotoRow;
  held_shares: HeldShareRow;
  ended_sessions: { token_hash: string; ended_at: IsoInstant };
  places: PlaceRow;
  newsroom_letters: NewsroomLetterRow;
  newsroom_scopes: NewsroomScopeRow;
  calendar_changes: CalendarChangeRow;
  secrets: { name: string; value: string; created_at: IsoInstant };
  settings: { key: string; value: Json; changed_at: IsoInstant };
  backups: BackupRow;
  digests: {
    week: string;
    from_at: IsoInstant;
    cut_off_at: IsoInstant;
    issued_at: IsoInstant;
    zone: string;
    body: Json;
  };
};
