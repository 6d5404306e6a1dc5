/**
 * How well and how fast deadlines are read: `npm run bench:deadlines -- [--corpus FILE]`. Accuracy by language and kind, false
 * alarms and every miss, beside chrono-node and @microsoft/recognizers-text-date-time in the same process; then the speed on a
 * report of 2,000 words and on hostile texts of 25, 50 and 100 KB.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Recognizers from '@microsoft/recognizers-text-date-time';
import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import { readDeadlines } from '../src/domain/deadline/read.ts';
import { KAZAKHSTAN } from '../src/domain/holidays-kz.ts';

type Expected = { kind: string; due: string | null };
type Row = {
  id: string;
  lang: 'ru' | 'kk' | 'en';
  text: string;
  said_at: string;
  zone: string;
  expected: null | Expected | Expected[];
};
type Parser = { name: string; langs: readonly string[]; read: (row: Row) => (string | null)[] };

const { values } = parseArgs({ options: { corpus: { type: 'string' } } });
const corpus = values.corpus ?? new URL('../test/domain/deadline/corpus.jsonl', import.meta.url);
const rows: Row[] = readFileSync(corpus, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const expectedOf = ({ expected }: Row): Expected[] => (expected === null ? [] : [expected].flat());
const dated = (dues: (string | null)[]): string[] => dues.filter((due) => due !== null);

/** A date stays a date; a date-time is compared as local time to the minute. */
const wanted = (row: Row): string[] => dated(expectedOf(row).map(({ due }) => due)).map((due) => due.slice(0, 16));

const localOf = (at: Date, zone: string, hasHour: boolean): string => {
  const local = DateTime.fromJSDate(at, { zone });
  return hasHour ? local.toFormat("yyyy-MM-dd'T'HH:mm") : local.toFormat('yyyy-MM-dd');
};

function readWithChrono(row: Row): string[] {
  const instant = new Date(row.said_at);
  const timezone = DateTime.fromJSDate(instant, { zone: row.zone }).offset;
  const parser = row.lang === 'ru' ? chrono.ru : chrono.en;
  return parser.parse(row.text, { instant, timezone }, { forwardDate: true }).map(({ start, end }) => {
    const last = end ?? start;
    return localOf(last.date(), row.zone, last.isCertain('hour'));
  });
}

type Resolved = { type: string; value?: string; start?: string; end?: string; Mod?: string };

/** Its answer as a due: a length is added to the moment of saying; the end of a period is exclusive there. */
function dueOfResolved({ type, value, end, Mod }: Resolved, said: DateTime): string | undefined {
  if (type === 'duration') {
    const seconds = Number(value);
    const due = said.plus({ seconds });
    return seconds % 86_400 === 0 ? due.toFormat('yyyy-MM-dd') : due.toFormat("yyyy-MM-dd'T'HH:mm");
  }
  const text = end ?? value;
  if (!text || !/^\d{4}-/.test(text)) return undefined;
  if (type === 'daterange' && Mod !== 'before')
    return DateTime.fromISO(text.slice(0, 10)).minus({ days: 1 }).toFormat('yyyy-MM-dd');
  return text.replace(' ', 'T').slice(0, text.length > 10 ? 16 : 10);
}

function readWithRecognizers(row: Row): string[] {
  const said = DateTime.fromISO(row.said_at, { zone: row.zone });
  // it knows no zones: the wall time is handed in as that of this machine
  const wall = new Date(said.year, said.month - 1, said.day, said.hour, said.minute);
  return Recognizers.recognizeDateTime(row.text, 'en-us', undefined, wall).flatMap(({ resolution }) => {
    // of several readings the last is the coming one
    const last = (resolution?.values as Resolved[] | undefined)?.at(-1);
    const due = last ? dueOfResolved(last, said) : undefined;
    return due ? [due] : [];
  });
}

const parsers: Parser[] = [
  {
    name: 'merzim',
    langs: ['ru', 'kk', 'en'],
    read: ({ text, said_at: saidAt, zone }) =>
      readDeadlines(text, { saidAt: Date.parse(saidAt), zone, calendar: KAZAKHSTAN }).map(({ due }) => due),
  },
  { name: 'chrono-node', langs: ['ru', 'kk', 'en'], read: readWithChrono },
  { name: 'recognizers-text', langs: ['en'], read: readWithRecognizers },
];

const kindOf = (row: Row): string => {
  const expected = expectedOf(row);
  return expected.length > 1 ? 'several' : (expected[0]?.kind ?? 'null');
};
const share = (right: number, all: number): string =>
  all === 0 ? '-' : `${right}/${all} ${((100 * right) / all).toFixed(1)} %`;

/** Right: exactly the wanted days and nothing else; Merzim must also name vague and immediate words. */
function isRight(row: Row, found: (string | null)[], isOurs: boolean): boolean {
  if (JSON.stringify(dated(found)) !== JSON.stringify(wanted(row))) return false;
  return !isOurs || found.length === expectedOf(row).length;
}

function accuracy({ name, langs, read }: Parser): void {
  for (const lang of langs) {
    const mine = rows.filter((row) => row.lang === lang);
    if (mine.length === 0) continue;
    const byKind = new Map<string, [right: number, all: number]>();
    const wrong: string[] = [];
    let alarms = 0;
    for (const row of mine) {
      const found = read(row);
      const right = isRight(row, found, name === 'merzim');
      const [before, all] = byKind.get(kindOf(row)) ?? [0, 0];
      byKind.set(kindOf(row), [before + (right ? 1 : 0), all + 1]);
      if (wanted(row).length === 0 && dated(found).length > 0) alarms += 1;
      if (!right)
        wrong.push(
          `    ${row.id}  wanted ${JSON.stringify(expectedOf(row).map(({ due, kind }) => due ?? kind))}  read ${JSON.stringify(found)}  ${row.text}`,
        );
    }
    const none = mine.filter((row) => wanted(row).length === 0).length;
    const kinds = [...byKind].map(([kind, [right, all]]) => `${kind} ${right}/${all}`).join(', ');
    console.log(
      `${lang}  ${name.padEnd(16)} right ${share(mine.length - wrong.length, mine.length)}; false alarms ${share(alarms, none)}; ${kinds}`,
    );
    if (name === 'merzim') for (const line of wrong) console.log(line);
  }
}

const OPTIONS = { saidAt: Date.parse('2019-07-16T10:00:00+06:00'), zone: 'Asia/Almaty', calendar: KAZAKHSTAN };

/** Milliseconds of the fastest of several runs. */
function timeOf(work: () => unknown, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const FILLER =
  'На заседании штаба обсудили состояние городских сетей и ход ремонта подстанций. Акимат выделил технику, бригады работают в три смены. ' +
  'Жители обращаются в колл-центр, специалисты отвечают на вопросы. Районные акимы обошли дворы и проверили подвалы домов. ';

function report(words: number, share: number): string {
  const texts = rows.filter(({ lang }) => lang === 'ru').map(({ text }) => text);
  const parts: string[] = [];
  for (let at = 0, count = 0; count < words; at += 1) {
    const part = at % share === 0 ? (texts[(at / share) % texts.length] ?? FILLER) : FILLER;
    parts.push(part);
    count += part.split(/\s+/).length;
  }
  return parts.join(' ');
}

const HOSTILE: Readonly<Record<string, string>> = {
  digits: '1',
  'digits apart': '10 ',
  spaces: ' ',
  'до до до': 'до ',
  'in in in': 'in ',
  'nested quotes': '«"(',
  'one long sentence': 'до 10 дней и в течение двух или трёх недель на улице ',
  'no sentence ends': 'свет дадим до 18:00 воду через два часа тепло к 1 октября ',
  'dashes and ranges': '7-10 - 11 – ',
  'dots and colons': '01.09.2019:18.00',
  'Kazakh endings': 'күніндегілердің жылғы айының ',
  apostrophes: "a'b'",
};

function speed(): void {
  for (const [name, text] of [
    ['a report of 2,000 words', report(2000, 8)],
    ['2,000 words, a deadline in every sentence', report(2000, 1)],
  ] as const) {
    readDeadlines(text, OPTIONS);
    const found = readDeadlines(text, OPTIONS).length;
    console.log(
      `${name}: ${timeOf(() => readDeadlines(text, OPTIONS), 20).toFixed(1)} ms, ${found} deadlines; chrono ru ${timeOf(() => chrono.ru.parse(text), 3).toFixed(1)} ms`,
    );
  }
  console.log('\nhostile texts, ms at 25, 50 and 100 KB');
  for (const [name, piece] of Object.entries(HOSTILE)) {
    const sizes = [25, 50, 100].map((size) => {
      const text = piece.repeat(Math.ceil((size * 1024) / piece.length));
      return timeOf(() => readDeadlines(text, OPTIONS), 3)
        .toFixed(0)
        .padStart(6);
    });
    console.log(`${name.padEnd(20)}${sizes.join('')}`);
  }
}

for (const parser of parsers) accuracy(parser);
console.log();
speed();
