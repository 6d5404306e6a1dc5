import { describe, expect, it } from 'vitest';
import { type Corrected, languagesToCheck } from '../../src/domain/languages-to-check.ts';

const TEXTS = { title: { ru: 'Нет света', kk: 'Жарық жоқ', en: 'No light' }, summary: { ru: 'Коротко' } };
const PUBLISHED: Corrected = { act: 'published', changes: [] };
const title = (...langs: string[]): Corrected => ({
  act: 'edited',
  changes: langs.map((lang) => ({ path: `title.${lang}`, before: 'было', after: 'стало' })),
});
/** Oldest first, as it happened. */
const told = (...revisions: Corrected[]) =>
  languagesToCheck([PUBLISHED, ...revisions].reverse(), TEXTS).map(({ text, corrected, languages }) =>
    [text, corrected.join(), languages.join()].join(' '),
  );

describe('When one language of a text is corrected after publication', () => {
  it('the others are to be checked', () => {
    expect(told(title('ru'))).toEqual(['title ru kk,en']);
    expect(told(title('kk'))).toEqual(['title kk ru,en']);
  });

  it('those that were changed with it are not', () => {
    expect(told(title('ru', 'kk'))).toEqual(['title ru,kk en']);
    expect(told(title('ru', 'kk', 'en'))).toEqual([]);
  });

  it('those that follow are done, one after the other, and do not make the first one wait', () => {
    expect(told(title('ru'), title('kk'))).toEqual(['title ru en']);
    expect(told(title('ru'), title('kk'), title('en'))).toEqual([]);
  });

  it('a second correction makes those wait again that had followed', () => {
    expect(told(title('ru'), title('kk'), title('ru'))).toEqual(['title ru kk,en']);
    expect(told(title('ru'), title('kk'), title('kk'))).toEqual(['title ru,kk ru,en']);
  });

  it('an editor’s word that the others stand ends it, until the next correction', () => {
    const compared: Corrected = { act: 'compared', changes: [] };
    expect(told(title('ru'), compared)).toEqual([]);
    expect(told(title('ru'), compared, title('en'))).toEqual(['title en ru,kk']);
  });

  it('only languages that are there are to be checked', () => {
    const summary: Corrected = { act: 'edited', changes: [{ path: 'summary.ru', before: 'а', after: 'б' }] };
    expect(told(summary)).toEqual([]);
  });

  it('a language that is added corrects nothing, and has followed', () => {
    const added: Corrected = { act: 'edited', changes: [{ path: 'title.en', before: null, after: 'No light' }] };
    expect(told(added)).toEqual([]);
    expect(told(title('ru'), added)).toEqual(['title ru kk']);
  });

  it('a text that was replaced as a whole counts language by language', () => {
    const whole: Corrected = {
      act: 'edited',
      changes: [{ path: 'title', before: { ru: 'а', kk: 'ә' }, after: { ru: 'б', kk: 'ә' } }],
    };
    expect(told(whole)).toEqual(['title ru kk,en']);
  });

  it('what was written before the first publication does not count, nor does what was never published', () => {
    expect(languagesToCheck([PUBLISHED, title('ru')], TEXTS)).toEqual([]);
    expect(languagesToCheck([title('ru')], TEXTS)).toEqual([]);
  });

  it('a draft that is thrown away takes its corrections with it', () => {
    const removed: Corrected = { ...title('ru'), act: 'removed' };
    expect(told(title('ru'), removed)).toEqual([]);
    expect(told(title('kk'), PUBLISHED, title('ru'), removed)).toEqual(['title kk ru,en']);
  });

  it('another publication changes nothing about it', () => {
    expect(told(title('ru'), PUBLISHED)).toEqual(['title ru kk,en']);
  });
});
