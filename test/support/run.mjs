// `npm test`: types, lint, then every suite; ends with the one line that counts. A step that fails is a failure even if no test did.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'merzim-test-'));
const report = join(folder, 'report.json');
const run = (name, args) => {
  console.log(`\n# ${name}`);
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
};
const bin = (path) => join('node_modules', path);

const types = run('types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json']);
const lint = run('lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']);
const suites = run('suites', [
  bin('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);

let passed = 0;
let failed = 0;
try {
  const totals = JSON.parse(readFileSync(report, 'utf8'));
  passed = totals.numPassedTests;
  failed = totals.numTotalTests - totals.numPassedTests;
} catch {
  failed = 1;
}
rmSync(folder, { recursive: true, force: true });
for (const step of [types, lint]) step ? passed++ : failed++;
if (!suites && failed === 0) failed = 1;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 2 ? 0 : 1;
