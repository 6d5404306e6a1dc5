import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findDraft, saveDraft } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { endSessionsOf } from '../../src/records/sessions.ts';
import { takeDown } from '../../src/records/taking-back.ts';
import { addUser } from '../../src/records/users.ts';
import { hashPassword } from '../../src/web/desk/password.ts';
import { NOW, type RunningApp, runningApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { PASSWORD } from '../support/desk.ts';
import { directoryOf2019, incidentOf2019 } from '../support/fixtures.ts';

const BY = { user: null, via: 'command' } as const;
const SLUG = 'almaty-blackout-2019';
const AT = `/desk/incidents/${SLUG}`;
const PHONE = { viewport: { width: 375, height: 800 }, hasTouch: true };

let browser: Browser;
let site: RunningApp;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  const passwordHash = await hashPassword(PASSWORD);
  site = await runningApp({
    now: NOW,
    prepare: async (db) => {
      await saveDirectory(db, { directory: directoryOf2019(), by: BY, now: NOW, why: null });
      for (const name of ['reporter', 'editor'] as const)
        await addUser(db, { email: `${name}@example.org`, name, role: name, passwordHash, by: BY, now: NOW });
      await saveDraft(db, { incident: incidentOf2019(SLUG), by: BY, now: NOW, why: null });
    },
  });
});
afterEach(() => site.close());

async function fillDoor(page: Page, name: string): Promise<void> {
  await page.locator('[name=email]').fill(`${name}@example.org`);
  await page.locator('[name=password]').fill(PASSWORD);
}

async function signedIn(name: string, options: BrowserContextOptions = PHONE): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${site.address}/desk/login`);
  await fillDoor(page, name);
  await page.locator('main button[type=submit]').first().click();
  await page.waitForURL('**/desk');
  return page;
}

const open = (page: Page, path: string) => page.goto(site.address + path);
const words = (page: Page) => page.locator('form.desk-form [name=text]');
const press = (page: Page) => page.locator('form.desk-form button.go').click();
const status = (page: Page, said: string) => page.locator('.kept', { hasText: said }).waitFor();
const onDevice = (page: Page) =>
  page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('merzim.typed.')).length");
const entries = async () => (await findDraft(site.db, SLUG))?.incident.entries ?? [];
const texts = async () => (await entries()).map(({ text }) => text);
const copies = async () => (await site.db.selectFrom('working_copies').select('fields').execute()).length;
const endAll = () => site.db.deleteFrom('sessions').execute();

/** A new event of 30 July, all but its words. */
async function beginEvent(page: Page, text: string): Promise<void> {
  await open(page, `${AT}/entries/new`);
  await page.locator('[name=kind][value=event]').check();
  await page.locator('[name=at_precision]').selectOption('day');
  await page.locator('[name=at_date]').fill('2019-07-30');
  await page.locator('[name=source_title]').fill('vlast.kz');
  await words(page).fill(text);
}

describe('What is typed at the desk', () => {
  it('is kept by itself, makes no revision, and is offered on another device', async () => {
    const phone = await signedIn('reporter');
    await beginEvent(phone, 'С телефона');
    await status(phone, 'Отправлено в редакцию в 10:00');
    expect([await copies(), (await texts()).includes('С телефона'), await onDevice(phone)]).toEqual([1, false, 0]);
    await phone.context().close();

    const desk = await signedIn('reporter', {});
    await open(desk, `${AT}/entries/new`);
    await desk.getByText('Не сохранено, напечатано').waitFor();
    await desk.getByRole('link', { name: 'Продолжить' }).click();
    expect(await words(desk).inputValue()).toBe('С телефона');
    await words(desk).fill('С телефона и со стола');
    await press(desk);
    await desk.waitForURL(`**${AT}*`);
    expect([await copies(), (await texts()).at(-1)]).toEqual([0, 'С телефона и со стола']);
    await desk.context().close();
  });

  it('without a line stays on the device and in the form, also when the button is pressed; then it is one entry', async () => {
    const page = await signedIn('reporter');
    await beginEvent(page, 'До обрыва');
    await page.context().setOffline(true);
    await words(page).fill('Во время обрыва');
    await status(page, 'Нет связи.');
    expect(await onDevice(page)).toBe(1);
    await press(page);
    await status(page, 'форма не отправлена');
    expect(await words(page).inputValue()).toBe('Во время обрыва');
    expect(await texts()).not.toContain('Во время обрыва');
    await page.context().setOffline(false);
    await status(page, 'Отправлено в редакцию');
    await press(page);
    await page.waitForURL(`**${AT}*`);
    expect((await texts()).filter((text) => text === 'Во время обрыва')).toHaveLength(1);
    expect([await onDevice(page), await copies()]).toEqual([0, 0]);
    await page.context().close();
  });

  it('comes back after the tab was closed without a line', async () => {
    const page = await signedIn('reporter');
    await beginEvent(page, 'Раз');
    await status(page, 'Отправлено');
    const context = page.context();
    await context.setOffline(true);
    await words(page).fill('Раз, и закрыли');
    await status(page, 'Нет связи.');
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await open(again, `${AT}/entries/new`);
    await again.getByText('Раз, и закрыли').waitFor();
    await again.getByRole('link', { name: 'Продолжить' }).first().click();
    expect(await words(again).inputValue()).toBe('Раз, и закрыли');
    expect(await onDevice(again)).toBe(0);
    await context.close();
  });

  it('outlives the session: one signs in in place, and goes on', async () => {
    const page = await signedIn('reporter');
    await beginEvent(page, 'Пока вход не кончился');
    await status(page, 'Отправлено');
    await endAll();
    await words(page).fill('Вход кончился, а слова здесь');
    const door = page.locator('#again');
    await door.waitFor();
    await fillDoor(page, 'reporter');
    await door.getByRole('button', { name: 'Войти' }).click();
    await door.waitFor({ state: 'hidden' });
    await status(page, 'Отправлено');
    await press(page);
    await page.waitForURL(`**${AT}*`);
    expect((await texts()).at(-1)).toBe('Вход кончился, а слова здесь');
    await page.context().close();
  });

  it('is not shown to another person who signs in in place', async () => {
    const page = await signedIn('reporter');
    await beginEvent(page, 'Моё');
    await status(page, 'Отправлено');
    await open(page, `${AT}/entries/new`);
    await page.getByRole('link', { name: 'Продолжить' }).click();
    await status(page, 'Напечатанное не пропадёт');
    // as a link to a field leaves it: an address with a place in it is not read anew by itself
    await page.evaluate("location.hash = 'main'");
    await endAll();
    await words(page).fill('Моё, и только моё');
    await page.locator('#again').waitFor();
    await fillDoor(page, 'editor');
    await page.locator('#again').getByRole('button', { name: 'Войти' }).click();
    await expect.poll(() => words(page).inputValue(), { timeout: 30_000 }).toBe('');
    await page.reload();
    expect(await words(page).inputValue()).toBe('');
    expect(await page.content()).not.toContain('только моё');
    await page.context().close();
  });

  it('on a phone of two people stays its author’s: unseen by the other, there again for him, gone when one signs out', async () => {
    const page = await signedIn('reporter');
    const context = page.context();
    const leave = async (text: string) => {
      const form = await context.newPage();
      await beginEvent(form, 'Начато');
      await status(form, 'Отправлено');
      await endAll();
      await words(form).fill(text);
      await form.locator('#again').waitFor();
      await form.close();
    };
    const enter = async (name: string) => {
      await open(page, '/desk/login');
      await fillDoor(page, name);
      await page.locator('main button[type=submit]').first().click();
      await page.getByRole('heading', { level: 1, name: 'Что ждёт' }).waitFor();
    };
    await leave('Моё, на общем телефоне');
    await enter('editor');
    await beginEvent(page, 'Чужое, и длиннее даты');
    await status(page, 'Отправлено');
    await open(page, `${AT}/entries/new`);
    await page.getByText('«Чужое, и длиннее даты»').waitFor();
    expect(await page.content()).not.toMatch(/Начато|общем телефоне/);
    expect(await onDevice(page)).toBe(1);

    await endAll();
    await enter('reporter');
    await expect.poll(() => onDevice(page), { timeout: 30_000 }).toBe(0);
    await open(page, `${AT}/entries/new`);
    await page.getByText('«Моё, на общем телефоне»').waitFor();
    expect(await page.content()).not.toContain('Чужое, и длиннее даты');

    await leave('Снова моё');
    await enter('editor');
    expect(await onDevice(page)).toBe(1);
    await open(page, '/desk/sessions');
    await page.locator('button[name=which][value=this], button').last().click();
    await page.waitForURL('**/desk/login*');
    await expect.poll(() => onDevice(page), { timeout: 30_000 }).toBe(0);
    await context.close();
  });

  it('of what a court took down leaves the device at its next contact, from a form that is open and from one that was closed', async () => {
    const page = await signedIn('reporter');
    const context = page.context();
    const id = (await entries())[0]?.id ?? expect.fail();
    const closed = await context.newPage();
    for (const form of [closed, page]) {
      await open(form, `${AT}/entries/${id}`);
      await status(form, 'Напечатанное не пропадёт');
    }
    await context.setOffline(true);
    for (const form of [closed, page]) {
      await words(form).fill('О снятом по суду');
      await status(form, 'Нет связи.');
    }
    expect(await onDevice(page)).toBe(2);
    await closed.close();
    const parts = [{ kind: 'entry' as const, id }];
    expect(await takeDown(site.db, { slug: SLUG, parts, by: BY, now: NOW, why: 'Суд' })).toEqual({
      result: 'taken_down',
    });
    await context.setOffline(false);
    await expect.poll(() => onDevice(page), { timeout: 30_000 }).toBe(0);
    await page.locator('form.desk-form:not([data-keep])').waitFor();
    expect(await words(page).inputValue()).not.toContain('О снятом');
    expect(await copies()).toBe(0);
    await context.close();
  });

  it('outlives the session without JavaScript: after signing in the form is there with everything', async () => {
    const page = await signedIn('reporter', { ...PHONE, javaScriptEnabled: false });
    await beginEvent(page, 'Без скрипта');
    await endAll();
    await press(page);
    await page.getByRole('heading', { name: 'Войдите ещё раз' }).waitFor();
    expect(page.url()).not.toContain(encodeURIComponent('Без скрипта'));
    await fillDoor(page, 'reporter');
    await page.getByRole('button', { name: 'Войти' }).click();
    expect(await words(page).inputValue()).toBe('Без скрипта');
    expect(await page.locator('[name=at_date]').inputValue()).toBe('2019-07-30');
    await press(page);
    await page.waitForURL(`**${AT}*`);
    expect((await texts()).at(-1)).toBe('Без скрипта');
    await page.context().close();
  });

  it.each([true, false])(
    'is saved once however often the button is pressed (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const page = await signedIn('reporter', { ...PHONE, javaScriptEnabled });
      await beginEvent(page, 'Дважды');
      await page.locator('form.desk-form button.go').dblclick({ noWaitAfter: true });
      // the second press may cut off what the first one began
      await expect.poll(() => new URL(page.url()).pathname, { timeout: 30_000 }).toBe(AT);
      await page.getByText('Дважды', { exact: true }).first().waitFor();
      await page.waitForLoadState();
      await page.goBack();
      expect((await texts()).filter((text) => text === 'Дважды')).toHaveLength(1);
      await page.context().close();
    },
  );

  const leavings: [string, (page: Page, context: BrowserContext) => Promise<void>][] = [
    [
      'on signing out',
      async (page, context) => {
        await context.setOffline(false);
        await open(page, '/desk/sessions');
        await page.locator('button[name=which][value=this], button').last().click();
      },
    ],
    [
      'when somebody ended the session from elsewhere',
      async (page, context) => {
        const { id } = await site.db
          .selectFrom('users')
          .select('id')
          .where('name', '=', 'reporter')
          .executeTakeFirstOrThrow();
        await endSessionsOf(site.db, { user: id, by: BY, now: NOW });
        await context.setOffline(false);
        await open(page, '/desk');
      },
    ],
  ];
  it.each(leavings)('leaves the device %s', async (_, leave) => {
    const page = await signedIn('reporter');
    await beginEvent(page, 'Тайное');
    await page.context().setOffline(true);
    await words(page).fill('Тайное, на телефоне');
    await status(page, 'Нет связи.');
    expect(await onDevice(page)).toBe(1);
    const other = await page.context().newPage();
    await leave(other, page.context());
    await other.waitForURL('**/desk/login*');
    // asked again and again from outside: a page's policy forbids it to wait for words of ours
    await expect.poll(() => other.evaluate('Object.keys(localStorage).length'), { timeout: 30_000 }).toBe(0);
    await page.context().close();
  });

  it.each([true, false])(
    'by two people in one field is shown to the second, who chooses (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const first = await signedIn('editor', { javaScriptEnabled });
      const second = await signedIn('reporter', { ...PHONE, javaScriptEnabled });
      const path = `${AT}/entries/${(await entries())[0]?.id}`;
      await open(first, path);
      await open(second, path);
      await words(first).fill('Первая правка');
      await press(first);
      await first.waitForURL(`**${AT}#*`);
      await words(second).fill('Вторая правка');
      await press(second);
      await second.getByRole('heading', { name: 'Пока вы писали' }).waitFor();
      const theirs = second.getByRole('radio', { name: 'Сейчас в записи: Первая правка' });
      await second.getByRole('radio', { name: 'Ваше, как в форме ниже: Вторая правка' }).waitFor();
      await theirs.check();
      await press(second);
      await second.waitForURL(`**${AT}#*`);
      expect((await texts())[0]).toBe('Первая правка');
      await first.context().close();
      await second.context().close();
    },
  );
});
