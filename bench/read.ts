/**
 * `npm run bench:read -- [--seconds 1] [--rounds 3] [--connections 32]`: requests a second of public answers, kept, unchanged (304) and
 * printed anew (a miss), each in turns with a bare node:http that sends the same bytes, in the same run: the medians, their ratio,
 * and the slowest hundredth. Then the memory after 2,000 pages, beside that of bare node:http.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { ended, median, residentMegabytes, siteOf } from './site.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
  },
});
const INCIDENTS = 700;
const WALKED = 2000;
const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

type Load = { perSecond: number; p50: number; p99: number; bad: number };
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

const load = async (url: string, headers: string[], seconds = values.seconds): Promise<Load> => {
  const asked = [beside('load.mjs'), url, seconds, values.connections, ...headers];
  return JSON.parse((await promisify(execFile)(process.execPath, asked)).stdout);
};

const fetchRaw = (url: string, headers: Record<string, string>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });

async function bareOf({ status, headers, body }: Answer, folder: string) {
  const file = join(folder, 'body');
  writeFileSync(file, body);
  const { 'content-type': type, 'content-encoding': coding } = headers;
  const known = JSON.stringify({
    ...(type ? { 'content-type': type } : {}),
    ...(coding ? { 'content-encoding': coding } : {}),
  });
  const child = spawn(process.execPath, [beside('bare.mjs'), String(status), file, known], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${String(port).trim()}/`, child };
}

type Measured = { ratio: number; ours: number; theirs: number; p99: number; p99Bare: number; bytes: number };

async function compare(url: string, folder: string, headers: Record<string, string>): Promise<Measured> {
  const answer = await fetchRaw(url.replaceAll('{n}', 'x'), headers);
  const bare = await bareOf(answer, folder);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const [ours, theirs]: [Load[], Load[]] = [[], []];
  await load(url, lines, '0.5');
  await load(bare.url, lines, '0.5');
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(await load(url, lines));
    theirs.push(await load(bare.url, lines));
  }
  await ended(bare.child);
  if (ours.some(({ bad }) => bad > 0)) throw new Error(`${url} did not answer as it should`);
  const of = (loads: Load[], name: 'perSecond' | 'p99') => median(loads.map((each) => each[name]));
  return {
    ratio: median(ours.map(({ perSecond }, at) => perSecond / (theirs[at]?.perSecond ?? 1))),
    ours: of(ours, 'perSecond'),
    theirs: of(theirs, 'perSecond'),
    p99: of(ours, 'p99'),
    p99Bare: of(theirs, 'p99'),
    bytes: answer.body.length,
  };
}

const site = await siteOf(INCIDENTS);
const PAGES: [name: string, path: string][] = [
  ['incident, 30 entries', '/incidents/incident-1'],
  ['passed terms', '/promises?status=overdue'],
  ['home', '/'],
  ['API, the same incident', '/api/v1/incidents/incident-1'],
  ['feed of passed terms', '/feeds/overdue.atom'],
];
const packed = { 'accept-encoding': 'gzip, br' };
console.log(
  `medians of ${values.rounds} rounds of ${values.seconds} s, ${values.connections} connections, in turns with bare node:http`,
);
const line = (name: string, what: string, { ratio, ours, theirs, p99, p99Bare, bytes }: Measured) =>
  console.log(
    `${name.padEnd(24)}${what.padEnd(12)}${ratio.toFixed(3).padStart(6)} of bare  ${ours.toFixed(0).padStart(6)}/s of ${theirs.toFixed(0).padStart(6)}/s  p99 ${p99.toFixed(1)} ms, ${(p99 / p99Bare).toFixed(1)} times bare  ${bytes} bytes`,
  );
for (const [name, path] of PAGES) {
  const url = `${site.address}${path}`;
  for (let time = 0; time < 20; time++) await fetchRaw(url, packed);
  line(name, 'kept', await compare(url, site.folder, packed));
  const etag = (await fetchRaw(url, packed)).headers.etag ?? '';
  line(name, '304', await compare(url, site.folder, { ...packed, 'if-none-match': etag }));
  line(name, 'a miss', await compare(`${url}${path.includes('?') ? '&' : '?'}x={n}`, site.folder, packed));
}
await site.close();

const walked = await siteOf(INCIDENTS);
const start = residentMegabytes(walked.pid);
let pages = 0;
for (const prefix of ['', '/kk', '/en'])
  for (let at = 0; at < INCIDENTS && pages < WALKED; at++, pages++)
    await fetchRaw(`${walked.address}${prefix}/incidents/incident-${at}`, packed);
const bare = await bareOf(await fetchRaw(`${walked.address}/incidents/incident-1`, packed), walked.folder);
await load(bare.url, [], '1');
console.log(
  `memory after ${pages} pages: ${residentMegabytes(walked.pid).toFixed(0)} MB (${start.toFixed(0)} MB at the start); bare node:http under load: ${residentMegabytes(bare.child.pid ?? 0).toFixed(0)} MB`,
);
await ended(bare.child);
await walked.close();
