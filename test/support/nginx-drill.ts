import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { READING_LIMITS } from '../../src/web/middleware/flood.ts';
import { freePort } from './postgres-server.ts';

const EXAMPLE = new URL('../../deploy/nginx.conf', import.meta.url);
/** Debian puts it where only root looks. */
const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

export type NginxSaid = { lines: string[]; wrong: string[] };
type Answer = { status: number; headers: Record<string, string>; body: Buffer };

/** Puts the nginx of this machine, if there is one, before these processes as `deploy/nginx.conf` says, and looks at what readers get. */
export async function nginxDrill(ports: readonly number[], folder: string): Promise<NginxSaid> {
  if (!hasNginx()) return { lines: ['nginx is not on this machine: nothing was tried through it'], wrong: [] };
  const port = await freePort();
  const child = await beginNginx(ports, port, join(folder, 'nginx'));
  const said: NginxSaid = { lines: [], wrong: [] };
  const expect = (what: string, holds: boolean) => {
    said.lines.push(`${holds ? 'yes' : 'NO '}  nginx: ${what}`);
    if (!holds) said.wrong.push(`nginx: ${what}`);
  };
  try {
    await lookAt(port, expect);
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGQUIT');
    await ended;
  }
  return said;
}

function hasNginx(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore', env: { ...process.env, PATH } });
    return true;
  } catch {
    return false;
  }
}

/** The example, with these processes, without its certificate. */
async function beginNginx(ports: readonly number[], port: number, folder: string): Promise<ChildProcess> {
  await mkdir(folder, { recursive: true });
  const servers = ports.map((each) => `server 127.0.0.1:${each} max_fails=1 fail_timeout=2s;`).join('\n');
  const site = (await readFile(EXAMPLE, 'utf8'))
    .replace(/^ *server 127\.0\.0\.1:3000 .*$/m, servers)
    .replace(/^server \{\n {4}listen 80;[\s\S]*?^\}\n/m, '')
    .replace('listen 443 ssl http2;', `listen ${port};`)
    .replace(/^ *ssl_certificate.*$/gm, '')
    .replace('/var/cache/nginx/merzim', join(folder, 'cache'))
    .replace('/var/log/nginx/merzim.log', join(folder, 'access.log'));
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const main = `daemon off; error_log ${folder}/error.log warn; pid ${folder}/pid; events {} http { ${own.join(' ')}\n${site}\n}`;
  await writeFile(join(folder, 'nginx.conf'), main);
  const args = ['-c', join(folder, 'nginx.conf'), '-p', folder];
  const child = spawn('nginx', args, { stdio: 'inherit', env: { ...process.env, PATH } });
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await ask(port, '/healthz').catch(() => undefined))?.status === 200) return child;
    await rest(50);
  }
  throw new Error('nginx does not answer');
}

function ask(port: number, path: string, headers: Record<string, string> = {}, host = '127.0.0.1'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path, headers: { host: 'merzim.example', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const names = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(names), body: Buffer.concat(chunks) });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function lookAt(port: number, expect: (what: string, holds: boolean) => void): Promise<void> {
  const page = '/incidents/arys-2019';
  const plain = await ask(port, page);
  const packed = await ask(port, page, { 'accept-encoding': 'gzip, br' });
  const coding = packed.headers['content-encoding'] ?? 'none';
  expect(
    `${plain.body.length} bytes come as ${packed.body.length} (${coding})`,
    packed.body.length < plain.body.length / 3,
  );
  const burst = await Promise.all(Array.from({ length: 50 }, () => ask(port, `${page}?burst=1`)));
  const hits = burst.filter(({ headers }) => headers['x-cache'] === 'HIT').length;
  expect(`of 50 readers at once ${50 - hits} reach a process`, hits >= 45);
  const tag = plain.headers.etag ?? '';
  expect('who has the page is told so (304)', (await ask(port, page, { 'if-none-match': tag })).status === 304);
  const [, age = ''] = /max-age=(\d+)/.exec(plain.headers['cache-control'] ?? '') ?? [];
  expect(`readers keep it for ${age} s, nginx for one`, Number(age) > 0 && Number(age) <= 59);
  const signed = [await ask(port, page, { cookie: 'a=1' }), await ask(port, page, { cookie: 'a=1' })];
  expect(
    'who sends a cookie is never answered from memory',
    signed.every(({ headers }) => headers['x-cache'] === 'BYPASS'),
  );
  const door = [await ask(port, '/desk/login'), await ask(port, '/desk/login')];
  expect(
    'the door of the desk is not kept',
    door.every(({ headers }) => headers['x-cache'] === 'MISS'),
  );
  expect('nobody reads the metrics', (await ask(port, '/metrics')).status === 404);
  await lookAtAddress(port, expect);
}

/** Searches from an address that is not this machine's own loopback: the limit is of that address, whatever the reader claims. */
async function lookAtAddress(port: number, expect: (what: string, holds: boolean) => void): Promise<void> {
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  if (address === undefined) return;
  const most = READING_LIMITS.find(({ name }) => name === 'search')?.most ?? 0;
  let refused = 0;
  // Each process counts, and tells the others only now and then.
  for (let number = 0; number < 3 * most + 50 && refused === 0; number += 1) {
    const claimed = `203.0.113.${number % 200}`;
    const { status } = await ask(port, `/search?q=word${number}`, { 'x-forwarded-for': claimed }, address);
    if (status === 429) refused = number;
  }
  expect(`who claims another address with each search is refused after ${refused}`, refused > 0);
}
