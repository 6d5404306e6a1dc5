import type { Child } from 'hono/jsx';
import type { Directory } from '../../src/domain/directory.ts';
import { concernedBy, type DirectoryCorrection, placeInDirectory } from '../../src/domain/directory-corrections.ts';
import { type Instant, localDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { dayWords } from '../format/dates.ts';
import { inWords } from '../incidents/told.tsx';
import { Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import { changedWords, placeWords } from './change-words.ts';
import { changeTold, correctedWords } from './directory-words.ts';

/** A public change of the directory, as readers may have it. */
export type ShownDirectoryCorrection = {
  id: number;
  at: Instant;
  act: string;
  why: string | null;
  /** Who made it, where the newsroom has its people named. */
  who?: string | null;
  changes: readonly DirectoryCorrection[];
  /** Some of it is about a person of whom nothing is told any more. */
  withheld: boolean;
};

/** Why; of somebody whom nothing names any more, not even that. */
export function directoryReason(r: Reader, { why, act, withheld }: ShownDirectoryCorrection): string {
  if (withheld) return r.t('corrections.withheld.why');
  if (why !== null) return r.t('correction.why', { why });
  return r.t(act === 'imported' ? 'corrections.imported' : 'corrections.no_reason');
}

/** The one office or person that all of it is about; else null. */
export function subjectOf(directory: Directory, changes: readonly DirectoryCorrection[]) {
  const all = changes.map(concernedBy);
  if (all.some((each) => each.offices.length + each.officials.length === 0)) return null;
  const offices = [...new Set(all.flatMap((each) => each.offices))];
  const officials = [...new Set(all.flatMap((each) => each.officials))];
  const [office, official] = [
    directory.offices.find(({ id }) => id === offices[0]),
    directory.officials.find(({ id }) => id === officials[0]),
  ];
  if (offices.length === 1 && office !== undefined) return { path: `/offices/${office.id}`, ...office };
  if (offices.length === 0 && officials.length === 1 && official !== undefined)
    return { path: `/officials/${official.id}`, ...official };
  return null;
}

type ChangesProps = {
  r: Reader;
  directory: Directory;
  changes: readonly DirectoryCorrection[];
  most: number;
  small?: boolean;
};

/** What was and is, a paragraph each; of more than `most` the rest are counted. */
export function DirectoryChanges({ r, directory, changes, most, small = false }: ChangesProps): Child {
  const more = changes.length - most;
  const paragraph = small ? { class: 'small' } : {};
  return (
    <>
      {changes.slice(0, most).map((change) => (
        <p {...paragraph}>{oneChange(r, directory, change)}</p>
      ))}
      {more > 0 ? <p {...paragraph}>{r.t('correction.more', { count: more })}</p> : null}
    </>
  );
}

function oneChange(r: Reader, directory: Directory, change: DirectoryCorrection): Child {
  const place = placeInDirectory(change.path);
  const field = place?.field ?? null;
  const line = correctedWords(r, directory, change);
  if (change.withheld)
    return `${line}. ${r.t(field === null ? 'corrections.withheld.gone' : 'corrections.withheld.changed')}`;
  if (field === null)
    return (
      <>
        {r.t('corrections.line_gone')} <del>{line}</del>.
      </>
    );
  const { path, before, after } = changeTold(r, directory, change);
  const said = (value: unknown) => changedWords(r, value, null);
  if (place?.account != null && `${field}s` === place.list)
    return (
      <>
        {line}. {was(r, said(before), said(after))}
      </>
    );
  return (
    <>
      {line}. {capital(placeWords(r, path.slice(path.length - field.length)))}. {was(r, said(before), said(after))}
    </>
  );
}

const was = (r: Reader, before: string, after: string): Child => (
  <>
    {r.t('correction.was')} <del>{before}</del>. {r.t('correction.is')} <ins>{after}</ins>.
  </>
);

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

type OneProps = {
  r: Reader;
  correction: ShownDirectoryCorrection;
  directory: Directory;
  zone: string;
  asOf: { as_of?: string };
};

/** Changes that one correction spells out in the list of all; the rest are counted. */
const SPELLED_IN_LIST = 10;

/** A line of the list of all corrections. */
export function DirectoryCorrectionLine({ r, correction, directory, zone, asOf }: OneProps) {
  const { id, at, who = null, changes, withheld } = correction;
  const on = localDate(at, zone);
  const subject = subjectOf(directory, changes);
  return (
    <li class="pl" id={`correction_${id}`}>
      <p class="pl-d">
        <time datetime={on}>{dayWords(r, on)}</time>
      </p>
      <div>
        <h3>
          {subject === null ? (
            r.t('corrections.directory')
          ) : (
            <a href={address(r.lang, subject.path, asOf)}>{inWords(r, subject.name, subject.id)}</a>
          )}
        </h3>
        {withheld ? null : <p>{directoryReason(r, correction)}</p>}
        {who === null ? null : <p class="small muted">{r.t('correction.by', { who })}</p>}
        <DirectoryChanges r={r} directory={directory} changes={changes} most={SPELLED_IN_LIST} small />
        {withheld ? <p class="small">{directoryReason(r, correction)}</p> : null}
      </div>
    </li>
  );
}

type SectionProps = {
  r: Reader;
  directory: Directory;
  corrections: readonly ShownDirectoryCorrection[];
  zone: string;
};

/** Changes that one correction spells out at the foot of a page; the rest are counted. */
const SPELLED = 5;

/** At the foot of an office and of a person: what was corrected of them. Nothing where nothing was. */
export function DirectoryCorrections({ r, directory, corrections, zone }: SectionProps) {
  if (corrections.length === 0) return null;
  return (
    <Section id="s_corrections" title={r.t('incident.corrections')}>
      {corrections.map((correction) => {
        const { id, at, who = null, changes, withheld } = correction;
        const on = localDate(at, zone);
        return (
          <div class="fix" id={`correction_${id}`}>
            <p>
              <strong>
                <time datetime={on}>{dayWords(r, on)}</time>
              </strong>{' '}
              {withheld ? null : directoryReason(r, correction)}
              {who === null ? null : ` ${r.t('correction.by', { who })}`}
            </p>
            <DirectoryChanges r={r} directory={directory} changes={changes} most={SPELLED} />
            {withheld ? <p>{directoryReason(r, correction)}</p> : null}
          </div>
        );
      })}
    </Section>
  );
}
