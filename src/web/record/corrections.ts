import * as z from 'zod';
import { changesWithoutTakenDown } from '../../domain/taken-back.ts';
import type { Instant } from '../../domain/zone.ts';
import type { Db } from '../../records/database.ts';
import { listCorrections } from '../../records/revisions.ts';
import { loadTakenBack } from '../../records/taken-back.ts';
import { loadPublicTitles } from '../../records/titles.ts';
import type { Row } from '../csv.ts';
import { maybe, utc, words } from './columns.ts';

const BATCH = 200;

export const CORRECTIONS = {
  name: 'corrections',
  about:
    'One row for each public change of what was published, the newest first. What was struck out or taken down since is told without its words.',
  row: z.strictObject({
    id: z.int().describe('the revision'),
    at: utc('when it was made'),
    incident: maybe('the incident; null where it is not public any more'),
    act: words('published, retracted, lifted, imported or unpublished'),
    why: maybe('why; null where none was given or a court took it down'),
    path: maybe('which fact, such as entries[tweet].quote; null where nothing may be told of it'),
    before: maybe('what stood there, as JSON'),
    after: maybe('what stands there since, as JSON'),
  }),
};

/** The rows of `CORRECTIONS` as of an instant (UTC milliseconds), some revisions at a time. */
export async function* correctionRows(db: Db, asOf: Instant): AsyncGenerator<Row[]> {
  let after: number | undefined;
  for (;;) {
    const found = await listCorrections(db, {
      limit: BATCH,
      until: asOf + 1,
      ...(after === undefined ? {} : { after }),
    });
    const slugs = [...new Set(found.map(({ subjectId }) => subjectId))];
    const shown = await loadPublicTitles(db, slugs);
    // Words that were struck out are told in no file: only that something was.
    const taken = (await loadTakenBack(db, slugs)).map((each) => ({ ...each, way: 'taken_down' as const }));
    yield found.flatMap(({ id, at, act, why, subjectId, changes }): Row[] => {
      const incident = shown.has(subjectId) ? subjectId : null;
      const told = incident === null ? [] : changesWithoutTakenDown(changes, subjectId, taken);
      const line = { id, at: new Date(at).toISOString(), incident, act, why };
      if (told.length === 0) return [{ ...line, path: null, before: null, after: null }];
      return told.map(({ path, before, after: since }) => ({
        ...line,
        path,
        before: JSON.stringify(before ?? null),
        after: JSON.stringify(since ?? null),
      }));
    });
    after = found.at(-1)?.id;
    if (found.length < BATCH) return;
  }
}
