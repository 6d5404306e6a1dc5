import { foldKazakh } from '../fold.ts';
import type { Word } from '../language.ts';
import { nounReader, type StemRow } from './cases.ts';

const CARDINALS: readonly (readonly [word: string, value: number])[] = [
  ['нөл', 0],
  ['бір', 1],
  ['екі', 2],
  ['үш', 3],
  ['төрт', 4],
  ['бес', 5],
  ['алты', 6],
  ['жеті', 7],
  ['сегіз', 8],
  ['тоғыз', 9],
  ['он', 10],
  ['жиырма', 20],
  ['отыз', 30],
  ['қырық', 40],
  ['елу', 50],
  ['алпыс', 60],
  ['жетпіс', 70],
  ['сексен', 80],
  ['тоқсан', 90],
  ['жүз', 100],
];
const ORDINALS: readonly (readonly [word: string, value: number])[] = [
  ['бірінші', 1],
  ['алғашқы', 1],
  ['екінші', 2],
  ['үшінші', 3],
  ['төртінші', 4],
  ['бесінші', 5],
  ['алтыншы', 6],
  ['жетінші', 7],
  ['сегізінші', 8],
  ['тоғызыншы', 9],
  ['оныншы', 10],
  ['жиырмасыншы', 20],
  ['жиырманшы', 20],
  ['отызыншы', 30],
];

const cardinals = new Map(CARDINALS.map(([word, value]) => [foldKazakh(word), value]));
const ordinals = new Map<string, number>([
  ...ORDINALS.map(([word, value]) => [foldKazakh(word), value] as const),
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
  ['ivi', 4],
]);

export const numberOf = (word: string): number | undefined => cardinals.get(word);
export const ordinalOf = (word: string): number | undefined => ordinals.get(word);

const ROWS: readonly StemRow[] = [
  ['month', { month: 1 }, 'қаңтар'],
  ['month', { month: 2 }, 'ақпан'],
  ['month', { month: 3 }, 'наурыз'],
  ['month', { month: 4 }, 'сәуір'],
  ['month', { month: 5 }, 'мамыр'],
  ['month', { month: 6 }, 'маусым'],
  ['month', { month: 7 }, 'шілде'],
  ['month', { month: 8 }, 'тамыз'],
  ['month', { month: 9 }, 'қыркүйек қыркүйег'],
  ['month', { month: 10 }, 'қазан'],
  ['month', { month: 11 }, 'қараша'],
  ['month', { month: 12 }, 'желтоқсан'],
  ['weekday', { weekday: 1 }, 'дүйсенбі'],
  ['weekday', { weekday: 2 }, 'сейсенбі'],
  ['weekday', { weekday: 3 }, 'сәрсенбі'],
  ['weekday', { weekday: 4 }, 'бейсенбі'],
  ['weekday', { weekday: 5 }, 'жұма'],
  ['weekday', { weekday: 6 }, 'сенбі'],
  ['weekday', { weekday: 7 }, 'жексенбі'],
  ['unit', { step: 'minute' }, 'минут минөт'],
  ['unit', { step: 'hour' }, 'сағат'],
  ['unit', { step: 'full_day' }, 'тәулік тәуліг'],
  ['unit', { step: 'day' }, 'күн'],
  ['unit', { step: 'week' }, 'апта'],
  ['unit', { step: 'month' }, 'ай'],
  ['unit', { step: 'year' }, 'жыл'],
  ['pace', { every: 'minute' }, 'минут'],
  ['pace', { every: 'hour' }, 'сағат'],
  ['pace', { every: 'full_day' }, 'тәулік тәуліг'],
  ['pace', { every: 'day' }, 'күн'],
  ['pace', { every: 'week' }, 'апта'],
  ['pace', { every: 'month' }, 'ай'],
  ['pace', { every: 'year' }, 'жыл'],
  ['day_word', {}, 'күн'],
  ['month_word', {}, 'ай'],
  ['year_word', {}, 'жыл'],
  ['week_word', {}, 'апта'],
  ['quarter_word', {}, 'тоқсан'],
  ['half_word', {}, 'жартыжылдық жартыжылдығ'],
  ['half_of', {}, 'жарты жартысы'],
  ['decade_word', {}, 'онкүндік онкүндіг декада'],
  ['weekend', { period: 'weekend' }, 'демалыс'],
  ['season', { season: 'spring' }, 'көктем'],
  ['season', { season: 'summer' }, 'жаз'],
  ['season', { season: 'autumn' }, 'күз'],
  ['season', { season: 'winter' }, 'қыс'],
  ['today', { dayShift: 0 }, 'бүгін'],
  ['today', { dayShift: 1 }, 'ертең'],
  ['today', { dayShift: 2 }, 'бүрсігүн бүрсүгүні бүрсігүні'],
  ['part_of_day', { dayPart: 'morning' }, 'таң таңертең'],
  ['part_of_day', { dayPart: 'lunch' }, 'түс'],
  ['part_of_day', { dayPart: 'evening' }, 'кеш'],
  ['part_of_day', { dayPart: 'evening' }, 'түн'],
  ['midnight', { dayPart: 'midnight' }, 'ортасы'],
  ['edge', { part: 'end' }, 'соңы аяғы аяқталуы'],
  ['edge', { part: 'start' }, 'басы'],
  ['edge', { part: 'middle' }, 'ортасы'],
  ['term_noun', {}, 'мерзім'],
  ['feast', {}, 'мереке мейрам той'],
  ['holiday', {}, 'күні'],
  ['hour_word', { hour: 1 }, 'бір'],
  ['hour_word', { hour: 2 }, 'екі'],
  ['hour_word', { hour: 3 }, 'үш'],
  ['hour_word', { hour: 4 }, 'төрт'],
  ['hour_word', { hour: 5 }, 'бес'],
  ['hour_word', { hour: 6 }, 'алты'],
  ['hour_word', { hour: 7 }, 'жеті'],
  ['hour_word', { hour: 8 }, 'сегіз'],
  ['hour_word', { hour: 9 }, 'тоғыз'],
  ['hour_word', { hour: 10 }, 'он'],
  ['hour_word', { hour: 11 }, 'онбір'],
  ['hour_word', { hour: 12 }, 'онекі'],
];

/** «тамыздың бесіне, он бесіне, жиырма бесіне»: a day of the month by its numeral; «сағат он бірде» */
const DAY_ROWS: readonly StemRow[] = CARDINALS.filter(([, value]) => value >= 1 && value <= 30).flatMap(
  ([word, value]): StemRow[] => {
    // the folded letters know no vowel harmony
    const owned = word + (/[аеыі]$/.test(word) ? 'сы' : 'ы');
    const rows: StemRow[] = [['dom_word', { day: value }, owned]];
    if (value < 10) {
      rows.push(['dom_teen', { day: 10 + value }, owned], ['dom_twenty', { day: 20 + value }, owned]);
      if (value < 3) rows.push(['hour_teen', { hour: 10 + value, minute: 0 }, word]);
    }
    return rows;
  },
);

/** words that only look like a stem with an ending: айта (saying), қысқа (short), күнге (to the sun), кештік … */
const NOT =
  'айта айты жұмаға-дейінгі бірге бірден бірде бірі түсі түсті қысты кешкі ортаны таңды жазды жазы басында-болған';

const nounsOf = nounReader([...ROWS, ...DAY_ROWS], NOT);

/**
 * Forms of verbs, by their endings. «берілетін болады» promises, «берілетін еді» was to be; «бермек» intends, «бермек еді» did;
 * «беріп еді», «берген еді» are past.
 */
const FORMS: readonly (readonly [ending: RegExp, form: Word])[] = [
  [/[aei]tin$/, { name: 'prospective', reading: {} }],
  [/...[mbp](?:ak|ek)(?:shi)?$/, { name: 'intent', reading: {} }],
  [/..[aeiou]p$/, { name: 'converb', reading: {} }],
  [/..[gk][ae]n$/, { name: 'participle', reading: {} }],
];

export function wordsOf(word: string): readonly Word[] {
  const form = FORMS.find(([ending]) => ending.test(word));
  return form ? [...nounsOf(word), form[1]] : nounsOf(word);
}
