import { foldKazakh, plainSign, plainWord } from './fold.ts';

/** A word, a number (with the dots, colons and dashes inside it) or a single sign, with its UTF-16 offsets. */
export type Token = {
  readonly type: 'word' | 'number' | 'sign';
  readonly start: number;
  readonly end: number;
  /** as Russian and English tables spell it */
  readonly plain: string;
  /** as Kazakh tables spell it */
  readonly folded: string;
  /** true when nothing stands between the token before and this one */
  readonly glued: boolean;
  readonly script: 'cyrillic' | 'latin' | 'none';
  /** letters that only Kazakh has, in either alphabet */
  readonly kazakh: boolean;
  readonly capital: boolean;
  /** a line break stands before it */
  readonly newLine: boolean;
};

const PIECE =
  /(\p{L}[\p{L}\p{M}\u00ad\u200b-\u200d\u2060]*(?:['’ʼ‘`´]\p{L}[\p{L}\p{M}]*)*['’ʼ‘`´]?)|(\d+(?:[.,:/\-\u2010-\u2015\u2212]\d+)*)|(\s+)|(.)/gsu;
const KAZAKH_LETTER = /[әғқңөұүһіӘҒҚҢӨҰҮҺІáǵńóúýıäğñöüūşÁǴŃÓÚÝÄĞÑÖÜŪŞ]/;

type Spelling = Pick<Token, 'plain' | 'folded' | 'script' | 'kazakh' | 'capital'>;

const spellings = new Map<string, Spelling>();
const MOST_SPELLINGS = 20_000;

/** What a word is apart from its place; words repeat, so it is worked out once. */
function spellingOf(raw: string, body: string): Spelling {
  const known = spellings.get(raw);
  if (known) return known;
  const spelling: Spelling = {
    plain: plainWord(body),
    folded: foldKazakh(raw),
    script: /\p{Script=Cyrillic}/u.test(raw) ? 'cyrillic' : 'latin',
    kazakh: KAZAKH_LETTER.test(raw),
    capital: raw.charAt(0) !== raw.charAt(0).toLowerCase(),
  };
  if (spellings.size >= MOST_SPELLINGS) spellings.clear();
  spellings.set(raw, spelling);
  return spelling;
}

function signOf(raw: string): Spelling {
  const plain = plainSign(raw);
  return { plain, folded: plain, script: 'none', kazakh: false, capital: false };
}

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let glued = false;
  let newLine = false;
  for (const match of text.matchAll(PIECE)) {
    const [raw, word, number, space, sign] = match;
    if (space !== undefined || (sign !== undefined && /^[\u00ad\u200b-\u200d\u2060\ufeff]$/.test(raw))) {
      glued = false;
      newLine ||= raw.includes('\n');
      continue;
    }
    const start = match.index;
    const body = word?.replace(/['’ʼ‘`´]$/, '') ?? raw;
    const spelling = word ? spellingOf(raw, body) : signOf(raw);
    tokens.push({
      type: word ? 'word' : number ? 'number' : 'sign',
      start,
      end: start + body.length,
      plain: spelling.plain,
      folded: spelling.folded,
      script: spelling.script,
      kazakh: spelling.kazakh,
      capital: spelling.capital,
      glued,
      newLine,
    });
    glued = true;
    newLine = false;
  }
  return tokens;
}

/** Words before a dot that do not end a sentence. */
const ABBREVIATIONS = new Set(
  (
    'г гг т тг с ул пр просп им дн раб кален мин час ч сек теч кв д обл р тыс млн млрд м км см ст п пп стр тел мкр р-н зам нач ' +
    'янв фев февр мар апр авг сен сент окт ноя нояб дек a p m no st jan feb mar apr aug sep sept oct nov dec mr mrs ms dr ж ғ б'
  ).split(' '),
);

/** Those of them that stand before a name: «г. Алматы», «ул. Саина». */
const TITLES = new Set('г ул пр просп им п с мкр р зам нач т mr mrs ms dr st'.split(' '));

function endsSentence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token?.type !== 'sign' || !next) return false;
  if (token.plain === '!' || token.plain === '?' || token.plain === '…') return next.type !== 'sign';
  if (token.plain !== '.' && token.plain !== ';') return false;
  if (token.plain === ';') return true;
  if (next.type === 'sign') return /[«"“„(—\-№#•*]|\p{So}/u.test(next.plain) && !next.glued;
  const before = tokens[at - 1];
  const short = before !== undefined && token.glued && before.type === 'word' && ABBREVIATIONS.has(before.plain);
  if (short) {
    const beforeName = TITLES.has(before.plain) && !(before.plain === 'г' && tokens[at - 2]?.type !== 'word');
    return next.capital && !next.glued && !beforeName;
  }
  return !next.glued || next.capital;
}

/** The sentence as [from, to) over the tokens. Long ones are cut, so that no guard looks further than a bounded window. */
export type Stretch = { readonly from: number; readonly to: number };

const LONGEST_SENTENCE = 120;

export function sentences(tokens: readonly Token[]): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const next = tokens[at + 1];
    const lineEnds = next?.newLine === true && (next.capital || next.type !== 'word');
    if (!next || lineEnds || endsSentence(tokens, at) || at - from >= LONGEST_SENTENCE) {
      found.push({ from, to: at + 1 });
      from = at + 1;
    }
  }
  return found;
}

/** True when a clause may end at the sign at `at`: a comma, a colon, a bracket, a dash with spaces. */
export function endsClause(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.type === 'sign' && /^[,:;()«»"“”]$/.test(token.plain);
}
