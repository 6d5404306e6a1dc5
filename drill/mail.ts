/**
 * `npm run drill:mail -- [--engine sqlite|postgres] [--subscribers N] [--seed N]`: a week's digest to 2,000 subscribers by four
 * processes, each killed ten times at random, to a mail server that refuses, stalls and breaks off. Every address must have got
 * exactly one message, counted by Message-ID. On both engines unless one is named; ends with 1 where an address got none or two.
 */
import { parseArgs } from 'node:util';
import { type DrillSaid, mailDrill } from '../test/support/mail-drill.ts';
import { drillDatabases } from './databases.ts';

const OPTIONS = {
  engine: { type: 'string' },
  subscribers: { type: 'string', default: '2000' },
  seed: { type: 'string', default: '1' },
} as const;

const { values } = parseArgs({ options: OPTIONS });
const engines = (['sqlite', 'postgres'] as const).filter((engine) => (values.engine ?? engine) === engine);
let failed = false;
await drillDatabases(engines, async (engine, database) => {
  const said = await mailDrill(database, {
    subscribers: Number(values.subscribers),
    processes: 4,
    kills: 10,
    livesMs: [200, 2500],
    slowMs: [100, 400],
    seed: Number(values.seed),
  });
  console.log(wordsOf(engine, said));
  failed ||= said.without.length + said.twice.length + said.strangers.length + said.unlike + said.notSent > 0;
});
process.exitCode = failed ? 1 : 0;

function wordsOf(engine: string, said: DrillSaid): string {
  const { subscribers, kills, without, twice, strangers, repeated, unlike, sent, notSent, begun, seconds } = said;
  return [
    `${engine}: ${subscribers} subscribers, ${kills} processes killed at it, ${begun} letters begun, ${seconds.toFixed(0)} s`,
    `  without a message: ${without.length}; with more than one (by Message-ID): ${twice.length}; strangers: ${strangers.length}`,
    `  noted as sent: ${sent}; not: ${notSent}`,
    `  kept by the server a second time under the same Message-ID: ${repeated}; of these not the same to the byte: ${unlike}`,
  ].join('\n');
}
