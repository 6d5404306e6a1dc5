import { randomBytes } from 'node:crypto';
import { encodeWord, encodeWords, foldLines } from 'nodemailer/lib/mime-funcs';
import type { Instant } from '../domain/zone.ts';
import { TOKEN_LENGTH } from './links.ts';

/** Who a message is from: the name as readers see it (may be empty), and the address. */
export type Sender = { name: string; address: string };

/** A whole message, ready to be handed over: RFC 5322, all ASCII, lines ended by CR LF. */
export type Letter = { to: string; messageId: string; raw: string };

/** What differs from one recipient to the next. In a message's text and HTML their `mark` stands for them. */
export const FIELDS = ['to', 'id', 'manage', 'leave', 'confirm'] as const;
export type Field = (typeof FIELDS)[number];
export type Fields = { to: string; id: string } & Partial<Record<Field, string>>;

/** No line of base64 begins like it. */
const BOUNDARY = 'merzim-text-and-html';
const NONCE = randomBytes(9).toString('hex');
const MARK = new RegExp(`@${NONCE}([a-z]+)@`);

/** Stands in a message for a field; nothing that anybody writes contains it. */
export const mark = (field: Field): string => `@${NONCE}${field}@`;

export type Composition = {
  from: Sender;
  subject: string;
  /** Of the matter, not of the sending: a message that is sent again is the same to the byte. */
  date: Instant;
  /** Further headers, ASCII: the list, how to leave it. */
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
  html: string;
};

/**
 * Composes a message once for any number of recipients: gives the function that fills in what is theirs. Only these few
 * letters are encoded for each; the rest is put together once.
 */
export function template({ from, subject, date, headers, text, html }: Composition): (fields: Fields) => Letter {
  const head = [
    ['From', sender(from)],
    ['To', mark('to')],
    ['Subject', encodeWords(subject, 'B', 52)],
    ['Date', new Date(date).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', mark('id')],
    ...headers,
    ['MIME-Version', '1.0'],
    ['Content-Type', `multipart/alternative; boundary="${BOUNDARY}"`],
  ] as const;
  const pieces: Piece[] = [
    ...plain(head.map(([name, value]) => `${foldLines(`${name}: ${value}`)}\r\n`).join('')),
    ...plain(`\r\n--${BOUNDARY}\r\n${partHead('text/plain')}`),
    ...base64(text.replace(/\r?\n/g, '\r\n')),
    ...plain(`\r\n--${BOUNDARY}\r\n${partHead('text/html')}`),
    ...base64(html),
    ...plain(`\r\n--${BOUNDARY}--\r\n`),
  ];
  return (fields) => ({
    to: fields.to,
    messageId: fields.id,
    raw: pieces.map((piece) => (typeof piece === 'string' ? piece : filled(piece, fields))).join(''),
  });
}

/** Fixed text, or a field: as it is, or encoded together with the odd bytes beside it. */
type Piece = string | { field: Field } | { field: Field; before: Buffer; after: Buffer };

function filled(piece: Exclude<Piece, string>, fields: Fields): string {
  const value = fields[piece.field];
  if (value === undefined) throw new RangeError(`the message has a field that was not given: ${piece.field}`);
  if (!('before' in piece)) return value;
  const bytes = Buffer.concat([piece.before, Buffer.from(value), piece.after]);
  if (bytes.length % 3 !== 0) throw new RangeError(`the field ${piece.field} has another length than it should`);
  return `${bytes.toString('base64')}\r\n`;
}

function plain(text: string): Piece[] {
  return text.split(MARK).map((part, index) => (index % 2 === 0 ? part : { field: part as Field }));
}

const partHead = (type: string): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`;

const LINE_BYTES = 57;

/** The text in base64, cut before and after each field (a link's token, all of one length) where three bytes end. */
function base64(text: string): Piece[] {
  const parts = text.split(MARK);
  const pieces: Piece[] = [];
  let rest = Buffer.from(parts[0] ?? '');
  for (let index = 1; index < parts.length; index += 2) {
    const next = Buffer.from(parts[index + 1] ?? '');
    const whole = rest.length - (rest.length % 3);
    const before = rest.subarray(whole);
    const taken = (3 - ((before.length + TOKEN_LENGTH) % 3)) % 3;
    if (next.length < taken) throw new RangeError('a text ends too close behind a field');
    pieces.push(lines(rest.subarray(0, whole)), {
      field: parts[index] as Field,
      before,
      after: next.subarray(0, taken),
    });
    rest = next.subarray(taken);
  }
  return [...pieces, lines(rest)];
}

function lines(bytes: Buffer): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += LINE_BYTES)
    text += `${bytes.subarray(start, start + LINE_BYTES).toString('base64')}\r\n`;
  return text;
}

function sender({ name, address }: Sender): string {
  if (name === '') return address;
  const plainName = /^[\w .-]*$/.test(name);
  return `${plainName ? `"${name}"` : encodeWord(name, 'B', 52)} <${address}>`;
}
