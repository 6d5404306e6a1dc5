import { firstDate, lastDate } from './benchmark.ts';
import type { Channel, Directory } from './directory.ts';
import { holdersOf } from './office.ts';
import { handleOf } from './post-account.ts';
import { type PostAddress, readPostAddress } from './post-address.ts';
import type { LocalDate } from './zone.ts';

/** What was put into the one box: the first address in it, as it was pasted, and the words without it. */
export type Box = { url: string | null; words: string };

const ADDRESS = /https?:\/\/[^\s<>"«»“”]+/iu;
/** Addresses that people write without their beginning. */
const BARE =
  /(?<![\p{L}\p{N}@./-])(?:www\.[\p{L}\p{N}-]+\.[^\s<>"«»“”]+|(?:(?:m|mobile|web|vm|vt)\.)?(?:t\.me|telegram\.me|facebook\.com|fb\.com|fb\.watch|instagram\.com|twitter\.com|x\.com|youtube\.com|youtu\.be|tiktok\.com|vk\.com|vk\.ru|threads\.net|threads\.com)\/[^\s<>"«»“”]+)/iu;

/** Parts what was pasted. Marks at the end of a sentence are no part of an address; a pair of quotation marks around all of it says nothing. */
export function readBox(text: string): Box {
  const found = ADDRESS.exec(text) ?? BARE.exec(text);
  const pasted = found === null ? null : withoutEnd(found[0]);
  const rest =
    pasted === null || found === null ? text : text.slice(0, found.index) + text.slice(found.index + pasted.length);
  const words = rest
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const url = pasted === null || /^https?:/i.test(pasted) ? pasted : `https://${pasted}`;
  return { url, words: unquoted(/[\p{L}\p{N}]/u.test(words) ? words : '') };
}

function withoutEnd(address: string): string {
  const plain = address.replace(/[.,;:!?…'’]+$/u, '');
  const isOpen = plain.split('(').length < plain.split(')').length;
  return plain.endsWith(')') && isOpen ? withoutEnd(plain.slice(0, -1)) : plain;
}

const unquoted = (words: string): string => {
  const inner = /^(?:«([^«»]+)»|“([^“”]+)”|"([^"]+)")$/u.exec(words);
  return (inner?.[1] ?? inner?.[2] ?? inner?.[3] ?? words).trim();
};

/** Whose address it is, as the directory knows it. */
export type Recognised = {
  address: PostAddress;
  /** The account of the directory; null: the address names none, or none that is known. */
  channel: Channel | null;
  official: string | null;
  /** The office for which the account speaks: its own, or the one that its owner held on the day. Null where none, or several, may be meant. */
  office: string | null;
};

/**
 * Recognises the address of a post on the local day `on`. Only an account that the directory knows by its name or its address
 * gives a speaker: a resemblance never does. Undefined for what is no address of the web.
 */
export function recognise(url: string, directory: Directory, on: LocalDate): Recognised | undefined {
  const address = readPostAddress(url);
  if (address === undefined) return undefined;
  const channel = directory.channels.find((candidate) => isOf(candidate, address)) ?? null;
  if (channel === null) return { address, channel, official: null, office: null };
  if ('office' in channel.owner) return { address, channel, official: null, office: channel.owner.office };
  const { official } = channel.owner;
  const offices = officesOn(directory, official, on);
  return { address, channel, official, office: offices.length === 1 ? (offices[0] ?? null) : null };
}

/** The offices that the official may have held on the local day `on`: coarse dates are read widely. */
export function officesOn(directory: Pick<Directory, 'tenures'>, official: string, on: LocalDate): string[] {
  const own = directory.tenures.filter((tenure) => tenure.official === official);
  const held = [...new Set(own.map(({ office }) => office))].flatMap((office) => holdersOf(directory, office));
  const then = held.filter(
    ({ tenure, from, to }) =>
      tenure.official === official && (from === null || firstDate(from) <= on) && (to === null || on <= lastDate(to)),
  );
  return [...new Set(then.map(({ tenure }) => tenure.office))];
}

function isOf(channel: Channel, address: PostAddress): boolean {
  const own = channel.url === null ? undefined : readPostAddress(channel.url);
  if (address.network === null)
    return (
      channel.network === 'site' &&
      own?.network === null &&
      (own.host === address.host || address.host.endsWith(`.${own.host}`))
    );
  if (channel.network !== address.network || address.account === null) return false;
  const handle = channel.handle === null ? null : handleOf(channel.handle);
  return address.account === handle || address.account === own?.account;
}

/** Whether two addresses lead to the same post or page: the way by which they came makes no difference. */
export function isSameAddress(a: string, b: string): boolean {
  const [one, other] = [readPostAddress(a), readPostAddress(b)];
  return one !== undefined && one.key === other?.key;
}

/** Shorter words may be anybody's. */
const SHORTEST_QUOTE = 15;

/** Whether two quotations are of the same words: marks, blanks and capitals make no difference. */
export function isSameQuote(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const [one, other] = [plain(a), plain(b)];
  return (
    one.length >= SHORTEST_QUOTE &&
    (one === other ||
      ` ${other} `.includes(` ${one} `) ||
      (other.length >= SHORTEST_QUOTE && ` ${one} `.includes(` ${other} `)))
  );
}
