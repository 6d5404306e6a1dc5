// Sheets as Excel writes them in Russian: semicolons, line ends of Windows, windows-1251, dates with dots.

const HEAD = 'incident;id;kind;at;precision;office;text;source_title';

/** A sheet of that many entries of which three are wrong: a date that reads two ways, nobody who speaks, a kind that is none. */
export function badSheet(slug: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => rowAt(slug, index + 2));
  return [HEAD, ...lines].join('\r\n');
}

/** Each row stands on two lines of the file but for the wrong ones: `line` is that of the sheet's row. */
function rowAt(slug: string, line: number): string {
  const id = `row-${line}`;
  const minute = String(line % 60).padStart(2, '0');
  if (line === 101) return `${slug};${id};report;7/26/2019;;;Сообщение;газета`;
  if (line === 251) return `${slug};${id};statement;26.07.2019;;;Заявление;газета`;
  if (line === 402) return `${slug};${id};tweet;26.07.2019;;;Твит;газета`;
  const text = line === 2 ? '"Житель сообщил: «света нет»;\nзапись 2"' : `Сообщение ${line}`;
  return `${slug};${id};report;26.07.2019 9:${minute};;;${text};газета`;
}

/** The bytes of a text in windows-1251. */
export function inWindows1251(text: string): Buffer {
  const others: Record<string, number> = { ё: 0xb8, Ё: 0xa8, '«': 0xab, '»': 0xbb, '—': 0x97, '№': 0xb9 };
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : (others[letter] ?? code);
    }),
  );
}
