import type { Directory, Office, Official } from './directory.ts';

const LETTERS: Readonly<Record<string, string>> = {
  ...{ а: 'a', ә: 'a', б: 'b', в: 'v', г: 'g', ғ: 'g', д: 'd', е: 'e', ё: 'e', ж: 'j', з: 'z', и: 'i', й: 'i', к: 'k' },
  ...{ қ: 'k', л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u' },
  ...{ ф: 'f', х: 'h', һ: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ы: 'i', і: 'i', ь: '', э: 'e', ю: 'iu' },
  ...{ я: 'ia', ı: 'i' },
};
/** Spellings of one sound in Latin letters. In this order. */
const SOUNDS: readonly [RegExp, string][] = [
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/dzh|zh|dj/g, 'j'],
  [/sch/g, 'sh'],
  [/w/g, 'v'],
  [/q|ck|c(?!h)/g, 'k'],
  [/x/g, 'ks'],
  [/y/g, 'i'],
  [/i+e/g, 'e'],
  [/(.)\1+/g, '$1'],
];

/**
 * The words of a name as they are compared: in small Latin letters that stand for sounds, so that «Сағынтаев», «Сагынтаев» and
 * "Sagyntayev" are one. Special Kazakh letters, ё, soft signs, accents and doubled letters make no difference.
 */
export function soundsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((word) => {
      const latin = [...word.normalize('NFC')].map((letter) => LETTERS[letter] ?? letter).join('');
      const plain = latin.normalize('NFD').replace(/[^a-z0-9]/g, '');
      return SOUNDS.reduce((sounds, [from, to]) => sounds.replace(from, to), plain);
    })
    .filter((word) => word !== '');
}

/** How well a name fits what is typed: 3 the whole of it, 2 every word begins so, 1 but for the ends of words, 0 not at all. */
export function fitOf(typed: readonly string[], name: readonly string[]): 0 | 1 | 2 | 3 {
  if (typed.length === 0 || name.length === 0) return 0;
  if (typed.length === name.length && typed.every((word, at) => word === name[at])) return 3;
  if (typed.every((word) => name.some((own) => own.startsWith(word)))) return 2;
  return typed.every((word) => name.some((own) => own.startsWith(word) || isInflected(word, own))) ? 1 : 0;
}

/** «акима Алматы» asks for the akim: an ending of up to three letters is no other word. */
const isInflected = (word: string, own: string): boolean =>
  own.length >= 4 && word.length - own.length <= 3 && word.startsWith(own);

/** The candidates that fit what is typed, the best first, of equals in their order; none where nothing is typed. */
export function matching<T>(
  typed: string,
  candidates: readonly T[],
  namesOf: (candidate: T) => readonly string[],
  limit = Number.POSITIVE_INFINITY,
): T[] {
  const words = soundsOf(typed);
  return candidates
    .map((candidate) => ({
      candidate,
      fit: Math.max(0, ...namesOf(candidate).map((name) => fitOf(words, soundsOf(name)))),
    }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** Everything that an office may be called: its names, its names with its region, its id. */
export function namesOfOffice({ id, name, region }: Office): string[] {
  const langs = ['ru', 'kk', 'en'] as const;
  return [...langs.map((lang) => [name[lang], region[lang]].filter(Boolean).join(' ')), ...Object.values(name), id];
}

/** Everything that an official may be called: in every language, and as others spell it. */
export function namesOfOfficial({ id, name, alsoSpelled }: Official): string[] {
  return [...Object.values(name), ...alsoSpelled, id];
}

/** The accounts by name, address, or by who has them. */
export function namesOfChannel(channel: Directory['channels'][number], directory: Directory): string[] {
  const { owner, network, handle, url } = channel;
  const office = 'office' in owner ? directory.offices.find(({ id }) => id === owner.office) : undefined;
  const official = 'official' in owner ? directory.officials.find(({ id }) => id === owner.official) : undefined;
  const names = [...(office ? namesOfOffice(office) : []), ...(official ? namesOfOfficial(official) : [])];
  return [handle ?? '', url ?? '', ...names.map((name) => `${name} ${network}`)].filter((name) => name !== '');
}
