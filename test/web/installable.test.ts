import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';

let site: TestApp;
beforeAll(async () => {
  site = await testApp();
});
afterAll(() => site.close());

const get = async (path: string) => {
  const answer = await site.app.request(path);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

describe('The desk as an application of a phone', () => {
  it.each(['', '/kk', '/en'])('opens at the desk and takes what is shared into its one box: %s', async (prefix) => {
    const { status, headers, text } = await get(`${prefix}/app.webmanifest`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/manifest+json; charset=utf-8']);
    const manifest = JSON.parse(text);
    expect(manifest).toMatchObject({
      start_url: `${prefix}/desk`,
      display: 'standalone',
      share_target: {
        action: `${prefix}/desk/shared`,
        method: 'POST',
        enctype: 'multipart/form-data',
        params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'photo' }] },
      },
    });
    for (const { src, sizes } of manifest.icons) {
      const icon = await site.app.request(src);
      const bytes = new DataView(await icon.arrayBuffer());
      expect([icon.headers.get('content-type'), `${bytes.getUint32(16)}x${bytes.getUint32(20)}`]).toEqual([
        'image/png',
        sizes,
      ]);
    }
    expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toContain('maskable');
  });

  it('keeps one page and its sheet, never one of the desk', async () => {
    for (const [query, page] of [
      ['', '/offline'],
      ['?lang=kk', '/kk/offline'],
      ['?lang=%27x', '/offline'],
    ]) {
      const { text, headers } = await get(`/sw.js${query}`);
      expect(headers.get('content-type')).toContain('text/javascript');
      expect(headers.get('cache-control')).toContain('max-age=60');
      expect(/const FILES = \['([^']+)', '([^']+)'\];/.exec(text)?.slice(1)).toEqual([
        page,
        expect.stringMatching(/^\/static\/merzim-[0-9a-f]{12}\.css$/),
      ]);
      expect(text).not.toMatch(/cache\.put|PAGE'|SHEET|VERSION/);
    }
    expect((await get('/kk/offline')).text).toContain('Байланыс жоқ');
  });
});
