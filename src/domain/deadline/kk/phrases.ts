import type { Row } from '../pattern.ts';
import type { Reading } from '../reading.ts';

const WITHIN: Reading = { kind: 'within', mode: 'within' };
const BY: Reading = { kind: 'by', mode: 'by' };
const IN: Reading = { kind: 'by', mode: 'in' };
const VAGUE: Reading = { kind: 'vague' };
const NOW: Reading = { kind: 'immediate', needs: 'future' };
const EACH: Reading = { kind: 'recurring', needs: 'future' };
const NOTHING: Reading = { nothing: true };
const soft = (reading: Reading): Reading => ({ ...reading, needs: 'future' });
const sure = (reading: Reading): Reading => ({ ...reading, needs: 'sure' });

const UNTIL = 'дейін|шейін|дейн';
const NOT_LATER = 'кешіктірмей|кешіктірілмей|кешікпей|қалдырмай|қалмай|асырмай|аспай|кеш';

const TERMS: readonly Row[] = [
  ['{length} ішінде|аралығында|шегінде|мерзімінде|көлемінде', WITHIN],
  ['{near} {length} ішінде|аралығында|мерзімінде', WITHIN],
  ['күн|күннің ішінде', { kind: 'within', mode: 'in', period: 'day' }],
  ['{single:nom} ішінде', WITHIN],
  ['{single:gen} ішінде', WITHIN],
  ['алдағы|таяу|жақын {single:nom} ішінде', WITHIN],
  ['бүгінгі күн|күннің ішінде', { kind: 'within', mode: 'in', period: 'day' }],
  ['түн|түннің ішінде', { ...WITHIN, dayPart: 'night' }],
  ['бір түн ішінде|түнде', { ...WITHIN, dayPart: 'night' }],
  ['{length:loc}', soft(WITHIN)],
  ['{near} {length:loc}', soft(WITHIN)],
  ['{near} {length}', soft(WITHIN)],
  ['{length:abl} кейін|соң', WITHIN],
  ['{moment:abl>since} бастап|кейін|соң {length} ішінде|аралығында', WITHIN],
  ['{moment:abl>since} бастап|кейін|соң {length:loc}', soft(WITHIN)],
  [`{length:abl} ${NOT_LATER}`, WITHIN],
  [`{length:dat} ${UNTIL}`, soft(WITHIN)],
  ['{length:dat}', { ...WITHIN, needs: 'effort' }],
  ['{length:dat}', { ...WITHIN, needs: 'plan' }],
  ['{length:nom}', { ...WITHIN, needs: 'effort' }],
  ['{length:about}', { ...WITHIN, needs: 'effort' }],
  ['{length:abl} аспайтын|артық емес? мерзімде|уақытта?', WITHIN],
  ['{length:term} {term_noun:loc}', WITHIN],
  ['{length:term} {term_noun} ішінде', WITHIN],
  ['{length} {term_noun:loc}', WITHIN],
  ['{length} {term_noun} ішінде', WITHIN],
  ['{length:term} {term_noun}', { ...WITHIN, needs: 'effort' }],
  ['апталық {term_noun:loc}', { ...WITHIN, n: 1, step: 'week' }],
  ['айлық {term_noun:loc}', { ...WITHIN, n: 1, step: 'month' }],
  ['тәуліктік {term_noun:loc}', { ...WITHIN, n: 1, step: 'full_day' }],
];

const DAYS: readonly Row[] = [
  [`{moment:dat} ${UNTIL}`, BY],
  [`{moment:dat} қарай|таман`, BY],
  [`{moment:abl} ${NOT_LATER}`, BY],
  ['{moment:dat}', soft(BY)],
  ['{moment:loc}', soft(IN)],
  ['{moment:nom}', sure(IN)],
  [`{clock_at:dat} ${UNTIL}`, BY],
  [`{clock_at:dat} қарай|таман`, BY],
  [`{clock_at:abl} ${NOT_LATER}`, BY],
  ['{clock_at:loc}', soft(IN)],
  ['{clock_at:dat}', soft(BY)],
  [`{day_part:dat} ${UNTIL}`, BY],
  [`{day_part:dat} қарай|таман`, BY],
  ['{day_part:dat}', soft(BY)],
  ['{day} таңертең|таңға', soft({ ...IN, dayPart: 'morning' })],
  ['{day} кешке|кешкісін|кешкілік|кештетіп', soft({ ...IN, dayPart: 'evening' })],
  // rule 18: the night ends at six
  ['{day:dat} қараған түні|түнде', soft({ ...IN, hour: 6, minute: 0 })],
  ['{day} түнде', soft({ ...WITHIN, dayPart: 'night' })],
  ['{day} түстен кейін', soft({ ...IN, dayPart: 'afternoon' })],
  // the month alone is named «наурыз айы»
  [`наурызға ${UNTIL}`, { ...BY, event: 'nauryz' }],
  [`{period_name:dat} ${UNTIL}`, BY],
  [`{period_name:dat} қарай|таман`, BY],
  ['{period_name:dat}', soft(BY)],
  ['{period_name:loc}', soft(IN)],
  ['{period_name} ішінде|аралығында', IN],
  ['{year_shifted}', soft({ ...IN, period: 'year' })],
  ['{year} жылы|жылдары', soft({ ...IN, period: 'year' })],
  ['{year_before} {season:loc}', soft({ ...IN, period: 'season' })],
  [`{part_of:dat} ${UNTIL}`, BY],
  ['{period} аяқталғанша|біткенше', { ...BY, part: 'end' }],
  [`{period} аяқталғанға|біткенге ${UNTIL}`, { ...BY, part: 'end' }],
  [`{part_of:dat} қарай|таман`, BY],
  ['{part_of:dat}', soft(BY)],
  ['{part_of:loc}', soft(IN)],
  [`{part_of:abl} ${NOT_LATER}`, BY],
  [`{event} ${UNTIL}|қарай`, BY],
  ['{event} қарсаңында', soft(BY)],
  ['{event:dat}', soft(BY)],
  [`{begun} ${UNTIL}`, BY],
  ['{begun}', BY],
  ['{moment:abl} бастап', { kind: 'by', mode: 'from', needs: 'start' }],
  ['{moment:abl}', { kind: 'by', mode: 'from', needs: 'start' }],
  ['{period_name:abl} бастап', { ...BY, needs: 'start' }],
  [`{clock_at:abl} бастап? ^ {clock_at:dat} ${UNTIL}`, { ...BY, needs: 'window' }],
  [`{moment:abl} бастап? ^ {moment:dat} ${UNTIL}`, { ...BY, needs: 'window' }],
  [`{clock_at:abl} бастап? ^ {moment:dat} ${UNTIL}`, { ...BY, needs: 'window' }],
  [`{day} {clock_at:abl} ^ {clock_at:dat} ${UNTIL}`, { ...BY, needs: 'window' }],
  [`{day} {clock_at:abl} ^ {hour:dat} ${UNTIL}`, { ...BY, needs: 'window' }],
  [`{clock_at:abl} ^ {hour:dat} ${UNTIL}`, { ...BY, needs: 'window' }],
  ['{moment:abl>was} ^ {moment:dat}', { ...IN, needs: 'move' }],
];

const REPEATED: readonly Row[] = [
  ['{pace:nom} сайын', EACH],
  ['әр {pace:nom} сайын?', EACH],
  ['әрбір {pace:nom} сайын?', EACH],
  ['{n} {pace:nom} сайын', EACH],
  ['әр|әрбір {n} {pace:nom} сайын?', EACH],
  ['{n} {pace:loc} бір рет|мәрте', EACH],
  ['{pace:dat} бір рет|мәрте', EACH],
  ['{pace:loc} бір рет|мәрте', EACH],
  ['{pace:nom} сайын {clock_at:loc}', EACH],
  ['күнделікті|күнбе-күн', { ...EACH, every: 'day' }],
  ['күнделікті {clock_at:loc}', { ...EACH, every: 'day' }],
  ['{weekday:nom} сайын', { ...EACH, every: 'week' }],
  ['әр|әрбір {weekday}', { ...EACH, every: 'week' }],
  ['әр|әрбір {weekday:nom} {day_word}', { ...EACH, every: 'week' }],
  ['апта сайын {weekday}', { ...EACH, every: 'week' }],
  ['апта сайын {weekday:nom} {day_word}', { ...EACH, every: 'week' }],
  ['әр айдың {dom}', { ...EACH, every: 'month' }],
  [`әр айдың {dom} ${UNTIL}`, { ...EACH, every: 'month' }],
];

const UNMEASURED: readonly Row[] = [
  [
    'жақын|таяу|жуық|жақындағы арада|уақытта|күндері|күндерде|күнде|болашақта|мерзімде|айларда|апталарда|сағаттарда',
    VAGUE,
  ],
  ['жақын|таяу|жуық уақыт|мерзім ішінде', VAGUE],
  ['ең? жақын|таяу арада|уақытта', VAGUE],
  ['тез|қысқа|аз арада|уақытта|мерзімде', VAGUE],
  ['тез|қысқа|аз уақыт|мерзім ішінде', VAGUE],
  ['ең|мүмкіндігінше|барынша|неғұрлым қысқа|тез|аз|жақын мерзімде|уақытта|арада|мерзімде', VAGUE],
  ['ең|мүмкіндігінше|барынша|неғұрлым қысқа|тез|аз мерзім|уақыт ішінде', VAGUE],
  ['мүмкіндігінше|барынша|неғұрлым тезірек|жылдам|тез|ертерек|жылдамырақ', VAGUE],
  ['алдағы|келер|таяудағы күндері|күндерде|уақытта|апталарда|айларда|сағаттарда', VAGUE],
  ['таяуда|жуырда|жақында', soft(VAGUE)],
  ['көп ұзамай', VAGUE],
  ['бірнеше {unit:loc}', VAGUE],
  ['{near}? бірнеше {unit} ішінде', VAGUE],
  ['белгіленген|көзделген|бекітілген|межелі|тиісті|жоспарланған мерзімде|уақытта|мерзім ішінде', VAGUE],
  ['белгіленген|көзделген|бекітілген|межелі мерзім|уақыт ішінде', VAGUE],
  ['уақытылы|уақтылы|мерзімінде', soft(VAGUE)],
  ['дер|өз кезінде|уақытында', soft(VAGUE)],
  ['мүмкіндік болғанда|болғанша|туғанда|болса', VAGUE],
  ['алғашқы мүмкіндікте', VAGUE],
  ['мүмкіндігінше', soft(VAGUE)],
  ['кейінірек|кейін', soft(VAGUE)],
  ['қаржы|қаражат бөлінгенде|бөлінген|түскенде|бөлінуіне соң|кейін|қарай?', VAGUE],
  ['суық|аяз|қар түскенге|жауғанға|болғанға дейін', VAGUE],
  ['күн суығанға|суытқанға дейін', VAGUE],
  ['қыс|суық|аяз|қар түскенге|түскенше|келгенге|келгенше|түспей|жауғанша|түсер дейін?', VAGUE],
  ['ауа райы жақсарғанда|мүмкіндік бергенде|қолайлы болғанда бергенде?', VAGUE],
  ['ауа райы жақсарған соң|бойда', VAGUE],
  ['болашақта|келешекте', soft(VAGUE)],
];

const AT_ONCE: readonly Row[] = [
  ['дереу|жедел|шұғыл|лезде|кідіріссіз|бірден', NOW],
  ['жедел|шұғыл|дереу түрде|арада', NOW],
  ['дәл? қазір', sure(NOW)],
  ['қазірдің өзінде', sure(NOW)],
  ['кейінге қалдырмай', NOW],
  ['еш? кідіріссіз|кідірмей|кідіртпей|күттірмей', NOW],
];

const NO_DEADLINES: readonly Row[] = [
  ['соңғы|өткен|кейінгі|алғашқы|былтырғы {length}', NOTHING],
  ['соңғы|өткен|былтырғы {length} ішінде', NOTHING],
  ['соңғы|өткен|былтырғы {single}', NOTHING],
  ['соңғы|өткен|былтырғы {period}', NOTHING],
  ['{length} бойы|қатарынан|қатар|бұрын|өтті|өткен|болды|толды', NOTHING],
  ['{single} бойы', NOTHING],
  ['{period} бойы', NOTHING],
  ['{length:abl} бері|бұрын|астам|артық|көп|кем', NOTHING],
  ['{length:abl} астам|артық ~1', NOTHING],
  ['{length:abl} бері', NOTHING],
  ['{single:abl} бері|астам', NOTHING],
  ['{period:abl} бері', NOTHING],
  ['{moment:abl} бері|бұрын|ерте|кейін|соң|ертерек', NOTHING],
  ['{period:abl} бері|бұрын|ерте|кейін|соң', NOTHING],
  ['{part_of:abl} бері|бұрын|ерте|кейін|бастап', NOTHING],
  ['{event} бері|бұрын|кейін|соң|орай', NOTHING],
  ['{clock_at:abl} бері|кейін|бұрын|ерте', NOTHING],
  ['кемінде {length}', NOTHING],
  ['кем|аз дегенде {length}', NOTHING],
  ['кешегі|кеше|алдыңғы {clock_at}?', NOTHING],
  ['былтыр', NOTHING],
  ['{dom} {month:adj}', NOTHING],
  ['{n} жасқа дейін|дейінгі', NOTHING],
  ['{length:dat} дейінгі', NOTHING],
  ['бүгінгі күнге|таңға дейін', NOTHING],
  ['бүгінде', NOTHING],
  ['осы күнге|уақытқа дейін', NOTHING],
  ['{length:term}', NOTHING],
  ['{length:adj}', NOTHING],
  ['{moment:gen}', NOTHING],
  ['{moment:adj}', NOTHING],
  ['{period_name:adj}', NOTHING],
  ['әлі күнге', NOTHING],
  ['бір күні', NOTHING],
  ['күні бойы', NOTHING],
  ...['{length:gen}', '{length:nom}', '{moment:gen}', '{moment:nom}', '{period:gen}'].map(
    (old): Row => [`${old} орнына`, NOTHING],
  ),
  ['күні|түні ертең|бүгін', sure({ ...IN, dayShift: 1 })],
];

export const PHRASES: readonly Row[] = [...TERMS, ...DAYS, ...REPEATED, ...UNMEASURED, ...AT_ONCE, ...NO_DEADLINES];

/** Rule 24: in Kazakh the anchor stands before the term, see `anchorsBefore`. */
export const ANCHORS: readonly Row[] = [];
