import { describe, expect, it } from 'vitest';
import { mailAddress, withoutAddresses } from '../../src/mail/address.ts';
import { outcomeOf } from '../../src/mail/send.ts';

describe('An address', () => {
  it.each([
    [' Reader@Example.org ', 'reader@example.org'],
    ['a.b+c@sub.example.kz', 'a.b+c@sub.example.kz'],
    ['reader@пример.қаз', 'reader@xn--e1afmkfd.xn--80ao21a'],
  ])('%j is %j', (written, address) => expect(mailAddress(written)).toBe(address));

  it.each([
    '',
    'reader',
    '@example.org',
    'reader@',
    'reader@localhost',
    'почта@example.org',
    'a b@example.org',
    'a@example.org\nBcc: b@example.org',
    'a@example.org, b@example.org',
    '<a@example.org>',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    'a@example..org',
  ])('%j is none', (written) => expect(mailAddress(written)).toBeUndefined());

  it('is taken out of what a server says', () => {
    expect(withoutAddresses('550 5.1.1 <reader@example.org>: no such user\r\n(reader@example.org)')).toBe(
      '550 5.1.1 …: no such user (…)',
    );
    expect(withoutAddresses('x'.repeat(1000))).toHaveLength(300);
  });
});

describe('What a refusal means', () => {
  const error = (fields: object) => Object.assign(new Error('said'), fields);

  it.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 no' }, 'refused', true],
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 554, response: '554 5.7.1 relay denied' },
      'refused',
      false,
    ],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 spam' }, 'refused', false],
  ])('%j is %s, a bounce: %s', (fields, kind, bounce) =>
    expect(outcomeOf(error(fields))).toMatchObject({ kind, bounce }),
  );

  it.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 later' }, 'deferred'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 421, response: '421 closing' }, 'deferred'],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 503, response: '503 out of order' }, 'deferred'],
    [{ code: 'ESOCKET', command: 'CONN', syscall: 'read' }, 'deferred'],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'deferred'],
    [{ code: 'ETIMEDOUT', command: 'CONN', reason: 'SOCKET_TIMEOUT' }, 'deferred'],
    [{ name: 'AbortError' }, 'deferred'],
    [{ code: 'ESOCKET', command: 'CONN', syscall: 'connect' }, 'unreachable'],
    [{ code: 'ETIMEDOUT', command: 'CONN', reason: 'GREETING_TIMEOUT' }, 'unreachable'],
    [{ code: 'EDNS', command: 'CONN' }, 'unreachable'],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 no' }, 'unreachable'],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553, response: '553 not your address' }, 'unreachable'],
    [{ code: 'ECONNECTION' }, 'unreachable'],
  ])('%j is %s', (fields, kind) => expect(outcomeOf(error(fields)).kind).toBe(kind));
});
