import { Hono } from 'hono';
import { WAITING_LISTS, type WaitingLines, type WaitingListName, WaitingPage } from '../../../views/desk/waiting.tsx';
import type { AnswerLine, QuestionLine, SilentLine } from '../../../views/desk/waiting-lines.tsx';
import { localWords } from '../../../views/parts/words.tsx';
import { readerOf } from '../../../views/reader.ts';
import { lastCheck } from '../../domain/check.ts';
import type { Directory } from '../../domain/directory.ts';
import { writeIncident } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { officesWithin } from '../../domain/monday.ts';
import { coarseDate } from '../../domain/span.ts';
import { answerWait } from '../../domain/waiting.ts';
import { daysBetween, type Instant, localDate } from '../../domain/zone.ts';
import { findNewsroomWish } from '../../records/newsroom.ts';
import {
  COUNTED,
  listAwaitedReplies,
  listQuestions,
  listSilent,
  listWaitingPromises,
  type Waiting,
  type WaitingAsked,
  type WaitingPromise,
  type WaitingQuestion,
} from '../../records/waiting.ts';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, pageIn, show } from './context.ts';
import { seenOf } from './edit.ts';
import { lookChoices } from './look-choices.ts';
import { directoryOf } from './store.ts';

const PAGE = 50;

/** `/desk/waiting/:list`: the whole of one list of what waits. */
export function waiting(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.get('/desk/waiting/:list', async (c) => {
    const list = WAITING_LISTS.find((name) => name === c.req.param('list')) ?? refuse(404);
    const directory = await directoryOf(c);
    const own = await ownOffices(c, directory);
    const mine = own === null ? null : c.req.query('mine') === '1';
    const page = pageIn(c);
    const asked = { limit: PAGE, offset: (page - 1) * PAGE, ...(mine ? { offices: own ?? [] } : {}) };
    const of = await linesOf(c, list, asked, directory);
    const look = await lookChoices(c, directory, looksOf([of]));
    return show(c, <WaitingPage desk={deskOf(c)} of={of} look={look} mine={mine} page={page} noted={notedIn(c)} />);
  });
  return app;
}

/** The offices of the regions that the signed-in person follows; null: none is chosen. */
export async function ownOffices(c: DeskContext, directory: Pick<Directory, 'offices'>): Promise<string[] | null> {
  const wish = await findNewsroomWish(c.var.deps.db, c.var.session.user.id);
  return wish === undefined || wish.scopes.length === 0 ? null : officesWithin(directory.offices, wish.scopes);
}

/** The incident whose look was just noted, as the address says. */
export function notedIn(c: DeskContext): string | null {
  return /^[a-z0-9-]{1,80}$/.exec(c.req.query('looked') ?? '')?.[0] ?? null;
}

/** What may be looked for in one press from these lists. */
export function looksOf(lists: readonly WaitingLines[]): { incident: Incident; what: string }[] {
  return lists.flatMap((of): { incident: Incident; what: string }[] => {
    if (of.list === 'unlooked' || of.list === 'soon' || of.list === 'stale')
      return of.lines.map(({ incident, promise }) => ({ incident, what: promise.id }));
    return of.list === 'silent' ? of.lines.map(({ incident }) => ({ incident, what: 'first_post' })) : [];
  });
}

type Asked = Omit<WaitingAsked, 'now'>;

/** A list as it is shown. `own`: these offices first, then everybody's, each line once. */
export async function linesOf(
  c: DeskContext,
  list: WaitingListName,
  asked: Asked,
  directory: Pick<Directory, 'offices'>,
  own: readonly string[] | null = null,
): Promise<WaitingLines> {
  const { deps, now } = c.var;
  const first = async <T,>(read: (asked: WaitingAsked) => Promise<Waiting<T>>, keyOf: (line: T) => string) => {
    const all = await read({ ...asked, now });
    if (own === null) return { ...all, counted: COUNTED };
    const mine = await read({ ...asked, now, offices: own });
    const lines = new Map([...mine.lines, ...all.lines].map((line) => [keyOf(line), line]));
    return { ...all, lines: [...lines.values()].slice(0, asked.limit), counted: COUNTED };
  };
  switch (list) {
    case 'unlooked':
    case 'soon':
    case 'stale':
      return { list, ...(await first((each) => listWaitingPromises(deps.db, list, each), promiseKey)) };
    case 'answers': {
      const found = await first((each) => listWaitingPromises(deps.db, list, each), promiseKey);
      return { list, ...found, lines: found.lines.flatMap((line) => answerLine(line, now)) };
    }
    case 'silent': {
      const found = await first(
        (each) => listSilent(deps.db, each),
        ({ slug }) => slug,
      );
      return { list, ...found, lines: found.lines.map((incident) => silentLine(incident, now)) };
    }
    case 'questions': {
      const found = await first((each) => listQuestions(deps.db, each), questionKey);
      return { list, ...found, lines: found.lines.map((line) => questionLine(c, line, directory)) };
    }
    case 'replies':
      return {
        list,
        ...(await first(
          (each) => listAwaitedReplies(deps.db, each),
          ({ incident, number }) => `${incident.slug} ${number}`,
        )),
      };
  }
}

const promiseKey = ({ incident, promise }: WaitingPromise): string => `${incident.slug} ${promise.id}`;
const questionKey = ({ incident, entry }: WaitingQuestion): string => `${incident.slug} ${entry.id}`;

function answerLine(line: WaitingPromise, now: Instant): AnswerLine[] {
  const { incident, promise, state } = line;
  if (state.answer === null) return [];
  const document = writeIncident(incident).promises?.find(({ id }) => id === promise.id);
  return [{ ...line, answer: state.answer, ...answerWait(state.answer, incident.zone, now), seen: seenOf(document) }];
}

function silentLine(incident: Incident, now: Instant): SilentLine {
  const check = lastCheck(incident, 'first_post', now);
  const at = check?.at.earliest ?? null;
  const checkedDays = at === null ? null : daysBetween(localDate(at, incident.zone), localDate(now, incident.zone));
  return { incident, checkedOn: check === undefined ? null : coarseDate(check.at, incident.zone), checkedDays };
}

function questionLine(
  c: DeskContext,
  { incident, entry }: WaitingQuestion,
  { offices }: Pick<Directory, 'offices'>,
): QuestionLine {
  const office = offices.find(({ id }) => id === entry.askedOf);
  return { incident, entry, office: office === undefined ? null : localWords(readerOf(c.var.lang), office.name) };
}
