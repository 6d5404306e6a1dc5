import { Hono } from 'hono';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { RequestPage } from '../../../views/desk/request.tsx';
import { REQUEST_CHANNELS } from '../../../views/desk/waiting-lines.tsx';
import { wallTime } from '../../../views/format/clock.ts';
import { LETTER_LANGUAGES, requestLetter } from '../../../views/newsroom/request-letter.ts';
import { promisor } from '../../domain/office.ts';
import { promiseAt } from '../../domain/promise.ts';
import { localDate } from '../../domain/zone.ts';
import { noteRequest } from '../../records/reply-requests.ts';
import { baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { listAskedReplies } from './asked-replies.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { placesAt } from './edit.ts';
import { REPLY_FIELDS, replyOfFields } from './look-form.ts';
import { readBack } from './reads.ts';
import { directoryOf, keep, type Loaded, loadIncident } from './store.ts';

/** The right of reply of a promise: a letter ready to send, and the note that it was sent. domain.md, Records. */
export function requests(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  const route = '/desk/incidents/:slug/promises/:id/request';

  app.get(route, async (c) => {
    const loaded = await loadIncident(c);
    const [date, time] = wallTime(c.var.now, loaded.incident.zone).iso.slice(0, 16).split('T');
    const asked = { asked_precision: 'minute', asked_date: date, asked_time: time };
    return page(c, loaded, fresh(inputOf({ ...asked, channel: 'mail', lang: 'ru' })));
  });

  app.post(route, async (c) => {
    const { input, deps, now, session } = c.var;
    const id = c.req.param('id');
    const loaded = await loadIncident(c);
    if (textOf(input, 'act') === 'read') return page(c, loaded, fresh(input));
    const problems = problemsOf(input, loaded, now);
    if (problems.length > 0) return page(c, loaded, { input, problems }, 422);
    const kept = await keep(c, ({ document, incident }) => {
      const replies = document.replies ?? [];
      const asked = replyOfFields(input, incident.zone).asked;
      const made = { to: id, asked, at: null, text: null, source: null };
      const again = replies.some((each) => each.to === id && JSON.stringify(each.asked) === JSON.stringify(made.asked));
      return {
        edit: () => ({
          document: again ? document : { ...document, replies: [...replies, made] },
          places: placesAt(`$.replies[${replies.length}]`, REPLY_FIELDS),
        }),
      };
    });
    if (kept.result !== 'saved') {
      const wrong = kept.result === 'refused' ? kept.problems : [];
      return page(c, await loadIncident(c), { input, problems: wrong }, 422);
    }
    const asked = kept.incident.replies.findLast((reply) => reply.to === id && reply.asked !== null)?.asked;
    const channel = REQUEST_CHANNELS.find((one) => one === textOf(input, 'channel')) ?? refuse(422);
    const lang = LETTER_LANGUAGES.find((one) => one === textOf(input, 'lang')) ?? refuse(422);
    const note = { slug: kept.incident.slug, to: id, channel, lang, user: session.user.id, now };
    if (asked) await noteRequest(deps.db, { ...note, asked: asked.written });
    return onTo(c, `/incidents/${kept.incident.slug}#replies`);
  });

  return app;
}

/** By which way, in which language and when: not later than now. */
function problemsOf(input: Input, { incident }: Loaded, now: number): Problem[] {
  const asked = readBack(input, 'asked', incident.zone);
  const known = (field: string, values: readonly string[]): Problem[] =>
    values.includes(textOf(input, field)) ? [] : [{ field, key: 'desk.choose.one' }];
  return [
    ...known('channel', REQUEST_CHANNELS),
    ...known('lang', LETTER_LANGUAGES),
    ...(asked === undefined ? [{ field: 'asked', key: 'desk.request.need_asked' } as const] : []),
    ...((asked?.span.earliest ?? 0) > now ? [{ field: 'asked', key: 'desk.request.later' } as const] : []),
  ];
}

async function page(c: DeskContext, loaded: Loaded, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const { incident } = loaded;
  const { now, deps } = c.var;
  const promise = incident.promises.find(({ id }) => id === c.req.param('id')) ?? refuse(404);
  const directory = await directoryOf(c);
  const line = {
    incident,
    promise,
    state: promiseAt(promise, incident, now),
    office: promisor(promise, incident).office,
  };
  const told = { directory, baseUrl: baseUrl(deps), on: localDate(now, incident.zone) };
  const before = await listAskedReplies(deps.db, incident, [promise.id]);
  return show(
    c,
    <RequestPage
      desk={deskOf(c)}
      incident={incident}
      promise={promise}
      letters={{ ru: requestLetter('ru', line, told), kk: requestLetter('kk', line, told) }}
      before={before}
      state={state}
      reads={{ asked: readBack(state.input, 'asked', incident.zone) }}
      now={now}
    />,
    status,
  );
}
