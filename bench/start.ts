/**
 * `npm run bench:start -- [--rounds 7]`: milliseconds from the start of `npm start`'s process to its first answered page on an existing
 * record, warm, beside a bare node:http in the same run: the medians.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ended, folderOf, median, recordsFile, SHIM } from './site.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const folder = folderOf('start');
const env = {
  ...process.env,
  HOST: '127.0.0.1',
  DATA_DIR: folder,
  LOG_LEVEL: 'warn',
  DIGEST_AT: 'off',
  DATABASE_URL: `sqlite:${join(folder, 'merzim.db')}`,
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asked again every few milliseconds until the port is open; then for the page. */
async function answered(port: number): Promise<void> {
  const isOpen = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  while (!(await isOpen())) await pause(3);
  const response = await fetch(`http://127.0.0.1:${port}/`);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`answered ${response.status}`);
}

async function timed(args: (port: number) => string[]): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, args(port), { env: { ...env, PORT: String(port) }, stdio: 'ignore' });
  await answered(port);
  const took = performance.now() - started;
  await ended(child);
  return took;
}

execFileSync(process.execPath, [SHIM, 'import', recordsFile(folder, 50), '--publish'], { env, stdio: 'ignore' });
const ours = () => timed(() => [SHIM, 'serve']);
const bare = () =>
  timed((port) => ['-e', `require('node:http').createServer((_, r) => r.end('ok')).listen(${port}, '127.0.0.1')`]);
await ours();
const [took, least]: [number[], number[]] = [[], []];
for (let round = 0; round < Number(values.rounds); round++) {
  took.push(await ours());
  least.push(await bare());
}
console.log(
  `first answered page of a warm start: ${median(took).toFixed(0)} ms (${Math.min(...took).toFixed(0)} to ${Math.max(...took).toFixed(0)}); bare node:http ${median(least).toFixed(0)} ms; ${(median(took) / median(least)).toFixed(1)} times`,
);
