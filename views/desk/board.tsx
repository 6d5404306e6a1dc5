import type { Child } from 'hono/jsx';
import type { WaitReason } from '../../src/domain/digest-due.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import { momentWords } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { Status } from '../parts/status.tsx';
import { Localised } from '../parts/words.tsx';
import { type Desk, isEditor } from './desk.ts';
import { DeskPage, deskAddress, incidentAddress } from './page.tsx';
import type { ReviewState } from './review.tsx';

export type BoardPromise = { incident: Incident; promise: Promised; state: PromiseState };

/** A draft on its way: whose words, and who said them. */
export type BoardReview = { slug: string; title: Incident['title']; zone: string; review: ReviewState };

/** Everything that waits for somebody, as of now. */
export type Board = {
  /** Weeks whose digest is not out, and why. */
  digests: readonly { week: string; reason: 'missing' | WaitReason }[];
  unlooked: readonly BoardPromise[];
  stale: readonly BoardPromise[];
  soon: readonly BoardPromise[];
  /** `days`: how long the answer has waited; `late`: longer than it should. */
  answers: readonly (BoardPromise & { days: number; late: boolean })[];
  /** Drafts that editors have, and those that they gave back. */
  review: readonly BoardReview[];
  returned: readonly BoardReview[];
  drafts: readonly { slug: string; title: Incident['title']; published: boolean; changedOn: string }[];
  silent: readonly { incident: Incident; checkedOn: string | null }[];
};

/** The first page of the desk: to log an incident at once, then what waits. */
export function BoardPage({ desk, board }: { desk: Desk; board: Board }) {
  const { r } = desk;
  const empty = Object.values(board).every((list) => list.length === 0);
  return (
    <DeskPage desk={desk} title={r.t('desk.board.title')}>
      <p class="acts">
        <a class="button go big" href={deskAddress(desk, '/incidents/new')}>
          {r.t('desk.incident.new')}
        </a>
      </p>
      {empty ? <p class="muted">{r.t('desk.board.empty')}</p> : null}
      <Listed
        desk={desk}
        id="digests"
        title={r.t('desk.board.digests')}
        items={board.digests.map(({ week, reason }) => (
          <p>
            <a href={deskAddress(desk, `/digests/${week}`)}>{r.t('desk.digest.title', { week })}</a>{' '}
            {r.t(`desk.digest.state.${reason}`)}
          </p>
        ))}
      />
      <Listed
        desk={desk}
        id="answers"
        title={r.t('desk.board.answers')}
        items={board.answers.map((line) => <Answer desk={desk} {...line} />)}
      />
      <Listed
        desk={desk}
        id="review"
        title={r.t('desk.board.review')}
        items={board.review.map((line) => <InReview desk={desk} {...line} />)}
      />
      <Listed
        desk={desk}
        id="returned"
        title={r.t('desk.board.returned')}
        items={board.returned.map((line) => <InReview desk={desk} {...line} />)}
      />
      <Listed
        desk={desk}
        id="unlooked"
        title={r.t('desk.board.unlooked')}
        items={board.unlooked.map((line) => <Due desk={desk} {...line} />)}
      />
      <Listed
        desk={desk}
        id="soon"
        title={r.t('desk.board.soon')}
        items={board.soon.map((line) => <Due desk={desk} {...line} />)}
      />
      <Listed
        desk={desk}
        id="silent"
        title={r.t('desk.board.silent')}
        items={board.silent.map((line) => <Silent desk={desk} {...line} />)}
      />
      <Listed
        desk={desk}
        id="drafts"
        title={r.t('desk.board.drafts')}
        items={board.drafts.map((line) => <Draft desk={desk} {...line} />)}
      />
      <Listed
        desk={desk}
        id="stale"
        title={r.t('desk.board.stale')}
        items={board.stale.map((line) => <Due desk={desk} {...line} />)}
      />
    </DeskPage>
  );
}

function Listed({ id, title, items }: { desk: Desk; id: string; title: string; items: Child[] }) {
  if (items.length === 0) return null;
  return (
    <Section id={id} title={title} note={String(items.length)}>
      <ul class="desk-list">
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </Section>
  );
}

function Head({ desk, incident, promise }: BoardPromise & { desk: Desk }) {
  return (
    <>
      <p class="small muted">
        <Localised r={desk.r} texts={incident.title} />
      </p>
      <p>
        <a class="quiet" href={incidentAddress(desk, incident.slug)}>
          {promise.text}
        </a>
      </p>
    </>
  );
}

function Due(props: BoardPromise & { desk: Desk }) {
  const { desk, incident, promise, state } = props;
  const { r } = desk;
  return (
    <>
      <Head {...props} />
      <p>
        <Status r={r} state={state} zone={incident.zone} />
      </p>
      <p class="small">
        {state.dueOn === null ? null : `${r.t('desk.board.due', { on: dayWords(r, state.dueOn) })} `}
        <a href={incidentAddress(desk, incident.slug, '/checks/new', { for: promise.id })}>{r.t('desk.board.look')}</a>
      </p>
    </>
  );
}

function Answer(props: BoardPromise & { desk: Desk; days: number; late: boolean }) {
  const { desk, incident, promise, days, late } = props;
  const { r } = desk;
  return (
    <>
      <Head {...props} />
      <p class="small">
        {late ? <strong>{r.t('desk.board.answers.late', { days })}</strong> : r.t('desk.board.answers.days', { days })}{' '}
        <a href={`${incidentAddress(desk, incident.slug)}#promise-${promise.id}`}>{r.t('desk.board.judge')}</a>
      </p>
    </>
  );
}

function Silent({ desk, incident, checkedOn }: { desk: Desk } & Board['silent'][number]) {
  const { r } = desk;
  return (
    <>
      <p>
        <a href={incidentAddress(desk, incident.slug)}>
          <Localised r={r} texts={incident.title} />
        </a>
      </p>
      <p class="small">
        {checkedOn === null
          ? r.t('desk.board.silent.never')
          : r.t('desk.board.silent.checked', { on: coarseWords(r, checkedOn, { form: 'on' }) })}{' '}
        <a href={incidentAddress(desk, incident.slug, '/checks/new', { for: 'first_post' })}>
          {r.t('desk.board.look')}
        </a>
      </p>
    </>
  );
}

function InReview({ desk, slug, title, zone, review }: { desk: Desk } & BoardReview) {
  const { r } = desk;
  const path = review.state === 'submitted' && isEditor(desk) ? '/publication' : '';
  return (
    <>
      <p>
        <a href={incidentAddress(desk, slug, path)}>
          <Localised r={r} texts={title} />
        </a>
      </p>
      <p class="small">
        {r.t(`desk.review.${review.state}`, {
          on: momentWords(r, { at: review.at, zone }),
          who: review.who ?? r.t('desk.revision.nobody'),
        })}
      </p>
      {review.words === null ? null : <p class="small">{review.words}</p>}
    </>
  );
}

function Draft({ desk, slug, title, published, changedOn }: { desk: Desk } & Board['drafts'][number]) {
  const { r } = desk;
  return (
    <>
      <p>
        <a href={incidentAddress(desk, slug)}>
          <Localised r={r} texts={title} />
        </a>
      </p>
      <p class="small muted">
        {`${r.t(published ? 'desk.incidents.state.changed' : 'desk.incidents.state.draft')} · ${r.t('desk.incidents.changed')}: ${dayWords(r, changedOn)}`}
      </p>
    </>
  );
}
