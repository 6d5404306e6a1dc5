import { isCertainAt, possibleFrom } from './at.ts';
import { lastCheck } from './check.ts';
import { type Entry, entryOf, isByResponsible, isPost, isStatement } from './entry.ts';
import type { Check, Incident } from './incident.ts';
import { firstPost } from './latency.ts';
import { dueInstant, type Outcome, type OutcomeKind, type Promised } from './promise.ts';
import type { Source } from './source.ts';
import { LANGUAGES, type Language } from './words.ts';
import type { Instant } from './zone.ts';

/** How long an office has to reply before *not kept* may be published without its reply. A choice of this newsroom software: domain.md names a window, not its length. */
export const REPLY_WINDOW_HOURS = 72;

/** Why an incident may not be published as it is. `words`: the entry or the promise that it is about. */
export type Hold =
  | { reason: 'no_entries' | 'silent_check_open' | 'check_later' | 'own_draft' | 'taken_down' }
  | { reason: 'silent_check_wrong' | 'due_before_said' | 'no_basis'; words: string }
  | { reason: 'anonymous' | 'reply_window' | 'no_reply' | 'second_editor'; words: string; outcome: OutcomeKind };

/** What an editor should know before publishing. */
export type Warning =
  | { reason: 'language'; languages: Language[] }
  | { reason: 'no_start' | 'no_post_unchecked' }
  | { reason: 'no_channel' | 'no_link' | 'no_test' | 'not_yet' | 'when_unmarked'; words: string };

export type Publishing = {
  draft: Incident;
  /** What readers see now: what stands there already was judged before. */
  shown: Incident | null;
  now: Instant;
  /** Whether the editor who wants to publish wrote that outcome himself. */
  isOwn: (promise: Promised, outcome: Outcome) => boolean;
  /** Why no reply was asked for, if the editor says so now. */
  noReplyReason: string | null;
};

/** Everything that holds the draft back. domain.md, Records and Response latency 4. */
export function holdsOf(publishing: Publishing): Hold[] {
  const { draft, now } = publishing;
  return [
    ...(draft.entries.length === 0 ? [{ reason: 'no_entries' } as const] : []),
    ...draft.checks.flatMap((check) => holdsOfCheck(check, draft, now)),
    ...draft.promises.flatMap((promise) => holdsOfDue(promise, draft)),
    ...draft.promises.flatMap((promise) => holdsOfOutcomes(promise, publishing)),
  ];
}

/** A check that found nothing proves something only from a known hour on, and no post of before it may stand in the record. */
function holdsOfCheck(check: Check, incident: Incident, now: Instant): Hold[] {
  if (possibleFrom(check.at) > now) return [{ reason: 'check_later' }];
  if (check.found !== null) return [];
  if (check.at.earliest === null) return [{ reason: 'silent_check_open' }];
  if (check.for !== 'first_post') return [];
  const before = (entry: Entry) => entry.at.latest !== null && entry.at.latest <= (check.at.earliest ?? -Infinity);
  const onThese = (entry: Entry) =>
    entry.channel !== null && (check.channels.includes('any') || check.channels.includes(entry.channel.network));
  return incident.entries
    .filter((entry) => isPost(entry, incident) && before(entry) && onThese(entry) && entry.removed === null)
    .map((entry) => ({ reason: 'silent_check_wrong', words: wordsOf(entry) }));
}

function holdsOfDue(promise: Promised, incident: Incident): Hold[] {
  const said = possibleFrom(entryOf(incident, promise.madeIn).at);
  const due = dueInstant(promise.due, incident.zone);
  return due !== null && due < said ? [{ reason: 'due_before_said', words: promise.text }] : [];
}

/** *Not kept* and *partly kept*: a source with a name, two editors, a request for reply whose window has ended or the reason why none was made. domain.md, Records. */
function holdsOfOutcomes(promise: Promised, { draft, shown, now, isOwn, noReplyReason }: Publishing): Hold[] {
  const before = shown?.promises.find((candidate) => candidate.id === promise.id)?.outcomes ?? [];
  const isNew = (outcome: Outcome) => !before.some((old) => old.entry === outcome.entry && old.kind === outcome.kind);
  return promise.outcomes.filter(isNew).flatMap((outcome): Hold[] => {
    const words = promise.text;
    const holds: Hold[] = outcome.basis === null ? [{ reason: 'no_basis', words }] : [];
    if (outcome.kind !== 'not_kept' && outcome.kind !== 'partly_kept') return holds;
    const about = { words, outcome: outcome.kind };
    const { source } = entryOf(draft, outcome.entry);
    if (isAnonymous(source)) holds.push({ reason: 'anonymous', ...about });
    if (isOwn(promise, outcome)) holds.push({ reason: 'second_editor', ...about });
    const asked = askedOf(promise, outcome, draft, now);
    if (asked === 'never' && noReplyReason === null) holds.push({ reason: 'no_reply', ...about });
    if (asked === 'waiting') holds.push({ reason: 'reply_window', ...about });
    return holds;
  });
}

/** Whether nobody stands for it by name: residents, unless somebody published their words, and a call of which nobody says with whom. domain.md, Records. */
function isAnonymous({ kind, title, url }: Source): boolean {
  return (kind === 'residents' && url === null) || (kind === 'call' && title === null);
}

/** Whether the office was asked about the promise or what proves its outcome: never, still waiting, or long enough ago (or it replied). */
function askedOf(promise: Promised, outcome: Outcome, incident: Incident, now: Instant): 'never' | 'waiting' | 'done' {
  const about = incident.replies.filter(({ to }) => to === promise.id || to === outcome.entry || to === promise.madeIn);
  if (about.some((reply) => reply.at !== null)) return 'done';
  const asked = about.flatMap((reply) => (reply.asked !== null && isCertainAt(reply.asked, now) ? [reply.asked] : []));
  if (asked.length === 0) return 'never';
  const over = asked.some((span) => span.latest !== null && now - span.latest >= REPLY_WINDOW_HOURS * 3_600_000);
  return over ? 'done' : 'waiting';
}

/** What does not hold the draft back, but what an editor should see. */
export function warningsOf(draft: Incident, now: Instant): Warning[] {
  const languages = LANGUAGES.filter((lang) => draft.title[lang] === undefined);
  const acute = draft.kind === 'acute';
  const unlooked = acute && firstPost(draft, now) === null && lastCheck(draft, 'first_post', now) === undefined;
  const of = (reason: 'no_channel' | 'no_link' | 'not_yet', holds: (entry: Entry) => boolean): Warning[] =>
    draft.entries.filter(holds).map((entry) => ({ reason, words: wordsOf(entry) }));
  return [
    ...(languages.length > 0 ? [{ reason: 'language' as const, languages }] : []),
    ...(acute && draft.started === null ? [{ reason: 'no_start' as const }] : []),
    ...(unlooked ? [{ reason: 'no_post_unchecked' as const }] : []),
    ...of('no_channel', (entry) => isByResponsible(entry, draft) && entry.channel === null),
    ...of('no_link', (entry) => isStatement(entry) && entry.source.kind === 'link' && entry.source.url === null),
    ...of('not_yet', (entry) => possibleFrom(entry.at) > now),
    ...draft.promises.flatMap((promise): Warning[] =>
      promise.test === null ? [{ reason: 'no_test', words: promise.text }] : [],
    ),
    ...draft.promises.filter((promise) => isWhenUnmarked(promise, draft)).map(unmarked),
  ];
}

/** The words name a term, and yet the page would say that they do not answer by when. domain.md, What a statement answers. */
function isWhenUnmarked(promise: Promised, draft: Incident): boolean {
  const said = entryOf(draft, promise.madeIn);
  const isNamed = promise.due !== null && promise.dueBasis === 'words';
  return isNamed && isByResponsible(said, draft) && !said.answers.includes('when');
}

const unmarked = ({ phrase, text }: Promised): Warning => ({ reason: 'when_unmarked', words: phrase ?? text });

const wordsOf = (entry: Entry): string => entry.text ?? entry.quote ?? '';
