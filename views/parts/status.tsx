import type { Child } from 'hono/jsx';
import type { PromiseState } from '../../src/domain/promise.ts';
import { coarseDate } from '../../src/domain/span.ts';
import { daysBetween } from '../../src/domain/zone.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import { glued } from '../format/text.ts';
import type { Reader } from '../reader.ts';
import { Glyph, type GlyphName } from './glyph.tsx';

/** What a status is drawn from. */
export type StatusFacts = Pick<
  PromiseState,
  'status' | 'dueOn' | 'daysLate' | 'checkedOn' | 'checkedSinceDue' | 'shownOn' | 'outcome' | 'answer'
>;
/** `done` and `past` only where somebody looked; `null` is the grey of what nobody did. */
export type Tone = 'done' | 'past' | 'open' | 'null';
export type StatusWords = { glyph: GlyphName; tone: Tone; words: string; ground: string | null };

const DUE_SOON_DAYS = 3;

/** A status in the words of the house, with its shape, its colour and its ground. `zone` dates the answer that is under review. */
export function statusWords(r: Reader, state: StatusFacts, zone?: string): StatusWords {
  switch (state.status) {
    case 'pending':
      return { glyph: 'pending', tone: 'open', words: r.t('status.pending'), ground: null };
    case 'due_soon':
      return { glyph: 'due_soon', tone: 'open', words: dueSoonWords(r, state), ground: null };
    case 'overdue':
      return overdueWords(r, state);
    case 'no_deadline':
      return { glyph: 'no_deadline', tone: 'null', words: r.t('status.no_deadline'), ground: null };
    case 'awaiting_review':
      return {
        glyph: 'awaiting_review',
        tone: 'open',
        words: r.t('status.awaiting_review'),
        ground: answerGround(r, state, zone),
      };
    case 'kept':
      return { glyph: 'kept', tone: 'done', words: r.t('status.kept'), ground: basisGround(r, state) };
    case 'kept_late': {
      const days = state.daysLate ?? 0;
      const words = days > 0 ? glued(r.t('status.kept_late', { days })) : r.t('status.kept_after_hour');
      return { glyph: 'kept_late', tone: 'done', words, ground: basisGround(r, state) };
    }
    case 'partly_kept':
    case 'not_kept':
      return { glyph: state.status, tone: 'past', words: r.t(`status.${state.status}`), ground: basisGround(r, state) };
    case 'withdrawn':
    case 'cannot_tell':
      return { glyph: state.status, tone: 'null', words: r.t(`status.${state.status}`), ground: basisGround(r, state) };
  }
}

/** Nobody looked since: no colour, an open shape. domain.md, Promises, Whether anyone looked. */
function overdueWords(r: Reader, { checkedSinceDue, checkedOn, dueOn }: StatusFacts): StatusWords {
  if (checkedSinceDue !== true)
    return { glyph: 'unchecked', tone: 'null', words: r.t('status.overdue_unchecked'), ground: null };
  if (checkedOn === null) return { glyph: 'overdue', tone: 'past', words: r.t('status.overdue_checked'), ground: null };
  const year = checkedOn.length < 10 || dueOn?.slice(0, 4) !== checkedOn.slice(0, 4);
  const ground = ` ${r.t('status.looked', { on: coarseWords(r, checkedOn, { form: 'on', year }) })}`;
  return { glyph: 'overdue', tone: 'past', words: r.t('status.overdue_checked'), ground };
}

function dueSoonWords(r: Reader, { dueOn, shownOn }: StatusFacts): string {
  const days = dueOn === null ? Infinity : daysBetween(shownOn, dueOn);
  if (days > DUE_SOON_DAYS) return r.t('status.pending');
  return days <= 0 ? r.t('status.due_today') : glued(r.t('status.due_soon', { days }));
}

function answerGround(r: Reader, { answer }: StatusFacts, zone: string | undefined): string | null {
  if (answer === null || zone === undefined) return null;
  return ` ${r.t('status.answer_of', { on: coarseWords(r, coarseDate(answer.at, zone), { form: 'on' }) })}`;
}

function basisGround(r: Reader, { outcome }: StatusFacts): string | null {
  const basis = outcome?.basis ?? null;
  return basis === null ? null : `, ${r.t(`basis.${basis}`)}`;
}

export type StatusProps = {
  r: Reader;
  state: StatusFacts;
  zone?: string;
  /** Replaces the ground that the facts give by themselves: `, по словам компании`, ` (informburo.kz, 30 июля)`. Null: none. */
  ground?: Child;
};

/** A status: shape, words, ground. The shape and the first word never part. */
export function Status({ r, state, zone, ground }: StatusProps) {
  const { glyph, tone, words, ground: own } = statusWords(r, state, zone);
  const shown = ground === undefined ? own : ground;
  return (
    <>
      <Marked glyph={glyph} tone={tone} words={words} />
      {shown === null ? null : <span class="st-ground">{shown}</span>}
    </>
  );
}

/** Words behind a shape, in its colour: for a row of the timeline or a count that is no promise of its own. */
export function Marked({ glyph, tone, words }: { glyph: GlyphName; tone: Tone; words: string }) {
  const [first = '', ...rest] = words.split(/(?=[ \u00a0])/u);
  return (
    <span class={`st st-${tone}`}>
      <span class="st-w">
        <Glyph name={glyph} />
        {first}
      </span>
      {rest.join('')}
    </span>
  );
}

/**
 * What a page adds where its count of days has ended: shown as of that day, nobody has looked since; or the record ends before the
 * term did. domain.md, Promises, Stale.
 */
export function staleWords(r: Reader, state: Pick<PromiseState, 'stale' | 'shownOn' | 'dueOn'>): string | null {
  const { stale, shownOn, dueOn } = state;
  if (!stale) return null;
  if (dueOn === null || shownOn >= dueOn) return r.t('status.stale', { on: dayWords(r, shownOn) });
  return r.t('status.stale_before', { day: dayWords(r, shownOn, { form: r.lang === 'en' ? 'label' : 'to' }) });
}
