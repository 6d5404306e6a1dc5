import { DIGEST_LISTS, type Digest, type StruckLine } from './digest.ts';
import { LANGUAGES, type Texts } from './words.ts';

/** A line of a week's digest: a promise, in whatever lists it stands, or (`promise` null) an incident without a first post. */
export type LineName = { incident: string; promise: string | null };

/** What editors add to a week's digest before it is issued. */
export type DigestEdit = { foreword: Texts; strikes: readonly (LineName & { reason: string })[] };

/**
 * The digest with the editors' foreword and without the lines that they struck; that one was struck stays, with its reason. A
 * strike of a line that is not there does nothing. domain.md, The weekly digest.
 */
export function editedDigest(digest: Digest, { foreword, strikes }: DigestEdit): Digest {
  const struck = strikes.flatMap((strike): StruckLine[] => {
    const found = findLine(digest, strike);
    return found === undefined ? [] : [{ ...nameOf(strike), ...found, reason: strike.reason }];
  });
  const isStruck = (line: LineName) => struck.some((other) => isSameLine(line, other));
  const lists = DIGEST_LISTS.map((list) => [list, digest[list].filter((line) => !isStruck(line))]);
  return {
    ...digest,
    ...(Object.fromEntries(lists) as Pick<Digest, (typeof DIGEST_LISTS)[number]>),
    no_first_post: digest.no_first_post.filter(({ incident }) => !isStruck({ incident, promise: null })),
    ...(hasWords(foreword) ? { foreword } : {}),
    ...(struck.length === 0 ? {} : { struck }),
  };
}

/** Where the line stands in the digest, and whose it is; undefined where it is in none. */
export function findLine(digest: Digest, name: LineName): { office: string; lists: string[] } | undefined {
  const { incident, promise } = name;
  if (promise === null) {
    const line = digest.no_first_post.find((silent) => silent.incident === incident);
    return line && { office: line.office, lists: ['no_first_post'] };
  }
  const isIt = (line: LineName) => isSameLine(line, name);
  const lists = DIGEST_LISTS.filter((list) => digest[list].some(isIt));
  const office = lists.flatMap((list) => digest[list].find(isIt) ?? [])[0]?.office;
  return office === undefined ? undefined : { office, lists };
}

/** Whether both name the same line. */
export function isSameLine(a: LineName, b: LineName): boolean {
  return a.incident === b.incident && a.promise === b.promise;
}

const nameOf = ({ incident, promise }: LineName): LineName => ({ incident, promise });
const hasWords = (texts: Texts): boolean => LANGUAGES.some((lang) => texts[lang]);
