import { Hono } from 'hono';
import {
  type CalendarChanged,
  CalendarChangePage,
  CalendarConfirmPage,
  CalendarPage,
} from '../../../views/desk/calendar.tsx';
import { type FormState, fresh, type Input, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { readerOf } from '../../../views/reader.ts';
import { coversYear } from '../../domain/calendar.ts';
import { KAZAKHSTAN } from '../../domain/holidays-kz.ts';
import { localDate } from '../../domain/zone.ts';
import {
  type CalendarEffect,
  type CalendarPlan,
  foreseeCalendar,
  listCalendarChanges,
  loadCalendar,
  type MovedEdition,
  saveCalendar,
} from '../../records/calendar.ts';
import { needsSecondEditor } from '../../records/four-eyes.ts';
import { listRevisions } from '../../records/revisions.ts';
import { listUsers } from '../../records/users.ts';
import { refuse } from '../refusal.ts';
import { readChange } from './calendar-form.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, editorsOnly, onTo, show } from './context.ts';
import { seenOf } from './edit.ts';
import { withCode } from './with-code.tsx';

/** The working calendar: what it covers, and the years and decrees that editors add. Nothing holds before its moves are confirmed. */
export function calendar(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/calendar', async (c) => {
    const { db, config } = c.var.deps;
    const changes = (await listCalendarChanges(db)).map(
      ({ addedAt, ...change }): CalendarChanged => ({ ...change, addedOn: localDate(addedAt, config.digestZone) }),
    );
    const history = await historyOf(c);
    return show(
      c,
      <CalendarPage
        desk={deskOf(c)}
        calendar={await loadCalendar(db)}
        builtIn={KAZAKHSTAN.years}
        changes={changes}
        history={history}
        zone={config.digestZone}
      />,
    );
  });

  app.get('/desk/calendar/new', editorsOnly, async (c) => {
    const known = await loadCalendar(c.var.deps.db);
    const kind = c.req.query('kind') === 'decree' ? 'decree' : 'year';
    const next = (known.years.at(-1) ?? 0) + 1;
    const year =
      kind === 'year'
        ? next
        : Math.min(next - 1, Number(localDate(c.var.now, c.var.deps.config.digestZone).slice(0, 4)));
    return formPage(c, fresh(inputOf({ kind, year: coversYear(known, year) || kind === 'year' ? String(year) : '' })));
  });

  // Where a form was sent and came back: read again, the address leads to the form.
  app.get('/desk/calendar/changes', (c) => onTo(c, '/calendar/new'));

  app.post('/desk/calendar/changes', editorsOnly, withCode, async (c) => {
    const { input } = c.var;
    if (textOf(input, 'act') === 'back') return formPage(c, fresh(input));
    const read = readChange(readerOf(c.var.lang), input, await loadCalendar(c.var.deps.db));
    if (!read.ok) return formPage(c, { input, problems: read.problems }, 422);
    return carryOut(c, { add: read.change }, input);
  });

  app.get('/desk/calendar/changes/:id/removal', editorsOnly, async (c) => {
    const plan = { remove: idOf(c) };
    return confirmPage(c, plan, (await foreseeCalendar(c.var.deps.db, plan)) ?? refuse(404), new Map());
  });

  app.post('/desk/calendar/changes/:id/removal', editorsOnly, withCode, async (c) =>
    carryOut(c, { remove: idOf(c) }, c.var.input),
  );

  return app;
}

const idOf = (c: DeskContext): number => Number(c.req.param('id')) || 0;

/** Does what was confirmed; what was not yet seen, or is no longer what was seen, is shown first. */
async function carryOut(c: DeskContext, plan: CalendarPlan, input: Input): Promise<Response> {
  const { deps, now, t } = c.var;
  const seen = textOf(input, 'seen');
  const effect = (await foreseeCalendar(deps.db, plan)) ?? refuse(404);
  if (seen === '') return confirmPage(c, plan, effect, input);
  const { kind, year, source } = effect.change;
  const key = 'add' in plan ? (`desk.calendar.why.${kind}` as const) : 'desk.calendar.why.removed';
  const saved = await saveCalendar(deps.db, plan, {
    by: byOf(c),
    now,
    why: t(key, { year: String(year), source }),
    confirmed: (moved) => seen === seenOf(moved),
  });
  if (saved.result === 'saved') return onTo(c, '/calendar');
  const anew = (await foreseeCalendar(deps.db, plan)) ?? refuse(409, 'desk.conflict.gone');
  return confirmPage(
    c,
    plan,
    anew,
    input,
    anew.leaning.length > 0 ? [] : [{ field: '', key: 'desk.calendar.changed' }],
    409,
  );
}

async function formPage(c: DeskContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const { years } = await loadCalendar(c.var.deps.db);
  return show(c, <CalendarChangePage desk={deskOf(c)} state={state} years={years} />, status);
}

async function confirmPage(
  c: DeskContext,
  plan: CalendarPlan,
  effect: CalendarEffect,
  input: Input,
  problems: Problem[] = [],
  status: 200 | 409 = 200,
): Promise<Response> {
  return show(
    c,
    <CalendarConfirmPage
      desk={deskOf(c)}
      change={effect.change}
      remove={'remove' in plan ? plan.remove : null}
      leaning={effect.leaning}
      moved={readersFirst(effect.moved)}
      seen={seenOf(effect.moved)}
      input={input}
      problems={problems}
      asDrafts={await needsSecondEditor(c.var.deps.db, byOf(c))}
    />,
    status,
  );
}

/** An incident whose draft and public edition both move is one line: what readers see. */
function readersFirst(moved: readonly MovedEdition[]): MovedEdition[] {
  const isShown = ({ slug }: MovedEdition) => moved.some((one) => one.slug === slug && one.state === 'public');
  return moved.filter((one) => one.state === 'public' || !isShown(one));
}

async function historyOf(c: DeskContext) {
  const { db } = c.var.deps;
  const users = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
  const revisions = await listRevisions(db, 'settings', 'calendar');
  return revisions.slice(0, 50).map(({ at, user, act, why, changes }) => ({
    at,
    who: user === null ? null : (users.get(user) ?? null),
    act,
    why,
    changes,
  }));
}
