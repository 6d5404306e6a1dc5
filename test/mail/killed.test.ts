import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES, freshDatabase, type TestDatabase } from '../support/databases.ts';
import { mailDrill } from '../support/mail-drill.ts';

/** A short sample of `npm run drill:mail`. */
describe.each(ENGINES)('Exactly once (%s)', (engine) => {
  let test: TestDatabase;
  afterEach(() => test.close());

  it('each subscriber gets one message, though processes are killed and the server refuses, stalls and breaks off', async () => {
    test = await freshDatabase(engine);
    const said = await mailDrill(test, {
      subscribers: 30,
      processes: 2,
      kills: 2,
      livesMs: [60, 500],
      slowMs: [50, 250],
      seed: 31,
    });
    expect(said).toMatchObject({ without: [], twice: [], strangers: [], unlike: 0, sent: 30, notSent: 0 });
  }, 60_000);
});
