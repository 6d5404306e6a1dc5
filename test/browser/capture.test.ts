import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findDraft } from '../../src/records/desk.ts';
import { saveDirectory } from '../../src/records/directory.ts';
import { listEvidence } from '../../src/records/evidence.ts';
import { addUser } from '../../src/records/users.ts';
import { hashPassword } from '../../src/web/desk/password.ts';
import { NOW, type RunningApp, runningApp } from '../support/app.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { BLACKOUT_SLUG } from '../support/desk-forms.ts';
import { directoryOf2019 } from '../support/fixtures.ts';
import { photo } from '../support/pictures.ts';

const PASSWORD = 'a long fictional password';
const BY = { user: null, via: 'command' } as const;
const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
/** Plainly made up: the akim's account has no such address. */
const ACCOUNT = 'https://www.facebook.com/akim.example';
/** The akim's words as informburo.kz has them, at a made-up address. */
const POST = `${ACCOUNT}/posts/123456?fbclid=abc\nПоручил внести окончательные результаты в течение 10 дней`;

let browser: Browser;
let site: RunningApp;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  const known = directoryOf2019();
  const channels = known.channels.map((channel) =>
    channel.id === 'sagintayev-facebook' ? { ...channel, url: ACCOUNT } : channel,
  );
  site = await runningApp({
    now: NOW,
    prepare: async (db) => {
      await saveDirectory(db, { directory: { ...known, channels }, by: BY, now: NOW, why: null });
      const passwordHash = await hashPassword(PASSWORD);
      const who = { email: 'reporter@example.org', name: 'reporter', role: 'reporter' } as const;
      await addUser(db, { ...who, passwordHash, by: BY, now: NOW });
    },
  });
});
afterEach(() => site?.close());

async function signedIn(options: BrowserContextOptions) {
  const opened = await openPage(browser, options);
  const { page } = opened;
  await page.goto(`${site.address}/desk`);
  await page.getByLabel('Почта').fill('reporter@example.org');
  await page.getByLabel('Пароль').fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByRole('heading', { name: 'Что ждёт' }).waitFor();
  return opened;
}

/** Counts the touches of a finger and the keys of a keyboard from here on. */
function counted() {
  const count = { taps: 0, started: performance.now() };
  return {
    count,
    tap: async (what: ReturnType<Page['locator']>) => {
      count.taps += 1;
      await what.tap();
    },
    seconds: () => Math.round((performance.now() - count.started) / 100) / 10,
  };
}

const told = (what: string, words: string): void => void process.stdout.write(`${what}: ${words}\n`);

describe('A bare incident on a phone', () => {
  it.each([
    ['with JavaScript', PHONE],
    ['without JavaScript', { ...PHONE, javaScriptEnabled: false }],
  ])('takes three touches and one line, %s; in the same place again no line at all', async (name, options) => {
    const { page, complaints } = await signedIn(options);
    const first = counted();
    await first.tap(page.getByRole('link', { name: '+ Событие' }));
    await page.getByRole('button', { name: 'Записать событие' }).waitFor();
    // The one line: the field has the keyboard already.
    await page.keyboard.type('Шымкент', { delay: 40 });
    await first.tap(page.getByText('Свет', { exact: true }));
    await first.tap(page.getByRole('button', { name: 'Записать событие' }));
    await page.getByText('Черновик: читатель его не видит.').waitFor();
    told(`bare incident ${name}`, `${first.count.taps} taps, one line, ${first.seconds()} s`);
    expect(first.count.taps).toBeLessThanOrEqual(3);
    const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect((await findDraft(site.db, slug))?.incident).toMatchObject({ office: 'akim-shymkent', topic: 'power' });

    await page.goto(`${site.address}/desk`);
    const again = counted();
    await again.tap(page.getByRole('link', { name: '+ Событие' }));
    await again.tap(page.getByText('Вода', { exact: true }));
    await again.tap(page.getByRole('button', { name: 'Записать событие' }));
    await page.getByText('Черновик: читатель его не видит.').waitFor();
    told(`the same place again ${name}`, `${again.count.taps} taps, ${again.seconds()} s`);
    expect(again.count.taps).toBeLessThanOrEqual(3);
    expect(page.url()).toContain('shymkent-water');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** Presses Tab until the control has the keyboard: nobody takes a mouse here. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
    await page.keyboard.press('Tab');
  }
  expect.fail(`no way to ${selector} by Tab`);
}

describe('A promise from a pasted post, by keyboard alone', () => {
  it('is written down with its term, its speaker and its day', async () => {
    const { page, complaints } = await signedIn({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${site.address}/desk/incidents/new`);
    await page.getByLabel('Где').fill('Алматы');
    await page.getByLabel('Свет').check();
    await page.getByLabel('Другое время').check();
    await page.getByLabel('Когда, своими словами').fill('14:00–14:14 15.07.2019');
    await page.getByRole('button', { name: 'Записать событие' }).click();
    await page.getByText('Черновик: читатель его не видит.').waitFor();

    const { seconds } = counted();
    await tabTo(page, '#f-box');
    // What is proposed for a word or two gives way to what the post says.
    await page.keyboard.type('Пост:', { delay: 40 });
    await page.locator('[name=by][value=event]').and(page.locator(':checked')).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(POST);
    await page.keyboard.press('Tab');
    await page.keyboard.type('вечером 16 июля 2019', { delay: 40 });
    await page.getByText('16 июля 2019 года, между 18:00 и 24:00').waitFor();
    await page.getByText('Бакытжан Сагинтаев · Аким города Алматы · Facebook').waitFor();
    await page
      .getByRole('button', { name: 'Записать и перейти к обещанию' })
      .or(page.locator('[name=onward]'))
      .first()
      .waitFor();
    await page.locator('[name=by][value="akim-almaty/sagintayev"]').and(page.locator(':checked')).waitFor();
    await tabTo(page, '[name=onward]:not([value=photo])');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Обещание' }).first().waitFor();
    expect(await page.locator('[name=due_date]').inputValue()).toBe('2019-07-26');
    await tabTo(page, '[name=nature]');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, '[name=test]');
    await page.keyboard.type('Опубликованы результаты проверки', { delay: 40 });
    await tabTo(page, '.desk-form .acts .go');
    await page.keyboard.press('Enter');
    await page.getByText('Последний день: 26 июля 2019 года').waitFor();
    told('promise by keyboard', `${seconds()} s`);
    const { incident } = (await findDraft(site.db, BLACKOUT_SLUG)) ?? expect.fail();
    expect(incident.entries[0]).toMatchObject({
      kind: 'statement',
      by: { office: 'akim-almaty', official: 'sagintayev' },
      channel: { network: 'facebook' },
    });
    expect(incident.promises[0]).toMatchObject({ nature: 'order', due: '2019-07-26', phrase: 'в течение 10 дней' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is marked among the selected words of a statement', async () => {
    const { page, complaints } = await signedIn({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${site.address}/desk/incidents/new`);
    await page.getByLabel('Где').fill('Алматы');
    await page.getByLabel('Свет').check();
    await page.getByRole('button', { name: 'Записать событие' }).click();
    await page.getByRole('link', { name: '+ В хронику' }).click();
    const quote = page.locator('#f-quote');
    await quote.fill('Сделаем всё скоро');
    expect(await page.locator('.marks').isVisible()).toBe(false);
    await quote.press('End');
    for (let letter = 0; letter < 5; letter += 1) await quote.press('Shift+ArrowLeft');
    await page.locator('.marks').waitFor({ state: 'visible' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('[name=promise_phrase]').inputValue()).toBe('скоро');
    await page.getByRole('button', { name: 'Когда' }).press('Enter');
    expect(await page.locator('input[name="answers[]"][value=when]').isChecked()).toBe(true);
    await page.getByText('Отправлено в редакцию').waitFor();

    const slug = /incidents\/([^/]+)/.exec(page.url())?.[1] ?? '';
    await page.goto(`${site.address}/desk/incidents/${slug}/promises/new`);
    const promised = page.locator('#f-text');
    await promised.fill('Сделаем всё скоро');
    await promised.press('End');
    for (let letter = 0; letter < 5; letter += 1) await promised.press('Shift+ArrowLeft');
    await page.locator('.marks').waitFor({ state: 'visible' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('#f-phrase').inputValue()).toBe('скоро');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('The desk on a phone', () => {
  it('takes a photo, keeps it where one line is missing, and while a script reads the words', async () => {
    const { page, complaints } = await signedIn(PHONE);
    await page.goto(`${site.address}/desk/incidents/new`);
    await page.getByLabel('Где').fill('Алматы');
    await page.getByText('Свет', { exact: true }).tap();
    await page.getByRole('button', { name: 'Записать событие' }).tap();
    await page.getByText('Черновик: читатель его не видит.').waitFor();
    const slug = /incidents\/([^/?#]+)/.exec(page.url())?.[1] ?? '';
    await page.goto(`${site.address}/desk/incidents/${slug}/capture`);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.headers()['content-type']?.split(';')[0] ?? '');
    });
    const bytes = await photo({ width: 400, height: 300 });
    await page.locator('input[name=photo]').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: bytes });
    await page.getByRole('button', { name: 'Добавить в хронику' }).tap();
    await page.getByText('Снимок принят. Напишите одной строкой').first().waitFor();
    expect(sent.at(-1)).toBe('multipart/form-data');
    expect(await page.locator('input[name="held[]"]').isChecked()).toBe(true);
    sent.length = 0;
    await page.locator('#f-box').pressSequentially('Трансформатор сгорел', { delay: 20 });
    await page.locator('[name=by][value=event]').waitFor();
    await page.getByText('Отправлено в редакцию').waitFor();
    expect(new Set(sent)).not.toContain('multipart/form-data');
    await page.getByRole('button', { name: 'Добавить в хронику' }).tap();
    await page.locator('#entries').getByText('Трансформатор сгорел').waitFor();
    expect((await listEvidence(site.db, slug, 'draft')).map(({ of }) => of.origin)).toEqual(['residents']);
    // The form was refused once, as it should be: a browser says so of every 422.
    expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);
    await page.context().close();
  });

  it('takes what another program shares, and shows its own page where there is no line', async () => {
    const { page } = await signedIn(PHONE);
    const query = new URLSearchParams({ text: 'Света нет', url: 'https://t.me/somebody/12' });
    await page.goto(`${site.address}/desk/capture?${query}`);
    expect(await page.locator('#f-box').inputValue()).toBe('Света нет\nhttps://t.me/somebody/12');
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.reload();
    await page.context().setOffline(true);
    await page.goto(`${site.address}/desk/incidents`);
    await page.getByRole('heading', { name: 'Нет связи' }).waitFor();
    const kept = await page.evaluate(
      'caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat())',
    );
    expect(kept).toEqual(['/offline', expect.stringMatching(/^\/static\/merzim-/)]);
    await page.context().close();
  });
});
