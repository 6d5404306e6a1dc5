#!/usr/bin/env node
// Node runs no .tsx: this shim starts what the sources are compiled to, or, where nothing can be kept, reads them through a loader,
// with the absolute path of tsconfig.json so that it starts from any folder.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { CODE, compiled } from './compiled.mjs';

const SOON_MS = 3000;

async function fromSources() {
  const { register } = await import('tsx/esm/api');
  process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
  register({ tsconfig: process.env.TSX_TSCONFIG_PATH });
  return import('./cli.ts');
}

const address = await compiled('cli');
if (address !== undefined) {
  module.enableCompileCache?.(CODE);
  // A server may be killed before its end, when it would be written.
  setTimeout(() => module.flushCompileCache?.(), SOON_MS).unref();
}
const { main } = address === undefined ? await fromSources() : await import(address);
process.exitCode = await main(process.argv.slice(2));
