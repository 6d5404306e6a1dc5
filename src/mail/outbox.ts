import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Post } from './send.ts';

const LANES = 2;

/**
 * A folder for letters where there is no mail server: one `.eml` file each, named after the message, so that a letter written
 * twice is one. A file is there whole or not at all.
 */
export function outboxPost(folder: string): Post {
  return {
    lanes: LANES,
    send: async ({ messageId, raw }) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const path = join(folder, `${nameOf(messageId)}.eml`);
        const file = await open(`${path}.${process.pid}`, 'w', 0o600);
        try {
          await file.writeFile(raw);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(`${path}.${process.pid}`, path);
        return { kind: 'sent' };
      } catch (error) {
        return {
          kind: 'unreachable',
          reason: `the outbox cannot be written: ${(error as NodeJS.ErrnoException).code}`,
        };
      }
    },
    close: () => {},
  };
}

const nameOf = (messageId: string): string => messageId.replace(/^<|@.*$/g, '').replace(/[^\w.-]/g, '_');
