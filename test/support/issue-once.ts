import { issueIfDue } from '../../src/digest/due.ts';
import { openDatabase } from '../../src/records/database.ts';

/** A process of its own that issues what is due on the database `url` at the instant `now`, as a start of the server does. */
const [url = '', now = ''] = process.argv.slice(2);
const { db, close } = openDatabase(url);
const hours = { digestZone: 'Asia/Almaty', digestAt: { weekday: 1, hour: 9, minute: 0 } };
const said = await issueIfDue(db, hours, { now: Number(now), by: { user: null, via: 'command' } });
await close();
process.stdout.write(JSON.stringify(said.done === 'issued' ? { ...said, issued: said.issued.already } : said));
