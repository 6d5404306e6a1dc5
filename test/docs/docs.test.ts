import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli.ts';
import { VARIABLES } from '../../src/config.ts';
import { testApp } from '../support/app.ts';

const ROOT = new URL('../..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The first cells, in backticks, of the tables under a heading of the second rank. */
function rowsUnder(text: string, heading: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = '']) => cell);
}

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(new URL('docs', ROOT)).map((name) => `docs/${name}`),
];
const TEXTS = PAGES.filter((path) => path.endsWith('.md'));

describe('docs/operating.md', () => {
  const text = read('docs/operating.md');

  it('names every variable of the environment, and no other', () => {
    expect(rowsUnder(text, 'Environment').sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  it('names every command, and no other', () => {
    const named = rowsUnder(text, 'Commands').map((cell) => cell.split(' ')[0]);
    expect([...new Set(named)].sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });
});

describe('docs/routes.md', () => {
  it('names every route of the site, and no other', async () => {
    const { app, close } = await testApp();
    await close();
    const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    const named = [...read('docs/routes.md').matchAll(/^\| `([A-Z]+ [^`]+)`/gm)].map(([, cell = '']) => cell);
    expect(routes.length).toBeGreaterThan(0);
    expect(named.sort()).toEqual([...new Set(routes)].sort());
  });
});

describe('The pages of the project', () => {
  it('are there', () => {
    expect(TEXTS).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md']),
    );
    expect(read('CHANGELOG.md')).toMatch(/^## \[Unreleased\]$/m);
    expect(read('LICENSE')).toContain('MIT');
  });

  it.each(TEXTS)('%s names no file that is not there', (page) => {
    const text = read(page);
    const named = [...text.matchAll(/`((?:src|views|test|docs|migrations|fixtures)\/[\w./-]*)`/g)].map(
      ([, path = '']) => path,
    );
    const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => `${folder}${path}`);
    const placeholders = /WORD/;
    expect(
      [...named, ...linked].filter((path) => !placeholders.test(path) && !existsSync(new URL(path, ROOT))),
    ).toEqual([]);
  });

  it.each(TEXTS)('%s names no npm script that is not there', (page) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/npm run (?:-s )?([a-z][\w-]*(?::[\w-]+)*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('README has the two commands of a newcomer', () => {
    expect(read('README.md')).toContain('npm ci && npm run demo');
    expect(read('README.md')).toContain('npm ci && npm test');
  });
});
