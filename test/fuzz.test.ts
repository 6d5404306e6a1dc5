import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from './support/databases.ts';
import { type Fuzzed, fuzz } from './support/fuzz.ts';

describe('What nobody should send', () => {
  let test: TestDatabase;
  let said: Fuzzed;
  beforeAll(async () => {
    test = await freshDatabase('sqlite');
    said = await fuzz({ url: test.url, seed: 20260731, addresses: 200, forms: 200, documents: 60, commands: 40 });
  });
  afterAll(() => test.close());

  it('breaks nothing, leads nowhere, and changes nothing without a revision', () => {
    expect(said.findings).toEqual([]);
    expect(said.cases).toBe(500);
  });

  it('is not all refused at the door: some of it is taken, some changes the record', () => {
    expect(said.changed).toBeGreaterThan(10);
    expect(said.answers).toMatchObject({ 200: expect.any(Number), 303: expect.any(Number), 422: expect.any(Number) });
    expect(said.answers['exit 0']).toBeGreaterThan(0);
  });
});
