import { describe, expect, it } from 'vitest';
import { saveNewsroom } from '../../src/records/newsroom-facts.ts';
import { NOW, testApp } from '../support/app.ts';

const BY = { user: null, via: 'command' } as const;
const NEWSROOM = { name: {}, about: {}, zone: null, staffNamed: false };
const PATH = '/.well-known/security.txt';

describe('security.txt (RFC 9116)', () => {
  it.each([
    ['editor@merzim.example', 'mailto:editor@merzim.example'],
    ['https://merzim.example/contact', 'https://merzim.example/contact'],
  ])('names the contact of the newsroom: %s', async (contact, uri) => {
    const site = await testApp({ env: { BASE_URL: 'https://merzim.example' } });
    await saveNewsroom(site.db, { newsroom: { ...NEWSROOM, contact }, by: BY, now: NOW });
    const response = await site.app.request(PATH);
    const lines = (await response.text()).trim().split('\n');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(lines).toEqual([
      `Contact: ${uri}`,
      'Expires: 2020-02-02T00:00:00.000Z',
      'Preferred-Languages: ru, kk, en',
      'Canonical: https://merzim.example/.well-known/security.txt',
    ]);
    await site.close();
  });

  it('holds for less than a year from any day, and is not there without a contact', async () => {
    let now = NOW;
    const site = await testApp({ now: () => now });
    expect((await site.app.request(PATH)).status).toBe(404);
    await saveNewsroom(site.db, { newsroom: { ...NEWSROOM, contact: 'a@b.example' }, by: BY, now: NOW });
    for (now of [NOW, NOW + 86_400_000, NOW + 400 * 86_400_000]) {
      const text = await (await site.app.request(PATH)).text();
      const left = Date.parse(/Expires: (.*)/.exec(text)?.[1] ?? '') - now;
      expect(left > 179 * 86_400_000 && left < 365 * 86_400_000).toBe(true);
    }
    await site.close();
  });
});
