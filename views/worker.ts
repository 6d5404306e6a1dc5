import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SOURCE = readFileSync(new URL('./worker/sw.js', import.meta.url), 'utf8');

/** The script that shows `page` where there is no line; `sheet`: the address of its sheet. Its version changes with both. */
export function workerScript({ page, sheet }: { page: string; sheet: string }): string {
  const version = createHash('sha256').update(`${SOURCE}${page}${sheet}`).digest('hex').slice(0, 12);
  return SOURCE.replaceAll("PAGE'", `${page}'`).replaceAll('SHEET', sheet).replaceAll('VERSION', version);
}
