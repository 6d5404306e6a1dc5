import type { Row } from '../pattern.ts';
import type { Reading } from '../reading.ts';

const WITHIN: Reading = { kind: 'within', mode: 'within' };
const BY: Reading = { kind: 'by', mode: 'by' };
const BEFORE: Reading = { kind: 'by', mode: 'before' };
const IN: Reading = { kind: 'by', mode: 'in' };
const VAGUE: Reading = { kind: 'vague' };
const NOW: Reading = { kind: 'immediate', needs: 'future' };
const EACH: Reading = { kind: 'recurring', needs: 'future' };
const NOTHING: Reading = { nothing: true };
const soft = (reading: Reading): Reading => ({ ...reading, needs: 'future' });

const TERMS: readonly Row[] = [
  ['within|inside {length}', WITHIN],
  ['within|over|during|in the {next_n} {length}', soft(WITHIN)],
  ['within the {next_n} {length}', WITHIN],
  ['in {length}', soft(WITHIN)],
  ['in {length} time', WITHIN],
  ['{length} from now|today', WITHIN],
  ['the next {length}', soft(WITHIN)],
  ['in the course of {length}', soft(WITHIN)],
  ['in under {amount}', soft(WITHIN)],
  ['no later than in? {length}', soft(WITHIN)],
  ['within|in {length} of|from|after|since|starting {moment>since}', WITHIN],
  ['{length}', { ...WITHIN, needs: 'effort' }],
  ['deadline of ^ {length}', { ...WITHIN, needs: 'effort' }],
  ['a|the? {length} deadline|period|time', { ...WITHIN, needs: 'effort' }],
  ['within the hour', { ...WITHIN, n: 1, step: 'hour' }],
  ['within the week', { ...WITHIN, n: 1, step: 'week' }],
  ['within the month', { ...WITHIN, n: 1, step: 'month' }],
  ['within the year', { ...WITHIN, n: 1, step: 'year' }],
  ['within the? day', { kind: 'within', mode: 'in', period: 'day' }],
  ['during|within the day', { kind: 'within', mode: 'in', period: 'day' }],
  ['overnight', soft({ ...WITHIN, dayPart: 'night' })],
  ['during the night', soft({ ...WITHIN, dayPart: 'night' })],
  ['within {period_name}', IN],
  ['within 24 - 48 hours', { ...WITHIN, n: 48, step: 'hour' }],
];

const DAYS: readonly Row[] = [
  ['{by} {moment}', BY],
  ['{by} {moment} inclusive', BY],
  ['{by} {clock_at}', BY],
  ['{by} {day_part}', BY],
  ['{by}|at? {day_close}', soft({ ...BY, period: 'day' })],
  ['{by} {day_close}', { ...BY, period: 'day' }],
  ['{by} {day_close} ,? on? {day}', BY],
  ['{by} {relative} {day_close}', BY],
  ['{day_close} ,? on? {day}', soft(BY)],
  // rule 18: the night ends at six
  ['overnight into|to {day}', soft({ ...IN, hour: 6, minute: 0 })],
  ['on? the? night of {dom} - {dom} {month}', soft({ ...IN, hour: 6, minute: 0 })],
  ['on? the? night from {day} to {day}', soft({ ...IN, hour: 6, minute: 0 })],
  // rule 9: not later than a month is within it
  ['no|not later than {period_name}', IN],
  ['{by} {period_name}', BY],
  ['{by} {part_of}', BY],
  ['{by} {event}', BY],
  ['in time for {event}', BY],
  ['in good time for {event}', BY],
  ['before|prior {moment}', BEFORE],
  ['prior to {moment}', BEFORE],
  ...['{moment}', '{event}', '{part_of}', '{period_name}'].map((day): Row => [`ahead of ${day}`, soft(BEFORE)]),
  ['before|prior to? {clock_at}', BEFORE],
  ['before {day_part}', BEFORE],
  ['before {period_name}', BEFORE],
  ['before {part_of}', BEFORE],
  ['before {event}', BEFORE],
  ['deadline|date|target of ^ {moment}', soft(IN)],
  ['{moment}', soft(IN)],
  ['on|at {moment}', soft(IN)],
  ['at? around|about|approximately|roughly {moment}', soft(IN)],
  ['{relative} {part_of_day}', soft(IN)],
  ['at|around|about {clock_at}', soft(IN)],
  ['{day_part}', { ...IN, needs: 'firm' }],
  ['in|on|at {day_part}', { ...IN, needs: 'firm' }],
  ['of|for {day_part}', NOTHING],
  ['in|during|over|this {period_name}', soft(IN)],
  ['{period_name}', soft({ ...IN, needs: 'plan' })],
  ['next|this {span}', soft(IN)],
  ['this|next week|month|year|quarter|weekend|spring|summer|autumn|winter|fall', soft(IN)],
  ['later|sometime|somewhere this {span}', soft({ ...IN, shift: 0 })],
  ['later|sometime|somewhere next {span}', soft({ ...IN, shift: 1 })],
  ['over|at|on the weekend', soft({ ...IN, period: 'weekend' })],
  ['in|at|on|during|towards|around {part_of}', soft(IN)],
  ['{part_of}', soft(IN)],
  ['from|between {dom} ^ until|till|to|and|- {date}', { ...BY, needs: 'window' }],
  ['from|starting|since? on|from? {moment}', { kind: 'by', mode: 'from', needs: 'start' }],
  ['from|between {moment} ^ until|till|to|and {moment}', { ...BY, needs: 'window' }],
  ['from|between {clock_at} ^ until|till|to|and {clock_at}', { ...BY, needs: 'window' }],
  ['from|between {clock_at} ^ until|till|to|and {moment}', { ...BY, needs: 'window' }],
  ['on? {moment} ,? from|between {clock_at} ^ until|till|to|and|- {clock_at}', { ...BY, needs: 'window' }],
  ['from|between {clock_at} ^ until|till|to|and|- {clock_at} on? {day}', { ...BY, needs: 'window' }],
  ['from {moment>was} ^ to {moment}', { ...IN, needs: 'move' }],
  ...['{period_name}', '{part_of}', '{moment}'].flatMap((old): Row[] =>
    ['{period_name}', '{part_of}'].map(
      (to): Row => [`from ${old.replace('}', '>was}')} ^ to|until|till ${to}`, { ...IN, needs: 'move' }],
    ),
  ),
  ['to|until|for {moment}', { ...IN, needs: 'plan' }],
  ['to|for {period_name}', { ...IN, needs: 'plan' }],
  ['for|to {part_of}', { ...IN, needs: 'plan' }],
];

const REPEATED: readonly Row[] = [
  ['every|each {pace}', EACH],
  ['every {n} {pace}', EACH],
  ['every other {pace}', { ...EACH, times: 2 }],
  ['once a|an|per|every {pace}', EACH],
  ['once every {n} {pace}', EACH],
  ['hourly', { ...EACH, every: 'hour' }],
  ['daily', { ...EACH, every: 'day' }],
  ['weekly', { ...EACH, every: 'week' }],
  ['monthly', { ...EACH, every: 'month' }],
  ['quarterly', { ...EACH, every: 'month', times: 3 }],
  ['daily|nightly at|by {clock_at}', { ...EACH, every: 'day' }],
  ['every|each day|morning|evening|night|afternoon at|by {clock_at}', { ...EACH, every: 'day' }],
  ['every|each morning', { ...EACH, every: 'day', dayPart: 'morning' }],
  ['every|each evening', { ...EACH, every: 'day', dayPart: 'evening' }],
  ['every|each {weekday}', { ...EACH, every: 'week' }],
  ['every|each {weekday} at|by {clock_at}', { ...EACH, every: 'week' }],
  ['on {weekdays}', { ...EACH, every: 'week' }],
  ['weekly ,? on {weekdays}', { ...EACH, every: 'week' }],
  ['by the {dom} of each|every month', { ...EACH, every: 'month' }],
  ['at the end of each|every month', { ...EACH, every: 'month', period: 'month', part: 'end', mode: 'in' }],
];

const UNMEASURED: readonly Row[] = [
  ['as soon|quickly|fast|promptly|early as ~2 possible|practicable|can', VAGUE],
  ['as soon as the? weather|funds|funding|conditions permits|permit|allow|allows|arrive', VAGUE],
  ['at the earliest opportunity|possible?', VAGUE],
  ['soon', VAGUE],
  ['shortly', VAGUE],
  ['very|pretty soon|shortly', VAGUE],
  ['in the near|nearest|foreseeable|immediate future', VAGUE],
  ['in the coming|next|following few? days|hours|weeks|months|years', VAGUE],
  ['over|within the coming|next few? days|hours|weeks|months', VAGUE],
  ['in|within a few|several days|hours|weeks|months|years|minutes', VAGUE],
  ['in|within several|some days|hours|weeks|months|years|time', VAGUE],
  ['in due course|time', VAGUE],
  ['in a timely manner', VAGUE],
  ['in the shortest possible? time|terms|term', VAGUE],
  ['within the shortest ~1 time', VAGUE],
  ['in the? short time', VAGUE],
  ['on time|schedule', soft(VAGUE)],
  ['later|eventually', soft(VAGUE)],
  ['later on', soft(VAGUE)],
  ['at a later date|stage', VAGUE],
  ['any|one day now?', soft(VAGUE)],
  ['when|once funds|funding|weather|the ~1 allows|permits|allow|permit|available', VAGUE],
  ['before the frost|frosts|cold|snow', VAGUE],
  ['once ~2 becomes? available', VAGUE],
];

const AT_ONCE: readonly Row[] = [
  ['immediately|urgently|instantly|forthwith', NOW],
  ['at once', NOW],
  ['right now|away', NOW],
  ['straight away', NOW],
  ['without delay', NOW],
  ['without further|any delay', NOW],
];

const LOWER = [
  'not|no|never earlier|sooner|less|fewer than',
  'not|never|nothing ~3 before|until|till',
  'at least',
  "cannot|can't|won't|isn't|doesn't ~3 before|until|till",
  'no less than',
  'a minimum of',
  'more than',
  'after|since|beyond|past',
];

const NO_DEADLINES: readonly Row[] = [
  ...LOWER.flatMap((lower): Row[] => [
    [`${lower} {length}`, NOTHING],
    [`${lower} in {length}`, NOTHING],
    // «after 8 pm tonight» is still tonight
    [`${lower} ${lower.startsWith('after') ? '{day}' : '{moment}'}`, NOTHING],
    [`${lower} {clock_at}`, NOTHING],
    [`${lower} {period_name}`, NOTHING],
    [`${lower} {part_of}`, NOTHING],
    [`${lower} the? {span}`, NOTHING],
    [`${lower} {event}`, NOTHING],
    [`${lower} {day_part}`, NOTHING],
  ]),
  ['over|in|for|during|within the past|last|previous {length}', NOTHING],
  ['the|in|over|during|for past|last|previous {length}', NOTHING],
  ['past|previous {length}', NOTHING],
  ['over {length}', NOTHING],
  ['the|in|during? past|last|previous {span}', NOTHING],
  ['the|in|during? past|last|previous {period_name}', NOTHING],
  ['last {weekday}', NOTHING],
  ['last night', NOTHING],
  ['{length} ago|earlier|later|old|before|after', NOTHING],
  ['for {length}', NOTHING],
  ['the|a? {event} fair|tree|party|celebrations|gifts|concert', NOTHING],
  ['life|lifespan|lifetime|age|history of {length}', NOTHING],
  [
    'a|the|its? {length} guarantee|warranty|contract|lease|loan|ban|sentence|suspension|programme|plan|project',
    NOTHING,
  ],
  ['no ~4 before {moment}', NOTHING],
  ['no ~4 before {period_name}', NOTHING],
  ['no ~4 before {part_of}', NOTHING],
  ['of {year}', NOTHING],
  ...['{length}', '{moment}', '{period_name}', '{part_of}', '{clock_at}', '{n}'].map(
    (old): Row => [`instead of ~2 ${old}`, NOTHING],
  ),
  ['for the {length}', NOTHING],
  ['the first {length}', NOTHING],
  ['{length} lag|delay|backlog|gap|shortfall|stoppage', NOTHING],
  ['{n} - {n} - day|week|month lag|delay|backlog|gap', NOTHING],
  ['{n} - {n} day|week|month lag|delay|backlog|gap', NOTHING],
  ['yesterday', NOTHING],
  // the verb, not the month
  [
    'may be|take|have|last|need|require|not|also|still|well|even|get|go|come|see|become|continue|happen|start|begin',
    NOTHING,
  ],
  ['as of {moment}', NOTHING],
  ['of {date}', NOTHING],
  ...['{moment}', '{period_name}', '{part_of}', '{length}', 'in? {length}', 'in {period_name}'].map(
    (day): Row => [`${day} at the earliest`, NOTHING],
  ),
  ['{n} - {unit} - old', NOTHING],
  ['aged? {length} old', NOTHING],
  ['{length} of {part_of_day}?', { ...WITHIN, needs: 'effort' }],
  ['{length} a|an|per {unit}', NOTHING],
  ['a|one day', NOTHING],
  ['a|an|per {unit}', { ...WITHIN, needs: 'effort', n: 1 }],
  ['second', NOTHING],
];

export const PHRASES: readonly Row[] = [...TERMS, ...DAYS, ...REPEATED, ...UNMEASURED, ...AT_ONCE, ...NO_DEADLINES];

export const ANCHORS: readonly Row[] = [
  ['after|following|of|from|since receipt|receiving|the|its|their|completion|approval|your|signing|submission'],
  ['after'],
];
