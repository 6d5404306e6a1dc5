import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/records/desk.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, PROMISE, PROMISE_ID, STATEMENT, STATEMENT_ID } from '../../support/desk-forms.ts';
import { mistakes } from '../../views/page.ts';

/** The promise was taken out once: its id is not given again. */
const AGAIN_ID = `${PROMISE_ID}-2`;
const AT = `/desk/incidents/${BLACKOUT_SLUG}`;
const WORDS = 'окончательные результаты проверки будут в течение 10 дней';
const SUM = '10 дней, считая со следующего дня: последний день — 26 июля 2019 года, с 27 июля срок вышел';
const MOVE: Fields = {
  ...STATEMENT,
  at_precision: 'day',
  at_date: '2019-07-24',
  text: 'Срок проверки перенесён с 26 июля на 10 августа.',
  quote: '',
};

describe.each(ENGINES)('terms in the words at the desk (%s)', (engine) => {
  let desk: TestDesk;
  let reporter: Colleague;
  let editor: Colleague;
  beforeAll(async () => {
    desk = await testDesk(engine);
    [reporter, editor] = [await desk.as('reporter'), await desk.as('editor')];
    await reporter.post('/desk/incidents', BLACKOUT);
    await reporter.post(`${AT}/entries`, { ...STATEMENT, quote: WORDS });
  });
  afterAll(() => desk.close());

  const draft = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident;
  const nothingWritten = async <T>(of: () => Promise<T>): Promise<T> => {
    const state = async () => (await listRevisions(desk.db, 'incident', BLACKOUT_SLUG)).length;
    const before = await state();
    const result = await of();
    expect(await state()).toBe(before);
    return result;
  };
  const values = (html: string, ...fields: string[]) =>
    fields.map((field) => new RegExp(`name="${field}"[^>]*\\svalue="([^"]*)"`).exec(html)?.[1] ?? '');

  describe('an entry', () => {
    it('shows the terms of pasted words at once, marked, with their due day and how it was counted', async () => {
      const fields = { ...STATEMENT, quote: WORDS, text: '' };
      const { html } = await nothingWritten(() => reporter.post(`${AT}/terms?of=entry`, fields));
      expect(html).toContain('<mark>в течение 10 дней</mark>');
      expect(textIn(html)).toContain(SUM);
      expect(html).not.toContain('<html');
      expect(await mistakes(`<form>${html}</form>`)).toEqual([]);
      const page = await nothingWritten(() => reporter.post(`${AT}/entries`, { ...fields, act: 'read' }));
      expect(textIn(page.html)).toContain(SUM);
      expect(await mistakes(page.html, 'page')).toEqual([]);
    });

    it('says why there is no day until it is known when it was said', async () => {
      const { html } = await reporter.post(`${AT}/terms?of=entry`, { ...STATEMENT, at_date: '', quote: WORDS });
      expect(textIn(html)).toContain('Не записано, не позже какого времени это сказано');
      const open = { ...STATEMENT, at_precision: 'after', at_date: '2019-07-16', quote: WORDS };
      expect(textIn((await reporter.post(`${AT}/terms?of=entry`, open)).html)).not.toContain('26 июля');
    });

    it('offers the promise for a statement alone, and shows nothing where nothing was found', async () => {
      const ask = async (more: Fields) =>
        textIn((await reporter.post(`${AT}/terms?of=entry`, { ...STATEMENT, ...more })).html);
      expect(await ask({ quote: WORDS })).toContain('Записать и занести обещание');
      expect(await ask({ quote: WORDS, kind: 'report' })).toContain('Если это слова должности');
      expect((await ask({ quote: 'За последние 10 дней сделано многое.', text: '' })).trim()).toBe('');
    });

    it('is saved and leads to the promise with one press, filled in', async () => {
      const said = {
        ...STATEMENT,
        at_date: '2019-07-17',
        text: 'Был у соседей. Дорогу откроют до 1 сентября.',
        quote: '',
      };
      const { location } = await reporter.post(`${AT}/entries`, { ...said, onward: '0' });
      expect(location).toContain(`${AT}/promises/new?made_in=statement-07-17&phrase=`);
      const { html } = await nothingWritten(() => reporter.get(location));
      expect(values(html, 'phrase', 'due_date', 'due_time')).toEqual(['до 1 сентября', '2019-09-01', '']);
      expect(html).toMatch(/<textarea[^>]*name="text"[^>]*>\s*Дорогу откроют до 1 сентября\s*</);
      expect(html).toContain('<option value="statement-07-17" selected');
      expect(
        (await reporter.post(`${AT}/entries`, { ...said, at_date: '2019-07-18', onward: '7' })).location,
      ).toContain('#entries');
    });
  });

  describe('a promise', () => {
    const form: Fields = { ...PROMISE, phrase: '', due_date: '', due_basis: 'words', text: '' };

    it('shows the words of its statement with the term marked', async () => {
      const { html } = await reporter.get(`${AT}/promises/new?made_in=${STATEMENT_ID}`);
      expect(html).toContain('<mark>в течение 10 дней</mark>');
      expect(textIn(html)).toContain(SUM);
      for (const lang of ['/kk', '/en'])
        expect(
          await mistakes((await reporter.get(`${lang}${AT}/promises/new?made_in=${STATEMENT_ID}`)).html, 'page'),
        ).toEqual([]);
    });

    it('reads what is typed in its own words too', async () => {
      const { html } = await nothingWritten(() =>
        reporter.post(`${AT}/terms?of=promise`, { ...form, text: 'Дорогу откроют за 2 недели' }),
      );
      expect(textIn(html)).toContain('2 недели, считая со следующего дня: последний день — 30 июля 2019 года');
      expect(textIn(html)).toContain(SUM);
    });

    it('takes a term with one press, with JavaScript and without, and writes nothing', async () => {
      const pages = [
        await nothingWritten(() => reporter.post(`${AT}/promises`, { ...form, accept: '0' })),
        await nothingWritten(() => reporter.post(`${AT}/terms?of=promise&part=1&accept=0`, form)),
      ];
      for (const { status, html } of pages) {
        expect(status).toBe(200);
        expect(values(html, 'phrase', 'due_date')).toEqual(['в течение 10 дней', '2019-07-26']);
        expect(html).toMatch(/value="words"[^>]*checked/);
        expect(textIn(html)).toContain('Взято');
      }
      expect(await mistakes(pages[0]?.html, 'page')).toEqual([]);
      // a number that is not there changes nothing
      const none = await reporter.post(`${AT}/promises`, { ...form, phrase: 'скоро', accept: '9' });
      expect(values(none.html, 'phrase', 'due_date')).toEqual(['скоро', '']);
    });

    it('asks whose day it is where the words give another, and takes it with the reason', async () => {
      const other = { ...form, text: 'Результаты проверки', phrase: 'в течение 10 дней', due_date: '2019-07-31' };
      const refused = await nothingWritten(() => reporter.post(`${AT}/promises`, other));
      expect(refused.status).toBe(422);
      expect(textIn(refused.html)).toContain('По словам выходит другой день: 26 июля 2019 года.');
      expect(values(refused.html, 'due_date')).toEqual(['2019-07-31']);
      expect(refused.html).toMatch(/<details open/);
      expect(
        (await nothingWritten(() => reporter.post(`${AT}/promises`, { ...other, due_basis: 'newsroom' }))).status,
      ).toBe(422);
      const taken = { ...other, due_basis: 'newsroom', due_reason: 'так сказал представитель' };
      expect((await reporter.post(`${AT}/promises`, taken)).status).toBe(303);
      expect((await draft())?.promises[0]).toMatchObject({ due: '2019-07-31', dueBasis: 'newsroom' });
      await reporter.post(`${AT}/promises/${PROMISE_ID}/removal`, {
        seen: hidden((await reporter.get(`${AT}/promises/${PROMISE_ID}/removal`)).html, 'seen'),
      });
      expect((await draft())?.promises).toEqual([]);
    });

    it('believes a reporter where nobody else can read the words', async () => {
      const words = { ...form, text: 'Полив', phrase: 'как растает снег', due_date: '2020-04-01' };
      expect((await reporter.post(`${AT}/promises`, words)).status).toBe(303);
      // what stands is not asked for again
      const { html } = await reporter.get(`${AT}/promises/poliv`);
      const again = { ...words, seen: hidden(html, 'seen'), test: 'полито' };
      expect((await reporter.post(`${AT}/promises/poliv`, again)).status).toBe(303);
    });

    it('has no day while its condition is not recorded, and says so', async () => {
      const text = 'Если погода позволит, дорогу откроют за 5 рабочих дней';
      const { html } = await reporter.post(`${AT}/terms?of=promise&part=1&accept=0`, { ...form, text });
      expect(textIn(html)).toContain('Срок стоит под условием');
      expect(values(html, 'phrase', 'due_date')).toEqual(['за 5 рабочих дней', '']);
      const dated = { ...form, text, phrase: 'за 5 рабочих дней', due_date: '2019-07-23' };
      const refused = await nothingWritten(() => reporter.post(`${AT}/promises`, dated));
      expect(textIn(refused.html)).toContain('Срок стоит под условием, поэтому по словам дня пока нет.');
      expect((await reporter.post(`${AT}/promises`, { ...dated, due_date: '' })).status).toBe(303);
      const id = (await draft())?.promises.at(-1)?.id;
      const met = await reporter.get(`${AT}/promises/${id}/changes/new?entry=${STATEMENT_ID}`);
      expect(textIn(met.html)).toContain('Условие записано. 5 рабочих дней');
      expect(textIn(met.html)).toContain('Взять: 23 июля 2019 года');
    });
  });

  describe('a moved deadline', () => {
    it('is suggested to the promise that was due on the old date, filled in', async () => {
      await reporter.post(`${AT}/promises`, PROMISE);
      const { html } = await reporter.post(`${AT}/terms?of=entry`, MOVE);
      expect(textIn(html)).toContain('Записать и занести перенос: Результаты проверки');
      const { location } = await reporter.post(`${AT}/entries`, { ...MOVE, onward: `0:${AGAIN_ID}` });
      expect(location).toContain(`/promises/${AGAIN_ID}/changes/new?entry=statement-07-24&phrase=`);
      const form = (await reporter.get(location)).html;
      expect(values(form, 'phrase', 'due_date')).toEqual(['на 10 августа', '2019-08-10']);
      expect(textIn(form)).toContain('Срок перенесён, раньше был 26 июля 2019 года');
      expect(await mistakes(form, 'page')).toEqual([]);
      const promise = await reporter.get(`${AT}/promises/new?made_in=statement-07-24`);
      expect(promise.html).toContain(`/promises/${AGAIN_ID}/changes/new?entry=statement-07-24`);
    });

    it('takes a term with one press, with JavaScript and without', async () => {
      const form = { entry: 'statement-07-24', phrase: '', due_date: '' };
      const path = `${AT}/promises/${AGAIN_ID}/changes`;
      for (const answer of [
        await nothingWritten(() => reporter.post(path, { ...form, accept: '0' })),
        await nothingWritten(() => reporter.post(`${AT}/terms?of=change&id=${AGAIN_ID}&part=1&accept=0`, form)),
      ])
        expect(values(answer.html, 'phrase', 'due_date')).toEqual(['на 10 августа', '2019-08-10']);
      expect((await reporter.post(`${AT}/terms?of=change&id=none`, form)).status).toBe(404);
      expect((await reporter.post(`${AT}/terms?of=change&id=${encodeURIComponent('"><b>')}`, form)).status).toBe(400);
    });
  });

  describe('before publication', () => {
    it('terms that nobody recorded are pointed out with the way to record them, and hold nothing back', async () => {
      const { html } = await editor.get(`${AT}/publication`);
      const text = textIn(html);
      expect(text).toContain('Сроки, которых нет среди обещаний');
      expect(html).toContain('<mark>на 10 августа</mark>');
      expect(html).toContain(`/promises/${AGAIN_ID}/changes/new?entry=statement-07-24&amp;phrase=`);
      expect(html).toMatch(/promises\/new\?made_in=statement-07-17&amp;phrase=/);
      expect(html).not.toContain(`promises/new?made_in=${STATEMENT_ID}&`);
      expect(html).not.toContain('id="holds"');
      expect(await mistakes(html, 'page')).toEqual([]);
      await reporter.post(`${AT}/promises/${AGAIN_ID}/changes`, {
        entry: 'statement-07-24',
        phrase: 'на 10 августа',
        due_date: '2019-08-10',
      });
      const after = (await editor.get(`${AT}/publication`)).html;
      expect(after).not.toContain('<mark>на 10 августа</mark>');
      expect((await editor.post(`${AT}/publication`, { version: hidden(after, 'version') })).status).toBe(303);
    });

    it('readers then see beside the due day how it was counted, in their language', async () => {
      const page = `/incidents/${BLACKOUT_SLUG}`;
      const shown = textIn((await desk.anyone.get(page)).html);
      expect(shown).toContain('Срок перенесён, раньше был 26 июля 2019 года: последний день — 10 августа 2019 года');
      const kk = textIn((await desk.anyone.get(`/kk/promises/${BLACKOUT_SLUG}/${AGAIN_ID}`)).html);
      expect(kk).toContain('10 күн, келесі күннен бастап есептегенде: соңғы күні — 2019 жылғы 26 шілде');
      const en = textIn((await desk.anyone.get(`/en${page}`)).html);
      expect(en).toContain('the last day is 10 August 2019');
      expect(await mistakes((await desk.anyone.get(page)).html, 'page')).toEqual([]);
    });
  });
});
