import type { Child } from 'hono/jsx';
import { Pager } from '../parts/pager.tsx';
import type { Desk } from './desk.ts';
import type { LookChoices, LookFrom } from './look-now.tsx';
import { DeskPage, deskAddress, incidentAddress } from './page.tsx';
import {
  AnswerItem,
  type AnswerLine,
  DueItem,
  type PromiseLine,
  QuestionItem,
  type QuestionLine,
  ReplyItem,
  type ReplyLine,
  SilentItem,
  type SilentLine,
} from './waiting-lines.tsx';

export const WAITING_LISTS = ['unlooked', 'soon', 'answers', 'silent', 'questions', 'replies', 'stale'] as const;
export type WaitingListName = (typeof WAITING_LISTS)[number];

/** The lines of one list, as far as they are shown. `count`: how many there are, no further than `counted`. */
export type WaitingLines = { more: boolean; count: number; counted: number } & (
  | { list: 'unlooked' | 'soon' | 'stale'; lines: readonly PromiseLine[] }
  | { list: 'answers'; lines: readonly AnswerLine[] }
  | { list: 'silent'; lines: readonly SilentLine[] }
  | { list: 'questions'; lines: readonly QuestionLine[] }
  | { list: 'replies'; lines: readonly ReplyLine[] }
);

type ItemsProps = { desk: Desk; from: LookFrom; look: LookChoices; of: WaitingLines };

/** The lines of a list. */
export function WaitingItems({ desk, from, look, of }: ItemsProps) {
  return (
    <ul class="desk-list">
      {itemsOf({ desk, from, look, of }).map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  );
}

function itemsOf({ desk, from, look, of }: ItemsProps): Child[] {
  switch (of.list) {
    case 'unlooked':
    case 'soon':
    case 'stale':
      return of.lines.map((line) => <DueItem desk={desk} from={from} look={look} {...line} />);
    case 'answers':
      return of.lines.map((line) => <AnswerItem desk={desk} {...line} />);
    case 'silent':
      return of.lines.map((line) => <SilentItem desk={desk} from={from} look={look} {...line} />);
    case 'questions':
      return of.lines.map((line) => <QuestionItem desk={desk} {...line} />);
    case 'replies':
      return of.lines.map((line) => <ReplyItem desk={desk} {...line} />);
  }
}

/** How many a list has, in words: beyond what is counted, that it is more. */
export function allWords({ r }: Pick<Desk, 'r'>, { count, counted }: Pick<WaitingLines, 'count' | 'counted'>): string {
  return count >= counted
    ? r.t('desk.board.all.more', { count: String(counted) })
    : r.t('desk.board.all', { count: String(count) });
}

/** What a press has just noted, and the way to publish it. */
export function LookNoted({ desk, slug }: { desk: Desk; slug: string | null }) {
  if (slug === null) return null;
  const { r } = desk;
  return (
    <p class="fix" role="status">
      {r.t('desk.look.noted')}{' '}
      <a href={incidentAddress(desk, slug, '/publication')}>{r.t('desk.look.noted.publish')}</a>
    </p>
  );
}

export type WaitingPageProps = {
  desk: Desk;
  of: WaitingLines;
  look: LookChoices;
  /** Only one's own regions are listed; null: one has none. */
  mine: boolean | null;
  page: number;
  noted: string | null;
};

/** `/desk/waiting/:list`: the whole of one list, page by page. */
export function WaitingPage({ desk, of, look, mine, page, noted }: WaitingPageProps) {
  const { r } = desk;
  const to = (query: { page?: number; mine?: boolean | null }) =>
    deskAddress(desk, `/waiting/${of.list}`, {
      ...(query.page === undefined || query.page < 2 ? {} : { page: String(query.page) }),
      ...((query.mine ?? mine) ? { mine: '1' } : {}),
    });
  return (
    <DeskPage
      desk={desk}
      title={r.t(`desk.board.${of.list}`)}
      back={{ href: deskAddress(desk, ''), words: r.t('desk.board.title') }}
    >
      <LookNoted desk={desk} slug={noted} />
      {mine === null ? null : (
        <p>
          <a href={to({ mine: !mine })}>{r.t(mine ? 'desk.waiting.everybody' : 'desk.waiting.mine')}</a>
        </p>
      )}
      {of.lines.length === 0 ? (
        <p class="muted">{r.t('desk.waiting.empty')}</p>
      ) : (
        <WaitingItems desk={desk} from={fromOf(of.list)} look={look} of={of} />
      )}
      <Pager
        r={r}
        previous={page > 1 ? to({ page: page - 1 }) : undefined}
        next={of.more ? to({ page: page + 1 }) : undefined}
      />
    </DeskPage>
  );
}

function fromOf(list: WaitingListName): LookFrom {
  return list === 'answers' || list === 'questions' || list === 'replies' ? 'board' : list;
}
