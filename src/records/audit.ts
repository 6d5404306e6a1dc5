import type { Instant } from '../domain/zone.ts';
import type { Db } from './database.ts';
import { instantOf, isoOf } from './instants.ts';
import type { By, Revision } from './revisions.ts';
import type { AuditRow, Subject, Via } from './tables.ts';

/** What the log of the newsroom tells. No secret, no address of a reader ever stands in it. */
export const AUDIT_KINDS = [
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'session_ended',
  'code_given',
  'code_failed',
  'link_made',
  'password_asked',
  'password_set',
  'factor_added',
  'factor_removed',
  'codes_renewed',
  'user_added',
  'user_disabled',
  'role_changed',
  'night_given',
  'night_taken',
  'settings_changed',
  'published',
  'night_card',
  'corrected',
  'unpublished',
  'taken_down',
  'retracted',
  'lifted',
  'issued',
  'directory_changed',
  'imported',
  'exported',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** `subject`: what or whom it was about; `note`: a word more, such as the device of a session. Instants are UTC milliseconds. */
export type Audited = {
  id: number;
  at: Instant;
  kind: AuditKind;
  user: number | null;
  via: Via;
  subject: { kind: Subject; id: string } | null;
  note: string | null;
};

export type NewAudit = { kind: AuditKind; by: Pick<By, 'user' | 'via'>; now: Instant } & {
  subject?: { kind: Subject; id: string };
  note?: string | null;
};

/** Adds a row to the log, within the transaction of what it tells where there is one. Rows are only ever added: the database holds to it. */
export async function addAudit(trx: Db, { kind, by, now, subject, note = null }: NewAudit): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      at: isoOf(now),
      kind,
      user_id: by.user,
      via: by.via,
      subject: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      note,
    })
    .execute();
}

/** Whom or what a row is about, for somebody of the desk. */
export const aboutUser = (id: number) => ({ kind: 'user' as const, id: String(id) });

/** What the log says of a revision; undefined: nothing, drafts have their own history. */
export function auditKindOf({
  subject,
  act,
  public: told,
}: Pick<Revision, 'subject' | 'act' | 'public'>): AuditKind | undefined {
  if (subject === 'settings') return 'settings_changed';
  if (subject === 'directory') return act === 'imported' ? undefined : 'directory_changed';
  if (subject === 'user') return act === 'created' ? 'user_added' : act === 'disabled' ? 'user_disabled' : undefined;
  switch (act) {
    case 'published':
    case 'restored':
      return told ? 'corrected' : act === 'published' ? 'published' : undefined;
    case 'recounted':
      return told ? 'corrected' : undefined;
    case 'unpublished':
    case 'taken_down':
    case 'retracted':
    case 'lifted':
    case 'issued':
      return act;
    default:
      return undefined;
  }
}

export type AuditAsked = {
  limit: number;
  /** Only what this user did, or what was done to him. */
  user?: number;
  kind?: AuditKind;
  /** The id of the last row of the page before. */
  before?: number;
};

/** The log, newest first. */
export async function listAudit(db: Db, { limit, user, kind, before }: AuditAsked): Promise<Audited[]> {
  let query = db.selectFrom('audit').selectAll();
  if (user !== undefined)
    query = query.where(({ or, and, eb }) =>
      or([eb('user_id', '=', user), and([eb('subject', '=', 'user'), eb('subject_id', '=', String(user))])]),
    );
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (before !== undefined) query = query.where('id', '<', before);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(auditedOf);
}

function auditedOf(row: Omit<AuditRow, 'id'> & { id: number }): Audited {
  const { id, at, kind, user_id, via, subject, subject_id, note } = row;
  return {
    id,
    at: instantOf(at),
    kind: kind as AuditKind,
    user: user_id,
    via,
    subject: subject === null || subject_id === null ? null : { kind: subject, id: subject_id },
    note,
  };
}
