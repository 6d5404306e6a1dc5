import type { Incident, Reply } from '../../src/domain/incident.ts';
import { awaitedReply } from '../../src/domain/waiting.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { spanWords } from '../format/spans.ts';
import { momentWords } from '../parts/moment.tsx';
import { cut } from './choices.ts';
import type { Desk } from './desk.ts';
import { incidentAddress } from './page.tsx';
import { channelWords } from './waiting-lines.tsx';

/** A reply that was asked for: its place in the incident's list, counted from 1, and by which way it was asked for, where that is noted. */
export type AskedReply = { number: number; reply: Reply; channel: string | null };

export type AskedRepliesProps = { desk: Desk; incident: Incident; replies: readonly AskedReply[]; now: Instant };

/** When each reply was asked for, until when the office has time, and what came of it. */
export function AskedReplies({ replies, ...props }: AskedRepliesProps) {
  return (
    <ul class="desk-list">
      {replies.map((asked) => (
        <li>
          <Asked {...props} {...asked} />
        </li>
      ))}
    </ul>
  );
}

function Asked({ desk, incident, number, reply, channel, now }: Omit<AskedRepliesProps, 'replies'> & AskedReply) {
  const { r } = desk;
  const { zone } = incident;
  const awaited = awaitedReply(reply, now);
  return (
    <>
      <p>
        {reply.asked === null
          ? r.t('desk.reply.not_asked')
          : r.t('desk.board.reply.asked', { when: spanWords(r, reply.asked, { zone }) })}{' '}
        {channel === null ? null : `${channelWords(desk, channel)}.`}
      </p>
      <p class="small">
        {awaited === null ? cameWords(desk, incident, reply) : windowWords(desk, awaited, zone)}{' '}
        <a href={incidentAddress(desk, incident.slug, `/replies/${number}`)}>
          {r.t(awaited === null ? 'desk.reply.edit' : 'desk.board.reply.came')}
        </a>
      </p>
    </>
  );
}

function windowWords({ r }: Desk, { until, over }: { until: Instant; over: boolean }, zone: string): string {
  const end = momentWords(r, { at: Math.floor(until / 60_000) * 60_000, zone });
  return r.t(over ? 'desk.board.reply.over' : 'desk.board.reply.until', { until: end });
}

const WORDS = 200;

function cameWords({ r }: Desk, { zone }: Incident, { at, text }: Reply): string | null {
  if (at === null) return null;
  const when = spanWords(r, at, { zone });
  return text === null
    ? r.t('desk.asked.came_plain', { when })
    : r.t('desk.asked.came', { when, words: cut(text, WORDS) });
}
