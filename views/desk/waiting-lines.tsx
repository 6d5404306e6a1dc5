import type { Entry } from '../../src/domain/entry.ts';
import type { Incident, Reply } from '../../src/domain/incident.ts';
import type { Promised, PromiseState } from '../../src/domain/promise.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import { spanWords } from '../format/spans.ts';
import { capital } from '../format/text.ts';
import { Hidden, Submit } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Status } from '../parts/status.tsx';
import { Localised, langOf, natureWords } from '../parts/words.tsx';
import { cut } from './choices.ts';
import { type Desk, isEditor } from './desk.ts';
import { type LookChoices, type LookFrom, LookNow } from './look-now.tsx';
import { DeskForm, incidentAddress } from './page.tsx';

// What waits for the newsroom, a line for each: on the desk's first page and on the pages of the whole lists.

export type PromiseLine = { incident: Incident; promise: Promised; state: PromiseState };
/** `answer`: what may answer it. `days`: how long that has waited to be judged; `late`: longer than it should. `seen`: what a form remembers of the promise. */
export type AnswerLine = PromiseLine & { answer: Entry; days: number; late: boolean; seen: string };
export type SilentLine = { incident: Incident; checkedOn: string | null; checkedDays: number | null };
export type QuestionLine = { incident: Incident; entry: Entry; office: string | null };
export type ReplyLine = {
  incident: Incident;
  reply: Reply;
  number: number;
  until: Instant;
  over: boolean;
  channel: string | null;
};

type Pressed = { desk: Desk; from: LookFrom; look: LookChoices };

function Name({ desk, incident }: { desk: Desk; incident: Incident }) {
  return (
    <p class="small muted">
      <Localised r={desk.r} texts={incident.title} />
    </p>
  );
}

/** A promise with its term, and the look in one press. */
export function DueItem({ desk, from, look, incident, promise, state }: PromiseLine & Pressed) {
  const { r } = desk;
  return (
    <>
      <Name desk={desk} incident={incident} />
      <p>
        <a class="quiet" href={`${incidentAddress(desk, incident.slug)}#promise-${promise.id}`}>
          {cut(promise.text, 300)}
        </a>
      </p>
      <p>
        <Status r={r} state={state} zone={incident.zone} />
      </p>
      <p class="small">
        {state.dueOn === null ? null : `${r.t('desk.board.due', { on: dayWords(r, state.dueOn) })} `}
        <a href={incidentAddress(desk, incident.slug, `/promises/${promise.id}/request`)}>{r.t('desk.request.link')}</a>
      </p>
      <LookNow desk={desk} incident={incident} what={promise.id} from={from} look={look} />
    </>
  );
}

const JUDGEMENTS = ['kept', 'partly_kept', 'not_kept', 'cannot_tell'] as const;

/** The words of the promise beside those that may answer it, and what an editor can say of them. */
export function AnswerItem({ desk, incident, promise, answer, days, late, seen }: AnswerLine & { desk: Desk }) {
  const { r } = desk;
  const of = `/promises/${promise.id}`;
  return (
    <>
      <Name desk={desk} incident={incident} />
      <div class="pair">
        <div>
          <p class="small muted">{r.t('desk.board.promise_words')}</p>
          <p>
            <a class="quiet" href={`${incidentAddress(desk, incident.slug)}#promise-${promise.id}`}>
              {cut(`${natureWords(r, promise.nature)}: ${promise.text}`, 500)}
            </a>
          </p>
          {promise.test === null ? null : <p class="small">{r.t('monday.test', { test: promise.test })}</p>}
        </div>
        <div>
          <p class="small muted">
            {`${r.t('desk.board.answer_words')}: ${spanWords(r, answer.at, { zone: incident.zone })}`}
          </p>
          <p {...langOf(r, answer.lang)}>{cut(answer.quote ?? answer.text ?? '', 500)}</p>
          <p class="small">
            <SourceLink r={r} source={answer.source} />
          </p>
        </div>
      </div>
      <p class="small">
        {late ? <strong>{r.t('desk.board.answers.late', { days })}</strong> : r.t('desk.board.answers.days', { days })}
      </p>
      {isEditor(desk) ? (
        <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, `${of}/answers/${answer.id}/judgement`)}>
          <Hidden name="seen" value={seen} />
          <Hidden name="from" value="board" />
          <div class="acts">
            {JUDGEMENTS.map((kind) => (
              <a
                class="button"
                href={incidentAddress(desk, incident.slug, `${of}/outcomes/new`, { entry: answer.id, kind })}
              >
                {r.t(`desk.outcome_kind.${kind}`)}
              </a>
            ))}
            <Submit kind="plain" name="judged" value="not_an_answer">
              {r.t('desk.answer.not')}
            </Submit>
          </div>
        </DeskForm>
      ) : (
        <p class="small muted">{r.t('desk.board.answers.editor')}</p>
      )}
    </>
  );
}

/** An acute incident without a first post: how long ago somebody looked, and the look in one press. */
export function SilentItem({ desk, from, look, incident, checkedOn, checkedDays }: SilentLine & Pressed) {
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
        {checkedDays === null ? null : r.t('desk.board.silent.age', { days: checkedDays })}
      </p>
      <LookNow desk={desk} incident={incident} what="first_post" from={from} look={look} />
    </>
  );
}

/** A question that nobody answered. */
export function QuestionItem({ desk, incident, entry, office }: QuestionLine & { desk: Desk }) {
  const { r } = desk;
  return (
    <>
      <Name desk={desk} incident={incident} />
      <p>
        <a class="quiet" href={`${incidentAddress(desk, incident.slug)}#entry-${entry.id}`} {...langOf(r, entry.lang)}>
          {cut(entry.text ?? entry.quote ?? '', 300)}
        </a>
      </p>
      <p class="small">
        {`${capital(spanWords(r, entry.at, { zone: incident.zone }))}. `}
        {office === null ? null : `${r.t('desk.board.asked_of', { office })} `}
        <a href={incidentAddress(desk, incident.slug, `/questions/${entry.id}`)}>{r.t('desk.board.question.answer')}</a>
      </p>
    </>
  );
}

/** A reply that was asked for: until when the office has time, or that the time has passed. */
export function ReplyItem({ desk, incident, reply, number, until, over, channel }: ReplyLine & { desk: Desk }) {
  const { r } = desk;
  const promise = incident.promises.find(({ id }) => id === reply.to);
  const entry = incident.entries.find(({ id }) => id === reply.to);
  const words = promise?.text ?? entry?.text ?? entry?.quote ?? '';
  const end = momentWords(r, { at: Math.floor(until / 60_000) * 60_000, zone: incident.zone });
  const asked = reply.asked === null ? '' : spanWords(r, reply.asked, { zone: incident.zone });
  return (
    <>
      <Name desk={desk} incident={incident} />
      <p>
        <a class="quiet" href={`${incidentAddress(desk, incident.slug)}#replies`}>
          {cut(words, 300)}
        </a>
      </p>
      <p class="small">
        {r.t('desk.board.reply.asked', { when: asked })} {channel === null ? null : `${channelWords(desk, channel)}. `}
        {over ? (
          <strong>{r.t('desk.board.reply.over', { until: end })}</strong>
        ) : (
          r.t('desk.board.reply.until', { until: end })
        )}{' '}
        <a href={incidentAddress(desk, incident.slug, `/replies/${number}`)}>{r.t('desk.board.reply.came')}</a>
      </p>
    </>
  );
}

export const REQUEST_CHANNELS = ['mail', 'portal', 'phone', 'messenger', 'paper', 'meeting'] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

/** By which way a reply was asked for, in words. */
export function channelWords({ r }: Pick<Desk, 'r'>, channel: string): string {
  const known = REQUEST_CHANNELS.find((one) => one === channel);
  return known === undefined ? channel : r.t(`desk.request.channel.${known}`);
}
