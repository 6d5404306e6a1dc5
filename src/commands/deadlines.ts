import { DateTime, IANAZone } from 'luxon';
import { type Deadline, readDeadlines } from '../domain/deadline/read.ts';
import type { Lang } from '../domain/deadline/reading.ts';
import { KAZAKHSTAN } from '../domain/holidays-kz.ts';
import { linesOf } from './lines.ts';

/** Where a command writes; a stream of node is one. `write` answers false when the reader is slower than we are. */
export type Sink = { write(text: string): unknown; once?(event: 'drain', done: () => void): unknown };

type Statement = { id: string | number; text: string; saidAt: number; zone: string; lang?: Lang };

const EXPECTED =
  'expected {"id": …, "text": "…", "said_at": "2019-07-16T20:30:00+06:00", "zone": "Asia/Almaty"}, "lang": ru, kk or en if known';

/** A line that cannot be read; its message says what is expected. */
class BadLine extends Error {}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadLine(`not JSON; ${EXPECTED}`);
  }
  if (!isRecord(value)) throw new BadLine(`not a JSON object; ${EXPECTED}`);
  return value;
}

/** ISO 8601 with an offset, or a local wall time in `zone`; epoch milliseconds. */
function parseSaidAt(value: unknown, zone: string): number {
  const at = typeof value === 'string' ? DateTime.fromISO(value, { zone }) : undefined;
  if (!at?.isValid || !/\d[T ]\d/.test(String(value))) {
    throw new BadLine(
      `said_at: ${JSON.stringify(value) ?? 'missing'}; expected an ISO 8601 time such as 2019-07-16T20:30 (local in zone) or with an offset`,
    );
  }
  return at.toMillis();
}

function parseStatement(line: string): Statement {
  const { id, text, said_at: saidAt, zone, lang } = parseJson(line);
  if (typeof id !== 'string' && typeof id !== 'number')
    throw new BadLine(`id: expected a string or a number; ${EXPECTED}`);
  if (typeof text !== 'string') throw new BadLine(`text: expected a string; ${EXPECTED}`);
  if (typeof zone !== 'string' || !IANAZone.isValidZone(zone)) {
    throw new BadLine(`zone: ${JSON.stringify(zone) ?? 'missing'}; expected an IANA zone such as Asia/Almaty`);
  }
  if (lang !== undefined && lang !== null && lang !== 'ru' && lang !== 'kk' && lang !== 'en') {
    throw new BadLine(`lang: ${JSON.stringify(lang)}; expected ru, kk or en`);
  }
  return { id, text, saidAt: parseSaidAt(saidAt, zone), zone, ...(lang ? { lang } : {}) };
}

const answerOf = ({ phrase, start, end, kind, unit, due, conditional, every }: Deadline): object => ({
  phrase,
  start,
  end,
  kind,
  unit,
  due,
  ...(conditional ? { conditional } : {}),
  ...(every ? { every } : {}),
});

function answer(line: string): string {
  const { id, text, saidAt, zone, lang } = parseStatement(line);
  const deadlines = readDeadlines(text, { saidAt, zone, calendar: KAZAKHSTAN, ...(lang ? { lang } : {}) });
  return JSON.stringify({ id, deadlines: deadlines.map(answerOf) });
}

async function write(output: Sink, text: string): Promise<void> {
  if (output.write(text) !== false || !output.once) return;
  await new Promise<void>((resolve) => output.once?.('drain', resolve));
}

/**
 * `merzim deadlines`: JSON Lines of statements in, JSON Lines of their deadlines out, in order and as they come. A line that
 * cannot be read is reported on `errors` with its number and what is expected; the others are answered. Returns the exit code:
 * 0, or 1 when a line could not be read.
 */
export async function deadlines(input: AsyncIterable<string | Buffer>, output: Sink, errors: Sink): Promise<number> {
  let code = 0;
  let number = 0;
  for await (const raw of linesOf(input)) {
    number += 1;
    const line = (number === 1 ? raw.replace(/^\ufeff/, '') : raw).trim();
    if (line === '') continue;
    try {
      await write(output, `${answer(line)}\n`);
    } catch (error) {
      if (!(error instanceof BadLine)) throw error;
      code = 1;
      await write(errors, `line ${number}: ${error.message}\n`);
    }
  }
  return code;
}
