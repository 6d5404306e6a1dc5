import { changedWords, placeWords } from '../pages/change-words.ts';
import { reasonWords, type ShownCorrection } from '../pages/corrections.tsx';
import {
  DirectoryChanges,
  directoryReason,
  type ShownDirectoryCorrection,
  subjectOf,
} from '../pages/directory-correction.tsx';
import { localWords } from '../parts/words.tsx';
import type { FeedEntry } from './entry.ts';
import { type FeedTold, linkTo } from './told.ts';

/** Changes that one correction spells out; the rest are counted. */
const SPELLED = 10;

/** A public correction: what stood and stands there, and why. Of an incident that is not public any more, only that. domain.md, Records. */
export function correctionEntry(told: FeedTold, correction: Omit<ShownCorrection, 'slug'>): FeedEntry {
  const { r } = told;
  const { id, at, act, why, struck, incident } = correction;
  const changes = incident === null ? [] : correction.changes;
  const zone = incident?.zone ?? null;
  const more = changes.length - SPELLED;
  const html = (
    <>
      {incident !== null && act === 'unpublished' ? <p>{r.t('corrections.was_unpublished')}</p> : null}
      {act === 'retracted' || act === 'lifted' ? <p>{r.t(`correction.act.${act}`)}</p> : null}
      <p>{reasonWords(r, { why, struck })}</p>
      {changes.slice(0, SPELLED).map((change) => (
        <p>
          {placeWords(r, change.path)}. {r.t('correction.was')} <del>{changedWords(r, change.before, zone)}</del>.{' '}
          {r.t('correction.is')} <ins>{changedWords(r, change.after, zone)}</ins>.
        </p>
      ))}
      {more > 0 ? <p>{r.t('correction.more', { count: more })}</p> : null}
    </>
  );
  return {
    publishedAt: at,
    updatedAt: at,
    path: `correction/${id}`,
    title:
      incident === null
        ? r.t('corrections.unpublished')
        : r.t('feed.correction', { title: localWords(r, incident.title) }),
    html: html.toString(),
    url: `${linkTo(told, '/corrections')}#correction_${id}`,
  };
}

/** A correction of the directory, of persons of whom nothing is told any more without anything that names them. */
export function directoryCorrectionEntry(told: FeedTold, correction: ShownDirectoryCorrection): FeedEntry {
  const { r, directory } = told;
  const { id, at, changes, withheld } = correction;
  const subject = subjectOf(directory, changes);
  const html = (
    <>
      {withheld ? null : <p>{directoryReason(r, correction)}</p>}
      <DirectoryChanges r={r} directory={directory} changes={changes} most={SPELLED} />
      {withheld ? <p>{directoryReason(r, correction)}</p> : null}
    </>
  );
  const title = subject === null ? r.t('corrections.directory') : localWords(r, subject.name);
  return {
    publishedAt: at,
    updatedAt: at,
    path: `correction/${id}`,
    title: r.t('feed.correction', { title }),
    html: html.toString(),
    url: `${linkTo(told, '/corrections')}#correction_${id}`,
  };
}
