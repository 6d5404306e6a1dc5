/**
 * `npm run bench:import -- [--incidents 2000]`: seconds that `merzim import --publish` takes, reading, checking, revisions and search
 * included, beside a bare better-sqlite3 that inserts the very same rows into the same tables and indexes, in one transaction, by
 * prepared statements. (Not the `sqlite3` program: a machine has it or not.) And the memory at its highest.
 */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SqliteFile from 'better-sqlite3';
import { folderOf, recordsFile, SHIM } from './site.ts';

const { values } = parseArgs({ options: { incidents: { type: 'string', default: '2000' } } });
const folder = folderOf('import');
const incidents = Number(values.incidents);
const file = recordsFile(folder, incidents);
const path = join(folder, 'merzim.db');
const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: `sqlite:${path}` };
execFileSync(process.execPath, [SHIM, 'migrate'], { env, stdio: 'ignore' });

const started = performance.now();
const peak = "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))";
const said = execFileSync(
  'sh',
  [
    '-c',
    `"$0" --import "data:text/javascript,${encodeURIComponent(peak)}" "$1" import "$2" --publish 2>&1 >/dev/null`,
    process.execPath,
    SHIM,
    file,
  ],
  { env, encoding: 'utf8' },
);
const ours = (performance.now() - started) / 1000;
const megabytes = Number(/(\d+)\s*$/.exec(said)?.[1] ?? 0) / 1024;

const from = new SqliteFile(path, { readonly: true });
type Made = { name: string; type: string; sql: string };
const made = from
  .prepare<[], Made>(
    "select name, type, sql from sqlite_master where sql is not null and name not like 'sqlite_%' and name not like 'search_keys_%'",
  )
  .all();
const tables = made.filter(({ type, sql }) => type === 'table' && !/^create virtual/i.test(sql));
const generated = new Set(
  tables.flatMap(({ name }) =>
    from
      .prepare<[], { name: string; hidden: number }>(`pragma table_xinfo(${name})`)
      .all()
      .flatMap((column) => (column.hidden > 1 ? [`${name}.${column.name}`] : [])),
  ),
);
if (generated.size > 0) throw new Error('a column that cannot be inserted');
const rows = tables.map(({ name }) => ({
  name,
  all: from.prepare<[], unknown[]>(`select * from "${name}"`).raw().all(),
}));
const count = rows.reduce((sum, { all }) => sum + all.length, 0);
const to = new SqliteFile(join(folder, 'bare.db'));
for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL']) to.pragma(pragma);
for (const { sql } of made) to.exec(sql);
const began = performance.now();
to.transaction(() => {
  for (const { name, all } of rows) {
    if (all.length === 0) continue;
    const insert = to.prepare(`insert into "${name}" values (${all[0]?.map(() => '?').join()})`);
    for (const row of all) insert.run(...row);
  }
})();
const bare = (performance.now() - began) / 1000;
to.close();
from.close();
console.log(
  `${incidents} incidents, ${(statSync(file).size / 1_048_576).toFixed(0)} MB, ${count} rows: import ${ours.toFixed(1)} s (${((ours * 1000) / incidents).toFixed(2)} ms an incident), bare inserts of the same rows ${bare.toFixed(1)} s: ${(bare / ours).toFixed(2)} of its speed; ${megabytes.toFixed(0)} MB at the most`,
);
