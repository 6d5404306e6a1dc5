/**
 * `npm run drill:fuzz -- [--rounds N] [--seed N] [--engine sqlite|postgres]`: thousands of hostile addresses, forms, documents and
 * commands against a site that has something of everything. It says what was wrong, each with what was sent; ends with 1 where
 * there was a 5xx, an error that nobody foresaw, a way to another site, or a change of the record without its revision.
 */
import { parseArgs } from 'node:util';
import { fuzz } from '../test/support/fuzz.ts';
import { drillDatabases } from './databases.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'sqlite' },
  },
});
const engines = (['sqlite', 'postgres'] as const).filter((engine) => engine === values.engine);
const total = { cases: 0, changed: 0, findings: 0 };
const answers: Record<string, number> = {};
for (let round = 0; round < Number(values.rounds); round += 1)
  await drillDatabases(engines, async (_engine, database) => {
    const seed = Number(values.seed) + round;
    const said = await fuzz({ url: database.url, seed, addresses: 900, forms: 900, documents: 250, commands: 150 });
    total.cases += said.cases;
    total.changed += said.changed;
    total.findings += said.findings.length;
    for (const [answer, count] of Object.entries(said.answers)) answers[answer] = (answers[answer] ?? 0) + count;
    for (const finding of said.findings) console.log(`seed ${seed}: ${finding}`);
  });
const counted = Object.entries(answers)
  .sort()
  .map(([answer, count]) => `${answer}: ${count}`);
console.log(`${total.cases} cases, ${total.changed} of them changed the record, ${total.findings} findings`);
console.log(counted.join(', '));
process.exitCode = total.findings === 0 ? 0 : 1;
