import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workDue } from '../../src/digest/schedule.ts';
import { findWeek, type Week } from '../../src/domain/week.ts';
import { deliverDue } from '../../src/mail/deliver.ts';
import { outboxPost } from '../../src/mail/outbox.ts';
import { letterKinds } from '../../src/mail/queue.ts';
import { countDeliveries } from '../../src/records/deliveries.ts';
import { saveNewsroomWish } from '../../src/records/newsroom.ts';
import { addUser, disableUser } from '../../src/records/users.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { HOUR } from '../support/facts.ts';
import { parsed } from '../support/mail-server.ts';
import { SITE } from '../support/subscribers.ts';

const WEEK = findWeek('2019-W30', SITE.zone) as Week;
/** Monday 29 July 2019, 9:00: the ten days of the blackout ended on Friday, and nobody has looked. */
const MONDAY = WEEK.cutOff + 9 * HOUR;
const HOURS = { digestZone: SITE.zone, digestAt: { weekday: 1, hour: 9, minute: 0 } };
const BY = { user: null, via: 'command' } as const;
const ALMATY = { kind: 'region', ref: 'алматы' } as const;

describe.each(ENGINES)('Monday for the newsroom (%s)', (engine) => {
  let test: TestDatabase;
  let folder: string;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    folder = await mkdtemp(join(tmpdir(), 'merzim-monday-'));
    await publishCasesOf2019(test.db, WEEK.from);
  });
  afterEach(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  const reporter = async (name: string, lang: 'ru' | 'kk' | 'en', ref = ALMATY.ref as string): Promise<number> => {
    const person = { email: `${name}@example.org`, name, role: 'reporter', passwordHash: null } as const;
    const added = await addUser(test.db, { ...person, by: BY, now: MONDAY });
    const user = added.result === 'added' ? added.user.id : 0;
    await saveNewsroomWish(test.db, { user, wish: { lang, scopes: [{ kind: 'region', ref }] }, now: MONDAY });
    return user;
  };
  const deliver = () => deliverDue(test.db, { post: outboxPost(folder), kinds: letterKinds(SITE), now: () => MONDAY });
  const letters = async () => {
    const names = (await readdir(folder)).filter((name) => name.startsWith('newsroom')).sort();
    return Promise.all(names.map(async (name) => parsed(await readFile(join(folder, name), 'utf8'))));
  };

  it('brings what passed unchecked, with its ready letter in Russian and Kazakh and the link to the check', async () => {
    await reporter('one', 'ru');
    await workDue(test.db, HOURS, MONDAY);
    expect(await deliver()).toMatchObject({ sent: 1, refused: 0 });
    const [mail] = await letters();
    expect(mail?.subject).toBe('Неделя 29 июля – 4 августа 2019 года: подходит срок – 0, не проверено – 1');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    const check = 'https://merzim.example/desk/incidents/almaty-blackout-2019/checks/new?for=results';
    const html = String(mail?.html).replaceAll('\u00a0', ' ');
    for (const words of [mail?.text ?? '', html]) {
      expect(words).toContain('Срок: 26 июля 2019 года.');
      expect(words).toContain(check);
      expect(words).toContain('Сделано ли это? Если да, когда и чем это можно подтвердить?');
      expect(words).toContain('Бұл орындалды ма? Орындалса, қашан және оны немен растауға болады?');
      expect(words).toContain('Мерзімі: 2019 жылғы 26 шілде');
      // Nobody has looked: no name of a person.
      expect(words).not.toMatch(/Сагинтаев|Сағынтаев/);
      expect(words).not.toMatch(/src=|<img|@import|url\(/);
    }
    expect(html).toMatch(/href="mailto:\?subject=[^"]+&amp;body=[^"]+"/);
  });

  it('goes to each who wants it in his language, of his regions alone, once', async () => {
    await reporter('one', 'kk');
    await reporter('two', 'en', 'туркестанская область');
    for (const later of [0, HOUR]) await workDue(test.db, HOURS, MONDAY + later);
    await deliver();
    await deliver();
    const subjects = (await letters()).map(({ subject }) => subject).sort();
    expect(subjects).toEqual([
      '2019 жылғы 29 шілде – 4 тамыз аптасы: мерзімі келеді – 0, тексерілмеген – 1',
      'Week of 29 July – 4 August 2019: due – 1, not checked – 1',
    ]);
    const counts = (await countDeliveries(test.db, WEEK.name)).filter(({ channel }) => channel === 'newsroom');
    expect(counts).toEqual([{ channel: 'newsroom', state: 'sent', count: 2 }]);
  });

  it('goes to nobody who has left or wants it no more', async () => {
    const [left, tired] = [await reporter('left', 'ru'), await reporter('tired', 'ru')];
    await workDue(test.db, HOURS, MONDAY);
    await disableUser(test.db, { user: left, by: BY, now: MONDAY });
    await saveNewsroomWish(test.db, { user: tired, wish: undefined, now: MONDAY });
    expect(await deliver()).toMatchObject({ sent: 0, refused: 0 });
    expect(await letters()).toEqual([]);
  });
});
