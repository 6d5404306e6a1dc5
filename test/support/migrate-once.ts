import { migrateToLatest, openDatabase } from '../../src/records/database.ts';

// Run as a process of its own: brings the database at the given address to the newest schema, prints from where to where.
const { db, close } = openDatabase(process.argv[2] ?? '');
process.stdout.write(JSON.stringify(await migrateToLatest(db)));
await close();
