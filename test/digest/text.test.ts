import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { findWeek } from '../../src/domain/week.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { digestText } from '../../views/mail/digest-text.ts';
import { ALMATY, incident } from '../support/facts.ts';
import { directoryOf2019, incidentsOf2019 } from '../support/fixtures.ts';

const directory = directoryOf2019();
const digest = (name: string, incidents = incidentsOf2019()) => {
  const week = findWeek(name, ALMATY);
  if (week === undefined) throw new RangeError(name);
  return digestOf(week, ALMATY, incidents, directory);
};
const text = (name: string, lang: (typeof LANGUAGES)[number] = 'ru', issuedAt: number | null = null) =>
  digestText({ digest: digest(name), issuedAt }, { directory, baseUrl: 'https://merzim.example', lang, zone: ALMATY });

describe('The digest as plain text', () => {
  it('has the same lists, parts what was looked at from what was not, and every line has its link', () => {
    const said = text('2019-W31');
    expect(said).toContain('29 июля – 4 августа 2019 года');
    expect(said.indexOf('Срок вышел, в сводке впервые')).toBeLessThan(said.indexOf('Ещё не смотрели:'));
    expect(said.indexOf('Срок вышел раньше')).toBeLessThan(said.indexOf('Смотрели:\n'));
    expect(said.replace(/\s+/g, ' ')).toContain(
      'Срок вышел, результата не нашли (смотрели 30 июля). Срок: 26 июля 2019',
    );
    for (const line of ['almaty-blackout-2019/results', 'arys-2019/akim-one-month', 'arys-2019/all-houses'])
      expect(said).toContain(`\n  https://merzim.example/promises/${line}\n`);
  });

  it('names a person, with the term of office, only where somebody looked', () => {
    expect(text('2019-W31').replace(/\s+/g, ' ')).toContain('Бакытжан Сагинтаев (в должности с 28 июня 2019 года)');
    expect(text('2019-W31')).not.toContain('Шукеев');
    expect(text('2019-W30')).not.toContain('Сагинтаев');
  });

  it('reads "fell due last night" of a term that ends with the cut-off', () => {
    expect(text('2019-W30')).toContain('Срок истёк прошлой ночью: 28 июля 2019 года.');
    expect(text('2019-W30', 'en')).toContain('Fell due last night: 28 July 2019.');
  });

  it('says of an empty week that it is one', () => {
    const shown = { digest: digest('2019-W31', [incident({})]), issuedAt: null };
    const said = digestText(shown, { directory, baseUrl: 'https://merzim.example', lang: 'en', zone: ALMATY });
    expect(said).toContain('no terms that passed and no changes');
    expect(said).toContain('A preview: this digest was not issued.');
  });

  it('says when it was issued', () => {
    const said = text('2019-W31', 'en', Date.parse('2019-08-05T03:00:31Z')).replace(/\s+/g, ' ');
    expect(said).toContain('Issued on 5 August 2019, 9:00;');
  });

  it.each(LANGUAGES)('keeps its lines short and its addresses of one language (%s)', (lang) => {
    for (const name of ['2019-W29', '2019-W30', '2019-W31', '2019-W32']) {
      const lines = text(name, lang).split('\n');
      expect(lines.filter((line) => line.length > 76 && !line.includes('https://'))).toEqual([]);
      const links = lines.filter((line) => line.includes('https://')).map((line) => line.trim());
      const prefix = lang === 'ru' ? '' : `/${lang}`;
      expect(links.every((link) => link.startsWith(`https://merzim.example${prefix}/`))).toBe(true);
    }
  });
});
