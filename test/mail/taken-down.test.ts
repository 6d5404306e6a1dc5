import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Part } from '../../src/domain/taken-back.ts';
import { deliverDue } from '../../src/mail/deliver.ts';
import { letterKinds } from '../../src/mail/queue.ts';
import type { Post } from '../../src/mail/send.ts';
import { takeDown } from '../../src/records/taking-back.ts';
import { publishCasesOf2019 } from '../support/cases.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { parsed } from '../support/mail-server.ts';
import { addSubscriber, issueW31, MONDAY, SITE } from '../support/subscribers.ts';

const SLUG = 'almaty-blackout-2019';

describe.each(ENGINES)('A letter that is not sent yet (%s)', (engine) => {
  let test: TestDatabase;
  const letters: string[] = [];
  const post: Post = {
    lanes: 1,
    send: async ({ raw }) => {
      letters.push(String(raw));
      return { kind: 'sent' };
    },
    close: () => {},
  };
  beforeEach(async () => {
    test = await freshDatabase(engine);
    await publishCasesOf2019(test.db);
    letters.length = 0;
  });
  afterEach(() => test.close());

  /** The letter of each address, as it goes out a minute after a court took the part down. */
  const sentWithout = async (part: Part) => {
    await issueW31(test.db);
    const by = { user: null, via: 'desk' } as const;
    await takeDown(test.db, { slug: SLUG, parts: [part], by, now: MONDAY, why: 'Суд № 5' });
    await deliverDue(test.db, { post, kinds: letterKinds(SITE), now: () => MONDAY + 60_000 });
    return Promise.all(letters.map((raw) => parsed(raw)));
  };

  it.each<Part>([
    { kind: 'promise', id: 'results' },
    { kind: 'incident', id: '' },
  ])('says that a line was taken down, and nothing of it: $kind', async (part) => {
    await addSubscriber(test.db, 'all@example.org');
    const [letter, ...others] = await sentWithout(part);
    expect(others).toEqual([]);
    for (const body of [letter?.text ?? '', String(letter?.html ?? '')]) {
      expect(body).not.toMatch(/blackout-2019\/results|Суд № 5/);
      expect(body.replace(/\s+/g, ' ')).toMatch(/Снято по решению суда: \d+ строк/);
    }
    if (part.kind === 'incident') expect(letter?.text).not.toContain(SLUG);
  });

  it('does not go out where nothing else concerns its reader', async () => {
    await addSubscriber(test.db, 'one@example.org', { scopes: [{ kind: 'incident', ref: SLUG }] });
    expect(await sentWithout({ kind: 'incident', id: '' })).toEqual([]);
  });
});
