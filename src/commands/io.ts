import type { Readable, Writable } from 'node:stream';
import type { Instant } from '../domain/zone.ts';

/** What a command may touch of the world around it: tests hand in their own. */
export type Io = {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  env: Record<string, string | undefined>;
  /** The clock: epoch milliseconds. */
  now: () => Instant;
  /** The folder in which the user typed the command; relative file names start there. */
  cwd: string;
};

/** A command: takes the words after its name, answers 0 (done), 1 (a refusal or a failed check) or 2 (wrong usage). */
export type Run = (args: string[], io: Io) => Promise<number>;

/** Thrown by a command called wrongly: its message goes to stderr, exit code 2. */
export class UsageError extends Error {}

/** Thrown for a refusal that the user can understand: its message goes to stderr as it is, exit code 1. */
export class Refused extends Error {}
