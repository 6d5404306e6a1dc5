import { describe, expect, it } from 'vitest';
import { bundledProgram, findProgram, openBrowser, openPage } from '../support/browser.ts';

describe('The browser of the tests', () => {
  it('is the one that is named, else the one on the PATH, else the one that npm brought', () => {
    expect(findProgram({ CHROME_PATH: '/opt/chrome', PATH: '/nowhere' })).toEqual({ path: '/opt/chrome', env: {} });
    expect(findProgram({ PATH: '/nowhere' })).toEqual(bundledProgram());
  });

  it.each([
    ['the one that is found', findProgram],
    ['the one that npm brought', bundledProgram],
  ])('shows a page and runs its script: %s', async (_name, program) => {
    const browser = await openBrowser(program());
    try {
      const { page, complaints } = await openPage(browser);
      await page.setContent('<p id="a">Мерзім</p><script>document.getElementById("a").append(" өтті")</script>');
      expect(await page.textContent('#a')).toBe('Мерзім өтті');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
