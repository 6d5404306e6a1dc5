import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('serve-once.ts', import.meta.url));

/** A process with the whole site, which publishes and issues by itself (serve-once.ts), and can be killed and begun again. */
export class ServingProcess {
  readonly name: string;
  readonly port: number;
  /** The newest version of its incident that it has said is published, and all that it has said is done, with what it said of errors. */
  published = 0;
  readonly done: string[] = [];
  readonly wrong: string[] = [];
  readonly #env: Record<string, string>;
  readonly #weeks: number;
  #child: ChildProcess | undefined;
  #next = 1;

  constructor(name: string, port: number, { env, weeks }: { env: Record<string, string>; weeks: number }) {
    this.name = name;
    this.port = port;
    this.#env = { ...env, PORT: String(port) };
    this.#weeks = weeks;
  }

  /** Until it listens. */
  async begin(): Promise<void> {
    const args = ['--import', 'tsx', WORKER, this.name, String(this.#next), String(this.#weeks)];
    const env = { ...process.env, ...this.#env };
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code, signal) => reject(new Error(`${this.name} ended: ${code ?? signal}`)));
      this.#hear(child, resolve);
    });
  }

  #hear(child: ChildProcess, isReady: () => void): void {
    let rest = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('ready')) isReady();
        if (line.startsWith('wrong ')) this.wrong.push(line);
        const version = Number(/^done publish (\d+)$/.exec(line)?.[1] ?? 0);
        if (version > 0) this.published = version;
        if (line.startsWith('done ')) this.done.push(line.slice('done '.length));
      }
    });
  }

  /** Signal 9; what was under way may have been done just before. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
    this.#next = this.published + 50;
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }
}
