import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli.ts';
import { VARIABLES } from '../../src/config.ts';
import { GAUGE_NAMES } from '../../src/web/metrics/gauges.ts';

const ROOT = new URL('../..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

const DOCS = readdirSync(new URL('docs', ROOT))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const DEPLOY = readdirSync(new URL('deploy', ROOT)).map((name) => `deploy/${name}`);
/** Of npm, of Node and of PostgreSQL, or placeholders of ours. */
const NOT_OURS = /^(DIR|FILE|KEYFILE|TAG|E|PGPASSWORD|NODE_ENV|INSTANT|DATE|COMMAND)$/;

describe('What is written about running Merzim', () => {
  it.each(['README.md', 'CONTRIBUTING.md', ...DOCS])('%s names no command that is not there', (page) => {
    const named = all(read(page), /npm run -s merzim -- ([a-z][a-z-]*)/g);
    const known = ['help', ...COMMANDS.map(({ name }) => name)];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(['docs/runbook.md', 'docs/scaling.md', 'docs/operating.md', ...DEPLOY])(
    '%s names no variable that is not there',
    (page) => {
      const text = read(page);
      const quoted = all(text, /`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g);
      const set = all(text, /(?:^| |")([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)=/gm);
      const known = Object.keys(VARIABLES);
      expect([...quoted, ...set].filter((name) => !known.includes(name) && !NOT_OURS.test(name))).toEqual([]);
    },
  );

  it('names no metric and no file of deploy/ that is not there', () => {
    for (const page of [...DOCS, 'CHANGELOG.md']) {
      const text = read(page);
      const metrics = all(text, /`(merzim_[a-z_]+)/g).filter((name) => !(GAUGE_NAMES as string[]).includes(name));
      const files = all(text, /`(deploy\/[\w./-]+)`/g).filter((path) => !existsSync(new URL(path, ROOT)));
      expect([page, metrics, files]).toEqual([page, [], []]);
    }
  });
});

describe('docs/runbook.md', () => {
  it('says of every alarm what it means, and of no other', () => {
    const alarms = all(read('deploy/alerts.yml'), /^ +- alert: (\w+)$/gm);
    expect(alarms.length).toBeGreaterThan(5);
    expect(all(read('docs/runbook.md'), /^\| `(Merzim\w+)`/gm).sort()).toEqual(alarms.sort());
  });
});

describe('deploy/', () => {
  it('starts and copies what is there', () => {
    const unit = read('deploy/merzim.service');
    const container = read('deploy/Containerfile');
    expect(unit).toContain('src/merzim.mjs serve');
    const copied = all(container, /^COPY (?!--from)(.+) \S+$/gm).flatMap((paths) => paths.split(' '));
    const run = [...unit.matchAll(/\/opt\/merzim\/(\S+)/g), ...container.matchAll(/(node_modules\/node\/bin\/node)/g)];
    const named = [...copied, ...run.map(([, path = '']) => path)];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
    // What the program reads has to be in the container.
    for (const folder of ['src', 'views', 'migrations', 'fixtures']) expect(copied).toContain(folder);
  });

  it('keeps the metrics and what says who reads out of the proxies', () => {
    expect(read('deploy/nginx.conf')).toMatch(/location = \/metrics \{\s+return 404;/);
    expect(read('deploy/Caddyfile')).toMatch(/respond \/metrics 404/);
    const format = /log_format [^;]+;/.exec(read('deploy/nginx.conf'))?.[0] ?? '';
    expect(format).not.toMatch(
      /\$(remote_addr|http_user_agent|http_referer|request_uri|request\b|uri|args|http_cookie)/,
    );
  });
});
