import { expect, it } from 'vitest';

it('runs on the pinned Node 24, whatever the machine has', () => {
  expect(process.versions.node).toMatch(/^24\./);
});
