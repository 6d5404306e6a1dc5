import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/domain/digest.ts';
import { digestOf } from '../../../src/domain/digest.ts';
import { publicDigest } from '../../../src/domain/digest-public.ts';
import { findWeek } from '../../../src/domain/week.ts';
import { LANGUAGES } from '../../../src/domain/words.ts';
import type { Block } from '../../../views/mail/digest-blocks.ts';
import { digestCopy } from '../../../views/mail/digest-copy.ts';
import { digestTelegram, splitBlocks, TELEGRAM_LENGTH } from '../../../views/mail/digest-telegram.ts';
import { directoryOf2019, incidentsOf2019 } from '../../support/fixtures.ts';

const BASE = 'https://merzim.example';
const ZONE = 'Asia/Almaty';
const directory = directoryOf2019();
const incidents = incidentsOf2019();
const titles = new Map(incidents.map(({ slug, title }) => [slug, title]));

function issued(name: string) {
  const week = findWeek(name, ZONE);
  if (week === undefined) throw new Error('no such week');
  return { digest: digestOf(week, ZONE, incidents, directory), issuedAt: week.cutOff + 3 * 3_600_000 };
}
const options = (lang: (typeof LANGUAGES)[number]) => ({ directory, baseUrl: BASE, lang, zone: ZONE, titles });

/** What a message holds for its reader; throws for what the Bot API would refuse. */
function readMessage(html: string): { text: string; links: { url: string; words: string }[] } {
  const links: { url: string; words: string }[] = [];
  const open: string[] = [];
  let text = '';
  for (const [token, closing, name, href] of html.matchAll(
    /<(\/?)([a-z]+)(?: href="([^"<>]*)")?>|&[a-z]+;|[^<&]+|[<&]/g,
  )) {
    if (name === undefined) {
      const letters = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }[token] ?? token;
      if (letters === token && /[<>&]/.test(token)) throw new Error(`a bare ${token}`);
      text += letters;
      const link = links.at(-1);
      if (link !== undefined && open.at(-1) === 'a') link.words += letters;
    } else if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      if (!['b', 'i', 'a'].includes(name)) throw new Error(`no element of Telegram: ${name}`);
      if (name === 'a')
        links.push({ url: (href ?? '').replace(/&(amp|quot);/g, (_, it) => (it === 'amp' ? '&' : '"')), words: '' });
      open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`open: ${open}`);
  return { text, links };
}

const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'мерзім',
        'срок',
        '&',
        '<b>',
        '</a>',
        '&amp;',
        '"',
        '🔥',
        'ә',
        '\u0000',
        '\ud800',
        '\n',
        'x'.repeat(90),
        '&'.repeat(40),
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(' '));
/** Ours are short: even with everything escaped a link fits into a message. */
const address = fc.webUrl({ withQueryParameters: true, size: 'small' }).filter((url) => url.length <= 60);
const block: fc.Arbitrary<Block> = fc.record(
  {
    kind: fc.constantFrom('title', 'heading', 'subheading', 'words', 'item'),
    lines: fc.array(words, { minLength: 1, maxLength: 3 }),
    link: fc.record({
      url: address,
      words: fc.constant('Запись & источники'),
    }),
  },
  { requiredKeys: ['kind', 'lines'] },
);
const bare = (text: string): string => text.toWellFormed().replace(/[^\p{L}\p{N}&<>"]/gu, '');

describe('Messages for a Telegram channel', () => {
  it('are no longer than the limit, break no link, entity or element, and lose nothing', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), fc.integer({ min: 400, max: 1500 }), (blocks, limit) => {
        const messages = splitBlocks(blocks, limit);
        for (const message of messages) expect(message.length).toBeLessThanOrEqual(limit);
        const read = messages.map(readMessage);
        expect(read.flatMap(({ links }) => links)).toEqual(blocks.flatMap(({ link }) => link ?? []));
        const said = blocks.flatMap(({ lines, link }) => [...lines, link?.words ?? '']).join('');
        expect(bare(read.map(({ text }) => text).join(''))).toBe(bare(said));
      }),
      { numRuns: 300 },
    );
  });

  it('keep a block whole where it fits, and a heading with what it opens', () => {
    const item = (text: string): Block => ({ kind: 'item', lines: [text], link: { url: BASE, words: 'record' } });
    const blocks: Block[] = [
      { kind: 'words', lines: ['a'.repeat(80)] },
      { kind: 'heading', lines: ['Overdue'] },
      { kind: 'subheading', lines: ['Checked'] },
      item('b'.repeat(60)),
      item('c'.repeat(60)),
    ];
    const messages = splitBlocks(blocks, 170);
    expect(messages.map((message) => readMessage(message).text)).toEqual([
      'a'.repeat(80),
      `Overdue\n\nChecked\n\n• ${'b'.repeat(60)}\nrecord`,
      `• ${'c'.repeat(60)}\nrecord`,
    ]);
  });

  it('fill a message up to the very limit', () => {
    const two = (length: number): Block[] => [
      { kind: 'words', lines: ['a'.repeat(100)] },
      { kind: 'words', lines: ['b'.repeat(length)] },
    ];
    expect(splitBlocks(two(98), 200)).toHaveLength(1);
    expect(splitBlocks(two(99), 200)).toHaveLength(2);
    expect(splitBlocks([{ kind: 'words', lines: ['&'.repeat(40)] }], 200)).toHaveLength(1);
    expect(splitBlocks([{ kind: 'words', lines: ['&'.repeat(41)] }], 200)).toHaveLength(2);
  });

  it.each(LANGUAGES)('say in %s what the digest says, with a link on every line', (lang) => {
    const shown = issued('2019-W31');
    const messages = digestTelegram(shown, options(lang));
    for (const message of messages) expect(message.length).toBeLessThanOrEqual(TELEGRAM_LENGTH);
    const links = messages.flatMap((message) => readMessage(message).links.map(({ url }) => url));
    const prefix = lang === 'ru' ? '' : `/${lang}`;
    const lines = [
      ...shown.digest.newly_overdue,
      ...shown.digest.still_overdue,
      ...shown.digest.due_next,
      ...shown.digest.resolved,
      ...shown.digest.moved,
    ];
    expect(lines.length).toBeGreaterThan(0);
    expect(links.filter((url) => url.includes('/promises/'))).toEqual(
      lines.map(({ incident, promise }) => `${BASE}${prefix}/promises/${incident}/${promise}`),
    );
    expect(links.at(-1)).toBe(`${BASE}${prefix}/digests/2019-W31`);
  });

  it('are the same each time, and say which part each is where there are several', () => {
    const one = issued('2019-W31');
    const line = one.digest.newly_overdue[0] ?? one.digest.still_overdue[0];
    if (line === undefined) throw new Error('nothing overdue');
    const long = { ...one, digest: { ...one.digest, moved: Array.from({ length: 60 }, () => line) } };
    const messages = digestTelegram(long, options('ru'));
    expect(messages.length).toBeGreaterThan(2);
    expect(digestTelegram(long, options('ru'))).toEqual(messages);
    messages.forEach((message, index) => {
      expect(message.length).toBeLessThanOrEqual(TELEGRAM_LENGTH);
      expect(message.endsWith(`<i>Часть ${index + 1} из ${messages.length}</i>`)).toBe(true);
    });
    expect(digestTelegram({ ...one, digest: empty(one.digest) }, options('ru'))).toHaveLength(1);
  });
});

const empty = (digest: Digest): Digest => ({
  ...publicDigest(digest, () => false),
  under_review: 0,
  not_rechecked: 0,
});

describe('The digest as text to copy', () => {
  it.each(LANGUAGES)('holds in %s every line with its whole address, and no markup', (lang) => {
    const shown = issued('2019-W31');
    const text = digestCopy(shown, options(lang));
    const prefix = lang === 'ru' ? '' : `/${lang}`;
    for (const { incident, promise } of [
      ...shown.digest.newly_overdue,
      ...shown.digest.still_overdue,
      ...shown.digest.due_next,
    ])
      expect(text.split('\n')).toContain(`${BASE}${prefix}/promises/${incident}/${promise}`);
    expect(text).not.toMatch(/[<>\u00a0\u2060]/);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('names the person only where somebody has looked', () => {
    const text = digestCopy(issued('2019-W31'), options('ru'));
    const item = (words: string) => text.split('\n\n').find((part) => part.includes(words)) ?? '';
    expect(item('Окончательные результаты проверки')).toContain('Бакытжан Сагинтаев');
    expect(item('Закончить восстановительные работы')).toContain('ещё не проверяли');
    expect(item('Закончить восстановительные работы')).not.toContain('Шукеев');
  });

  it('has the foreword, and says which lines were struck and why', () => {
    const shown = issued('2019-W31');
    const digest: Digest = {
      ...shown.digest,
      foreword: { ru: 'Первое слово.\n\nВторое слово.' },
      struck: [{ incident: 'arys-2019', promise: 'p', office: 'o', lists: ['moved'], reason: 'вымышленная причина' }],
    };
    const text = digestCopy({ ...shown, digest }, options('ru'));
    expect(text).toContain('\n\nПервое слово.\n\nВторое слово.\n\n');
    expect(text).toContain('вымышленная причина');
  });
});
