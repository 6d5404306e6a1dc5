import { HtmlValidate } from 'html-validate';
import { LANGUAGES } from '../../src/domain/words.ts';
import type { Site } from '../../views/document.tsx';
import { readerOf } from '../../views/reader.ts';
import type { SectionName } from '../../views/sections.ts';

/** One reader of each language, made anew: a reader counts the links of its page. */
export const readers = () => LANGUAGES.map((lang) => readerOf(lang));

export const site: Site = {
  base: 'https://merzim.example',
  asset: (file) => `/static/${file}`,
  sections: [
    'incidents',
    'promises',
    'offices',
    'digests',
    'method',
    'search',
    'data',
    'report',
  ] satisfies SectionName[],
};

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'void-style': 'off', 'attribute-boolean-style': 'off' },
});

/** What is wrong with the HTML, a line for each mistake. `fragment`: a part, which is looked at within an empty page. */
export async function mistakes(html: unknown, kind: 'page' | 'fragment' = 'fragment'): Promise<string[]> {
  const printed = String(html);
  const page =
    kind === 'page'
      ? printed
      : `<!DOCTYPE html><html lang="ru"><head><title>Merzim</title></head><body><main>${printed}</main></body></html>`;
  const report = await validator.validateString(page);
  return report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}

/** The text as a reader sees it: no tags, every kind of space one plain space. */
export function visible(html: unknown): string {
  return String(html)
    .replace(/<(svg|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\u2060/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same for words that are no HTML. */
export const plain = (words: string): string => words.replace(/\u2060/g, '').replace(/\u00a0/g, ' ');
