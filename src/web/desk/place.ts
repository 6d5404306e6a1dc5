import type { Office } from '../../domain/directory.ts';

/** The office that answers for a place, as a reporter typed it; or that none, or several, fit. */
export type Placed = { office: Office; isRegion: boolean } | 'none' | 'many';

/** Words that say what kind of place it is, not which. */
const KINDS =
  /(^|\s)(г|гор|город|города|обл|область|области|қ|қаласы|қаласының|обл|облысы|облысының|city|region|of|the|оф)(?=\s|$)/g;

/**
 * Finds the office by its region or its name in any language: what is typed whole before what only begins so. An akim before
 * other offices of the region.
 */
export function placeOf(typed: string, offices: readonly Office[]): Placed {
  const wanted = bare(typed);
  if (wanted === '') return 'none';
  const region = (office: Office) => Object.values(office.region).map(bare);
  const name = (office: Office) => [...Object.values(office.name).map(bare), office.id];
  for (const fits of [(text: string) => text === wanted, (text: string) => text.startsWith(wanted)]) {
    const byRegion = preferAkim(offices.filter((office) => region(office).some(fits)));
    if (byRegion.length > 0) return one(byRegion, true);
    const byName = offices.filter((office) => name(office).some(fits));
    if (byName.length > 0) return one(byName, false);
  }
  return 'none';
}

function one(found: readonly Office[], isRegion: boolean): Placed {
  const [office] = found;
  return office === undefined ? 'none' : found.length > 1 ? 'many' : { office, isRegion };
}

function preferAkim(found: Office[]): Office[] {
  const akims = found.filter((office) => office.kind === 'akim');
  return akims.length > 0 ? akims : found;
}

/** Small letters, no marks, no words for the kind of place: «г. Алматы» is «алматы», «Алматы облысы» too. */
function bare(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"“”.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = plain.replace(KINDS, ' ').replace(/\s+/g, ' ').trim();
  // Almaty is a city and a region: of a region the kind is a part of its name.
  return /обл|облыс|region/.test(plain) ? `${short} обл` : short;
}
