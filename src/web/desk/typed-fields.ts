import { type Input, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { readSpeaker } from '../../domain/speakers.ts';
import { readTypedTime } from '../../domain/typed-time.ts';
import { type Instant, isZone } from '../../domain/zone.ts';
import type { DeskContext } from './context.ts';
import { fieldsOfTime } from './time-fields.ts';

const PARTS = ['precision', 'date', 'time', 'date2', 'time2', 'stated'] as const;

/**
 * The fields of a time with what was typed for it in words (`<name>_typed`) in their places; undefined where the words are not
 * understood. Without such words the input as it is. `now`: a day without a year is the last one up to it.
 */
export function withTypedTime(input: Input, name: string, zone: string, now: Instant): Input | undefined {
  const field = `${name}_typed`;
  const typed = textOf(input, field);
  if (typed === '') return input;
  const written = readTypedTime(typed, zone, now);
  if (written === undefined) return undefined;
  const filled = new Map(input);
  for (const part of [field, ...PARTS.map((part) => `${name}_${part}`)]) filled.delete(part);
  const stated = textOf(input, `${name}_stated`);
  const fields = fieldsOfTime(name, stated === '' ? written : { ...written, stated });
  for (const [part, value] of Object.entries(fields)) filled.set(part, [value]);
  return filled;
}

/** The fields with the speaker that was chosen among those found (`speaker`) as office and official. */
export function withSpeaker(input: Input): Input {
  const speaker = readSpeaker(textOf(input, 'speaker'));
  if (speaker === undefined) return input;
  const filled = new Map(input);
  filled.delete('speaker');
  filled.set('office', [speaker.office ?? '']);
  filled.set('official', [speaker.official ?? '']);
  return filled;
}

/** Puts what was typed in words into the fields of the form that was sent, before anything reads them; gives what was not understood. */
export function readTyped(c: DeskContext, zone: string, names: readonly string[]): Problem[] {
  if (!isZone(zone)) return [];
  const problems: Problem[] = [];
  let input = withSpeaker(c.var.input);
  for (const name of names) {
    const filled = withTypedTime(input, name, zone, c.var.now);
    if (filled === undefined) problems.push({ field: name, key: 'desk.wrong.when' });
    else input = filled;
  }
  c.set('input', input);
  return problems;
}
