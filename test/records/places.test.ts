import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPlaceOffice, listPlaces, savePlace } from '../../src/records/places.ts';
import { listSameAddress, listSameDay, listSameQuote } from '../../src/records/similar.ts';
import { addUser } from '../../src/records/users.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { incidentOf2019 } from '../support/fixtures.ts';

const NOW = Date.parse('2019-08-05T04:00:00Z');
const by = { user: null, via: 'command' } as const;

describe.each(ENGINES)('What a form knows of before (%s)', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
  });
  afterEach(() => test.close());

  const user = async (name: string) => {
    const added = await addUser(test.db, {
      email: `${name}@example.org`,
      name,
      role: 'reporter',
      passwordHash: null,
      by,
      now: NOW,
    });
    return added.result === 'added' ? added.user.id : expect.fail();
  };

  it('remembers where somebody logged something, the last place first, each once', async () => {
    const me = await user('me');
    const save = (place: string, office: string, later: number) =>
      savePlace(test.db, { user: me, place, office, now: NOW + later });
    await save('Арысь', 'akim-turkistan', 0);
    await save('Алматы', 'akim-almaty', 1);
    await save('арысь', 'akim-turkistan', 2);
    expect(await listPlaces(test.db, me, 5)).toEqual([
      { place: 'арысь', office: 'akim-turkistan' },
      { place: 'Алматы', office: 'akim-almaty' },
    ]);
    expect(await listPlaces(test.db, me, 1)).toHaveLength(1);
    expect(await listPlaces(test.db, await user('other'), 5)).toEqual([]);
  });

  it('knows the office of a place that a colleague logged, and one’s own before it', async () => {
    const [me, other] = [await user('me'), await user('other')];
    await savePlace(test.db, { user: other, place: 'Арысь', office: 'akim-turkistan', now: NOW });
    expect(await findPlaceOffice(test.db, me, 'Arys’')).toBe('akim-turkistan');
    await savePlace(test.db, { user: me, place: 'Арысь', office: 'akim-shymkent', now: NOW - 1 });
    expect(await findPlaceOffice(test.db, me, 'АРЫСЬ')).toBe('akim-shymkent');
    expect(await findPlaceOffice(test.db, me, 'Сарыагаш')).toBeUndefined();
    expect(await findPlaceOffice(test.db, me, '…')).toBeUndefined();
  });

  describe('of what is recorded', () => {
    beforeEach(() => publishCasesOf2019(test.db, NOW));

    it('finds the same address by whatever way it came', async () => {
      const { slug, entries } = incidentOf2019('almaty-blackout-2019');
      const { id, source } = entries.find((entry) => entry.source.url !== null) ?? expect.fail();
      const url = source.url ?? '';
      const same = url.replace(/^https?:\/\/(www\.)?/, 'http://www.');
      const found = await listSameAddress(test.db, `${same}${same.includes('?') ? '&' : '?'}utm_source=tg&fbclid=x`);
      expect(found.map((entry) => entry.slug)).toContain(slug);
      expect(found.map((entry) => entry.id)).toContain(id);
      expect(await listSameAddress(test.db, `${url}-other`)).toEqual([]);
      expect(await listSameAddress(test.db, new URL(url).origin)).toEqual([]);
    });

    it('finds the same quote whatever its marks, and not a word or two of it', async () => {
      const quoted = incidentOf2019('almaty-blackout-2019').entries.find(({ quote }) => (quote ?? '').length > 40);
      const quote = quoted?.quote ?? expect.fail();
      expect((await listSameQuote(test.db, `«${quote}»`)).map(({ id }) => id)).toContain(quoted?.id);
      expect(await listSameQuote(test.db, quote.slice(0, 6))).toEqual([]);
      expect(await listSameQuote(test.db, 'таких слов никто никогда не говорил')).toEqual([]);
    });

    it('finds an incident of the same office and day, and none of the day before or after', async () => {
      const on = (day: string, office = 'akim-almaty') =>
        listSameDay(test.db, { office, on: day, zone: 'Asia/Almaty' }).then((found) => found.map(({ slug }) => slug));
      expect(await on('2019-07-15')).toEqual(['almaty-blackout-2019']);
      expect(await on('2019-07-14')).toEqual([]);
      expect(await on('2019-07-16')).toEqual([]);
      expect(await on('2019-07-15', 'akim-shymkent')).toEqual([]);
    });
  });
});
