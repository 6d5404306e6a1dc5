import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidencePath, listKept } from '../../../src/evidence/folder.ts';
import { forgetHeld } from '../../../src/evidence/held.ts';
import { findDraft } from '../../../src/records/desk.ts';
import { listEvidence } from '../../../src/records/evidence.ts';
import { listEvidenceFiles } from '../../../src/records/evidence-files.ts';
import { HELD_MS, NOBODYS_MS } from '../../../src/records/held-photos.ts';
import { endSessionsOf } from '../../../src/records/sessions.ts';
import { listUsers } from '../../../src/records/users.ts';
import { SHARES_PER_ADDRESS } from '../../../src/web/desk/shared.tsx';
import { NOW } from '../../support/app.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG } from '../../support/desk-forms.ts';
import { PDF, photo, screenshot, TRACES } from '../../support/pictures.ts';
import { type SentFile, sendAs, sendFiles } from '../../support/send-files.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const BOX = 'Света нет в трёх районах';
/** As an Android phone sends what is shared: from no page, often without our cookie. */
const SHARED = { origin: 'null', 'sec-fetch-site': 'cross-site' };

describe.each(ENGINES)('A photo in the one box (%s)', (engine) => {
  let desk: TestDesk;
  let dataDir: string;
  let reporter: Colleague;
  let clock: number;
  beforeEach(async () => {
    clock = NOW;
    dataDir = mkdtempSync(join(tmpdir(), 'merzim-photos-'));
    desk = await testDesk(engine, { env: { DATA_DIR: dataDir }, now: () => clock });
    reporter = await desk.as('reporter');
    await reporter.post('/desk/incidents', BLACKOUT);
  });
  afterEach(async () => {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const entries = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident.entries ?? [];
  const attached = () => listEvidence(desk.db, BLACKOUT_SLUG, 'draft');
  const camera = async () => ({ name: 'IMG_1.jpg', field: 'photo', bytes: await photo({ width: 400, height: 300 }) });
  const send = (path: string, fields: Record<string, string | readonly string[]>, files: SentFile[] = []) =>
    sendAs(desk, reporter, path, { fields, files });
  const heldIn = (html: string) =>
    [...html.matchAll(/name="held\[\]" value="([\w-]{43})"/g)].map(([, name]) => name ?? '');
  const heldFiles = () => {
    try {
      return readdirSync(join(dataDir, 'held'));
    } catch {
      return [];
    }
  };
  const shared = (token: string) => new URL(token, 'http://x').searchParams.get('shared') ?? '';

  it('becomes evidence of the entry, without what a camera noted, unless it is said to be the newsroom’s', async () => {
    const saved = await send(`${AT}/capture`, { box: BOX }, [await camera()]);
    expect([saved.status, saved.location]).toEqual([303, `${AT}#entries`]);
    const [entry] = await entries();
    const [line] = await attached();
    expect(line?.part).toEqual({ kind: 'entry', id: entry?.id });
    expect(line?.alt).toEqual({ ru: `Снимок к записи: ${BOX}` });
    expect(line?.of).toMatchObject({ origin: 'residents', type: 'jpg', capturedBy: null });
    for (const path of await listKept(dataDir)) {
      const bytes = readFileSync(join(dataDir, 'evidence', path), 'latin1');
      expect(TRACES.filter((trace) => bytes.includes(trace))).toEqual([]);
    }
    const own = await camera();
    expect((await send(`${AT}/capture`, { box: 'Газа нет', whose: 'newsroom' }, [own])).status).toBe(303);
    const ours = (await attached()).find(({ of }) => of.origin === 'newsroom') ?? expect.fail();
    expect(ours.of.capturedBy).toBe('reporter');
    expect(readFileSync(evidencePath(dataDir, ours.of.sha256))).toEqual(own.bytes);
    expect(heldFiles()).toEqual([]);
  });

  it('is asked for one line that says what it shows, and waits for it, stripped', async () => {
    const asked = await send(`${AT}/capture`, { box: '' }, [await camera()]);
    expect(asked.status).toBe(422);
    expect(textIn(asked.html)).toContain('Снимок принят. Напишите одной строкой');
    const held = heldIn(asked.html);
    expect([held.length, heldFiles()]).toEqual([1, held]);
    const bytes = readFileSync(join(dataDir, 'held', held[0] ?? ''), 'latin1');
    expect(TRACES.filter((trace) => bytes.includes(trace))).toEqual([]);
    expect(await listEvidenceFiles(desk.db)).toEqual([]);
    expect((await send(`${AT}/capture`, { box: BOX, 'held[]': held })).status).toBe(303);
    expect([(await attached()).length, heldFiles()]).toEqual([1, []]);
  });

  it('is kept whatever else is wrong, and told where it cannot be', async () => {
    const wrong = await send(`${AT}/capture`, { box: BOX, when: 'когда-то' }, [
      await camera(),
      { name: 'письмо.txt', bytes: Buffer.from('not a picture') },
    ]);
    expect([wrong.status, wrong.html.includes('href="#f-when"')]).toEqual([422, true]);
    expect(textIn(wrong.html)).toContain('письмо.txt: это не PNG');
    const held = heldIn(wrong.html);
    expect(held).toHaveLength(1);
    clock += HELD_MS;
    expect(await forgetHeld(desk.db, { dataDir, now: clock })).toBe(1);
    const late = await send(`${AT}/capture`, { box: BOX, 'held[]': held });
    expect([late.status, await entries(), heldFiles()]).toEqual([422, [], []]);
    expect(textIn(late.html)).toContain('1 снимок больше не хранится');
    expect(late.html).toContain(BOX);
    expect((await send(`${AT}/capture`, { box: BOX })).status).toBe(303);
  });

  it('is one, pressed twice', async () => {
    const fields = { box: 'Света нет', when: 'сейчас', once: 'a-form-that-was-printed-once' };
    const held = heldIn((await send(`${AT}/capture`, { box: '' }, [await camera()])).html);
    for (const names of [held, held])
      expect((await send(`${AT}/capture`, { ...fields, 'held[]': names })).status).toBe(303);
    expect([(await entries()).length, (await attached()).length]).toEqual([1, 1]);
  });

  it('is nobody else’s', async () => {
    const held = heldIn((await send(`${AT}/capture`, { box: '' }, [await camera()])).html);
    const editor = await desk.as('editor');
    const taken = await sendAs(desk, editor, `${AT}/capture`, { fields: { box: BOX, 'held[]': held }, files: [] });
    expect([taken.status, await entries()]).toEqual([422, []]);
  });

  it('goes along to the full form and to a new incident, and a document of the newsroom’s with it', async () => {
    const on = await send(
      `${AT}/capture`,
      { box: BOX, act: 'full', once: 'the-first-box-of-them', whose: 'newsroom' },
      [{ name: 'ответ.pdf', bytes: PDF }],
    );
    expect(on.location).toContain(`${AT}/entries/new?copy=`);
    const full = await reporter.get(on.location);
    expect(full.html).toContain(BOX);
    const fields = {
      kind: 'event',
      text: BOX,
      lang: 'ru',
      at_precision: 'day',
      at_date: '2019-07-15',
      whose: 'newsroom',
    };
    const saved = await send(`${AT}/entries`, { ...fields, source_kind: 'newsroom_saw', 'held[]': heldIn(full.html) });
    expect(saved.status).toBe(303);
    expect((await attached()).map(({ of }) => of.type)).toEqual(['pdf']);

    const anywhere = await send('/desk/capture', { box: BOX, incident: 'new' }, [await camera()]);
    const incident = { where: 'Шымкент', topic: 'water', when: 'now', box: BOX, 'held[]': heldIn(anywhere.html) };
    const next = await send('/desk/incidents', incident);
    expect([next.status, heldIn(next.html).length]).toEqual([200, 1]);
    expect(next.html).toContain(BOX);
  });

  it('leaves no second copy of the words where one goes on to the full form', async () => {
    const once = 'what-was-typed-into-the-box';
    const keeper = hidden((await reporter.get(`${AT}/capture`)).html, 'keeper');
    await reporter.post(`/desk/working-copies?form=${AT}/capture`, { box: BOX, once, copy: '0', keeper });
    expect(textIn((await reporter.get(`${AT}/capture`)).html)).toContain(`«${BOX}»`);
    const on = await reporter.post(`${AT}/capture`, { box: BOX, once, copy: '1', keeper, act: 'full' });
    expect(textIn((await reporter.get(`${AT}/capture`)).html)).not.toContain(`«${BOX}»`);
    expect((await reporter.get(on.location)).html).toContain(BOX);
  });

  it('waits with its form for whoever was signed out meanwhile', async () => {
    const { html } = await reporter.get(`${AT}/capture`);
    const [keeper, once] = [hidden(html, 'keeper'), hidden(html, 'once')];
    const user = (await listUsers(desk.db)).find(({ name }) => name === 'reporter')?.id ?? expect.fail();
    await endSessionsOf(desk.db, { user, by: { user, via: 'desk' }, now: clock });
    const out = await send(`${AT}/capture`, { box: BOX, keeper, once }, [await camera()]);
    expect(out.status).toBe(403);
    const next = /name="next" value="([^"]+)"/.exec(out.html)?.[1] ?? expect.fail();
    reporter = await desk.as('reporter');
    const opened = await reporter.get((await reporter.get(next)).location);
    expect(opened.html).toContain(BOX);
    expect(heldIn(opened.html)).toHaveLength(1);
  });

  describe('shared by another program of the phone', () => {
    const share = async (headers: Record<string, string>, fields: Record<string, string>, files: SentFile[] = []) =>
      sendFiles(desk, '/desk/shared', { headers, fields, files });

    it('comes to the box of whoever is signed in, and writes nothing before his own press', async () => {
      const headers = { ...SHARED, cookie: reporter.cookie };
      const taken = await share(headers, { text: BOX, url: 'https://t.me/somebody/12' }, [await camera()]);
      expect([taken.status, taken.location]).toEqual([
        303,
        expect.stringMatching(/^\/desk\/capture\?shared=[\w-]{43}$/),
      ]);
      const box = await reporter.get(taken.location);
      expect(textIn(box.html)).toContain(`${BOX} https://t.me/somebody/12`);
      expect(heldIn(box.html)).toHaveLength(1);
      expect([await entries(), await listEvidenceFiles(desk.db)]).toEqual([[], []]);
      const editor = await desk.as('editor');
      expect(textIn((await editor.get(taken.location)).html)).toContain('уже не хранится');
      const on = await send('/desk/capture', { box: BOX, incident: BLACKOUT_SLUG, 'held[]': heldIn(box.html) });
      expect((await send(`${AT}/capture`, { box: BOX, 'held[]': heldIn(on.html) })).status).toBe(303);
      expect(await attached()).toHaveLength(1);
    });

    it('waits for an hour for somebody who has to sign in first', async () => {
      const words = 'Очень длинные слова жителя. '.repeat(100).trim();
      const taken = await share(SHARED, { text: words }, [await camera()]);
      const atDoor = await desk.anyone.get(taken.location);
      expect(new URL(atDoor.location, 'http://x').searchParams.get('next')).toBe(taken.location);
      const box = await reporter.get(taken.location);
      expect(textIn(box.html)).toContain(words);
      expect(heldIn(box.html)).toHaveLength(1);
      clock += NOBODYS_MS;
      expect(textIn((await reporter.get(taken.location)).html)).toContain('уже не хранится');
      expect(await forgetHeld(desk.db, { dataDir, now: clock })).toBe(1);
      expect(shared(taken.location)).not.toBe('');
    });

    it('is what becomes of the box where its form comes after the session has ended', async () => {
      const fields = { box: BOX, incident: 'new' };
      const out = await sendFiles(desk, '/desk/capture', { fields, files: [await camera()] });
      const next = new URL(out.location, 'http://x').searchParams.get('next') ?? '';
      const anew = await sendFiles(desk, '/desk/capture', { headers: { cookie: reporter.cookie }, fields, files: [] });
      for (const location of [next, anew.location]) expect(textIn((await reporter.get(location)).html)).toContain(BOX);
    });

    it('says what it did not take', async () => {
      const taken = await share({ ...SHARED, cookie: reporter.cookie }, { text: BOX }, [
        { name: 'x.jpg', field: 'photo', bytes: Buffer.from('no picture') },
        { name: 'x.png', field: 'photo', bytes: await screenshot() },
      ]);
      const box = await reporter.get(taken.location);
      expect(textIn(box.html)).toContain('1 снимок не взят');
      expect(heldIn(box.html)).toHaveLength(1);
    });

    it('is refused from the page of another site, and counted where nobody is signed in', async () => {
      expect((await share({ origin: 'https://elsewhere.example' }, { text: BOX })).status).toBe(403);
      for (let times = 0; times < SHARES_PER_ADDRESS; times += 1)
        expect((await share(SHARED, { text: BOX })).status).toBe(303);
      expect((await share(SHARED, { text: BOX })).status).toBe(429);
      expect((await share({ ...SHARED, cookie: reporter.cookie }, { text: BOX })).status).toBe(303);
      expect((await sendFiles(desk, '/desk/capture', { headers: SHARED, fields: {}, files: [] })).status).toBe(403);
    });
  });
});
