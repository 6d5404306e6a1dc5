import type { Office } from '../../domain/directory.ts';
import { fitOf, soundsOf } from '../../domain/name-match.ts';

/** The office that answers for a place, as a reporter typed it; or that none, or several, fit. */
export type Placed = { office: Office; isRegion: boolean } | 'none' | 'many';

/** Words that say what kind of place it is, not which. */
const KINDS = new Set(
  soundsOf('г гор город города обл область области қ қаласы қаласының облысы облысының city region of the оф'),
);
const REGION = /^(obl|region)/;

/**
 * Finds the office by its region or its name in any language and any letters: what is typed whole before what only begins so.
 * An akim before other offices of the region.
 */
export function placeOf(typed: string, offices: readonly Office[]): Placed {
  const wanted = bare(typed);
  if (wanted.length === 0 || wanted[0] === 'obl') return 'none';
  const region = (office: Office) => Object.values(office.region).map(bare);
  const name = (office: Office) => [...Object.values(office.name), office.id].map(bare);
  for (const least of [3, 2]) {
    const fits = (words: string[]) => fitOf(wanted, words) >= least;
    const byRegion = preferAkim(offices.filter((office) => region(office).some(fits)));
    if (byRegion.length > 0) return one(byRegion, isWrittenSo(typed, byRegion));
    const byName = offices.filter((office) => name(office).some(fits));
    if (byName.length > 0) return one(byName, false);
  }
  return 'none';
}

/** Whether the place is written as the region is: «Кызылорда» is a town of the region, and stays what was typed. */
function isWrittenSo(typed: string, offices: readonly Office[]): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е').trim();
  const words = plain(typed);
  const names = offices.flatMap(({ region }) => Object.values(region).map(plain));
  return names.some((name) => name.includes(words) || words.includes(name));
}

function one(found: readonly Office[], isRegion: boolean): Placed {
  const [office] = found;
  return office === undefined ? 'none' : found.length > 1 ? 'many' : { office, isRegion };
}

function preferAkim(found: Office[]): Office[] {
  const akims = found.filter((office) => office.kind === 'akim');
  return akims.length > 0 ? akims : found;
}

/** Without the words for the kind of place: «г. Алматы» is «алматы». Almaty is a city and a region: of a region the kind is a part of its name. */
function bare(text: string): string[] {
  const words = soundsOf(text);
  const short = words.filter((word) => !KINDS.has(word));
  return words.some((word) => REGION.test(word)) ? [...short, 'obl'] : short;
}
