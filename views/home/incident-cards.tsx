import { coarseDate } from '../../src/domain/span.ts';
import { wordsIn } from '../../src/domain/words.ts';
import { coarseWords } from '../format/dates.ts';
import { spokenLine } from '../incidents/spoken-line.tsx';
import { Tally } from '../incidents/tally.tsx';
import type { Told } from '../incidents/told.tsx';
import { zoneWords } from '../parts/moment.tsx';
import { IncidentLink } from '../promises/line.tsx';

/** Incidents beside each other: place and day, first word, first post, what became of the promises. */
export function IncidentCards({ incidents }: { incidents: readonly Told[] }) {
  return (
    <ol class="ev-list">
      {incidents.map((told) => (
        <li class="ev">
          <p class="kicker">{placeAndTime(told)}</p>
          <h3>
            <IncidentLink told={told} />
          </h3>
          <dl>
            <dt>{told.r.t('incidents.first_word')}</dt>
            <dd>{spokenLine(told, 'first_word')}</dd>
            <dt>{told.r.t('incidents.first_post')}</dt>
            <dd>{spokenLine(told, 'first_post')}</dd>
          </dl>
          <p>
            <Tally r={told.r} states={told.state.promises.map(({ state }) => state)} />
          </p>
        </li>
      ))}
    </ol>
  );
}

/** Where and since when: `Алматы, 15 июля 2019 года`. */
export function placeAndDay(told: Told): string {
  const { r, state, directory } = told;
  const region = wordsIn(directory.offices.find(({ id }) => id === state.incident.office)?.region ?? {}, r.lang);
  return [region?.text, sinceWords(told)].filter((words) => words !== undefined && words !== '').join(', ');
}

/** The same with the zone in which the hours beside it are told: `Алматы, 15 июля 2019 года, время Алматы, UTC+6`. domain.md, Time 5. */
export function placeAndTime(told: Told): string {
  const { r, state } = told;
  if (state.firstWord === null && state.firstPost === null) return placeAndDay(told);
  const at = state.started?.latest ?? state.entries[0]?.at.latest ?? state.asOf;
  return [placeAndDay(told), zoneWords(r, state.incident.zone, at)].filter((words) => words !== '').join(', ');
}

/** The day on which it began, as coarse as it is known; empty where no start is recorded. */
export function sinceWords({ r, state }: Told): string {
  return state.started === null ? '' : coarseWords(r, coarseDate(state.started, state.incident.zone));
}
