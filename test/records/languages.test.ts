import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { importDocuments } from '../../src/records/import.ts';
import { findToCheck, listToCheck } from '../../src/records/languages.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { when } from '../support/facts.ts';
import { directoryOf2019, incidentOf2019 } from '../support/fixtures.ts';

const SLUG = 'almaty-blackout-2019';
const INCIDENT = incidentOf2019(SLUG);
const by = { user: null, via: 'command' } as const;
const corrected = { ...INCIDENT, title: { ...INCIDENT.title, ru: 'Свет в Алматы пропал 15 июля 2019 года' } };
const SIGNED = { slug: SLUG, by, why: 'опечатка' };

describe.each(ENGINES)('When one language is corrected of what came from a file (%s)', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    await saveDirectory(test.db, { directory: directoryOf2019(), by, now: when('2019-07-01'), why: null });
  });
  afterAll(() => test.close());

  const listed = async () => (await listToCheck(test.db, 10)).map(({ slug, toCheck }) => [slug, toCheck]);
  const documents = [{ kind: 'incident', incident: INCIDENT }] as const;

  it('the others are to be checked, once it was taken in as published', async () => {
    await importDocuments(test.db, { documents, publish: false, by, now: when('2019-08-01') });
    await saveDraft(test.db, { ...SIGNED, incident: corrected, now: when('2019-08-02') });
    expect(await listed()).toEqual([]);

    await importDocuments(test.db, { documents, publish: true, by, now: when('2019-08-03') });
    expect(await listed()).toEqual([]);

    await saveDraft(test.db, { ...SIGNED, incident: corrected, now: when('2019-08-04') });
    const toCheck = [{ text: 'title', corrected: ['ru'], languages: ['kk', 'en'] }];
    expect(await listed()).toEqual([[SLUG, toCheck]]);
    await publish(test.db, { ...SIGNED, now: when('2019-08-05') });
    expect(await listed()).toEqual([[SLUG, toCheck]]);
    expect(await findToCheck(test.db, { ...corrected, summary: null })).toEqual(toCheck);
  });
});
