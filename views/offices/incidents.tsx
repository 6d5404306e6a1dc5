import type { Child } from 'hono/jsx';
import { QUESTIONS } from '../../src/domain/entry.ts';
import { type Latency, type LatencySummary, type MilestoneName, summaryOf } from '../../src/domain/latency.ts';
import { latencyWords, resolutionOf } from '../format/durations.ts';
import { placeAndDay } from '../home/incident-cards.tsx';
import { spokenLine } from '../incidents/spoken-line.tsx';
import type { Told } from '../incidents/told.tsx';
import { Table } from '../parts/table.tsx';
import { IncidentLink } from '../promises/line.tsx';
import type { Reader } from '../reader.ts';

/** How fast the office spoke in each incident and what it answered; over several the range, never a rank. domain.md, Response latency 8. */
export function OfficeIncidents({ r, incidents }: { r: Reader; incidents: readonly Told[] }) {
  if (incidents.length === 0) return <p>{r.t('office.no_incidents')}</p>;
  return (
    <>
      <Table
        caption={r.t('office.incidents')}
        captionHidden
        columns={[
          { label: r.t('office.column.incident') },
          { label: r.t('office.column.first_word') },
          { label: r.t('office.column.first_post') },
          { label: r.t('office.column.answered') },
        ]}
        rows={incidents.map(row)}
      />
      {summaryNotes(r, incidents).map((words) => (
        <p class="note">{words}</p>
      ))}
    </>
  );
}

function row(told: Told): Child[] {
  const { r, state } = told;
  const answered = state.answers.filter(({ entries }) => entries.length > 0);
  const open = state.answers.filter(({ entries }) => entries.length === 0).map(({ question }) => question);
  return [
    <>
      <IncidentLink told={told} />
      <small>{placeAndDay(told)}</small>
    </>,
    spokenLine(told, 'first_word'),
    spokenLine(told, 'first_post'),
    <>
      {`${answered.length} / ${QUESTIONS.length}`}
      <small>
        {open.length === 0
          ? r.t('office.answered_all')
          : r.t('office.unanswered', {
              questions: open.map((question) => r.t(`five.${question}`).toLocaleLowerCase(r.lang)).join(', '),
            })}
      </small>
    </>,
  ];
}

function summaryNotes(r: Reader, incidents: readonly Told[]): string[] {
  const started = incidents.filter(({ state }) => state.started !== null);
  if (started.length === 0) return [r.t('office.no_start')];
  if (started.length === 1) return [r.t('office.one_incident')];
  return [summaryWords(r, started, 'first_word'), summaryWords(r, started, 'first_post'), r.t('office.summary_note')];
}

/** The range over the incidents from their starts, rounded outward and no finer than the coarsest of what it is drawn from. */
function summaryWords(r: Reader, started: readonly Told[], name: MilestoneName): string {
  const summary = summaryOf(started.map((told) => latencyIn(told, name)));
  const spans = started.flatMap(({ state }) => {
    const milestone = name === 'first_word' ? state.firstWord : state.firstPost;
    return [
      ...(state.incident.started === null ? [] : [state.incident.started]),
      ...(milestone?.entries ?? []).map((entry) => entry.at),
    ];
  });
  return r.t('office.summary', {
    name: r.t(`office.column.${name}`),
    n: summary.n,
    range: rangeWords(r, summary, resolutionOf(...spans)),
    unknown: summary.cannotTell,
  });
}

function rangeWords(r: Reader, { min, max }: LatencySummary, resolution: number): string {
  return min === null && max === null ? r.t('benchmark.cannot_tell_bare') : latencyWords(r, { min, max }, resolution);
}

function latencyIn({ state }: Told, name: MilestoneName): Latency | null {
  const occurred = state.clocks.find(({ clock }) => clock === 'occurred');
  return (name === 'first_word' ? occurred?.firstWord : occurred?.firstPost) ?? null;
}
