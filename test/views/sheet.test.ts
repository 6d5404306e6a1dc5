import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { smallSheet } from '../../views/static.ts';

describe('the sheet as it is served', () => {
  it('has no comments and no spaces that mean nothing', () => {
    expect(smallSheet('/* why */\na, b > c {\n  color: red;\n  margin: 0 calc(-1 * var(--s1));\n}\n')).toBe(
      'a,b > c{color:red;margin:0 calc(-1 * var(--s1))}',
    );
  });

  it('keeps what stands in quotes, and the space that joins an element to its descendant', () => {
    expect(smallSheet('td [data-l]::before { content: attr(data-l) ": ; {"; }')).toBe(
      'td [data-l]::before{content:attr(data-l) ": ; {"}',
    );
    expect(smallSheet('@media (min-width: 48em) and (max-width: 64em) { .a :target { top: 0; } }')).toBe(
      '@media (min-width:48em) and (max-width:64em){.a :target{top:0}}',
    );
  });

  it('has as many rules as the sheet that is written', () => {
    const sheet = readFileSync(new URL('../../views/static/merzim.css', import.meta.url), 'utf8');
    const small = smallSheet(sheet);
    const rules = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').match(/\{/g)?.length;
    expect(rules(small)).toBe(rules(sheet));
    expect(small.length).toBeLessThan(sheet.length * 0.93);
  });
});
