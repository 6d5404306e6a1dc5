/** Numbers that people write as words with an hour: «в шесть вечера», «сағат алтыда», "six in the evening". */
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ час: 1, два: 2, три: 3, четыре: 4, пять: 5, шесть: 6, семь: 7, восемь: 8, девять: 9, десять: 10 },
  ...{ одиннадцать: 11, двенадцать: 12, бір: 1, екі: 2, үш: 3, төрт: 4, бес: 5, алты: 6, жеті: 7, сегіз: 8 },
  ...{ тоғыз: 9, он: 10, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ eleven: 11, twelve: 12 },
};
const WORD = `(${Object.keys(NUMBERS).join('|')})`;
const HOUR = '(\\d{1,2})(?:[:.](\\d{2}))?';
const PART_RU = '(утра|дня|вечера|ночи)';
const PART_KK = '(таңғы|таңертеңгі|түскі|күндізгі|кешкі|түнгі)';
const PART_EN = '(morning|afternoon|evening)';
const START = '(?<=^|\\s)';
const END = '(?=$|[\\s,;])';

/** Parts of the day that stand with an hour, by what they do to it. */
const MORNING = /^(утра|таңғы|таңертеңгі|morning|am)$/;
const NIGHT = /^(ночи|түнгі)$/;

/**
 * Puts every hour of the text into one form, `18:00`, whatever it was written as: «в 6 вечера», «кешкі 6-да», "6 pm", «14 ч 13 мин»,
 * «14.13» (where it can be no date). What cannot be an hour stays as it was.
 */
export function withClocks(text: string): string {
  return text
    .replace(/(?<=\d)[-–]?(да|де|та|те|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке)(?=[\s,;]|$)/g, '')
    .replace(
      new RegExp(
        `${START}${WORD}(?:да|де|та|те)?(?= (?:часов |часа )?(?:утра|дня|вечера|ночи)| (?:in the )?(?:morning|afternoon|evening)| ?[ap]\\.?m)`,
        'g',
      ),
      digits,
    )
    .replace(
      new RegExp(`${START}${PART_KK} (?:сағат )?${WORD}(?:да|де|та|те|нда|нде)?${END}`, 'g'),
      (_, part: string, word: string) => `${part} ${NUMBERS[word]}`,
    )
    .replace(
      /(?<=\d) ?(?:час(?:ов|а)?|ч)\.? ?(\d{1,2}) ?мин(?:ут[аы]?|\.)?(?=[\s,;]|$)/g,
      (_, minutes: string) => `:${minutes.padStart(2, '0')}`,
    )
    .replace(/сағат (\d{1,2}) ?:? ?(\d{2}) ?мин(?:ут)?(?=[\s,;]|$)/g, '$1:$2')
    .replace(/(?<=^|\s)(\d{1,2})ч(\d{2})(?=[\s,;]|$)/g, '$1:$2')
    .replace(new RegExp(`${START}${HOUR}(?: час(?:ов|а)?| ч)? ?${PART_RU}${END}`, 'g'), clock)
    .replace(
      new RegExp(`${START}${PART_KK} (?:сағат )?${HOUR}${END}`, 'g'),
      (whole, part: string, hour: string, minutes?: string) => clock(whole, hour, minutes, part),
    )
    .replace(new RegExp(`${START}${HOUR}(?: o['’]?clock)? in the ${PART_EN}${END}`, 'g'), clock)
    .replace(
      new RegExp(`${START}${HOUR} ?([ap])\\.?m\\.?${END}`, 'g'),
      (whole, hour: string, minutes: string | undefined, half: string) =>
        clock(whole, hour, minutes, half === 'a' ? 'am' : 'pm'),
    )
    .replace(/сағат (\d{1,2})(?![\d:.])/g, '$1:00')
    .replace(/(\d{1,2}) (?:час(?:ов|а)?|ч)(?=\s|$)(?!:)/g, '$1:00')
    .replace(/(?<=^|\s)(\d{1,2})\.(\d{2})(?=[\s,;]|$)/g, (whole, hour: string, minutes: string) =>
      Number(minutes) > 12 && Number(hour) < 24 && Number(minutes) < 60 ? `${hour}:${minutes}` : whole,
    );
}

const digits = (word: string): string => String(NUMBERS[word.replace(/(да|де|та|те)$/, '')] ?? NUMBERS[word] ?? word);

/** «6», «вечера» is 18:00; an hour that the part of the day does not have («18 утра») stays as it was. */
function clock(whole: string, hour: string, minutes: string | undefined, part: string): string {
  const h = Number(hour);
  const at = MORNING.test(part) ? morning(h) : NIGHT.test(part) ? night(h) : later(h);
  return at === undefined ? whole : `${String(at).padStart(2, '0')}:${minutes ?? '00'}`;
}

const morning = (hour: number): number | undefined => (hour < 12 ? hour : hour === 12 ? 0 : undefined);
const later = (hour: number): number | undefined =>
  hour === 12 ? 12 : hour >= 1 && hour < 24 ? (hour < 12 ? hour + 12 : hour) : undefined;
/** «12 ночи» and «2 часа ночи» belong to the day that begins, «11 ночи» to the one that ends. */
const night = (hour: number): number | undefined =>
  hour === 12 ? 0 : hour <= 6 ? hour : hour >= 9 && hour < 12 ? hour + 12 : hour < 24 && hour > 20 ? hour : undefined;

const HALF = /^(полчаса назад|жарты сағат бұрын|half an hour ago|30 minutes ago)$/;
const NOW = /^(только что|сейчас|прямо сейчас|қазір|жаңа|жаңа ғана|дәл қазір|just now|now|right now)$/;
const SAW =
  /(?:^| )(?:мы |я )?(?:увидел[аи]?|видел[аи]?|заметил[аи]?|көрдім|көрдік|i saw it|we saw it|saw it|i saw|seen)(?= |$)/;
const AGO =
  /^(?:(\d{1,3})|an?|бір)? ?(минут[уы]?|мин|час(?:а|ов)?|минут|сағат|minutes?|mins?|hours?) (?:назад|бұрын|ago)$/;

/** How many minutes back from now the words say: «2 часа назад» is 120, «сейчас» 0. Undefined where they say something else. */
export function minutesAgo(text: string): number | undefined {
  const words = text.replace(/^(?:около|примерно|шамамен|about) /, '');
  if (NOW.test(words)) return 0;
  if (HALF.test(words)) return 30;
  const [, number, unit = ''] = AGO.exec(words) ?? [];
  if (unit === '') return undefined;
  return Number(number ?? 1) * (/^(час|сағат|hour)/.test(unit) ? 60 : 1);
}

/** «Увидели только что»: it was there when somebody saw it, and nobody knows since when. */
export function isSeenNow(text: string): boolean {
  return SAW.test(text) && NOW.test(text.replace(SAW, '').trim());
}

const COUNTED_FROM_NOW =
  /(?:^| )(?:сегодня|вчера|позавчера|назад|бүгін|кеше|алдыңғы күні|бұрын|today|yesterday|last night|ago)(?=[ ,;]|$)/;

/** Whether the words mean another day or hour on another day: «вчера в 14:30», «полчаса назад», «сейчас». */
export function isCountedFromNow(text: string): boolean {
  return NOW.test(text) || isSeenNow(text) || COUNTED_FROM_NOW.test(text);
}
