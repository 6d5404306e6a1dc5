import type { Child } from 'hono/jsx';
import { channelOn } from '../../../src/domain/channel.ts';
import type { Benchmark, Channel, Directory, Measurement, Tenure } from '../../../src/domain/directory.ts';
import type { Source } from '../../../src/domain/source.ts';
import type { Finding } from '../../../src/domain/tenure-findings.ts';
import type { LocalDate } from '../../../src/domain/zone.ts';
import { coarseWords } from '../../format/dates.ts';
import { rich } from '../../incidents/rich.tsx';
import { inWords } from '../../incidents/told.tsx';
import { periodWords, valueWords } from '../../offices/figures.tsx';
import { SourceLink } from '../../parts/source-link.tsx';
import { tenureWords } from '../../parts/words.tsx';
import type { Reader } from '../../reader.ts';
import type { Desk } from '../desk.ts';
import { deskAddress } from '../page.tsx';

export const officeName = (r: Reader, { offices }: Pick<Directory, 'offices'>, id: string): Child =>
  inWords(r, offices.find((each) => each.id === id)?.name ?? {}, id);

export const officialName = (r: Reader, { officials }: Pick<Directory, 'officials'>, id: string): Child =>
  inWords(r, officials.find((each) => each.id === id)?.name ?? {}, id);

/** The address of one line of a list; `path` leads on from there. */
export const lineAddress = (desk: Pick<Desk, 'r'>, part: string, key: string | number, path = ''): string =>
  deskAddress(desk, `/directory/${part}/${key}${path}`);

/** The office or the person, linked to the page that the desk has of it. */
export function OwnerLink({ desk, directory, owner }: { desk: Desk; directory: Directory; owner: Channel['owner'] }) {
  return 'office' in owner ? (
    <a href={lineAddress(desk, 'offices', owner.office)}>{officeName(desk.r, directory, owner.office)}</a>
  ) : (
    <a href={lineAddress(desk, 'officials', owner.official)}>{officialName(desk.r, directory, owner.official)}</a>
  );
}

/** Where a fact comes from, or that no source is recorded. */
export const sourceOr = (r: Reader, source: Source | null): Child =>
  source === null ? <span class="muted">{r.t('desk.directory.no_source')}</span> : <SourceLink r={r} source={source} />;

export const channelName = (r: Reader, { network, handle }: Channel): string =>
  `${r.t(network === 'any' ? 'office.network_any' : `network.${network}`)}${handle === null ? '' : `, ${handle}`}`;

/** The state of an account by the day, since when it is known to be so. */
export function stateOf(r: Reader, channel: Channel, on: LocalDate): string {
  const { state } = channelOn(channel, on);
  if (state === null) return r.t('office.state.unknown');
  const since = state.from === null ? r.t('office.date_unknown') : coarseWords(r, state.from, { form: 'from' });
  return `${r.t(`office.state.${state.state}`)}, ${since}`;
}

/** A term with both of its ends, or that they are not recorded. */
export const termWords = (r: Reader, tenure: Tenure): string => tenureWords(r, tenure, true);

export function figureWords(r: Reader, { indicators }: Directory, measurement: Measurement): string {
  const unit = indicators.find(({ id }) => id === measurement.indicator)?.unit ?? '';
  return `${valueWords(r, measurement.value, unit)}, ${periodWords(r, measurement)}`;
}

export function normWords(r: Reader, { minutes, clock, milestone, from, to }: Benchmark): string {
  const held = from === null && to === null ? [] : [periodWords(r, { from, to })];
  const way = r.t('desk.directory.norm', {
    minutes,
    clock: r.t(`method.clock.${clock}`),
    milestone: r.t(`method.milestone.${milestone}`),
  });
  return [way, ...held].join(', ');
}

/** What to look at, in a sentence. `of`: on the page of an office persons are named, on that of a person offices. */
export function findingWords(r: Reader, directory: Directory, finding: Finding, of: 'office' | 'official'): Child {
  const named = (tenure: Tenure | undefined): Child =>
    tenure === undefined
      ? ''
      : of === 'office'
        ? officialName(r, directory, tenure.official)
        : officeName(r, directory, tenure.office);
  const [a, b]: readonly (Tenure | undefined)[] = finding.tenures;
  const slots = { a: named(a), b: named(b) };
  const day = (coarse: string) => coarseWords(r, coarse);
  switch (finding.kind) {
    case 'overlap':
      return rich(r, 'desk.directory.finding.overlap', slots, {
        period: periodWords(r, { from: finding.from, to: finding.to }),
      });
    case 'gap':
      return rich(r, 'desk.directory.finding.gap', slots, {
        from: coarseWords(r, finding.from, { form: 'to' }),
        to: coarseWords(r, finding.to, { form: 'from' }),
      });
    case 'vacant':
      return rich(r, 'desk.directory.finding.vacant', slots, { from: day(finding.from) });
    case 'ended_by_next':
    case 'moved_on':
      return rich(r, `desk.directory.finding.${finding.kind}`, slots, { from: day(finding.from) });
    case 'no_holder':
    case 'open':
    case 'no_start':
    case 'outside':
      return rich(r, `desk.directory.finding.${finding.kind}`, slots);
  }
}
