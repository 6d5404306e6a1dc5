import { keepFile } from '../../src/evidence/folder.ts';

// Run as a process of its own: keeps file after file in the folder that it is given, until it is killed.
const dataDir = process.argv[2] ?? '';
process.stdout.write('ready\n');
for (let number = 0; ; number += 1) await keepFile(dataDir, Buffer.alloc(3_000_000, `file ${number} `));
