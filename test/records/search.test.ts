import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANALYSER_VERSION, askedFor } from '../../src/domain/search/keys.ts';
import type { Db } from '../../src/records/database.ts';
import { deleteDraft, publish, saveDraft, unpublish } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { countFound, type Found, SEARCH_KINDS, type SearchKind, searchPublic } from '../../src/records/search.ts';
import { refreshSearch } from '../../src/records/search-refresh.ts';
import { STEMMERS } from '../../src/records/search-words.ts';
import { listTakings } from '../../src/records/taken-back.ts';
import { liftTaking, retract, takeDown } from '../../src/records/taking-back.ts';
import { publishCasesOf2019, publishIncident } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { when } from '../support/facts.ts';
import { directoryOf2019, incidentOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-12-01T00:00:00Z');
const SLUG = 'almaty-blackout-2019';
const by = { user: null, via: 'command' as const };
const signed = { by, now: NOW, why: 'проба' };

const nameOf = (each: Found): string => {
  switch (each.kind) {
    case 'incident':
      return each.incident.slug;
    case 'promise':
      return `${each.incident.slug}/${each.promise.id}`;
    case 'entry':
      return `${each.incident.slug}#${each.entry.id}`;
    default:
      return each.id;
  }
};

async function found(db: Db, typed: string, kind: SearchKind, on = '2019-11-30'): Promise<string[]> {
  const asked = { asked: askedFor(typed, STEMMERS), kind, asOf: (zone: string) => when(on, zone) };
  return (await searchPublic(db, { ...asked, limit: 100 })).found.map(nameOf);
}

const answers = new Map<string, string>();

describe.each(ENGINES)('Search in the record (%s)', (engine) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
    await saveDraft(test.db, { incident: { ...incidentOf2019(SLUG), slug: 'draft' }, ...signed });
  });
  afterAll(() => test.close());

  it.each([
    ['отключение электричества', 'incident', [SLUG]],
    ['blackout', 'incident', [SLUG]],
    ['Арыси', 'incident', ['arys-2019']],
    ['lrt', 'incident', ['lrt-nur-sultan']],
    ['результатов проверки', 'promise', [`${SLUG}/results`]],
    ['Sagintayev', 'official', ['sagintayev']],
    ['Сагинтав', 'official', ['sagintayev']],
    ['Сағынтаев', 'official', ['sagintayev']],
    ['сагинтаева', 'official', ['sagintayev']],
    ['умирзак шукеев', 'official', ['shukeev']],
    ['Шүкеев', 'official', ['shukeev']],
    ['аким нур-султана', 'office', ['akim-nur-sultan']],
    ['nur-sultan', 'office', ['akim-nur-sultan']],
    ['алматы әкімі', 'office', ['akim-almaty', 'akim-almaty-region']],
    ['жираф', 'entry', []],
  ] as const)('%s: %s %j', async (typed, kind, expected) => {
    expect(await found(test.db, typed, kind)).toEqual(expected);
  });

  it('answers the same, in the same order, on both engines', async () => {
    const lists: string[][] = [];
    for (const typed of ['аким', 'свет', 'дома', '10', 'алматы', 'әкім', 'дом восстановить', 'Facebook', '2019'])
      for (const kind of SEARCH_KINDS) lists.push([typed, kind, ...(await found(test.db, typed, kind))]);
    answers.set(engine, JSON.stringify(lists));
    expect(lists.flat().length).toBeGreaterThan(80);
    expect(new Set(answers.values()).size).toBe(1);
  });

  it('goes on without a gap and without a repetition, and counts what the pages have', async () => {
    const asked = { asked: askedFor('аким', STEMMERS), kind: 'entry' as const, asOf: () => NOW };
    const whole = await searchPublic(test.db, { ...asked, limit: 100 });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await searchPublic(test.db, { ...asked, limit: 3, ...(after ? { after } : {}) });
      seen.push(...page.found.map(nameOf));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(whole.found.map(nameOf));
    expect(await countFound(test.db, asked)).toBe(seen.length);
    await expect(searchPublic(test.db, { ...asked, limit: 3, after: "x' or 1" })).rejects.toThrow(RangeError);
  });

  it('shows what is visible then: an entry from when it is possible, a promise from when it is certain', async () => {
    const said = async (on: string) => [
      (await found(test.db, 'свет', 'incident', on)).length,
      (await found(test.db, 'результаты проверки', 'promise', on)).length,
    ];
    expect(await said('2019-07-14')).toEqual([0, 0]);
    expect((await found(test.db, 'электричества', 'incident', '2019-07-15')).length).toBe(1);
    expect((await found(test.db, 'результаты проверки', 'promise', '2019-07-15')).length).toBe(0);
    expect((await found(test.db, 'результаты проверки', 'promise', '2019-07-16')).length).toBe(1);
  });

  it('no question breaks it', async () => {
    const odd = ['*', '"', "'; drop table editions; --", 'NEAR(свет)', 'a OR b', '\ud800 свет', '\u0000', '(((', '🙂'];
    for (const typed of [...odd, 'аб '.repeat(66), 'ё'.repeat(200), '1 '.repeat(100)])
      for (const kind of SEARCH_KINDS) expect(await found(test.db, typed, kind), typed).toBeInstanceOf(Array);
  });
});

describe.each(ENGINES)('What is found follows what readers see (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await saveDirectory(test.db, { directory: directoryOf2019(), ...signed });
    await publishIncident(test.db, incidentOf2019(SLUG), NOW);
  });
  afterEach(() => test.close());
  const results = () => found(test.db, 'результаты проверки', 'promise');
  const rows = async () =>
    (await test.db.selectFrom('search_documents').select('id').where('edition_id', 'is not', null).execute()).length;

  it('a draft is never found, its words come with its publication', async () => {
    const incident = { ...incidentOf2019(SLUG), title: { ru: 'Совсем другой заголовок' } };
    await saveDraft(test.db, { incident, ...signed });
    expect(await found(test.db, 'совсем другой', 'incident')).toEqual([]);
    await publish(test.db, { slug: SLUG, ...signed });
    expect(await found(test.db, 'совсем другой', 'incident')).toEqual([SLUG]);
    expect(await found(test.db, 'отключение электричества', 'incident')).toEqual([]);
  });

  it('a draft that is thrown away leaves what readers find', async () => {
    const before = await rows();
    await saveDraft(test.db, { incident: { ...incidentOf2019(SLUG), ended: null }, ...signed });
    await deleteDraft(test.db, { slug: SLUG, ...signed });
    expect(await rows()).toBe(before);
    expect(await results()).toEqual([`${SLUG}/results`]);
  });

  it('an unpublication takes everything out', async () => {
    expect(await rows()).toBeGreaterThan(5);
    await unpublish(test.db, { slug: SLUG, ...signed });
    expect(await rows()).toBe(0);
    expect(await results()).toEqual([]);
  });

  it('a takedown of the incident does too, also with a draft beside it; of a part it takes the part', async () => {
    await takeDown(test.db, { slug: SLUG, parts: [{ kind: 'promise', id: 'results' }], ...signed });
    expect(await results()).toEqual([]);
    expect(await rows()).toBeGreaterThan(5);
    await saveDraft(test.db, { incident: { ...incidentOf2019(SLUG), ended: null }, ...signed });
    await takeDown(test.db, { slug: SLUG, parts: [{ kind: 'incident', id: '' }], ...signed });
    expect(await rows()).toBe(0);
  });

  it('the words of an entry that was taken down are not found', async () => {
    const entry = incidentOf2019(SLUG).entries.find(({ id }) => id === 'tweet');
    const typed = entry?.text ?? '';
    expect(await found(test.db, typed, 'entry')).toContain(`${SLUG}#tweet`);
    await takeDown(test.db, { slug: SLUG, parts: [{ kind: 'entry', id: 'tweet' }], ...signed });
    expect(await found(test.db, typed, 'entry')).not.toContain(`${SLUG}#tweet`);
  });

  it('what was retracted is not found, and is found again once that is lifted', async () => {
    await retract(test.db, { slug: SLUG, parts: [{ kind: 'promise', id: 'results' }], ...signed });
    expect(await results()).toEqual([]);
    const [taking] = await listTakings(test.db, SLUG);
    await liftTaking(test.db, { slug: SLUG, id: taking?.id ?? 0, ...signed });
    expect(await results()).toEqual([`${SLUG}/results`]);
  });

  it('a name that the directory changes is found by the new one', async () => {
    const directory = directoryOf2019();
    const officials = directory.officials.map((each) =>
      each.id === 'mamin' ? { ...each, name: { ru: 'Вымышлен Вымышленов' } } : each,
    );
    await saveDirectory(test.db, { directory: { ...directory, officials }, ...signed });
    expect(await found(test.db, 'вымышленов', 'official')).toEqual(['mamin']);
    expect(await found(test.db, 'мамин', 'official')).toEqual([]);
  });

  it('an index of another version is written anew, and is the same; of this version it is left alone', async () => {
    const all = () =>
      test.db
        .selectFrom('search_documents')
        .select(['kind', 'incident', 'part', 'zone', 'visible_from', 'sort_at', 'keys'])
        .orderBy('incident')
        .orderBy('kind')
        .orderBy('part')
        .execute();
    const before = await all();
    expect(await refreshSearch(test.db)).toBe(true);
    expect(await all()).toEqual(before);
    expect(await refreshSearch(test.db)).toBe(false);
    const closed = () => test.db.selectFrom('promises').select(['id', 'closed_hint']).orderBy('id').execute();
    const hints = await closed();
    expect(hints.some(({ closed_hint }) => closed_hint === 'kept')).toBe(true);
    await test.db.updateTable('promises').set({ closed_hint: null }).execute();
    await test.db.deleteFrom('search_documents').execute();
    await test.db
      .updateTable('search_state')
      .set({ version: ANALYSER_VERSION - 1 })
      .execute();
    expect(await results()).toEqual([]);
    expect(await refreshSearch(test.db)).toBe(true);
    expect(await results()).toEqual([`${SLUG}/results`]);
    expect(await all()).toEqual(before);
    expect(await closed()).toEqual(hints);
  });
});
