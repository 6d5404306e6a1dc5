import { Hono } from 'hono';
import { type FormState, fresh, type Input, inputOf, textOf, textsOf } from '../../../views/desk/form-state.ts';
import { MondayPage, type MondayPart } from '../../../views/desk/monday.tsx';
import { daysWords } from '../../../views/format/dates.ts';
import { readerOf } from '../../../views/reader.ts';
import type { Directory } from '../../domain/directory.ts';
import { type MondayLine, mondayOf, type NewsroomScope, officesWithin, regionKey } from '../../domain/monday.ts';
import { addWeeks, lastCompleteWeek } from '../../domain/week.ts';
import { LANGUAGES } from '../../domain/words.ts';
import { dayEndingAt, localDate } from '../../domain/zone.ts';
import { listMondayIncidents } from '../../records/monday.ts';
import { findNewsroomWish, type NewsroomWish, saveNewsroomWish } from '../../records/newsroom.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, pageIn, show } from './context.ts';
import { lookChoices } from './look-choices.ts';
import { directoryOf } from './store.ts';
import { notedIn } from './waiting.tsx';

/** `/desk/monday`: what is to be done this week in one's own regions, and the letter of it. */
export function monday(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/monday', async (c) => {
    const wish = await findNewsroomWish(c.var.deps.db, c.var.session.user.id);
    return page(c, wish, fresh(inputOfWish(wish, c.var.lang)));
  });

  app.post('/desk/monday', async (c) => {
    const { input, deps, now, session } = c.var;
    const user = session.user.id;
    const wants = textOf(input, 'wants') === '1';
    const wish = wishOf(input, await directoryOf(c));
    if (wants && wish.scopes.length === 0) {
      const problems = [{ field: 'regions', key: 'desk.monday.need' } as const];
      return page(c, await findNewsroomWish(deps.db, user), { input, problems }, 422);
    }
    await saveNewsroomWish(deps.db, { user, wish: wants ? wish : undefined, now });
    return onTo(c, '/monday');
  });

  return app;
}

function inputOfWish(wish: NewsroomWish | undefined, lang: NewsroomWish['lang']): Input {
  const refs = (kind: NewsroomScope['kind']) =>
    wish?.scopes.filter((scope) => scope.kind === kind).map(({ ref }) => ref) ?? [];
  return inputOf({
    wants: wish === undefined ? null : '1',
    lang: wish?.lang ?? lang,
    regions: refs('region'),
    offices: refs('office'),
  });
}

/** What the form asks for, as far as the directory knows it. */
function wishOf(input: Input, { offices }: Directory): NewsroomWish {
  const regions = new Set(offices.flatMap(({ region }) => regionKey(region) ?? []));
  const ids = new Set(offices.map(({ id }) => id));
  const chosen = (field: string, known: ReadonlySet<string>) =>
    [...new Set(textsOf(input, field))].filter((ref) => known.has(ref));
  return {
    lang: LANGUAGES.find((lang) => lang === textOf(input, 'lang')) ?? 'ru',
    scopes: [
      ...chosen('regions', regions).map((ref): NewsroomScope => ({ kind: 'region', ref })),
      ...chosen('offices', ids).map((ref): NewsroomScope => ({ kind: 'office', ref })),
    ],
  };
}

async function page(
  c: DeskContext,
  wish: NewsroomWish | undefined,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  const { deps, now, session, lang } = c.var;
  const { digestZone: zone } = deps.config;
  const directory = await directoryOf(c);
  const from = lastCompleteWeek(now, zone).cutOff;
  const until = addWeeks(from, 1, zone);
  const asked = { now, until, scopes: wish?.scopes ?? [], offices: directory.offices };
  const offices = officesWithin(directory.offices, asked.scopes);
  const all = wish && mondayOf(await listMondayIncidents(deps.db, { now, until, offices }), asked);
  const lists = { due: partOf(c, 'due', all?.due ?? []), unchecked: partOf(c, 'unchecked', all?.unchecked ?? []) };
  const lines = [...lists.due.lines, ...lists.unchecked.lines];
  const look = await lookChoices(
    c,
    directory,
    lines.map(({ incident, promise }) => ({ incident, what: promise.id })),
  );
  return show(
    c,
    <MondayPage
      desk={deskOf(c)}
      days={daysWords(readerOf(lang), localDate(from, zone), dayEndingAt(until, zone))}
      monday={all === undefined ? null : lists}
      look={look}
      noted={notedIn(c)}
      directory={directory}
      email={session.user.email}
      state={state}
    />,
    status,
  );
}

/** Lines of a list on one page. */
const PAGE = 50;

/** The page of one list that the address asks for: each list has its own. */
function partOf(c: DeskContext, name: 'due' | 'unchecked', all: readonly MondayLine[]): MondayPart {
  const page = pageIn(c, name);
  const from = (page - 1) * PAGE;
  return { lines: all.slice(from, from + PAGE), count: all.length, page, more: all.length > from + PAGE };
}
