import type { Instant } from '../domain/zone.ts';
import type { Db } from '../records/database.ts';
import { findSentMail, markBounced } from '../records/deliveries.ts';
import { LATE, noteBounce, removeSubscriber } from '../records/subscriptions.ts';
import { findLinkOwner } from './links.ts';

/** What a message that came back to us asks for, or tells. No address of it is kept. */
export type Incoming =
  /** A subscriber wants to leave: the code of his link. */
  | { kind: 'leave'; token: string }
  /** A letter of ours came back for good: its name and the code of its reader's link, as far as they were returned. */
  | { kind: 'bounce'; messageId: string | null; token: string | null; status: string }
  /** Anything else: a delay, an answer of a person, a notice of absence. */
  | { kind: 'other'; why: 'delayed' | 'policy' | 'unknown' };

const CODE = /[0-9a-z]{22}[\w-]{22}/.source;

/** Reads an RFC 5322 message: a request to leave (RFC 2369, by its subject or the address it came to) or a report of delivery (RFC 3464). */
export function readIncoming(raw: string): Incoming {
  const message = unfolded(raw);
  const end = message.indexOf('\n\n');
  const head = end === -1 ? message : message.slice(0, end);
  const body = end === -1 ? '' : message.slice(end + 2);
  if (/^content-type:\s*multipart\/report\b/im.test(head) || /^content-type:\s*message\/delivery-status/im.test(body))
    return readReport(body);
  const subject = headerOf(head, 'subject') ?? '';
  const asked = new RegExp(`\\bunsubscribe[\\s:+_-]+(${CODE})(?![\\w-])`, 'i').exec(subject)?.[1];
  if (asked !== undefined) return { kind: 'leave', token: asked };
  for (const name of ['x-original-to', 'delivered-to', 'to']) {
    const token = new RegExp(`\\+(${CODE})@`).exec(headerOf(head, name) ?? '')?.[1];
    if (token !== undefined) return { kind: 'leave', token };
  }
  return { kind: 'other', why: 'unknown' };
}

/** Line ends of one system, and headers that go over several lines on one. */
function unfolded(raw: string): string {
  return raw.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');
}

function headerOf(head: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim();
}

function readReport(body: string): Incoming {
  const [, report = ''] = /^content-type:\s*message\/delivery-status[^\n]*\n([\s\S]*)/im.exec(body) ?? [];
  const action = headerOf(report, 'action')?.toLowerCase();
  const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(headerOf(report, 'status') ?? '')?.[0] ?? '';
  if (action !== 'failed' || !status.startsWith('5.'))
    return { kind: 'other', why: action === undefined ? 'unknown' : 'delayed' };
  // What a policy refused is not the address's fault.
  if (status.startsWith('5.7.')) return { kind: 'other', why: 'policy' };
  const [, returned = ''] =
    /^content-type:\s*(?:message\/(?:rfc822|global)|text\/rfc822-headers)[^\n]*\n([\s\S]*)/im.exec(report) ?? [];
  const messageId = /<[^<>\s]+>/.exec(headerOf(returned, 'message-id') ?? '')?.[0] ?? null;
  const token =
    new RegExp(`/subscribe/leave/(${CODE})`).exec(headerOf(returned, 'list-unsubscribe') ?? '')?.[1] ?? null;
  return { kind: 'bounce', messageId, token, status };
}

/** What was done with it: `nobody` where it names no reader of ours, or was taken in before. */
export type Taken = 'left' | 'bounced' | 'suspended' | 'nobody' | 'other';

/** Does what the message asks for. A leaving needs a code that we signed; a bounce, the name of a letter that we sent, or such a code. */
export async function takeIncoming(db: Db, incoming: Incoming, now: Instant): Promise<Taken> {
  if (incoming.kind === 'other') return 'other';
  if (incoming.kind === 'leave') {
    const owner = await findLinkOwner(db, { purpose: 'leave', token: incoming.token, now });
    if (owner === undefined || owner === 'gone') return 'nobody';
    return (await removeSubscriber(db, owner.id)) ? 'left' : 'nobody';
  }
  const { messageId, token, status } = incoming;
  const owner = token === null ? undefined : await findLinkOwner(db, { purpose: 'leave', token, now });
  const reader = owner === undefined || owner === 'gone' ? null : owner.id;
  const delivery = await findSentMail(db, { messageId, reader });
  if (delivery === undefined) return 'nobody';
  const reason = `${LATE}${status}`;
  if (!(await markBounced(db, { id: delivery.id, error: reason }))) return 'nobody';
  return (await noteBounce(db, { id: Number(delivery.recipient), reason, now })) ? 'suspended' : 'bounced';
}
