import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partOfCheck } from '../../../src/domain/evidence.ts';
import { findDraft } from '../../../src/records/desk.ts';
import { listEvidence } from '../../../src/records/evidence.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG } from '../../support/desk-forms.ts';
import { PDF, screenshot } from '../../support/pictures.ts';
import { type SentFile, sendAs } from '../../support/send-files.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const LOOK = {
  for: 'first_post',
  looked: 'we',
  'channels[]': ['facebook', 'twitter'],
  at_precision: 'minute',
  at_date: '2019-07-16',
  at_time: '13:00',
};

describe.each(ENGINES)('For silence, a screenshot or a second person (%s)', (engine) => {
  let desk: TestDesk;
  let dataDir: string;
  let reporter: Colleague;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'merzim-shots-'));
    desk = await testDesk(engine, { env: { DATA_DIR: dataDir } });
    reporter = await desk.as('reporter');
    await reporter.post('/desk/incidents', BLACKOUT);
  });
  afterEach(async () => {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const checks = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident.checks ?? [];
  const send = (fields: Record<string, string | readonly string[]>, files: SentFile[] = []) =>
    sendAs(desk, reporter, `${AT}/checks`, { fields, files });

  it('the screenshot stands in for the second person, in one form, and hangs on the check', async () => {
    expect((await reporter.get(`${AT}/checks/new`)).html).toContain('enctype="multipart/form-data"');
    const alone = await send(LOOK);
    expect([alone.status, await checks()]).toEqual([422, []]);
    expect(textIn(alone.html)).toContain('приложите снимок или выберите, кто ещё смотрел');
    const saved = await send(LOOK, [{ name: 'лента.png', bytes: await screenshot() }]);
    expect([saved.status, saved.location]).toEqual([303, `${AT}#checks`]);
    const [check] = await checks();
    const [line] = await listEvidence(desk.db, BLACKOUT_SLUG, 'draft');
    expect(line?.part).toEqual(check && partOfCheck(check));
    expect(line?.of).toMatchObject({ origin: 'newsroom', capturedBy: 'reporter' });
    expect(Object.keys(line?.alt ?? {})).toEqual(['ru', 'kk', 'en']);
    expect(line?.alt.ru).toContain('Снимок экрана: Facebook');
  });

  it('a picture that is none does not, and one that is waits for the rest of the form', async () => {
    const broken = await send(LOOK, [{ name: 'лента.png', bytes: Buffer.from('no picture') }]);
    expect([broken.status, await checks()]).toEqual([422, []]);
    const nowhere = await send({ ...LOOK, 'channels[]': [] }, [{ name: 'лента.pdf', bytes: PDF }]);
    expect(nowhere.status).toBe(422);
    const held = [...nowhere.html.matchAll(/name="held\[\]" value="([\w-]{43})"/g)].map(([, name]) => name ?? '');
    expect(held).toHaveLength(1);
    expect((await send({ ...LOOK, 'held[]': held })).status).toBe(303);
    expect([(await checks()).length, (await listEvidence(desk.db, BLACKOUT_SLUG, 'draft')).length]).toEqual([1, 1]);
  });
});
