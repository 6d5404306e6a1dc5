import { readConfig } from '../../src/config.ts';
import { issueDigest } from '../../src/digest/issue.ts';
import { addWeeks, lastCompleteWeek } from '../../src/domain/week.ts';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { isUnavailable } from '../../src/records/unavailable.ts';
import { start } from '../../src/serve.ts';
import { batchOf, ZONE } from './durability-acts.ts';
import { MONDAY } from './subscribers.ts';

// Run as a process of its own: the whole site, as `npm start` has it, which also publishes versions of an incident of its own and
// issues weeks, and prints what was done only once it is. A database that is away for a while is waited for.
const [name = '', first = '1', weeks = '0'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const by = { user: null, via: 'import' } as const;
const DIGEST_EVERY = 12;

const { db, port, close } = await start({ config: readConfig(process.env), now: Date.now, output: process.stderr });
let isOver = false;
process.once('SIGTERM', () => {
  isOver = true;
});
say(`ready ${port}`);

async function publishVersion(version: number): Promise<string> {
  const [incident] = batchOf(name, version);
  if (incident === undefined) throw new Error(name);
  await saveDraft(db, { incident, by, now: Date.now(), why: null });
  await publish(db, { slug: incident.slug, by, now: Date.now(), why: null });
  return `publish ${version}`;
}

/** The next week that nobody has issued; every process wants the same one. */
async function issueNext(): Promise<string> {
  const count = (await db.selectFrom('digests').select('week').execute()).length;
  const week = lastCompleteWeek(addWeeks(MONDAY, Math.min(count, Number(weeks) - 1), ZONE), ZONE);
  await issueDigest(db, { week, zone: ZONE, now: week.cutOff, by });
  return `digest ${week.name}`;
}

for (let version = Number(first); !isOver; version += 1) {
  try {
    say(`done ${version % DIGEST_EVERY === 0 ? await issueNext() : await publishVersion(version)}`);
  } catch (error) {
    if (!isUnavailable(error)) say(`wrong ${error instanceof Error ? error.message : String(error)}`);
  }
  await rest(60);
}
await close();
say('closed');
process.exit(0);
