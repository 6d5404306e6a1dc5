// A process of its own that asks one address over keep-alive connections, one request in flight on each, and prints what it saw as
// JSON: node load.mjs URL SECONDS CONNECTIONS [HEADER…]. In the address `{n}` is another number each time.
import { connect } from 'node:net';

const [url, seconds, connections, ...headers] = process.argv.slice(2);
const { hostname, port } = new URL(url.replaceAll('{n}', '0'));
const path = url.slice(url.indexOf('/', 8));
const lines = headers.map((line) => `${line}\r\n`).join('');
const end = Date.now() + Number(seconds) * 1000;
const took = [];
let bad = 0;
let count = 0;
// Not asked for by anybody before, neither by this process nor by another.
const salt = process.pid * 100_000;

function ask(done) {
  const socket = connect(Number(port), hostname, go);
  let started = 0;
  let need = -1;
  let got = 0;
  function go() {
    if (Date.now() > end) {
      socket.destroy();
      done();
      return;
    }
    started = performance.now();
    need = -1;
    got = 0;
    const asked = path.replaceAll('{n}', String(salt + count++));
    socket.write(`GET ${asked} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${lines}\r\n`);
  }
  socket.on('error', () => {
    bad += 1;
    done();
  });
  socket.on('data', (chunk) => {
    got += chunk.length;
    if (need < 0) {
      const head = chunk.toString('latin1');
      const at = head.indexOf('\r\n\r\n');
      if (!/^HTTP\/1\.1 (200|304)/.test(head)) bad += 1;
      need = at + 4 + (head.startsWith('HTTP/1.1 304') ? 0 : Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0));
    }
    if (got < need) return;
    took.push(performance.now() - started);
    go();
  });
}

await Promise.all(Array.from({ length: Number(connections) }, () => new Promise(ask)));
took.sort((a, b) => a - b);
const at = (share) => took[Math.floor(took.length * share)] ?? 0;
console.log(JSON.stringify({ perSecond: took.length / Number(seconds), p50: at(0.5), p99: at(0.99), bad }));
