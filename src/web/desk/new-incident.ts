import { type Input, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { wallTime } from '../../../views/format/clock.ts';
import { coarseWords } from '../../../views/format/dates.ts';
import { capital } from '../../../views/format/text.ts';
import { readerOf } from '../../../views/reader.ts';
import type { Office } from '../../domain/directory.ts';
import { INCIDENT_FORMAT, type IncidentDocument } from '../../domain/document.ts';
import { coarseDate, type Span, spanOf, type WrittenTime } from '../../domain/span.ts';
import { readTypedTime } from '../../domain/typed-time.ts';
import { LANGUAGES, type Language, type Texts, wordsIn } from '../../domain/words.ts';
import type { Instant } from '../../domain/zone.ts';
import { placeOf } from './place.ts';
import { slugOf } from './slug.ts';

export const TOPICS = ['power', 'water', 'gas', 'heat', 'explosion', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

/** What the shortest form of an incident was understood as, as far as it can be. */
export type NewIncident = {
  /** The place as it was typed or chosen. */
  where: string;
  office: Office | undefined;
  started: Span | undefined;
  problems: Problem[];
  /** The document without a slug that is known to be free; undefined while something is wrong. */
  document: IncidentDocument | undefined;
};

/** The place: what was typed stands before what was proposed. */
export function whereOf(input: Input): string {
  return textOf(input, 'where') || textOf(input, 'known');
}

/**
 * Reads where, what and since when; proposes title and address. Everything else can be filled in later. `remembered`: the id of
 * the office with which that place was logged before.
 */
export function readNewIncident(
  input: Input,
  offices: readonly Office[],
  lang: Language,
  now: Instant,
  remembered?: string,
): NewIncident {
  const where = whereOf(input);
  const chosen = offices.find(({ id }) => id === textOf(input, 'office'));
  const placed = placeOf(where, offices);
  const known = offices.find(({ id }) => id === remembered);
  const office = chosen ?? known ?? (typeof placed === 'string' ? undefined : placed.office);
  const topic = TOPICS.find((known) => known === textOf(input, 'topic'));
  const written = office === undefined ? undefined : whenOf(input, office.zone, now);
  const started = written === undefined || office === undefined ? undefined : spanOf(written, office.zone);
  const isFuture = started?.earliest != null && started.earliest > now;
  const problems: Problem[] = [
    ...(office === undefined
      ? [{ field: 'where', key: placed === 'many' ? 'desk.wrong.where_many' : 'desk.wrong.where' } as const]
      : []),
    ...(topic === undefined ? [{ field: 'topic', key: 'desk.wrong.what' } as const] : []),
    ...(office !== undefined && started === undefined ? [{ field: 'typed', key: 'desk.wrong.when' } as const] : []),
    ...(isFuture ? [{ field: 'typed', key: 'desk.wrong.future' } as const] : []),
  ];
  const whole = office !== undefined && topic !== undefined && started !== undefined && problems.length === 0;
  const isRegion = typeof placed !== 'string' && placed.isRegion && placed.office.id === office?.id;
  const named = isRegion && office ? office.region : { [lang]: where };
  return {
    where,
    office,
    started,
    problems,
    document: whole ? documentOf({ office, topic, started, named, where }) : undefined,
  };
}

/** «Now» is known to about half an hour: nobody notices the very minute. */
function whenOf(input: Input, zone: string, now: Instant): WrittenTime | undefined {
  const ago = { now: 0, '30': 30 }[textOf(input, 'when')];
  if (ago === undefined) return readTypedTime(textOf(input, 'typed'), zone, now);
  const at = wallTime(now - ago * 60_000, zone).iso.slice(0, 16);
  return { at, precision: 'about' };
}

type Known = { office: Office; topic: Topic; started: Span; named: Texts; where: string };

function documentOf({ office, topic, started, named, where }: Known): IncidentDocument {
  const place = wordsIn(named, 'en')?.text || where || office.id;
  const on = coarseDate(started, office.zone);
  return {
    format: INCIDENT_FORMAT,
    slug: slugOf(`${slugOf(place, 50)} ${topic} ${on}`) || topic,
    kind: 'acute',
    topic,
    title: titlesOf({ office, topic, started, named, where }),
    office: office.id,
    zone: office.zone,
    started: started.written as IncidentDocument['started'],
    entries: [],
  };
}

/** «Алматы: нет света, 15 июля 2019 года», in every language in which the place has a name. */
function titlesOf({ office, topic, started, named }: Known): Texts {
  const titles: Texts = {};
  for (const lang of LANGUAGES) {
    const place = named[lang] || (Object.keys(named).length === 0 ? wordsIn(office.name, lang)?.text : undefined);
    if (!place) continue;
    const r = readerOf(lang);
    const date = coarseWords(r, coarseDate(started, office.zone));
    titles[lang] = plain(capital(r.t('desk.title', { where: place, what: r.t(`desk.title.${topic}`), date })));
  }
  if (Object.keys(titles).length > 0) return titles;
  // Only the office was chosen: its own name says where.
  return titlesOf({ office, topic, started, named: office.name, where: '' });
}

/** What is kept is plain text: where a line may break is the page's matter. */
const plain = (words: string): string => words.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');
