import type { Child } from 'hono/jsx';
import type { Directory } from '../../src/domain/directory.ts';
import { type Entry, entryOf, timelineOrder } from '../../src/domain/entry.ts';
import type { Check, Incident, Reply } from '../../src/domain/incident.ts';
import type { ToCheck } from '../../src/domain/languages-to-check.ts';
import { dueInstant, type Promised, possibleAnswers, promiseAt } from '../../src/domain/promise.ts';
import { dayEndingAt, type Instant } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { dayWords } from '../format/dates.ts';
import { spanWords } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { Hidden, Submit } from '../parts/fields.tsx';
import { Pager } from '../parts/pager.tsx';
import { Section } from '../parts/section.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Status } from '../parts/status.tsx';
import { Localised, langOf, localWords } from '../parts/words.tsx';
import { CaptureForm } from './capture.tsx';
import { cut, entryLabel } from './choices.ts';
import { type Desk, isEditor } from './desk.ts';
import { fresh } from './form-state.ts';
import { History, type HistoryLine } from './history.tsx';
import { Unsaved } from './kept.tsx';
import { LanguagesToCheck } from './languages.tsx';
import { type LookChoices, LookNow } from './look-now.tsx';
import { DeskForm, DeskPage, deskAddress, incidentAddress } from './page.tsx';
import { NOTHING_HELD } from './photo-fields.tsx';
import { type ReviewState, ReviewWords } from './review.tsx';
import { type EditionState, StateWords } from './state.tsx';
import { LookNoted } from './waiting.tsx';

export type IncidentDeskProps = {
  desk: Desk;
  incident: Incident;
  directory: Directory;
  /** Names of offices and officials by id. */
  names: ReadonlyMap<string, string>;
  state: EditionState;
  /** Where the draft stands between reporter and editor. */
  review: ReviewState | undefined;
  /** Languages that are to be checked after a correction in another. */
  toCheck: readonly ToCheck[];
  /** A court took the whole incident down. */
  takenDown: boolean;
  history: readonly HistoryLine[];
  /** What a form remembers of each part that can be changed from here. */
  seen: (part: 'promise', id: string) => string;
  now: Instant;
  /** What is to be looked for: the ids of promises, `first_post`; and where. */
  lookFor: readonly string[];
  look: LookChoices;
  /** A look was just noted. */
  noted: string | null;
};

/** The desk of one incident: where it stands, and every part with the ways to add and to change. */
export function IncidentDeskPage(props: IncidentDeskProps) {
  const { desk, incident, state, history } = props;
  const { r } = desk;
  const to = (path: string) => incidentAddress(desk, incident.slug, path);
  return (
    <DeskPage
      desk={desk}
      title={localWords(r, incident.title)}
      back={{ href: deskAddress(desk, '/incidents'), words: r.t('desk.incidents.title') }}
    >
      <p>
        <StateWords desk={desk} state={state} zone={incident.zone} />
      </p>
      <LookNoted desk={desk} slug={props.noted} />
      {props.takenDown ? <p class="wrong">{r.t('desk.hold.taken_down')}</p> : null}
      <LanguagesToCheck desk={desk} slug={incident.slug} toCheck={props.toCheck} />
      {props.review === undefined ? null : <ReviewWords desk={desk} review={props.review} zone={incident.zone} />}
      <p class="acts">
        <a class="button" href={to('/entries/new')}>
          {r.t('desk.incident.add_entry')}
        </a>
        <a class="button" href={to('/promises/new')}>
          {r.t('desk.incident.add_promise')}
        </a>
        <a class="button" href={to('/checks/new')}>
          {r.t('desk.incident.add_check')}
        </a>
        <a class="button" href={to('/questions/new')}>
          {r.t('desk.asked.new')}
        </a>
        <a class="button" href={to('/publication')}>
          {r.t('desk.incident.publication')}
        </a>
      </p>
      <ul class="links">
        <li>
          <a href={to('/edit')}>{r.t('desk.incident.edit_facts')}</a>
        </li>
        <li>
          <a href={to('/preview')}>{r.t('desk.incident.preview')}</a>
        </li>
        <li>
          <a href={to('/evidence')}>{r.t('desk.evidence.title')}</a>
        </li>
        {state.publishedAt === null ? null : (
          <li>
            <a href={address(r.lang, `/incidents/${incident.slug}`)}>{r.t('desk.incident.open')}</a>
          </li>
        )}
      </ul>
      {isEditor(desk) ? (
        <ul class="links">
          {state.publishedAt === null ? null : (
            <li>
              <a href={to('/retraction')}>{r.t('desk.taking.retracted.title')}</a>
            </li>
          )}
          <li>
            <a href={to('/takedown')}>{r.t('desk.taking.taken_down.title')}</a>
          </li>
        </ul>
      ) : null}
      {state.hasDraft && isEditor(desk) ? (
        <p>
          <a href={to('/draft/removal')}>{r.t('desk.draft.remove')}</a>
        </p>
      ) : null}
      <Section id="capture" title={r.t('desk.capture.title')}>
        <Unsaved desk={desk} />
        <CaptureForm {...props} state={fresh()} shown={undefined} held={NOTHING_HELD} />
      </Section>
      <Section id="entries" title={r.t('desk.incident.timeline')}>
        <List
          desk={desk}
          items={timelineOrder(incident.entries).map((entry) => <EntryLine {...props} entry={entry} />)}
        />
      </Section>
      <Section id="promises" title={r.t('desk.incident.promises')}>
        <List desk={desk} items={incident.promises.map((promise) => <PromiseLine {...props} promise={promise} />)} />
      </Section>
      <Section id="checks" title={r.t('desk.incident.checks')}>
        <LookHere {...props} what="first_post" />
        <List
          desk={desk}
          items={incident.checks.map((check, index) => <CheckLine {...props} check={check} index={index} />)}
        />
      </Section>
      <Section id="replies" title={r.t('desk.incident.replies')}>
        <List
          desk={desk}
          items={incident.replies.map((reply, index) => <ReplyLine {...props} reply={reply} index={index} />)}
        />
        <p>
          <a class="button" href={to('/replies/new')}>
            {r.t('desk.incident.add_reply')}
          </a>
        </p>
      </Section>
      <Section
        id="history"
        title={r.t('desk.incident.history')}
        note={<a href={to('/revisions')}>{r.t('desk.revisions.title')}</a>}
      >
        <History desk={desk} lines={history} zone={incident.zone} />
      </Section>
    </DeskPage>
  );
}

function List({ desk, items }: { desk: Desk; items: Child[] }) {
  if (items.length === 0) return <p class="muted">{desk.r.t('desk.incident.none')}</p>;
  return (
    <ul class="desk-list">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  );
}

function EntryLine({ desk, incident, names, entry }: IncidentDeskProps & { entry: Entry }) {
  const { r } = desk;
  const who = [entry.by?.office, entry.by?.official].flatMap((id) => (id ? [names.get(id) ?? id] : []));
  const where = entry.channel === null ? [] : [r.t(`network.${entry.channel.network}`)];
  return (
    <>
      <p class="small muted">
        {[
          capital(spanWords(r, entry.at, { zone: incident.zone })),
          r.t(`desk.entry_kind.${entry.kind}`).split(':')[0],
          ...who,
          ...where,
        ].join(' · ')}
      </p>
      <p id={`entry-${entry.id}`}>
        <a class="quiet" href={incidentAddress(desk, incident.slug, `/entries/${entry.id}`)} {...langOf(r, entry.lang)}>
          {cut(entry.text ?? entry.quote ?? '', 300)}
        </a>
      </p>
      <p class="small">
        <SourceLink r={r} source={entry.source} />
        {entry.kind === 'statement' ? (
          <>
            {' · '}
            <a href={incidentAddress(desk, incident.slug, '/promises/new', { made_in: entry.id })}>
              {r.t('desk.incident.promise_here')}
            </a>
            {' · '}
            <a href={incidentAddress(desk, incident.slug, `/entries/${entry.id}/marks`)}>{r.t('desk.marks.page')}</a>
          </>
        ) : null}
        {entry.kind === 'question' ? (
          <>
            {' · '}
            <a href={incidentAddress(desk, incident.slug, `/questions/${entry.id}`)}>{r.t('desk.asked.judge')}</a>
          </>
        ) : null}
        {' · '}
        <a href={incidentAddress(desk, incident.slug, '/evidence/new', { of: `entry.${entry.id}` })}>
          {r.t('desk.evidence.add')}
        </a>
        {entry.removed === null ? null : (
          <>
            {' · '}
            <a href={incidentAddress(desk, incident.slug, '/evidence/new', { of: `removal.${entry.id}` })}>
              {r.t('desk.evidence.add_removal')}
            </a>
          </>
        )}
      </p>
    </>
  );
}

function PromiseLine(props: IncidentDeskProps & { promise: Promised }) {
  const { desk, incident, promise, now } = props;
  const { r } = desk;
  const to = (path: string, query = {}) => incidentAddress(desk, incident.slug, path, query);
  const of = `/promises/${promise.id}`;
  return (
    <>
      <p id={`promise-${promise.id}`}>
        <a class="quiet" href={to(of)}>
          {promise.text}
        </a>
      </p>
      <p>
        <Status r={r} state={promiseAt(promise, incident, now)} zone={incident.zone} />
      </p>
      <p class="small muted">{dueLine(props)}</p>
      <LookHere {...props} what={promise.id} />
      <Answers {...props} />
      <ul class="desk-list-in">
        {promise.changes.map((change, index) => (
          <li>
            {r.t('desk.incident.moved', { words: entryLabel(r, entryOf(incident, change.entry), incident.zone) })}{' '}
            <a href={to(`${of}/changes/${index + 1}/removal`)}>{r.t('desk.remove')}</a>
          </li>
        ))}
        {promise.outcomes.map((outcome, index) => (
          <li>
            {r.t('desk.incident.came', {
              outcome: r.t(`desk.outcome_kind.${outcome.kind}`),
              words: entryLabel(r, entryOf(incident, outcome.entry), incident.zone),
            })}{' '}
            {isEditor(desk) ? <a href={to(`${of}/outcomes/${index + 1}/removal`)}>{r.t('desk.remove')}</a> : null}
          </li>
        ))}
      </ul>
      <p class="small acts-in">
        <a href={to('/checks/new', { for: promise.id })}>{r.t('desk.incident.add_look')}</a>
        <a href={to(`${of}/changes/new`)}>{r.t('desk.incident.add_change')}</a>
        <a href={to(`${of}/answers/new`)}>{r.t('desk.incident.add_answer')}</a>
        {isEditor(desk) ? <a href={to(`${of}/outcomes/new`)}>{r.t('desk.incident.add_outcome')}</a> : null}
        <a href={to(`${of}/request`)}>{r.t('desk.request.link')}</a>
        <a href={to('/replies/new', { to: promise.id })}>{r.t('desk.incident.add_reply')}</a>
      </p>
    </>
  );
}

/** One press where a look is due: a term that passed or passes soon, a first post that nobody has found. */
function LookHere({ desk, incident, look, lookFor, what }: IncidentDeskProps & { what: string }) {
  if (!lookFor.includes(what)) return null;
  return <LookNow desk={desk} incident={incident} what={what} from="incident" look={look} />;
}

function dueLine({ desk: { r }, incident, promise }: IncidentDeskProps & { promise: Promised }): string {
  const dueAt = dueInstant(promise.due, incident.zone);
  if (dueAt === null) return r.t('desk.incident.no_due');
  return r.t('desk.incident.due', { on: dayWords(r, dayEndingAt(dueAt, incident.zone)) });
}

/** Each possible answer with what an editor can say of it. */
function Answers(props: IncidentDeskProps & { promise: Promised }) {
  const { desk, incident, promise, seen } = props;
  const { r } = desk;
  const decided = new Set(promise.outcomes.map((outcome) => outcome.entry));
  const waiting = possibleAnswers(promise, incident).filter((entry) => !decided.has(entry.id));
  if (waiting.length === 0) return null;
  const of = `/promises/${promise.id}`;
  return (
    <ul class="desk-list-in">
      {waiting.map((entry) => (
        <li>
          {r.t('desk.incident.answered', { words: entryLabel(r, entry, incident.zone) })} ({r.t('desk.answer.waiting')})
          {isEditor(desk) ? (
            <DeskForm
              desk={desk}
              action={incidentAddress(desk, incident.slug, `${of}/answers/${entry.id}/judgement`)}
              class="acts"
            >
              <Hidden name="seen" value={seen('promise', promise.id)} />
              <a class="button" href={incidentAddress(desk, incident.slug, `${of}/outcomes/new`, { entry: entry.id })}>
                {r.t('desk.answer.outcome')}
              </a>
              <Submit kind="plain" name="judged" value="not_an_answer">
                {r.t('desk.answer.not')}
              </Submit>
            </DeskForm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function CheckLine({ desk, incident, check, index }: IncidentDeskProps & { check: Check; index: number }) {
  const { r } = desk;
  const goal = incident.promises.find((promise) => promise.id === check.for)?.text ?? r.t('desk.check.first_post');
  const found =
    check.found === null ? r.t('desk.check.nothing') : entryLabel(r, entryOf(incident, check.found), incident.zone);
  return (
    <>
      <p class="small muted">
        {[
          capital(spanWords(r, check.at, { zone: incident.zone })),
          check.channels.map((network) => r.t(`network.${network}`)).join(', '),
        ].join(' · ')}
        {check.by === null ? null : (
          <>
            {' · '}
            <SourceLink r={r} source={check.by} />
          </>
        )}
      </p>
      <p>
        <a class="quiet" href={incidentAddress(desk, incident.slug, `/checks/${index + 1}`)}>
          {`${cut(goal, 120)}: ${found}`}
        </a>
      </p>
      <p class="small">
        <a href={incidentAddress(desk, incident.slug, '/evidence/new', { of: `check.${index + 1}` })}>
          {r.t('desk.evidence.add')}
        </a>
      </p>
    </>
  );
}

function ReplyLine({ desk, incident, reply, index }: IncidentDeskProps & { reply: Reply; index: number }) {
  const { r } = desk;
  const promise = incident.promises.find((candidate) => candidate.id === reply.to);
  const line = promise?.text ?? entryLabel(r, entryOf(incident, reply.to), incident.zone);
  const asked =
    reply.asked === null
      ? r.t('desk.reply.not_asked')
      : `${r.t('desk.field.asked')}: ${spanWords(r, reply.asked, { zone: incident.zone })}`;
  const came =
    reply.at === null
      ? r.t('desk.reply.none')
      : `${r.t('desk.reply.at')}: ${spanWords(r, reply.at, { zone: incident.zone })}`;
  return (
    <>
      <p class="small muted">{`${asked} · ${came}`}</p>
      <p>
        <a class="quiet" href={incidentAddress(desk, incident.slug, `/replies/${index + 1}`)}>
          {cut(reply.text ?? line, 300)}
        </a>
      </p>
    </>
  );
}

/** Everything on the desk, the last changed first. */
export function IncidentListPage({
  desk,
  lines,
  page,
  more,
}: {
  desk: Desk;
  page: number;
  more: boolean;
  lines: readonly { slug: string; title: Incident['title']; state: EditionState; changedOn: string }[];
}) {
  const { r } = desk;
  const to = (number: number) => deskAddress(desk, '/incidents', number < 2 ? {} : { page: String(number) });
  return (
    <DeskPage desk={desk} title={r.t('desk.incidents.title')}>
      <p class="acts">
        <a class="button go" href={deskAddress(desk, '/incidents/new')}>
          {r.t('desk.incident.new')}
        </a>
        <a class="button" href={deskAddress(desk, '/capture')}>
          {r.t('desk.capture.title')}
        </a>
      </p>
      {lines.length === 0 ? <p class="muted">{r.t('desk.incident.none')}</p> : null}
      <ul class="desk-list">
        {lines.map(({ slug, title, state, changedOn }) => (
          <li>
            <p>
              <a href={incidentAddress(desk, slug)}>
                <Localised r={r} texts={title} />
              </a>
            </p>
            <p class="small muted">
              {`${r.t(state.publishedAt === null ? 'desk.incidents.state.draft' : state.hasDraft ? 'desk.incidents.state.changed' : 'desk.incidents.state.public')} · ${r.t('desk.incidents.changed')}: ${dayWords(r, changedOn)}`}
            </p>
          </li>
        ))}
      </ul>
      <Pager r={r} previous={page > 1 ? to(page - 1) : undefined} next={more ? to(page + 1) : undefined} />
    </DeskPage>
  );
}
