import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { address } from '../../../views/address.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { mistakes, visible } from '../../views/page.ts';

let site: TestApp;
beforeAll(async () => {
  site = await testApp();
});
afterAll(() => site?.close());

const read = async (path: string): Promise<string> => (await site.app.request(path)).text();

describe('/accessibility', () => {
  it('says in three languages what holds, what was checked, when, and what is lacking', async () => {
    const pages = await Promise.all(LANGUAGES.map((lang) => read(address(lang, '/accessibility'))));
    for (const html of pages) {
      expect(await mistakes(html, 'page')).toEqual([]);
      expect(html).toContain('WCAG 2.2');
      for (const id of ['aim', 'ways', 'looked', 'lacks', 'tell']) expect(html).toContain(`id="${id}"`);
    }
    expect(pages.map(visible)).toEqual([
      expect.stringContaining('Проверено 24 ноября 2026 года'),
      expect.stringContaining('2026 жылғы 24 қарашада тексерілді'),
      expect.stringContaining('Checked on 24 November 2026'),
    ]);
  });

  it('is linked from the foot of every page', async () => {
    expect(await read('/kk')).toContain('<a href="/kk/accessibility">Қолжетімділік</a>');
  });

  it('says that nobody can be written to where the newsroom has named no contact', async () => {
    expect(visible(await read('/en/accessibility'))).toContain('has not yet said where to write to it');
  });
});
