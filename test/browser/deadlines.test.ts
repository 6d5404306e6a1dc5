import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDirectory } from '../../src/records/directory.ts';
import { addUser } from '../../src/records/users.ts';
import { hashPassword } from '../../src/web/desk/password.ts';
import { NOW, type RunningApp, runningApp } from '../support/app.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { BLACKOUT_SLUG } from '../support/desk-forms.ts';
import { directoryOf2019 } from '../support/fixtures.ts';

const PASSWORD = 'a long fictional password';
const BY = { user: null, via: 'command' } as const;
const WORDS = 'окончательные результаты проверки будут в течение 10 дней';
const SUM = '10 дней, считая со следующего дня: последний день — 26 июля 2019 года, с 27 июля срок вышел.';
const AT = `/desk/incidents/${BLACKOUT_SLUG}`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function newsroom(): Promise<RunningApp> {
  const passwordHash = await hashPassword(PASSWORD);
  return runningApp({
    now: NOW,
    prepare: async (db) => {
      await saveDirectory(db, { directory: directoryOf2019(), by: BY, now: NOW, why: null });
      await addUser(db, { email: 'r@example.org', name: 'reporter', role: 'reporter', passwordHash, by: BY, now: NOW });
    },
  });
}

/** A reporter at the desk, with the blackout of 15 July 2019 logged. */
async function atDesk(site: RunningApp, options: BrowserContextOptions) {
  const opened = await openPage(browser, options);
  const { page } = opened;
  await page.goto(`${site.address}/desk`);
  await page.getByLabel('Почта').fill('r@example.org');
  await page.getByLabel('Пароль').fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('link', { name: '+ Событие' }).click();
  await page.getByLabel('Где').fill('Алматы');
  await page.getByLabel('Свет').check();
  await page.getByLabel('Другое время').check();
  await page.getByLabel('Когда, своими словами').fill('14:00 15.07.2019');
  await page.getByRole('button', { name: 'Записать событие' }).click();
  await page.waitForURL(`**${AT}`);
  return opened;
}

/** The akim speaks on the evening of 16 July; his words are still to be pasted. */
async function fillStatement(page: Page): Promise<void> {
  await page.getByLabel('Заявление').check();
  await page.locator('[name=at_precision]').selectOption('evening');
  await page.locator('[name=at_date]').fill('2019-07-16');
  await page.locator('[name=office]').selectOption('akim-almaty');
  await page.locator('[name=source_title]').fill('informburo.kz');
}

const fieldsOf = async (page: Page) =>
  Promise.all(['phrase', 'due_date', 'text'].map((name) => page.locator(`[name=${name}]`).inputValue()));

describe('Pasted words at the desk, in a real browser', () => {
  it('show their due day at once, and one press takes it', async () => {
    const site = await newsroom();
    try {
      const { page, complaints } = await atDesk(site, {});
      await page.goto(`${site.address}${AT}/entries/new`);
      await fillStatement(page);
      await page.locator('[name=quote]').focus();
      await page.keyboard.insertText(WORDS);
      await page.getByText(SUM).waitFor();
      expect(await page.locator('mark').allTextContents()).toEqual(['в течение 10 дней']);
      await page.getByRole('button', { name: 'Записать и занести обещание' }).click();
      await page.waitForURL('**/promises/new?*');
      expect(await fieldsOf(page)).toEqual(['в течение 10 дней', '2019-07-26', WORDS]);

      // another one, typed into the promise itself
      await page.goto(`${site.address}${AT}/promises/new`);
      await page.locator('[name=made_in]').selectOption('statement-07-16');
      await page.getByText(SUM).waitFor();
      await page.locator('[name=text]').focus();
      await page.keyboard.insertText('Дорогу откроют до 1 сентября');
      const take = page.getByRole('button', { name: 'Взять: 1 сентября 2019 года' });
      await take.waitFor();
      await take.click();
      await page.getByRole('button', { name: 'Взято' }).waitFor();
      expect(await fieldsOf(page)).toEqual(['до 1 сентября', '2019-09-01', 'Дорогу откроют до 1 сентября']);
      expect(await page.evaluate('document.activeElement?.textContent')).toBe('Взято');
      await page.getByRole('button', { name: 'Записать обещание' }).click();
      await page.waitForURL('**#promises');
      await page.getByRole('link', { name: 'Дорогу откроют до 1 сентября' }).waitFor();
      // what was still loading when the page was left is no complaint
      expect(complaints.filter((words) => !words.includes('ERR_ABORTED'))).toEqual([]);
      await page.context().close();
    } finally {
      await site.close();
    }
  });

  it('do so without JavaScript too, by a button', async () => {
    const site = await newsroom();
    try {
      const { page } = await atDesk(site, { javaScriptEnabled: false });
      await page.goto(`${site.address}${AT}/entries/new`);
      await fillStatement(page);
      await page.locator('[name=quote]').fill(WORDS);
      await page.getByRole('button', { name: 'Показать, как поняли' }).click();
      await page.getByText(SUM).waitFor();
      await page.getByRole('button', { name: 'Записать и занести обещание' }).click();
      await page.waitForURL('**/promises/new?*');
      expect((await fieldsOf(page)).slice(0, 2)).toEqual(['в течение 10 дней', '2019-07-26']);

      await page.goto(`${site.address}${AT}/promises/new`);
      await page.locator('[name=made_in]').selectOption('statement-07-16');
      await page.locator('[name=text]').fill('Дорогу откроют до 1 сентября');
      await page.getByRole('button', { name: 'Найти срок в словах' }).click();
      await page.getByRole('button', { name: 'Взять: 1 сентября 2019 года' }).click();
      await page.getByRole('button', { name: 'Взято' }).waitFor();
      expect(await fieldsOf(page)).toEqual(['до 1 сентября', '2019-09-01', 'Дорогу откроют до 1 сентября']);
      await page.getByRole('button', { name: 'Записать обещание' }).click();
      await page.waitForURL('**#promises');
      await page.context().close();
    } finally {
      await site.close();
    }
  });
});
