import { domainToASCII } from 'node:url';

const LOCAL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const DOMAIN = /^(?=.{1,190}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/;

/**
 * The address as it is kept and written to: without blanks around it, in small letters, the domain in its ASCII form. Undefined
 * for what is no address that every mail server takes.
 */
export function mailAddress(text: string): string | undefined {
  const written = text.trim().toLowerCase();
  const at = written.lastIndexOf('@');
  const local = written.slice(0, Math.max(0, at));
  const domain = domainToASCII(written.slice(at + 1));
  return LOCAL.test(local) && DOMAIN.test(domain) ? `${local}@${domain}` : undefined;
}

/** Words of a mail server as they may be kept and logged: short, on one line, with no address of anybody. */
export function withoutAddresses(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/<?[^\s<>"'(),;:]+@[^\s<>"'(),;:]+>?/g, '…')
    .slice(0, 300);
}
