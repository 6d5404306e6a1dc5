import { type Input, inputOf, textOf } from '../../../views/desk/form-state.ts';
import { wallTime } from '../../../views/format/clock.ts';
import { textLanguage } from '../../../views/format/language.ts';
import { type Box, type Recognised, readBox, recognise } from '../../domain/capture.ts';
import type { Directory } from '../../domain/directory.ts';
import type { EntryKind } from '../../domain/entry.ts';
import type { Incident } from '../../domain/incident.ts';
import { type Span, spanOf, type WrittenTime } from '../../domain/span.ts';
import {
  keyOfSpeaker,
  lastSpeakers,
  onceEach,
  readSpeaker,
  responsibleSpeakers,
  type Speaker,
  speakersFound,
} from '../../domain/speakers.ts';
import { readTypedTime } from '../../domain/typed-time.ts';
import type { Language } from '../../domain/words.ts';
import { type Instant, localDate } from '../../domain/zone.ts';
import { digest } from '../respond.ts';
import { fieldsOfTime } from './time-fields.ts';

/** What the one box was understood as. */
export type Capture = {
  box: Box;
  recognised: Recognised | undefined;
  /** When it was; undefined: the words of the field are not understood. */
  at: Span | undefined;
  /** Nothing was typed for the time: seen just now. */
  justSeen: boolean;
  speakers: Speaker[];
  /** `event`, `report`, or a speaker's key. */
  by: string;
  /** Verbatim, or in our own words. */
  as: 'quote' | 'text';
  /** What stands there where the reporter chose nothing: it follows what is typed. */
  proposed: { by: string; as: 'quote' | 'text' };
  lang: Language;
  /** What was shown of this text before it may be saved. */
  shown: string;
};

const FOUND = 8;
const LAST = 4;

/** Reads the box with its few fields, as of `now`. What the reporter chose stands; the rest is proposed. */
export function readCapture(
  input: Input,
  { incident, directory, now, lang }: { incident: Incident; directory: Directory; now: Instant; lang: Language },
): Capture {
  const box = readBox(textOf(input, 'box'));
  const typed = textOf(input, 'when');
  const written: WrittenTime | undefined =
    typed === '' ? justSeen(incident.zone, now) : readTypedTime(typed, incident.zone, now);
  const at = written && spanOf(written, incident.zone);
  const on = localDate(Math.min(at?.latest ?? at?.earliest ?? now, now), incident.zone);
  const recognised = box.url === null ? undefined : recognise(box.url, directory, on);
  const own: Speaker[] = recognised?.channel ? [{ office: recognised.office, official: recognised.official }] : [];
  const picked = chosenIn(input, 'by');
  const chosen = readSpeaker(picked);
  const found = speakersFound(textOf(input, 'find'), directory, on, FOUND);
  const speakers = onceEach([
    ...own,
    ...found,
    ...(chosen ? [chosen] : []),
    ...lastSpeakers(incident).slice(0, LAST),
    ...responsibleSpeakers(incident.office, directory, on),
  ]);
  const proposedBy = proposed(own[0], recognised);
  const by = picked || proposedBy;
  const proposedAs = readSpeaker(by) === undefined ? 'text' : 'quote';
  const as = chosenIn(input, 'as');
  return {
    box,
    recognised,
    at,
    justSeen: typed === '',
    speakers,
    by,
    as: as === 'quote' || as === 'text' ? as : proposedAs,
    proposed: { by: proposedBy, as: proposedAs },
    lang: textLanguage(box.words, lang === 'kk' ? 'kk' : 'ru'),
    shown: digest(Buffer.from(textOf(input, 'box'), 'utf8')),
  };
}

/** What the reporter chose himself: what was only proposed (`<field>_proposed`) is no choice. */
function chosenIn(input: Input, field: 'by' | 'as'): string {
  const value = textOf(input, field);
  return value === textOf(input, `${field}_proposed`) ? '' : value;
}

/** A known account speaks; another page reports; words alone are something that happened. */
function proposed(speaker: Speaker | undefined, recognised: Recognised | undefined): string {
  if (speaker !== undefined) return keyOfSpeaker(speaker);
  return recognised === undefined ? 'event' : 'report';
}

/** Seen just now: it was published at some time before. */
function justSeen(zone: string, now: Instant): WrittenTime {
  const seen = Math.ceil(now / 1000) * 1000;
  return { at: wallTime(seen, zone).iso.replace(/[+-]\d\d:\d\d$/, ''), precision: 'before' };
}

/** The fields of the entry that it becomes. */
export function entryFieldsOf(input: Input, { box, recognised, at, by, as, lang }: Capture): Input {
  const speaker = readSpeaker(by);
  const kind: EntryKind = speaker !== undefined ? 'statement' : by === 'event' ? 'event' : 'report';
  const { address } = recognised ?? {};
  const count = textOf(input, 'count');
  const isResidents = textOf(input, 'source') === 'residents';
  return inputOf({
    kind,
    ...(at && fieldsOfTime('at', at.written)),
    office: speaker?.office,
    official: speaker?.official,
    network: speaker === undefined ? undefined : networkOf(recognised),
    lang,
    [as]: box.words,
    source_url: box.url,
    source_title: textOf(input, 'title') || address?.host,
    source_kind: box.url === null ? textOf(input, 'source') || 'newsroom_saw' : undefined,
    source_count: box.url === null && isResidents ? count : undefined,
  });
}

/** Where it was said, where the address shows it: a network, or the office's own site. */
function networkOf(recognised: Recognised | undefined): string | undefined {
  if (recognised === undefined) return undefined;
  const own = recognised.channel?.network;
  return recognised.address.network ?? (own === undefined || own === 'any' ? undefined : own);
}

/** The fields of the capture form in which an error of the entry's is shown. */
export const CAPTURE_FIELDS: Readonly<Record<string, string>> = {
  at: 'when',
  office: 'by',
  official: 'by',
  network: 'by',
  channel_url: 'box',
  text: 'box',
  quote: 'box',
  lang: 'box',
  kind: 'by',
  source_url: 'box',
  source_title: 'box',
  source_kind: 'source',
  source_count: 'count',
};
