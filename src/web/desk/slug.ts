const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'q',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};
const MAX = 80;

/** The words as a part of an address: a-z, 0-9 and '-'. Empty where nothing of them can be written so. */
export function slugOf(words: string, max = MAX): string {
  const latin = [...words.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join('');
  const plain = latin.normalize('NFD').replace(/[^a-z0-9]+/g, '-');
  return trimmed(plain.slice(0, max));
}

/** The first of `wanted`, `wanted-2`, `wanted-3`, … that is not taken. */
export function freeId(wanted: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let n = 2; ; n += 1) {
    const id = `${trimmed(wanted.slice(0, MAX - String(n).length - 1))}-${n}`;
    if (!isTaken(id)) return id;
  }
}

const trimmed = (text: string): string => text.replace(/^-+|-+$/g, '');
