/**
 * Plausible records for benchmarks: incidents of 30 entries and three promises in Russian of the length of a real timeline, one
 * after another and each from its seed and number alone, so that a million need no more memory than one.
 */

/** mulberry32: the same numbers for the same seed on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORDS =
  'аким области сообщил что подача электроэнергии в районе восстановлена аварийные бригады работают круглосуточно жители микрорайона ждут объяснений комиссия изучает причины отключения результаты проверки обнародуют в течение десяти дней по словам представителя ведомства ущерб оценивают отдельно школа больница дорога вода газ тепло решение подстанция кабель ремонт бюджет тенге ответственный заместитель «срочно» & <уточняется>'.split(
    ' ',
  );
const KINDS = ['event', 'statement', 'report', 'question', 'statement', 'report', 'note'];
const PRECISIONS = ['minute', 'about', 'day', 'minute'];
const TOPICS = ['power', 'water', 'heat', 'road', 'school'];
const OUTLETS = ['informburo.kz', 'vlast.kz', 'zakon.kz', 'tengrinews.kz'];
const NETWORKS = ['facebook', 'instagram', 'telegram', 'site'];
const OUTCOMES = ['kept', 'not_kept', 'partly_kept'];

const ENTRIES = 30;
export const PROMISES_EACH = 3;
export const OFFICES = 200;
export const OFFICIALS = 400;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEGINS = Date.UTC(2019, 0, 1);
/** Of a hundred promises so many have no outcome. */
const OPEN_PERCENT = 5;

const minuteOf = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const dayOf = (ms: number): string => minuteOf(ms).slice(0, 10);

type Dice = { next: () => number; pick: <T>(of: readonly T[]) => T; words: (length: number) => string };

function diceOf(seed: number): Dice {
  const next = randomFrom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
  const words = (length: number): string => {
    let text = '';
    while (text.length < length) text += (text ? ' ' : '') + pick(WORDS);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return { next, pick, words };
}

/** The incident of that number as `merzim/incident@1`, begun between 2019 and `until` (UTC milliseconds). */
export function incidentDocument(index: number, seed: number, until: number) {
  const dice = diceOf(seed * 1_000_003 + index);
  const begun = BEGINS + Math.floor(dice.next() * Math.max(1, (until - BEGINS) / DAY_MS - 10)) * DAY_MS;
  const entries = Array.from({ length: ENTRIES }, (_, at) => entryOf(at, { index, begun, dice }));
  const promises = Array.from({ length: PROMISES_EACH }, (_, at) => promiseOf(at, begun, dice));
  return {
    format: 'merzim/incident@1',
    slug: `incident-${index}`,
    kind: 'acute',
    topic: dice.pick(TOPICS),
    title: { ru: dice.words(60) },
    summary: { ru: dice.words(400) },
    office: `akim-${index % OFFICES}`,
    zone: 'Asia/Almaty',
    started: { at: minuteOf(begun), precision: 'minute', stated: 'с полуночи' },
    ended: null,
    entries,
    promises,
  };
}

type Begun = { index: number; begun: number; dice: Dice };

function entryOf(at: number, { index, begun, dice }: Begun) {
  const when = begun + at * 5 * HOUR_MS + Math.floor(dice.next() * HOUR_MS);
  const precision = dice.pick(PRECISIONS);
  // Those that promises are made, moved and closed in.
  const says = at % 10 === 3 || (at >= 20 && at <= 22);
  const kind = says ? 'statement' : dice.pick(KINDS);
  const speaks = kind === 'statement';
  return {
    id: `e${at}`,
    kind,
    at: { at: precision === 'day' ? dayOf(when) : minuteOf(when), precision, stated: `в ${at % 24} часов` },
    by: speaks ? { office: `akim-${index % OFFICES}`, official: `official-${index % OFFICIALS}` } : null,
    channel: speaks ? { network: dice.pick(NETWORKS), url: null } : null,
    lang: 'ru',
    text: dice.words(220 + Math.floor(dice.next() * 160)),
    quote: dice.next() < 0.3 ? dice.words(90) : null,
    answers: speaks ? ['what', 'how'] : [],
    source: { title: dice.pick(OUTLETS), url: `https://example.org/${index}/${at}`, archive: null },
  };
}

function promiseOf(at: number, begun: number, dice: Dice) {
  const made = begun + (3 + 10 * at) * 5 * HOUR_MS;
  const days = 3 + Math.floor(dice.next() * 60);
  const isOpen = dice.next() * 100 < OPEN_PERCENT;
  const isMoved = dice.next() < 0.2;
  return {
    id: `p${at}`,
    made_in: `e${3 + 10 * at}`,
    text: dice.words(70),
    phrase: `в течение ${days} дней`,
    due: dayOf(made + days * DAY_MS),
    due_basis: 'words',
    changes: isMoved
      ? [{ entry: `e${20 + at}`, phrase: 'до конца месяца', due: dayOf(made + (days + 30) * DAY_MS) }]
      : [],
    outcomes: isOpen ? [] : [{ entry: `e${27 + at}`, kind: dice.pick(OUTCOMES) }],
  };
}

/** The offices and officials that the incidents name, as `merzim/directory@1`. */
export function directoryDocument() {
  const named = (words: string) => ({ ru: words, kk: words, en: words });
  return {
    format: 'merzim/directory@1',
    offices: Array.from({ length: OFFICES }, (_, at) => ({
      id: `akim-${at}`,
      kind: 'akim',
      name: named(`Аким области ${at}`),
      region: named(`Область ${at}`),
      zone: 'Asia/Almaty',
      from: null,
      to: null,
      wikidata: null,
    })),
    officials: Array.from({ length: OFFICIALS }, (_, at) => ({
      id: `official-${at}`,
      name: named(`Представитель ${at}`),
      wikidata: null,
    })),
  };
}
