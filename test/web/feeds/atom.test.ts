import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AtomFeed, atomDocument } from '../../../src/web/feeds/atom.ts';
import { printable } from '../../../views/format/text.ts';
import { readAtom } from '../../support/atom.ts';

const AT = Date.parse('2019-07-26T18:00:00Z');

function feedOf(title: string, more: Partial<AtomFeed> = {}): string {
  const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return atomDocument({
    lang: 'ru',
    base: 'https://merzim.example',
    siteName: 'Merzim',
    licence: 'CC BY 4.0',
    name: 'feeds/overdue',
    title,
    lead: title,
    self: 'https://merzim.example/feeds/overdue.atom?a=1&b=2',
    page: 'https://merzim.example/promises',
    since: AT,
    entries: [
      {
        path: 'due/a/b',
        title,
        html: `<p>${escaped}</p>`,
        url: 'https://merzim.example/a',
        publishedAt: AT,
        updatedAt: AT,
      },
    ],
    ...more,
  });
}

/** Words with everything that has ever broken a feed. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ']]>',
        ']]>]]>',
        '<![CDATA[',
        '&amp;',
        '&amp;amp;',
        '&',
        '<b>',
        '"',
        "'",
        '\u0000',
        '\u000b',
        '\ud800',
        '\udfff',
        '\ufffe',
        '\uffff',
        '🔥',
        'ә',
        '$&',
        '$1',
        '--',
        '<?xml',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('An Atom document', () => {
  it('is XML whatever the words hold, and gives them back without what XML forbids', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const feed = readAtom(feedOf(words));
        // A reader of XML takes every line end for one of its own, and blanks at the edges for nothing.
        const plain = (text: string) =>
          text
            .replace(/\r\n?/g, '\n')
            .replace(/[\s\ufeff]+/g, ' ')
            .trim();
        expect(plain(feed.entries[0]?.title ?? '')).toBe(plain(printable(words)));
        expect(plain(feed.title)).toBe(plain(`${printable(words)} — Merzim`));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['\u0000a\u0008b\u000bc\u001fd', 'abcd'],
    ['tab\tline\nend\r', 'tab\tline\nend\r'],
    ['half \ud83d of a pair, whole 🔥', 'half  of a pair, whole 🔥'],
    ['\ufffe\uffff\ufffd', '\ufffd'],
    ['\u007f\u0085', '\u007f\u0085'],
  ])('leaves out what XML forbids and nothing else: %j', (words, kept) => {
    expect(printable(words)).toBe(kept);
  });

  it('takes the words of an escape for words', () => {
    const feed = readAtom(feedOf('AT&amp;T & <b>Co</b> ]]> ]]>'));
    expect(feed.title).toBe('AT&amp;T & <b>Co</b> ]]> ]]> — Merzim');
    expect(feed.entries[0]?.title).toBe('AT&amp;T & <b>Co</b> ]]> ]]>');
    expect(feed.self).toBe('https://merzim.example/feeds/overdue.atom?a=1&b=2');
  });

  it('asks no clock', () => {
    expect(readAtom(feedOf('a', { entries: [] })).updated).toBe('2019-07-26T18:00:00.000Z');
  });
});
