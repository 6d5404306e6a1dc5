import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIncident, writeIncident } from '../../../src/domain/document.ts';
import { evidencePath, listKept, sha256Of } from '../../../src/evidence/folder.ts';
import { lookAtSome, verifyEvidence } from '../../../src/evidence/look.ts';
import { listEvidence } from '../../../src/records/evidence.ts';
import { listEvidenceFiles } from '../../../src/records/evidence-files.ts';
import { listTakings } from '../../../src/records/taken-back.ts';
import { liftTaking, takeDown } from '../../../src/records/taking-back.ts';
import { COMPARED_AT_MOST } from '../../../src/web/public/evidence.tsx';
import { NOW } from '../../support/app.ts';
import { publishIncident } from '../../support/cases.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { incidentOf2019 } from '../../support/fixtures.ts';
import { bomb, PDF, photo, screenshot, TRACES } from '../../support/pictures.ts';
import { type SentFile, sendFiles } from '../../support/send-files.ts';

const SLUG = 'almaty-blackout-2019';
const DESK = `/desk/incidents/${SLUG}`;
const INCIDENT = incidentOf2019(SLUG);
const ENTRY = INCIDENT.entries[0]?.id ?? '';
const ALT = { alt_ru: 'Страница акимата без записи', alt_kk: 'Әкімдік парақшасында жазба жоқ' };

describe.each(ENGINES)('Evidence at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let dataDir: string;
  let reporter: Colleague;
  let editor: Colleague;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'merzim-evidence-'));
    desk = await testDesk(engine, { env: { DATA_DIR: dataDir } });
    await publishIncident(desk.db, INCIDENT, NOW);
    reporter = await desk.as('reporter');
    editor = await desk.as('editor');
  });
  afterEach(async () => {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const sendForm = (path: string, fields: Record<string, string>, files: SentFile[], cookie = '') =>
    sendFiles(desk, path, { headers: { cookie }, fields, files });
  const attach = (files: SentFile[], fields: Record<string, string> = {}, who = reporter) =>
    sendForm(
      `${DESK}/evidence`,
      { csrf: who.csrf, of: `entry.${ENTRY}`, whose: 'newsroom', ...ALT, ...fields },
      files,
      who.cookie,
    );
  const publishIt = async () => {
    const { html } = await editor.get(`${DESK}/publication`);
    const version = hidden(html, 'version');
    expect((await editor.post(`${DESK}/publication`, { version, why: 'добавлен снимок' })).status).toBe(303);
  };
  const get = (path: string, headers: Record<string, string> = {}) => desk.app.request(path, { headers });
  const page = async (lang = '') => (await get(`${lang}/incidents/${SLUG}`)).text();
  const copyOf = (html: string) => /href="(\/evidence\/[0-9a-f]{64}\.[a-z]+)"/.exec(html)?.[1] ?? '';
  const thumbOf = (html: string) => /<img src="(\/evidence\/[0-9a-f]{64}\.webp)"/.exec(html)?.[1] ?? '';
  const shot = async () => ({ name: 'снимок.png', bytes: await screenshot() });

  it('a photo of 12 megapixels with a place in it is published without it, and leaves the site within a minute of a takedown', async () => {
    const original = await photo();
    const done = await attach([{ name: 'IMG_0042.jpg', bytes: original, field: 'photo' }]);
    expect(done).toMatchObject({ status: 303, location: `${DESK}/evidence` });
    expect(copyOf(await page())).toBe('');
    const [file] = await listEvidence(desk.db, SLUG, 'draft');
    const hidden = `/evidence/${file?.of.copy?.sha256}.jpg`;
    expect((await get(hidden)).status).toBe(404);
    await publishIt();

    const html = await page();
    expect(copyOf(html)).toBe(hidden);
    expect(html).toContain('alt="Страница акимата без записи"');
    expect(await page('/kk')).toContain('alt="Әкімдік парақшасында жазба жоқ"');
    expect(textIn(html)).toContain(`SHA-256 ${file?.of.copy?.sha256.slice(0, 12)}`);

    const answer = await get(hidden);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'public, max-age=60, immutable',
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const served = Buffer.from(await answer.arrayBuffer());
    expect(TRACES.filter((words) => served.toString('latin1').includes(words))).toEqual([]);
    expect(await sharp(served).metadata()).toMatchObject({ width: 3000, height: 4000 });
    expect(`/evidence/${sha256Of(served)}.jpg`).toBe(hidden);
    expect((await get(hidden, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
    expect((await get(thumbOf(html))).headers.get('content-type')).toBe('image/webp');
    for (const other of [
      hidden.replace('.jpg', '.png'),
      hidden.replace('.jpg', ''),
      `/evidence/${sha256Of(original)}.jpg`,
    ])
      expect((await get(other)).status).toBe(404);

    const signed = { slug: SLUG, by: { user: null, via: 'desk' as const }, now: NOW, why: 'решение суда' };
    await takeDown(desk.db, { ...signed, parts: [{ kind: 'entry', id: ENTRY }] });
    expect((await get(hidden)).status).toBe(404);
    expect((await get(hidden, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(404);
    expect((await get(thumbOf(html))).status).toBe(404);
    expect((await get(`/evidence/${file?.of.copy?.sha256}/check`)).status).toBe(404);
    const after = await page();
    expect(copyOf(after)).toBe('');
    expect(after).not.toContain('Страница акимата без записи');
    const [taking] = await listTakings(desk.db, SLUG);
    await liftTaking(desk.db, { ...signed, id: taking?.id ?? 0, why: 'отменено' });
    expect((await get(hidden)).status).toBe(200);
  });

  it('what a resident sent is stored without it, and nothing of who sent it', async () => {
    const original = await photo({ width: 800, height: 600 });
    const done = await attach([{ name: 'Имя Жителя.jpg', bytes: original }], {
      whose: 'residents',
      captured_by: 'Имя Жителя',
    });
    expect(done.status).toBe(303);
    for (const path of await listKept(dataDir)) {
      const bytes = readFileSync(join(dataDir, 'evidence', path));
      expect(TRACES.filter((words) => bytes.toString('latin1').includes(words))).toEqual([]);
    }
    const [one] = await listEvidence(desk.db, SLUG, 'draft');
    expect(one?.of).toMatchObject({ origin: 'residents', capturedBy: null });
    expect(one?.of.sha256).toBe(one?.of.copy?.sha256);
    const rows = JSON.stringify([
      await desk.db.selectFrom('evidence').selectAll().execute(),
      await desk.db.selectFrom('evidence_files').selectAll().execute(),
      await desk.db.selectFrom('revisions').selectAll().execute(),
    ]);
    expect(rows).not.toMatch(/Имя Жителя/);
    expect(rows).not.toContain(sha256Of(original));
  });

  it('several files at once hang on a check, on a removal, on a line; a resident without a word is never taken for the newsroom', async () => {
    const two = [await shot(), { name: 'b.png', bytes: await screenshot(2) }];
    expect((await attach(two, { of: 'check.1' })).status).toBe(303);
    const hung = await listEvidence(desk.db, SLUG, 'draft');
    expect(hung.map(({ part }) => part.kind)).toEqual(['check', 'check']);
    expect((await attach([await shot()], { of: `removal.${ENTRY}` })).status).toBe(409);
    expect((await attach([await shot()], { of: 'entry.nothing' })).status).toBe(409);
    expect((await attach([{ name: 'c.png', bytes: await screenshot(3) }], { whose: '' })).status).toBe(303);
    expect((await listEvidence(desk.db, SLUG, 'draft')).at(-1)?.of.origin).toBe('residents');
    await publishIt();
    expect((await page()).match(/<li id="evidence_/g)).toHaveLength(3);
  });

  it('a screenshot of a removal stands with the removal: not on a page of a day before it', async () => {
    const document = writeIncident(INCIDENT);
    const removed = { at: '2019-07-20', precision: 'day' };
    const entries = document.entries.map((entry) => (entry.id === ENTRY ? { ...entry, removed } : entry));
    const read = readIncident({ ...document, entries });
    await publishIncident(desk.db, read.ok ? read.incident : expect.fail(), NOW);
    expect((await reporter.get(DESK)).html).toContain(`of=removal.${ENTRY}`);
    expect((await attach([await shot()], { of: `removal.${ENTRY}` })).status).toBe(303);
    await publishIt();
    expect(copyOf(await page())).not.toBe('');
    expect(textIn(await page())).toContain('20 июля');
    const before = await (await get(`/incidents/${SLUG}?as_of=2019-07-19`)).text();
    expect(copyOf(before)).toBe('');
  });

  it('what is refused says so at its field, in the reader’s language, with everything else kept', async () => {
    const text = { name: '../../../etc/пруф.png', bytes: Buffer.from('only a text') };
    const refused = await attach([text, await shot()], {
      archive: 'https://web.archive.example/1',
      captured_by: 'Айдана',
    });
    expect(refused.status).toBe(422);
    expect(textIn(refused.html)).toContain('пруф.png: это не PNG');
    expect(refused.html).not.toContain('etc/');
    expect(refused.html).toMatch(/id="f-files"[^>]*aria-invalid="true"/);
    for (const kept of ['Страница акимата без записи', 'https://web.archive.example/1', 'value="Айдана"'])
      expect(refused.html).toContain(kept);
    expect(await listEvidence(desk.db, SLUG, 'draft')).toEqual([]);

    const kk = await sendForm(
      `/kk${DESK}/evidence`,
      { csrf: reporter.csrf, of: `entry.${ENTRY}`, whose: 'newsroom', alt_kk: 'Жазба' },
      [{ name: 'a.png', bytes: await bomb() }],
      reporter.cookie,
    );
    expect(textIn(kk.html)).toContain('сурет тым үлкен, 64 мегапиксельден көп');
    expect(textIn((await attach([], { alt_ru: '', alt_kk: '' })).html)).toContain('Напишите хотя бы на одном языке');
    expect(textIn((await attach([])).html)).toContain('Снимите или выберите хотя бы один файл');
    expect(textIn((await attach([await shot()], { archive: 'javascript:alert(1)' })).html)).toContain('Нужен адрес');
    expect(textIn((await attach([await shot()], { captured_date: '2030-01-01' })).html)).toContain('ещё не наступили');
    expect(textIn((await attach([{ name: 'a.pdf', bytes: PDF }], { whose: 'residents' })).html)).toContain(
      'PDF от жителя',
    );
    const many = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map(async (n) => ({ name: `${n}.png`, bytes: await screenshot(n) })),
    );
    expect(textIn((await attach(many)).html)).toContain('не больше 6');
    const large = { name: 'a.png', bytes: Buffer.alloc(17 * 1024 * 1024, 1) };
    expect(textIn((await attach([large])).html)).toContain('a.png: файл больше 16 МБ');
    const all = [large, large, large, large].map(({ bytes }, n) => ({ name: `${n}.png`, bytes }));
    expect((await attach(all)).status).toBe(413);
  });

  it('a disk that takes nothing says so, and keeps what was typed', async () => {
    writeFileSync(join(dataDir, 'evidence'), 'a file where the folder should be');
    const answer = await attach([await shot()]);
    expect(answer.status).toBe(422);
    expect(textIn(answer.html)).toContain('на сервере нет места или папка закрыта для записи');
    expect(answer.html).toContain('Страница акимата без записи');
    expect(desk.logged.text).toContain('a file of evidence could not be written');
    rmSync(join(dataDir, 'evidence'));
    expect((await attach([await shot()])).status).toBe(303);
  });

  it('only who is signed in sends files, with the token of the session', async () => {
    expect((await attach([await shot()], { csrf: 'wrong' })).status).toBe(403);
    const anyone = await sendForm(`${DESK}/evidence`, { ...ALT, of: `entry.${ENTRY}` }, [await shot()]);
    expect(anyone).toMatchObject({ status: 303 });
    expect(anyone.location).toContain('/desk/login');
    expect(await listEvidenceFiles(desk.db)).toEqual([]);
    expect(await listKept(dataDir)).toEqual([]);
  });

  it('a copy of a draft is for who is signed in, an original for editors, as a file to keep', async () => {
    await attach([await shot()]);
    const [one] = await listEvidence(desk.db, SLUG, 'draft');
    const copy = `/desk/evidence/${one?.of.copy?.sha256}.png`;
    const original = `/desk/evidence/originals/${one?.of.sha256}`;
    expect((await reporter.get(copy)).headers.get('cache-control')).toBe('no-store');
    expect((await reporter.get(copy)).headers.get('content-type')).toBe('image/png');
    expect((await desk.anyone.get(copy)).status).toBe(303);
    expect((await reporter.get(original)).status).toBe(403);
    const sent = await editor.get(original);
    expect(sent.status).toBe(200);
    expect(sent.headers.get('content-type')).toBe('application/octet-stream');
    expect(sent.headers.get('content-disposition')).toBe(`attachment; filename="${one?.of.sha256}.png"`);
    for (const path of ['..%2f..%2fmerzim.db', `${'a'.repeat(64)}.png`, `${one?.of.sha256}.png`, 'originals'])
      expect((await editor.get(`/desk/evidence/${path}`)).status).toBe(404);
    for (const path of ['..%2f..%2fmerzim.db', '..%5c..%5cmerzim.db', 'b'.repeat(64)])
      expect((await editor.get(`/desk/evidence/originals/${path}`)).status).toBe(404);
    for (const path of ['..%2fmerzim.db', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', `../${'a'.repeat(64)}.png`])
      expect((await get(`/evidence/${path}`)).status).toBe(404);
  });

  it('who made it is for editors, and can be erased', async () => {
    await attach([await shot()], { captured_by: 'Айдана' });
    const list = `${DESK}/evidence`;
    expect((await editor.get(list)).html).toContain('Айдана');
    expect((await reporter.get(list)).html).not.toContain('Айдана');
    const [one] = await listEvidence(desk.db, SLUG, 'draft');
    expect((await reporter.post(`${list}/${one?.id}/name`)).status).toBe(403);
    expect((await editor.post(`${list}/${one?.id}/name`)).status).toBe(303);
    expect((await editor.get(list)).html).not.toContain('Айдана');
    expect(textIn((await editor.get(DESK)).html)).toContain('стёрто имя того, кто сделал снимок');
  });

  it('evidence is taken off in the draft, told among the corrections when that is published', async () => {
    await attach([await shot()]);
    await publishIt();
    const copy = copyOf(await page());
    const [one] = await listEvidence(desk.db, SLUG, 'draft');
    const removal = `${DESK}/evidence/${one?.id}/removal`;
    expect(textIn((await reporter.get(removal)).html)).toContain('Убрать снимок?');
    expect((await reporter.post(removal)).status).toBe(303);
    expect((await get(copy)).status).toBe(200);
    await publishIt();
    expect((await get(copy)).status).toBe(404);
    const said = textIn(await page());
    expect(said).toContain('снимок');
    expect(said).toContain('Страница акимата без записи');
  });

  it('a document is kept, its hash is shown, and nobody is given the document', async () => {
    await attach([{ name: 'ответ.pdf', bytes: PDF }]);
    await publishIt();
    const html = await page();
    expect(textIn(html)).toContain(
      `Документ, 1 КБ: Страница акимата без записи . SHA-256 ${sha256Of(PDF).slice(0, 12)}`,
    );
    expect((await get(`/evidence/${sha256Of(PDF)}.pdf`)).status).toBe(404);
    expect((await get(`/evidence/${sha256Of(PDF)}.png`)).status).toBe(404);
    const check = await (await get(`/evidence/${sha256Of(PDF)}/check`)).text();
    expect(textIn(check)).toContain('Сам документ мы не показываем');
    expect(check).toContain(sha256Of(PDF));
  });

  describe('anyone can check it', () => {
    it('by the hash on its page, or with a file that is compared and not kept', async () => {
      const original = await screenshot();
      await attach([{ name: 'a.png', bytes: original }]);
      await publishIt();
      const copy = copyOf(await page());
      const path = copy.replace('.png', '/check');
      const html = await (await get(`/en${path}`)).text();
      expect(html).toContain(sha256Of(original));
      expect(textIn(html)).toContain('sha256sum FILE');
      expect(html).toContain(`<a href="/en/incidents/${SLUG}"`);
      const bytes = Buffer.from(await (await get(copy)).arrayBuffer());
      const before = await listKept(dataDir);
      const compare = async (sent: Buffer) =>
        textIn((await sendForm(`/en${path}`, {}, [{ name: 'x', bytes: sent, field: 'file' }])).html);
      expect(await compare(bytes)).toContain('this is that very copy');
      expect(await compare(original)).toContain('this is the original that the newsroom keeps');
      expect(await compare(Buffer.from('another'))).toContain(
        `It is not the same. The SHA-256 of your file: ${sha256Of(Buffer.from('another'))}`,
      );
      expect((await sendForm(path, {}, [])).status).toBe(422);
      expect(await listKept(dataDir)).toEqual(before);
      for (let sent = 4; sent < COMPARED_AT_MOST; sent += 1) await compare(Buffer.from('x'));
      expect((await sendForm(path, {}, [{ name: 'x', bytes, field: 'file' }])).status).toBe(429);
    });

    it('and nothing at an address that no published incident shows', async () => {
      await attach([await shot()]);
      const [one] = await listEvidence(desk.db, SLUG, 'draft');
      expect((await get(`/evidence/${one?.of.copy?.sha256}/check`)).status).toBe(404);
      expect((await get(`/evidence/${'a'.repeat(64)}/check`)).status).toBe(404);
      expect((await get('/evidence/x/check')).status).toBe(404);
    });
  });

  describe('a file that is altered on the disk', () => {
    it('is found by verify and by the rounds, told on the board and to operators, and is not served', async () => {
      await attach([await shot()]);
      await publishIt();
      const [one] = await listEvidence(desk.db, SLUG, 'public');
      expect(await verifyEvidence(desk.db, dataDir)).toEqual({ broken: [], strangers: [] });
      expect(await lookAtSome(desk.db, { dataDir, now: NOW, limit: 5 })).toEqual({ looked: 1, broken: [] });
      expect(await lookAtSome(desk.db, { dataDir, now: NOW, limit: 5 })).toMatchObject({ looked: 0 });

      const original = evidencePath(dataDir, one?.of.sha256 ?? '');
      writeFileSync(original, Buffer.concat([readFileSync(original).subarray(0, -1), Buffer.from([0])]));
      expect((await verifyEvidence(desk.db, dataDir)).broken).toEqual([
        { where: `evidence ${one?.of.sha256}`, what: 'was altered in the folder of evidence' },
      ]);
      const copy = copyOf(await page());
      rmSync(evidencePath(dataDir, one?.of.copy?.sha256 ?? ''));
      expect((await verifyEvidence(desk.db, dataDir)).broken).toHaveLength(2);
      expect((await get(copy)).status).toBe(503);

      const tomorrow = NOW + 86_400_001;
      const { broken } = await lookAtSome(desk.db, { dataDir, now: tomorrow, limit: 5 });
      expect(broken).toEqual([{ sha256: one?.of.sha256, found: 'missing' }]);
      expect(await (await get('/readyz')).json()).toMatchObject({ ready: true, evidence: { missing: 1, altered: 0 } });
      expect(textIn((await editor.get('/desk')).html)).toContain(`${one?.of.sha256.slice(0, 12)}…: файла нет на месте`);
    });

    it('is told from a file that no row names, which harms nobody', async () => {
      writeFileSync(join(dataDir, 'stray'), 'x');
      await attach([await shot()]);
      writeFileSync(join(dataDir, 'evidence', 'stray'), 'x');
      expect(await verifyEvidence(desk.db, dataDir)).toEqual({ broken: [], strangers: ['stray'] });
    });
  });
});
