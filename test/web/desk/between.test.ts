import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { findDraft } from '../../../src/records/desk.ts';
import { listRevisions } from '../../../src/records/revisions.ts';
import { ENGINES } from '../../support/databases.ts';
import { type Colleague, type Fields, hidden, type TestDesk, testDesk, textIn } from '../../support/desk.ts';
import { BLACKOUT, BLACKOUT_SLUG, PROMISE, PROMISE_ID, STATEMENT, STATEMENT_ID } from '../../support/desk-forms.ts';
import { mistakes } from '../../views/page.ts';

const AT = `/desk/incidents/${BLACKOUT_SLUG}`;

describe.each(ENGINES)('two people who change one thing (%s)', (engine) => {
  let desk: TestDesk;
  let people: { reporter: Colleague; editor: Colleague };
  beforeAll(async () => {
    desk = await testDesk(engine);
    people = { reporter: await desk.as('reporter'), editor: await desk.as('editor') };
    await people.reporter.post('/desk/incidents', BLACKOUT);
    await people.reporter.post(`${AT}/entries`, STATEMENT);
    await people.reporter.post(`${AT}/promises`, PROMISE);
  });
  afterAll(() => desk.close());

  const draft = async () => (await findDraft(desk.db, BLACKOUT_SLUG))?.incident;
  const seenAt = async (path: string) => hidden((await people.reporter.get(path)).html, 'seen');
  const asked = (html: string) => [...html.matchAll(/name="asked\[\]" value="([^"]+)"/g)].map(([, path]) => path ?? '');

  describe('an entry', () => {
    const path = `${AT}/entries/${STATEMENT_ID}`;
    const entry = async () => (await draft())?.entries.find(({ id }) => id === STATEMENT_ID);

    it('in different fields are both saved, and nobody is asked', async () => {
      const seen = await seenAt(path);
      await people.editor.post(path, {
        ...STATEMENT,
        quote: 'в течение десяти дней',
        answers: ['who', 'when', 'what'],
        seen,
      });
      const mine = { ...STATEMENT, text: 'Аким велел.', answers: ['who'], at_precision: 'day', seen };
      expect((await people.reporter.post(path, mine)).status).toBe(303);
      expect(await entry()).toMatchObject({
        text: 'Аким велел.',
        quote: 'в течение десяти дней',
        at: { written: { at: '2019-07-16', precision: 'day' } },
      });
      expect(new Set((await entry())?.answers)).toEqual(new Set(['who', 'what']));
    });

    it('in one field are shown both, with what it was, and the second chooses', async () => {
      const seen = await seenAt(path);
      const now = { ...STATEMENT, quote: 'в течение десяти дней', answers: ['who', 'what'], at_precision: 'day' };
      await people.editor.post(path, { ...now, text: 'Их слова.', source_title: 'vlast.kz', seen });
      const typed: Fields = { ...now, text: 'Мои слова.', at_precision: 'night', seen };
      const revisions = (await listRevisions(desk.db, 'incident', BLACKOUT_SLUG)).length;
      for (const lang of LANGUAGES) {
        const address = lang === 'ru' ? path : `/${lang}${path}`;
        const { status, html } = await people.reporter.post(address, typed);
        expect([lang, status, await mistakes(html, 'page')]).toEqual([lang, 409, []]);
        expect(asked(html)).toEqual(['text']);
      }
      const { html } = await people.reporter.post(path, typed);
      const text = textIn(html);
      expect(text).toContain('Сохранено: editor, 5 августа 2019 года, 10:00.');
      expect(text).toContain('Было: Аким велел.');
      expect(text).toContain('Сейчас в записи: Их слова.');
      expect(text).toContain('Ваше, как в форме ниже: Мои слова.');
      expect(text).toContain('коллеги уже в форме');
      expect(html).toContain('value="vlast.kz"');
      expect(await listRevisions(desk.db, 'incident', BLACKOUT_SLUG)).toHaveLength(revisions);

      const again = { ...typed, source_title: 'vlast.kz', seen: hidden(html, 'seen'), base: hidden(html, 'base') };
      const nothing = await people.reporter.post(path, { ...again, 'asked[]': 'text' });
      expect([nothing.status, asked(nothing.html)]).toEqual([409, ['text']]);
      expect((await entry())?.text).toBe('Их слова.');

      const chosen = await people.reporter.post(path, { ...again, 'asked[]': 'text', 'choice.text': 'theirs' });
      expect(chosen.status).toBe(303);
      expect(await entry()).toMatchObject({
        text: 'Их слова.',
        at: { written: { at: '2019-07-16', precision: 'night' } },
        source: { title: 'vlast.kz' },
      });
    });

    it('may take a third version, made of both', async () => {
      const seen = await seenAt(path);
      const now = {
        ...STATEMENT,
        quote: 'в течение десяти дней',
        answers: ['who', 'what'],
        at_precision: 'night',
        source_title: 'vlast.kz',
      };
      await people.editor.post(path, { ...now, text: 'Раз.', seen });
      const { html } = await people.reporter.post(path, { ...now, text: 'Два.', seen });
      const own = { seen: hidden(html, 'seen'), base: hidden(html, 'base'), 'asked[]': 'text', 'choice.text': 'mine' };
      expect((await people.reporter.post(path, { ...now, text: 'Раз. Два.', ...own })).status).toBe(303);
      expect((await entry())?.text).toBe('Раз. Два.');
    });

    it('are asked again where a third has saved while the second was choosing', async () => {
      const seen = await seenAt(path);
      const now = {
        ...STATEMENT,
        quote: 'в течение десяти дней',
        answers: ['who', 'what'],
        at_precision: 'night',
        source_title: 'vlast.kz',
      };
      await people.editor.post(path, { ...now, text: 'Первый.', seen });
      const first = await people.reporter.post(path, { ...now, text: 'Второй.', seen });
      await people.editor.post(path, { ...now, text: 'Третий.', seen: await seenAt(path) });
      const own = {
        seen: hidden(first.html, 'seen'),
        base: hidden(first.html, 'base'),
        'asked[]': 'text',
        'choice.text': 'mine',
      };
      const second = await people.reporter.post(path, { ...now, text: 'Второй.', ...own });
      expect(second.status).toBe(409);
      expect(textIn(second.html)).toContain('Сейчас в записи: Третий.');
      expect((await entry())?.text).toBe('Третий.');
    });

    it('that is gone meanwhile is said to be gone', async () => {
      await people.editor.post(`${AT}/entries`, {
        ...STATEMENT,
        kind: 'event',
        office: '',
        official: '',
        network: '',
        text: 'Лишнее.',
        answers: [],
      });
      const id = (await draft())?.entries.at(-1)?.id ?? '';
      const page = await people.editor.get(`${AT}/entries/${id}/removal`);
      const seen = await seenAt(`${AT}/entries/${id}`);
      await people.editor.post(`${AT}/entries/${id}/removal`, { seen: hidden(page.html, 'seen') });
      const answer = await people.reporter.post(`${AT}/entries/${id}`, { ...STATEMENT, text: 'Моё', seen });
      expect(answer.status).toBe(409);
    });
  });

  describe('a promise', () => {
    const path = `${AT}/promises/${PROMISE_ID}`;
    const promise = async () => (await draft())?.promises.find(({ id }) => id === PROMISE_ID);

    it('in its term are asked about the whole of it, and what came of it meanwhile stays', async () => {
      const seen = await seenAt(path);
      await people.editor.post(path, {
        ...PROMISE,
        due_basis: 'newsroom',
        due_reason: 'по смыслу',
        due_date: '2019-07-27',
        seen,
      });
      await people.editor.post(`${path}/changes`, {
        entry: STATEMENT_ID,
        phrase: 'до 1 августа',
        due_date: '2019-08-01',
      });
      const mine = { ...PROMISE, phrase: 'через 10 дней', test: 'Отчёт опубликован', seen };
      const { html, status } = await people.reporter.post(path, mine);
      expect([status, await mistakes(html, 'page')]).toEqual([409, []]);
      expect(asked(html)).toEqual(['phrase', 'due', 'due_basis', 'due_reason']);
      const choices = Object.fromEntries(asked(html).map((place) => [`choice.${place}`, 'theirs']));
      const own = { seen: hidden(html, 'seen'), base: hidden(html, 'base'), 'asked[]': asked(html), ...choices };
      expect(
        (await people.reporter.post(path, { ...mine, due_basis: 'newsroom', due_reason: 'x', ...own })).status,
      ).toBe(303);
      expect(await promise()).toMatchObject({
        phrase: 'в течение 10 дней',
        due: '2019-07-27',
        dueBasis: 'newsroom',
        dueReason: 'по смыслу',
        test: 'Отчёт опубликован',
        changes: [{ due: '2019-08-01' }],
      });
    });
  });

  describe('an incident', () => {
    it('in two languages of its title are both saved; in one they are asked about that one', async () => {
      const path = `${AT}/edit`;
      const facts = {
        kind: 'acute',
        topic: 'power',
        office: 'akim-almaty',
        zone: 'Asia/Almaty',
        started_precision: 'between',
        started_date: '2019-07-15',
        started_time: '14:00',
        started_time2: '14:14',
      };
      const { title } = (await draft()) ?? { title: {} };
      const titles = (texts: Record<string, string | undefined>) =>
        Object.fromEntries(
          LANGUAGES.map((lang) => [`title_${lang}`, texts[lang] ?? title[lang as keyof typeof title] ?? '']),
        );
      const seen = await seenAt(path);
      await people.editor.post(AT, { ...facts, ...titles({ ru: 'Их', en: 'Theirs' }), seen });
      const { status, html } = await people.reporter.post(AT, {
        ...facts,
        ...titles({ ru: 'Моё', kk: 'Менікі' }),
        seen,
      });
      expect([status, asked(html), await mistakes(html, 'page')]).toEqual([409, ['title.ru'], []]);
      const own = {
        seen: hidden(html, 'seen'),
        base: hidden(html, 'base'),
        'asked[]': 'title.ru',
        'choice.title.ru': 'theirs',
      };
      const sent = { ...facts, ...titles({ ru: 'Моё', kk: 'Менікі', en: 'Theirs' }), ...own };
      expect((await people.reporter.post(AT, sent)).status).toBe(303);
      expect((await draft())?.title).toEqual({ ru: 'Их', kk: 'Менікі', en: 'Theirs' });
      expect((await draft())?.entries).toHaveLength(1);
    });
  });
});
