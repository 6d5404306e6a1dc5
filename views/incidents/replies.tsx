import type { Child } from 'hono/jsx';
import type { Reply } from '../../src/domain/incident.ts';
import { textLanguage } from '../format/language.ts';
import { SourceLink } from '../parts/source-link.tsx';
import { Quote } from '../parts/words.tsx';
import { type Told, when } from './told.tsx';

/** What an office replied to an entry or a promise, beside it; or that it was asked and no reply is recorded. domain.md, Records. */
export function Replies({ told, to }: { told: Told; to: string }): Child {
  const replies = told.state.replies.filter((reply) => reply.to === to);
  return (
    <>
      {replies.map((reply) => (
        <OneReply told={told} reply={reply} />
      ))}
    </>
  );
}

function OneReply({ told, reply }: { told: Told; reply: Reply }): Child {
  const { r } = told;
  const asked = reply.asked === null ? null : r.t('reply.asked', { when: when(told, reply.asked) });
  if (reply.at === null)
    return (
      <p class="small">
        {asked} {r.t('reply.none')}
      </p>
    );
  return (
    <div class="reply">
      <p class="small">
        {asked === null ? null : `${asked} `}
        <b>{r.t('reply.given', { when: when(told, reply.at) })}</b>
        {reply.source === null ? null : (
          <>
            {' ('}
            <SourceLink r={r} source={reply.source} />
            {')'}
          </>
        )}
      </p>
      {reply.text === null ? null : <Quote r={r} words={reply.text} lang={textLanguage(reply.text, 'ru')} />}
    </div>
  );
}
