import { defineConfig } from 'vitest/config';

const BOTH = {
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
} as const;
const PATIENT = { testTimeout: 120_000, hookTimeout: 180_000, allowOnly: false, pool: 'forks' } as const;
const PURE = ['test/domain/**/*.test.ts', 'test/views/**/*.test.{ts,tsx}', 'test/i18n/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    passWithNoTests: false,
    projects: [
      // Values in, values out, and no server: nothing is left behind that a next file could meet, so that all share one process.
      { ...BOTH, test: { ...PATIENT, name: 'pure', include: PURE, isolate: false } },
      {
        ...BOTH,
        test: {
          ...PATIENT,
          name: 'whole',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: PURE,
          globalSetup: ['test/support/postgres.ts'],
        },
      },
    ],
  },
});
