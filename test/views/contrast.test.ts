import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('../../views/static/merzim.css', import.meta.url), 'utf8');

/** The colours of a `:root` block, by name. */
function tokens(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

const light = tokens(/^:root \{[\s\S]*?^\}/m.exec(sheet)?.[0] ?? '');
const dark = tokens(/@media \(prefers-color-scheme: dark\) \{[\s\S]*?^\}/m.exec(sheet)?.[0] ?? '');

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the colours of %s', (_, colours) => {
  const of = (name: string): string => {
    const colour = colours.get(name);
    if (colour === undefined) throw new Error(`no colour ${name}`);
    return colour;
  };

  it.each(['ink', 'muted', 'accent', 'done', 'past'])('%s reads on paper and on wash', (name) => {
    expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of(name), of('wash'))).toBeGreaterThanOrEqual(4.5);
  });

  it('the edge of a control can be seen', () => {
    expect(contrast(of('edge'), of('paper'))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('edge'), of('wash'))).toBeGreaterThanOrEqual(3);
  });

  it('the words of a button read on it', () => {
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5);
  });

  it('no colour is red', () => {
    for (const colour of colours.values()) {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
        number,
        number,
        number,
      ];
      expect(r > 120 && g < r * 0.5 && b < r * 0.5 && g <= b * 2).toBe(false);
    }
  });
});

describe('the sheet', () => {
  const rules = sheet.replace(/\/\*[\s\S]*?\*\//g, '');

  it('holds to what Chrome 96 and Safari 14 know', () => {
    expect(rules).not.toMatch(/@layer|@container|@scope|@property|@import|:has\(|&|subgrid/);
    expect(rules).not.toMatch(
      /[^-]inset:|aspect-ratio|color-mix|(?:ok)?l(?:ab|ch)\(|\d[dsl]v[hw]\b|\((?:width|height) ?[<>=]/,
    );
    // Safari 14.0 knows it in grids alone.
    expect(rules).not.toMatch(/(?<![-a-z])gap:/);
    // A selector that is not known takes its whole list along.
    expect(rules).not.toMatch(/::file-selector-button,|, ?::file-selector-button/);
    // A browser that does not know :focus-visible keeps the ring of :focus.
    expect(rules).toMatch(/a:focus, button:focus/);
  });

  it('leaves the order of reading as it is written, and moves nothing', () => {
    expect(rules).not.toMatch(/(?<![-a-z])order:|-reverse|grid-auto-flow: [a-z ]*dense/);
    expect(rules).not.toMatch(/transition|animation|@keyframes|scroll-behavior/);
  });

  it('takes the ring of the focus away only where the browser says that it need not show', () => {
    const bare = [...rules.matchAll(/([^{}]*)\{[^}]*outline: ?(?:none|0)[^}]*\}/g)].map(
      ([, selector = '']) => selector,
    );
    expect(bare.flatMap((list) => list.split(',')).filter((one) => !one.includes(':not(:focus-visible)'))).toEqual([]);
  });

  it('writes nothing smaller than 14 pixels on a screen', () => {
    const screen = rules.slice(0, rules.indexOf('@media print'));
    const sizes = [...screen.matchAll(/font-size: ([\d.]+)(rem|px|em)/g)].map(([, size, unit]) => [Number(size), unit]);
    expect(sizes.length).toBeGreaterThan(15);
    const small = sizes.filter(
      ([size = 0, unit]) => Number(size) < (unit === 'px' ? 14 : unit === 'rem' ? 0.875 : 0.9),
    );
    expect(small).toEqual([]);
  });

  it('names only fonts that are there, and cuts that do not overlap', () => {
    const faces = [...sheet.matchAll(/@font-face \{[^}]*url\("([^"]+)"\)[^}]*unicode-range: ([^;]+);/g)];
    expect(faces).toHaveLength(3);
    const letters = faces.flatMap(([, file = '', ranges = '']) => {
      expect(
        readFileSync(new URL(`../../views/static/${file}`, import.meta.url))
          .subarray(0, 4)
          .toString(),
      ).toBe('wOF2');
      return ranges.split(', ').flatMap((range) => {
        const [from = 0, to = from] = range
          .replace('U+', '')
          .split('-')
          .map((code) => Number.parseInt(code, 16));
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
      });
    });
    expect(new Set(letters).size).toBe(letters.length);
    for (const letter of 'аяёАЯЁәғқңөұүһіӘҒҚҢӨҰҮҺІ№«»—–…0123456789AZaz')
      expect(letters).toContain(letter.codePointAt(0));
  });

  it('weighs no more with its fonts than a first visit may take', () => {
    const size = (file: string) => readFileSync(new URL(`../../views/static/fonts/${file}`, import.meta.url)).length;
    const cyrillic = size('golos-text-cyrillic.woff2');
    expect(size('golos-text-latin.woff2') + cyrillic + size('golos-text-cyrillic-ext.woff2')).toBeLessThan(24_000);
  });
});

describe('the script', () => {
  it('is the one of the package', () => {
    const ours = readFileSync(new URL('../../views/static/htmx.min.js', import.meta.url));
    const theirs = readFileSync(new URL('../../node_modules/htmx.org/dist/htmx.min.js', import.meta.url));
    expect(ours.equals(theirs)).toBe(true);
  });
});
