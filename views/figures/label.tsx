/** A figure is drawn twice, for a phone, and for a wide screen and paper: the sheet shows one of the two. */
export const ROOMS = ['phone', 'page'] as const;
export type Room = (typeof ROOMS)[number];
/** The narrowest figure of each, in pixels. A still narrower phone draws it narrower, and its gutters take what labels lack. */
export const WIDTHS: Record<Room, number> = { phone: 343, page: 680 };
/** What a phone's gutters take from a label. */
const GUTTERS = 23;
/** What a letter of a label takes, in pixels. */
const LETTER = 7.8;
const BOLD_LETTER = 8;
export const LINE = 17;

/** Where a label stands: right of its mark, left of it, or below it at the mark's right end. */
export type Side = 'right' | 'left' | 'below';
export type PlacedLabel = { side: Side; names: string[]; words: string[]; lines: number };

/** A longer label has its name on a line of its own. */
const MOST_LETTERS: Record<Room, number> = { phone: 22, page: 44 };
const FEWEST_LETTERS = 12;

/** Letters that take a third more than most: Kazakh words have many of them. */
const WIDE = /[мшщжыюфwm]/gi;
/** How many letters of the common width a text takes. */
const lettersOf = (text: string): number => Math.ceil(text.length + (text.match(WIDE)?.length ?? 0) / 3);
const inPlainLetters = (bold: string): number => Math.ceil((lettersOf(bold) * BOLD_LETTER) / LETTER);
/** A label of more lines stands below its mark, if it has fewer there. */
const MOST_LINES: Record<Room, number> = { phone: 3, page: 2 };

/**
 * Places a label beside a mark that runs from `from` to `to` (percent of the width): right of it before 60 % of the axis, left of
 * it after, on the other side where it has to be wrapped here but not there, below where neither side has room for its longest
 * word. Lines are as long as the room on the narrowest screen lets them be.
 */
export function placeLabel(from: number, to: number, name: string, words: string, room: Room = 'phone'): PlacedLabel {
  const lettersIn = (percent: number) => Math.floor(((percent / 100) * (WIDTHS[room] - GUTTERS) - 15) / LETTER);
  const rooms = { right: lettersIn(100 - to), left: lettersIn(from), below: lettersIn(to) };
  const sides = to < 60 ? (['right', 'left'] as const) : (['left', 'right'] as const);
  const needed = Math.max(inPlainLetters(name), lettersOf(words));
  const least = Math.max(FEWEST_LETTERS, ...name.split(' ').map(inPlainLetters), ...words.split(' ').map(lettersOf));
  const side: Side =
    sides.find((side) => rooms[side] >= needed) ?? sides.find((side) => rooms[side] >= least) ?? 'below';
  const placed = linesOf(side, rooms[side], name, words, room);
  if (placed.lines <= MOST_LINES[room]) return placed;
  const below = linesOf('below', rooms.below, name, words, room);
  return rooms.below >= least && below.lines < placed.lines - 1 ? below : placed;
}

function linesOf(side: Side, letters: number, name: string, words: string, room: Room): PlacedLabel {
  if (lettersOf(`${name} ${words}`) <= Math.min(letters, MOST_LETTERS[room]))
    return { side, names: [name], words: [words], lines: 1 };
  const names = wrapped(name, Math.floor((letters * LETTER) / BOLD_LETTER));
  const rest = words === '' ? [] : wrapped(words, letters);
  return { side, names, words: rest, lines: names.length + rest.length };
}

/** Words in lines of at most so many letters; a longer word has its line to itself. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && lettersOf(`${line} ${word}`) <= letters) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export type LabelProps = {
  label: PlacedLabel;
  from: number;
  to: number /** The middle of the mark. */;
  y: number /** Half the width of the mark's shape, in pixels. */;
  reach?: number;
};

/** A label: the name in bold, the words below it, or both on one line. */
export function Label({ label, from, to, y, reach = 0 }: LabelProps) {
  const { side, names, words, lines } = label;
  const x = `${side === 'left' ? from : to}%`;
  const anchor = side === 'right' ? {} : { 'text-anchor': 'end' as const };
  const dx = side === 'right' ? 9 + reach : side === 'left' ? -9 - reach : 0;
  const first = side === 'below' ? y + 23 : lines === 1 ? y + 5 : y - 1;
  if (lines === 1)
    return (
      <text class="g-t" x={x} dx={dx} y={first} {...anchor}>
        <tspan class="g-b">{names[0]}</tspan> {words[0]}
      </text>
    );
  return (
    <>
      {[...names, ...words].map((line, index) => (
        <text class={index < names.length ? 'g-t g-b' : 'g-t g-m'} x={x} dx={dx} y={first + index * LINE} {...anchor}>
          {line}
        </text>
      ))}
    </>
  );
}

/** How high the row of a label is, in pixels. */
export function rowHeight({ side, lines }: PlacedLabel): number {
  return Math.max(44, (side === 'below' ? 33 : 10) + lines * LINE);
}
