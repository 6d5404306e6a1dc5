import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDirectory } from '../../src/records/directory.ts';
import { addUser } from '../../src/records/users.ts';
import { hashPassword } from '../../src/web/desk/password.ts';
import { NOW, type RunningApp, runningApp } from '../support/app.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { BLACKOUT_SLUG, PROMISE_ID } from '../support/desk-forms.ts';
import { directoryOf2019 } from '../support/fixtures.ts';

const PASSWORD = 'a long fictional password';
const BY = { user: null, via: 'command' } as const;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PAGES = [
  '',
  '/edit',
  '/entries/new',
  '/entries/statement-07-16',
  '/promises/new',
  '/checks/new',
  '/replies/new',
  '/publication',
  '/preview',
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A site with a reporter and an editor, on the morning of 5 August 2019. */
async function newsroom(): Promise<RunningApp> {
  const passwordHash = await hashPassword(PASSWORD);
  return runningApp({
    now: NOW,
    prepare: async (db) => {
      await saveDirectory(db, { directory: directoryOf2019(), by: BY, now: NOW, why: null });
      for (const role of ['reporter', 'editor'] as const)
        await addUser(db, { email: `${role}@example.org`, name: role, role, passwordHash, by: BY, now: NOW });
    },
  });
}

async function signedIn(site: RunningApp, name: string, options: BrowserContextOptions) {
  const opened = await openPage(browser, options);
  const { page } = opened;
  await page.goto(`${site.address}/desk`);
  await page.getByLabel('Почта').fill(`${name}@example.org`);
  await page.getByLabel('Пароль').fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('heading', { name: 'Что ждёт' }).waitFor();
  return opened;
}

async function fillTime(page: Page, name: string, fields: Record<string, string>): Promise<void> {
  await page.locator(`[name=${name}_precision]`).selectOption(fields.precision ?? '');
  for (const part of ['date', 'time', 'stated'])
    if (fields[part] !== undefined) await page.locator(`[name=${name}_${part}]`).fill(fields[part]);
}

/** The reporter's way: the blackout in three touches, the akim's words, the order with its ten-day term. */
async function logBlackout(page: Page, readsBack: boolean): Promise<void> {
  await page.getByRole('link', { name: '+ Событие' }).click();
  await page.getByLabel('Где').fill('Алматы');
  await page.getByLabel('Свет').check();
  await page.getByLabel('Другое время').check();
  await page.getByLabel('Когда, своими словами').fill('14:00–14:14 15.07.2019');
  if (readsBack) {
    await page.keyboard.press('Tab');
    await page.getByText('15 июля 2019 года, между 14:00 и 14:14, время Алматы, UTC+6').waitFor();
  } else {
    await page.getByRole('button', { name: 'Показать, как поняли' }).click();
    await page.getByText('15 июля 2019 года, между 14:00 и 14:14, время Алматы, UTC+6').waitFor();
    expect(await page.getByLabel('Где').inputValue()).toBe('Алматы');
  }
  await page.getByRole('button', { name: 'Записать событие' }).click();
  await page.getByText('Черновик: читатель его не видит.').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/desk/incidents/${BLACKOUT_SLUG}`);

  await page.getByRole('link', { name: '+ В хронику' }).click();
  await page.getByLabel('Заявление').check();
  await fillTime(page, 'at', { precision: 'evening', date: '2019-07-16', stated: 'вечером' });
  await page.getByLabel('Своими словами').fill('Аким поручил внести результаты проверки.');
  await page.getByLabel('Дословно').first().fill('окончательные результаты в течение 10 дней');
  await page.getByLabel('Должность', { exact: true }).selectOption('akim-almaty');
  await page.getByLabel('Человек', { exact: true }).selectOption('sagintayev');
  await page.getByLabel('Где сказано').selectOption('facebook');
  await page.getByLabel('Название источника').fill('informburo.kz');
  await page.getByRole('button', { name: 'Добавить в хронику' }).click();

  await page.getByRole('link', { name: 'Обещание отсюда' }).click();
  await page.getByRole('radio', { name: 'Поручение' }).check();
  await page.getByLabel('Что обещано').fill('Результаты проверки');
  await page.getByLabel('Слова о сроке').fill('в течение 10 дней');
  await page.getByLabel('Последний день').fill('2019-07-26');
  await page.getByRole('button', { name: 'Записать обещание' }).click();
  await page.getByText('Последний день: 26 июля 2019 года').waitFor();
}

async function publishIt(site: RunningApp, page: Page): Promise<void> {
  await page.goto(`${site.address}/desk`);
  await page.getByRole('link', { name: 'Алматы: нет света, 15 июля 2019 года' }).first().click();
  await page.getByRole('link', { name: 'Как увидит читатель' }).click();
  await page.getByText('Черновик: так его увидит читатель.').waitFor();
  await page.getByRole('link', { name: 'Публикация' }).click();
  await page.getByText('Ничто не мешает.').waitFor();
  await page.getByRole('button', { name: 'Опубликовать' }).click();
  await page.getByText('Всё опубликовано, правок нет.').waitFor();
}

async function readerSees(site: RunningApp, page: Page, on: string): Promise<string> {
  await page.goto(`${site.address}/incidents/${BLACKOUT_SLUG}?as_of=${on}`);
  return (await page.locator(`#promise-${PROMISE_ID}`).innerText()).replace(/\s+/g, ' ');
}

describe('from a reporter in the street to the reader', () => {
  it.each([
    ['on a phone', { viewport: { width: 375, height: 800 } }, true],
    ['on a desk', { viewport: { width: 1280, height: 900 } }, true],
    ['on a phone without JavaScript', { viewport: { width: 375, height: 800 }, javaScriptEnabled: false }, false],
  ] as const)('an incident is logged, checked and published %s', async (_, options, script) => {
    const site = await newsroom();
    const reporter = await signedIn(site, 'reporter', options);
    await logBlackout(reporter.page, script);
    expect((await fetch(`${site.address}/incidents/${BLACKOUT_SLUG}`)).status).toBe(404);
    await reporter.page.getByRole('link', { name: 'Публикация' }).click();
    await reporter.page.getByText('Публикует редактор. Ваш черновик сохранён.').waitFor();

    const editor = await signedIn(site, 'editor', options);
    await publishIt(site, editor.page);
    const { page } = editor;
    expect(await readerSees(site, page, '2019-07-26')).toContain('Последний день');
    expect(await readerSees(site, page, '2019-07-26')).not.toContain('Срок вышел');
    expect(await readerSees(site, page, '2019-07-27')).toContain('Срок вышел, ещё не проверяли');
    expect([reporter.complaints, editor.complaints]).toEqual([[], []]);
    await reporter.page.context().close();
    await page.context().close();
    await site.close();
  });

  it('scrolls sideways on no page of the desk at 375 px, and axe finds nothing on it', async () => {
    const site = await newsroom();
    const { page } = await signedIn(site, 'reporter', { viewport: { width: 375, height: 800 } });
    await logBlackout(page, true);
    const at = `/desk/incidents/${BLACKOUT_SLUG}`;
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const path of PAGES)
      for (const lang of ['', '/kk']) {
        await page.goto(site.address + lang + at + path);
        const beyond = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        await page.evaluate(axe);
        const found = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(TAGS)} })`);
        const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
        const wrong = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        expect([lang + path, beyond, wrong]).toEqual([lang + path, 0, []]);
      }
    await page.context().close();
    await site.close();
  });
});
