import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/domain/digest.ts';
import type { Scope } from '../../../src/domain/subscription.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { confirmMail } from '../../../views/mail/confirm-mail.tsx';
import { digestMail, type MailWords } from '../../../views/mail/digest-mail.tsx';
import { directoryOf2019, incidentsOf2019 } from '../../support/fixtures.ts';
import { mistakes, visible } from '../page.ts';

const ZONE = 'Asia/Almaty';
const week = findWeek('2019-W31', ZONE);
if (week === undefined) throw new Error('2019-W31');
const directory = directoryOf2019();
const digest = digestOf(week, ZONE, incidentsOf2019(), directory);
const titles = new Map(incidentsOf2019().map(({ slug, title }) => [slug, title]));
const baseUrl = 'https://merzim.example';
const scopes: Scope[] = [
  { kind: 'office', ref: 'akim-almaty' },
  { kind: 'incident', ref: 'arys-2019' },
];

const letters: [string, MailWords][] = LANGUAGES.flatMap((lang): [string, MailWords][] => {
  const shared = { directory, titles, baseUrl, lang, zone: ZONE };
  const shown = { digest, issuedAt: Date.parse('2019-08-05T03:00:00Z') };
  const own = { contact: 'digest@merzim.example', links: { manage: 'MANAGE', leave: 'LEAVE' } };
  const confirm = {
    until: Date.parse('2019-08-07T03:00:00Z'),
    days: 7,
    links: { confirm: 'CONFIRM', manage: 'MANAGE' },
  };
  return [
    [`${lang}, everything`, digestMail({ ...shared, ...own, shown, scopes: [{ kind: 'all', ref: '' }] })],
    [`${lang}, some`, digestMail({ ...shared, ...own, shown, scopes })],
    [`${lang}, to confirm`, confirmMail({ ...shared, ...confirm, asked: scopes, held: [] })],
    [`${lang}, already held`, confirmMail({ ...shared, ...confirm, asked: [], held: scopes })],
  ];
});

describe.each(letters)('A letter (%s)', (_name, { subject, text, html }) => {
  it('is whole HTML, with nothing from elsewhere and nothing that follows the reader', async () => {
    expect(await mistakes(html, 'page')).toEqual([]);
    expect(html).not.toMatch(/<(img|link|script|iframe|object|form)\b|url\(|@import|srcset|background=/i);
    expect(html).toContain('prefers-color-scheme:dark');
  });

  it('has lines that any program shows, and no letter that draws a box', () => {
    const lines = text.split('\n').filter((line) => !line.includes('https://'));
    expect(subject.length).toBeLessThan(78);
    expect(`${subject}${text}${html}`).not.toContain('\u2060');
    expect(`${subject}${text}`).not.toContain('\u00a0');
    expect(lines.length).toBeGreaterThan(2);
  });

  it('has the same links in text and in HTML', () => {
    const links = (words: string) => new Set(words.match(/https:\/\/merzim\.example[^\s"<]*/g));
    expect(links(html)).toEqual(links(text));
  });
});

describe('The digest as a mail', () => {
  it('says why one gets it, and how to leave', () => {
    const [, all] = letters.find(([name]) => name === 'ru, everything') ?? [];
    const [, some] = letters.find(([name]) => name === 'ru, some') ?? [];
    for (const words of [visible(all?.html), all?.text.replace(/\s+/g, ' ')])
      expect(words).toContain('подписались на все сводки Merzim');
    for (const words of [visible(some?.html), some?.text.replace(/\s+/g, ' ')])
      expect(words).toContain('аким города Алматы; «Взрывы на складах боеприпасов');
    expect(all?.html).toContain('href="https://merzim.example/subscribe/leave/LEAVE"');
    expect(all?.html).toContain('href="https://merzim.example/subscribe/manage/MANAGE"');
  });

  it('gives colour only to what was checked', () => {
    const [, all] = letters.find(([name]) => name === 'ru, everything') ?? [];
    expect(all?.html).toMatch(/<b class="past">Срок вышел, результата не нашли/);
    expect(all?.html).toMatch(/<b>Срок вышел, ещё не проверяли/);
  });
});
