import { Hono } from 'hono';
import { DeadlinePart, FoundTerms } from '../../../views/desk/deadline-part.tsx';
import { EntryTerms } from '../../../views/desk/entry-form.tsx';
import { fresh, type Input, textOf } from '../../../views/desk/form-state.ts';
import { incidentAddress } from '../../../views/desk/page.tsx';
import type { ReadWords, TermsShown } from '../../../views/desk/terms.tsx';
import { textLanguage } from '../../../views/format/language.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Entry } from '../../domain/entry.ts';
import type { Incident } from '../../domain/incident.ts';
import { sameWords, termsSaid } from '../../domain/said-terms.ts';
import type { Interval } from '../../domain/span.ts';
import {
  sentenceAround,
  suggestTerms,
  type TermSource,
  type TermSuggestion,
  termNowMet,
} from '../../domain/term-suggestions.ts';
import { LANGUAGES, type Language } from '../../domain/words.ts';
import { loadCalendar } from '../../records/calendar.ts';
import { refuse } from '../refusal.ts';
import { type DeskEnv, deskOf, show } from './context.ts';
import { readBack } from './reads.ts';
import { loadIncident } from './store.ts';
import { fieldsOfDue } from './time-fields.ts';
import { withTypedTime } from './typed-fields.ts';

/** The terms in a form's words, read while it is filled in, and the part of the form that takes one. Nothing is written. */
export function terms(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.post('/desk/incidents/:slug/terms', async (c) => {
    const { of, id, accept, part } = c.req.query();
    if (id !== undefined && !/^[a-z0-9-]{1,80}$/.test(id)) refuse(400);
    const { incident } = await loadIncident(c);
    const calendar = await loadCalendar(c.var.deps.db);
    const desk = deskOf(c);
    const input = withTypedTime(c.var.input, 'at', incident.zone, c.var.now) ?? c.var.input;
    if (of === 'entry')
      return show(c, <EntryTerms desk={desk} input={input} terms={entryTerms(input, incident, calendar)} />);
    const change = of === 'change' ? (id ?? refuse(404)) : undefined;
    const terms =
      change === undefined ? promiseTerms(input, incident, calendar) : changeTerms(input, incident, calendar, change);
    const place = id === undefined ? '/promises' : `/promises/${id}${change === undefined ? '' : '/changes'}`;
    const props = {
      desk,
      incident,
      of:
        change === undefined
          ? ({ of: 'promise', ...(id && { id }) } as const)
          : ({ of: 'change', id: change } as const),
      state: fresh(withAccepted(input, terms, accept)),
      terms,
      action: incidentAddress(desk, incident.slug, place),
    };
    return show(c, part === '1' ? <DeadlinePart {...props} /> : <FoundTerms {...props} />);
  });
  return app;
}

/** Whether a form was sent to be read, or to take a term, and not to be kept. */
export function isReading(input: Input): boolean {
  return textOf(input, 'act') === 'read' || textOf(input, 'accept') !== '';
}

/** The terms in the words of a promise as they are typed, and in those of its statement. */
export function promiseTerms(input: Input, incident: Incident, calendar: Calendar): TermsShown {
  const statement = entryNamed(incident, textOf(input, 'made_in'));
  const typed = wordsOfForm([
    ['promise', textOf(input, 'text')],
    ['promise', textOf(input, 'phrase')],
  ]);
  return shownOf(
    [...typed.slice(0, 1), ...wordsOfEntry(statement), ...typed.slice(1)],
    statement?.at ?? null,
    incident,
    calendar,
  );
}

/** The terms in the words that moved a deadline; of a promise that waited for its condition, its own term too. */
export function changeTerms(input: Input, incident: Incident, calendar: Calendar, id: string): TermsShown {
  const statement = entryNamed(incident, textOf(input, 'entry'));
  const promise = incident.promises.find((one) => one.id === id) ?? refuse(404);
  const met = statement && termNowMet(promise, statement, { incident, calendar });
  const found = shownOf(wordsOfEntry(statement), statement?.at ?? null, incident, calendar);
  return met === undefined ? found : { ...found, suggestions: [met, ...found.suggestions] };
}

/** The terms in the words of an entry as it is typed: what they come to once it is known when they were said. */
export function entryTerms(input: Input, incident: Incident, calendar: Calendar): TermsShown {
  const typed = LANGUAGES.find((one) => one === textOf(input, 'lang'));
  const words = wordsOfForm(
    [
      ['quote', textOf(input, 'quote')],
      ['text', textOf(input, 'text')],
    ],
    typed,
  );
  return shownOf(words, readBack(input, 'at', incident.zone)?.span ?? null, incident, calendar);
}

type Words = Omit<ReadWords, 'marks'>;

const entryNamed = (incident: Incident, id: string): Entry | undefined =>
  incident.entries.find((entry) => entry.id === id);

function wordsOfEntry(entry: Entry | undefined): Words[] {
  if (entry === undefined) return [];
  return wordsOfForm(
    [
      ['quote', entry.quote ?? ''],
      ['text', entry.text ?? ''],
    ],
    entry.lang,
  );
}

function wordsOfForm(texts: readonly (readonly [TermSource, string])[], lang?: Language): Words[] {
  return texts.flatMap(([from, words]) =>
    words === '' ? [] : { from, words, lang: textLanguage(words, lang ?? 'ru') },
  );
}

function shownOf(words: readonly Words[], said: Interval | null, incident: Incident, calendar: Calendar): TermsShown {
  const read = { zone: incident.zone, calendar };
  const marked = words.map((one) => ({
    ...one,
    marks: termsSaid(one.words, said ?? { earliest: null, latest: null }, { ...read, lang: one.lang }),
  }));
  return {
    // what was typed stands in its own field: it is shown again only where something was found in it
    words: marked.filter(
      ({ from, marks }) =>
        marks.length > 0 || from === 'quote' || (from === 'text' && words.every((one) => one.from !== 'quote')),
    ),
    suggestions: suggestTerms(words, said, { incident, calendar }),
  };
}

/** The fields with the accepted term in them; as they were where none of that number is there. */
export function withAccepted(input: Input, { suggestions, words }: TermsShown, accept: string | undefined): Input {
  const taken = accept !== undefined && /^\d{1,3}$/.test(accept) ? suggestions[Number(accept)] : undefined;
  return taken === undefined ? input : withTerm(input, taken, words);
}

/** The fields with the term whose phrase an address names, and with its sentence for what was promised. */
export function withPhrase(input: Input, shown: TermsShown, phrase: string | undefined): Input {
  if (phrase === undefined) return input;
  const named = shown.suggestions.find(({ term }) => sameWords(term.phrase, phrase));
  return named === undefined ? input : withTerm(input, named, shown.words);
}

function withTerm(input: Input, { term, due, from }: TermSuggestion, words: TermsShown['words']): Input {
  const source = words.find((one) => one.from === from)?.words;
  const filled = new Map(input);
  for (const field of ['due_date', 'due_time', 'due_reason']) filled.delete(field);
  filled.set('phrase', [term.phrase]);
  filled.set('due_basis', ['words']);
  for (const [field, value] of Object.entries(fieldsOfDue('due', due))) if (value !== '') filled.set(field, [value]);
  if (textOf(input, 'text') === '' && source !== undefined && from !== 'condition')
    filled.set('text', [sentenceAround(source, term)]);
  return filled;
}

/** Where a saved entry leads: to the promise, or the moved deadline, that one of its terms makes. `onward`: `0`, or `0:promise`. */
export function wayOn(incident: Incident, entry: Entry, calendar: Calendar, onward: string): string | undefined {
  const [, number = '', promise] = /^(\d{1,3})(?::([a-z0-9-]{1,80}))?$/.exec(onward) ?? [];
  const found = shownOf(wordsOfEntry(entry), entry.at, incident, calendar).suggestions[Number(number)];
  if (number === '' || found === undefined) return undefined;
  const { phrase } = found.term;
  const place = `/incidents/${incident.slug}/promises`;
  return promise === undefined
    ? `${place}/new?${new URLSearchParams({ made_in: entry.id, phrase })}`
    : `${place}/${promise}/changes/new?${new URLSearchParams({ entry: entry.id, phrase })}`;
}
