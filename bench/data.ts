/**
 * `npm run -s bench:data -- --incidents N [--seed 7] [--until 2026-11-01] > records.jsonl`: a directory and N incidents as JSON Lines,
 * as they are made; the same N, seed and day give the same bytes.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { directoryDocument, incidentDocument } from './records.ts';

const { values } = parseArgs({
  options: {
    incidents: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '7' },
    until: { type: 'string', default: '2026-11-01' },
  },
});
const until = Date.parse(values.until);
const write = async (document: object): Promise<void> => {
  if (!process.stdout.write(`${JSON.stringify(document)}\n`)) await once(process.stdout, 'drain');
};
await write(directoryDocument());
for (let index = 0; index < Number(values.incidents); index += 1)
  await write(incidentDocument(index, Number(values.seed), until));
