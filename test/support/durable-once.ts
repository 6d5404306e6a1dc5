import { randomBytes } from 'node:crypto';
import { issueDigest } from '../../src/digest/issue.ts';
import { addWeeks, lastCompleteWeek } from '../../src/domain/week.ts';
import { keepFile } from '../../src/evidence/folder.ts';
import { inTransaction, migrateToLatest, openDatabase } from '../../src/records/database.ts';
import { publish, saveDraft } from '../../src/records/desk.ts';
import { addEvidenceFile } from '../../src/records/evidence-files.ts';
import { importDocuments } from '../../src/records/import.ts';
import { refreshSearch } from '../../src/records/search-refresh.ts';
import { BATCHES, batchOf, PUBLISHED, ZONE } from './durability-acts.ts';
import { MONDAY } from './subscribers.ts';

// Run as a process of its own: writes without a rest until it is killed, and prints what was done only once it is. With
// `migrate` it brings the database to the newest schema, and ends.
const [url = '', dataDir = '', first = '1', act = 'write'] = process.argv.slice(2);
const { db, close } = openDatabase(url);
const say = (line: string) => process.stdout.write(`${line}\n`);
const by = { user: null, via: 'import' } as const;

const ACTS: ((version: number) => Promise<string>)[] = [
  async (version) => {
    const batch = version % BATCHES;
    const documents = batchOf(batch, version).map((incident) => ({ kind: 'incident' as const, incident }));
    await importDocuments(db, { documents, publish: true, by, now: MONDAY });
    return `import ${batch} ${version}`;
  },
  async (version) => {
    const [incident] = batchOf('published', version);
    if (incident === undefined) throw new Error(PUBLISHED);
    await saveDraft(db, { incident, by, now: MONDAY, why: null });
    await publish(db, { slug: incident.slug, by, now: MONDAY, why: null });
    return `publish ${version}`;
  },
  async () => {
    const count = (await db.selectFrom('digests').select('week').execute()).length;
    // Enough is enough: then the first one is asked for again, and comes back as it was.
    const week = lastCompleteWeek(addWeeks(MONDAY, count < 80 ? count : 0, ZONE), ZONE);
    await issueDigest(db, { week, zone: ZONE, now: week.cutOff, by });
    return `digest ${week.name}`;
  },
  async (version) => {
    const file = await keepFile(dataDir, randomBytes(50_000 + version));
    const noted = { origin: 'newsroom', capturedAt: MONDAY, capturedBy: null, storedAt: MONDAY } as const;
    await inTransaction(db, (trx) => addEvidenceFile(trx, { ...file, ...noted, type: 'pdf', copy: null, thumb: null }));
    return `upload ${file.sha256}`;
  },
];

say('ready');
if (act === 'migrate') {
  await migrateToLatest(db);
  await refreshSearch(db);
  await close();
} else {
  for (let version = Number(first); ; version += 1) say(`done ${await ACTS[version % ACTS.length]?.(version)}`);
}
