/** Events that people name instead of a date: rules 21 and 22 of the reading conventions. An editor changes the rows here. */

export type EventRow = {
  /** MM-DD, or a date for each year where the event moves */
  readonly on: string | Readonly<Record<number, string>>;
};

export const EVENTS: Readonly<Record<string, EventRow>> = {
  // rule 21: "до Нового года" is 31 December, the other holidays are their first day
  new_year: { on: '12-31' },
  christmas: { on: '01-07' },
  womens_day: { on: '03-08' },
  nauryz: { on: '03-21' },
  unity_day: { on: '05-01' },
  defender_day: { on: '05-07' },
  victory_day: { on: '05-09' },
  capital_day: { on: '07-06' },
  constitution_day: { on: '08-30' },
  republic_day: { on: '10-25' },
  independence_day: { on: '12-16' },
  kurban_ait: {
    on: {
      2019: '08-11',
      2020: '07-31',
      2021: '07-20',
      2022: '07-09',
      2023: '06-28',
      2024: '06-16',
      2025: '06-06',
      2026: '05-27',
    },
  },
  // rule 22
  school_year: { on: '09-01' },
  school_year_end: { on: '05-25' },
  heating_end: { on: '04-15' },
};

/** The day on which the heating season starts where no region is named: by zone, else the later (generous) date. */
const HEATING_BY_ZONE: Readonly<Record<string, string>> = {
  'Asia/Aqtobe': '10-01',
  'Asia/Oral': '10-01',
  'Asia/Qostanay': '10-01',
};
const HEATING_DEFAULT = '10-15';

/** Region by the first letters of its name or chief city, in the three languages, lower case: start of the heating season. */
const HEATING_BY_REGION: readonly (readonly [start: string, stems: string])[] = [
  [
    '10-01',
    'акмолин ақмола akmola кокшетау көкшетау kokshetau степногорск актюбин актобе ақтөбе aktobe aqtobe восточно шығыс өскемен ' +
      'риддер семей семее semey западно батыс уральск уральске караганд қарағанд karaganda qaraghandy темиртау теміртау ' +
      'жезказган жезқазған костана қостанай kostanay qostanay рудн павлодар pavlodar экибастуз екібастұз ekibastuz ' +
      'северо солтүстік петропавл petropavl улытау ұлытау ulytau балхаш балқаш',
  ],
  [
    '10-15',
    'алмат almaty астан astana нур-султан нұр-сұлтан шымкент shymkent атырау atyrau жамбыл zhambyl тараз taraz кызылорд ' +
      'қызылорда kyzylorda мангист мангыст маңғыстау mangystau актау ақтау aktau туркестан түркістан turkistan turkestan ' +
      'арыс arys жетісу жетысу zhetisu талдыкорган талдықорған',
  ],
];

const STEMS = HEATING_BY_REGION.flatMap(([start, stems]) => stems.split(' ').map((stem) => ({ start, stem })));

/** The start of the heating season, MM-DD, for the first region named among `words` (lower case), else for `zone`. Rule 22. */
export function heatingStart(words: Iterable<string>, zone: string): string {
  for (const word of words) {
    const row = STEMS.find(({ stem }) => word.startsWith(stem));
    if (row) return row.start;
  }
  return HEATING_BY_ZONE[zone] ?? HEATING_DEFAULT;
}
