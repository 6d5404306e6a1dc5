import type { ListName } from '../../../views/desk/directory/parts.ts';
import type { Directory } from '../../domain/directory.ts';
import { matching, namesOfChannel, namesOfOffice, namesOfOfficial } from '../../domain/name-match.ts';
import type { Texts } from '../../domain/words.ts';

/** Places in the list of the lines that fit what is typed, in any of three languages and letters; all of them where nothing is. */
export function placesFound(directory: Directory, part: ListName, q: string): number[] {
  const places = directory[part].map((_, index) => index);
  return q === '' ? places : matching(q, places, (index) => namesOfLine(directory, part, index));
}

function namesOfLine(directory: Directory, part: ListName, index: number): string[] {
  const office = (id: string | null) => directory.offices.filter((each) => each.id === id).flatMap(namesOfOffice);
  const named = (texts: Texts = {}) => Object.values(texts);
  switch (part) {
    case 'offices':
      return directory.offices.slice(index, index + 1).flatMap(namesOfOffice);
    case 'officials':
      return directory.officials.slice(index, index + 1).flatMap(namesOfOfficial);
    case 'tenures': {
      const tenure = directory.tenures[index];
      const official = directory.officials.find(({ id }) => id === tenure?.official);
      return [...(official ? namesOfOfficial(official) : []), ...office(tenure?.office ?? null)];
    }
    case 'channels':
      return directory.channels
        .slice(index, index + 1)
        .flatMap((each) => [each.id, ...namesOfChannel(each, directory)]);
    case 'measurements': {
      const measurement = directory.measurements[index];
      const indicator = directory.indicators.find(({ id }) => id === measurement?.indicator);
      return [measurement?.indicator ?? '', ...named(indicator?.name), ...office(measurement?.office ?? null)];
    }
    case 'indicators':
    case 'benchmarks': {
      const line = directory[part][index];
      return [line?.id ?? '', ...named(line?.name)];
    }
  }
}
