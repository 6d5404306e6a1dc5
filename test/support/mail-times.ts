import type { Times } from '../../src/mail/deliver.ts';

/** Whose mails the tests send. */
export const SITE = {
  baseUrl: 'https://merzim.example',
  from: { name: 'Мерзім', address: 'digest@merzim.example' },
  zone: 'Asia/Almaty',
};

/** As in `TIMES`, in the same proportions, for tests that kill processes and would not wait for minutes. */
export const MAIL_TIMES: Times = {
  claimMs: 3000,
  attemptMs: 1200,
  backOffMs: Array.from({ length: 40 }, (_, index) => 50 + 20 * index),
  restMs: 100,
};
