import { describe, expect, it } from 'vitest';
import { folderFor } from './support/copies.ts';
import { ENGINES, freshDatabase } from './support/databases.ts';
import { migrationDrill, writingDrill } from './support/durability-drill.ts';
import { fillReleased, keptAt, RELEASED } from './support/released.ts';

describe.each(ENGINES)('A process that is killed (%s)', (engine) => {
  it('leaves nothing half done, and loses nothing that it said was done', async () => {
    const test = await freshDatabase(engine);
    const { folder, remove } = await folderFor('killed');
    const { kills, wrong } = await writingDrill(test, { kills: 2, livesMs: [100, 500], dataDir: folder });
    expect({ kills, wrong }).toEqual({ kills: 2, wrong: [] });
    await test.close();
    await remove();
  });

  it('leaves a database of the old schema or of the newest', async () => {
    const [schema = ''] = RELEASED;
    const test = await freshDatabase(engine, 'none');
    await fillReleased(test.db, schema, keptAt(schema));
    expect(await migrationDrill(test, { livesMs: [0, 100] })).toMatchObject({ wrong: [] });
    await test.close();
  });
});
