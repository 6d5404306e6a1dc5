import { describe, expect, it } from 'vitest';
import { deadlines } from '../../src/commands/deadlines.ts';

async function* chunks(...parts: (string | Buffer)[]): AsyncGenerator<string | Buffer> {
  for (const part of parts) yield part;
}

async function run(...parts: (string | Buffer)[]): Promise<{ code: number; answers: unknown[]; errors: string[] }> {
  let out = '';
  let err = '';
  const code = await deadlines(
    chunks(...parts),
    { write: (text) => (out += text) },
    { write: (text) => (err += text) },
  );
  const lines = (text: string): string[] => text.split('\n').filter(Boolean);
  return { code, answers: lines(out).map((line) => JSON.parse(line)), errors: lines(err) };
}

const LINE = '{"id":"a","text":"Свет дадим до 18:00.","said_at":"2019-07-16T10:00:00+06:00","zone":"Asia/Almaty"}';
const ANSWER = {
  id: 'a',
  deadlines: [{ phrase: 'до 18:00', start: 11, end: 19, kind: 'by', unit: 'date', due: '2019-07-16T18:00' }],
};

describe('merzim deadlines', () => {
  it('answers each line in order, in the shape of the contract', async () => {
    const second = LINE.replace('"a"', '2').replace('до 18:00', 'скоро');
    const { code, answers, errors } = await run(`${LINE}\n${second}\n`);
    expect(answers).toEqual([
      ANSWER,
      { id: 2, deadlines: [{ phrase: 'скоро', start: 11, end: 16, kind: 'vague', unit: null, due: null }] },
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
  });

  it('adds condition and pace only where there are any', async () => {
    const { answers } = await run(
      LINE.replace('Свет дадим до 18:00.', 'Если погода позволит, сводку будем давать каждый час.'),
    );
    expect(answers).toEqual([
      {
        id: 'a',
        deadlines: [
          {
            phrase: 'каждый час',
            start: 42,
            end: 52,
            kind: 'recurring',
            unit: 'hours',
            due: '2019-07-16T11:00',
            conditional: true,
            every: 'PT1H',
          },
        ],
      },
    ]);
  });

  it('takes a said_at without an offset as the wall time of the zone', async () => {
    const local = LINE.replace('до 18:00', 'через час').replace('+06:00', '').replace('Almaty', 'Aqtau');
    const { answers } = await run(local);
    expect(answers).toMatchObject([{ deadlines: [{ due: '2019-07-16T11:00' }] }]);
  });

  it('bears CRLF, a BOM, blank lines, and characters cut between chunks', async () => {
    const bytes = Buffer.from(`\ufeff${LINE}\r\n\r\n${LINE}`);
    for (const cut of [1, 30, 31, bytes.length - 5]) {
      const { code, answers } = await run(bytes.subarray(0, cut), bytes.subarray(cut));
      expect({ code, answers }).toEqual({ code: 0, answers: [ANSWER, ANSWER] });
    }
  });

  it('reports bad lines with their number and what is expected, answers the rest, and ends with 1', async () => {
    const bad = [
      '{',
      '[]',
      '{"id":"a"}',
      LINE.replace('Asia/Almaty', 'Mars/Olympus'),
      LINE.replace('2019-07-16T10', 'yesterday'),
      LINE.replace('{', '{"lang":"fr",'),
    ];
    const { code, answers, errors } = await run([...bad, LINE].join('\n'));
    expect(answers).toEqual([ANSWER]);
    expect(code).toBe(1);
    expect(errors.map((line) => line.split(':')[0])).toEqual(bad.map((_, at) => `line ${at + 1}`));
    expect(errors.every((line) => line.includes('expected'))).toBe(true);
    expect(errors[3]).toContain('IANA zone');
  });

  it('waits while the reader is slower', async () => {
    const waiting: (() => void)[] = [];
    let written = 0;
    const slow = {
      write: () => {
        written += 1;
        return false;
      },
      once: (_: 'drain', done: () => void) => waiting.push(done),
    };
    const done = deadlines(chunks(`${LINE}\n`, `${LINE}\n`), slow, { write: () => true });
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(1);
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(2);
    waiting.shift()?.();
    expect(await done).toBe(0);
  });
});
