#!/usr/bin/env node
// Node runs no .tsx: this shim registers the loader, with the absolute path of tsconfig.json so that it starts from any folder.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
register({ tsconfig: process.env.TSX_TSCONFIG_PATH });
const { main } = await import('./cli.ts');
process.exitCode = await main(process.argv.slice(2));
