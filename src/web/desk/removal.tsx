import type { Hono } from 'hono';
import { fresh, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { incidentAddress } from '../../../views/desk/page.tsx';
import { RemovalPage } from '../../../views/desk/removal.tsx';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { seenOf } from './edit.ts';
import { keep, type Loaded, loadIncident } from './store.ts';

/** What would be taken out: the part itself, how a page calls it, and the document without it. Undefined: it is not there. */
export type Removed = { part: unknown; what: string; document: Record<string, unknown> } | undefined;

/** A page that asks, and the form that takes something out: `<path>/removal` of an incident. */
export function removal(
  app: Hono<DeskEnv>,
  path: string,
  find: (loaded: Loaded, c: DeskContext) => Removed | Promise<Removed>,
): void {
  const route = `/desk/incidents/:slug${path}/removal`;

  app.get(route, async (c) => {
    const loaded = await loadIncident(c);
    return ask(c, loaded, (await find(loaded, c)) ?? refuse(404));
  });

  app.post(route, async (c) => {
    const seen = textOf(c.var.input, 'seen');
    const kept = await keep(c, async (loaded) => {
      const found = (await find(loaded, c)) ?? refuse(409, 'desk.conflict.gone');
      return { seen, part: found.part, edit: () => ({ document: found.document, places: {} }) };
    });
    if (kept.result === 'saved') return onTo(c, `/incidents/${kept.incident.slug}`);
    const loaded = kept.result === 'conflict' ? kept.loaded : await loadIncident(c);
    const found = (await find(loaded, c)) ?? refuse(409, 'desk.conflict.gone');
    const key = kept.result === 'conflict' ? 'desk.conflict.title' : 'desk.removal.used';
    return ask(c, loaded, found, [{ field: '', key }], kept.result === 'conflict' ? 409 : 422);
  });
}

function ask(
  c: DeskContext,
  { incident }: Loaded,
  found: NonNullable<Removed>,
  problems: Problem[] = [],
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const desk = deskOf(c);
  const own = c.var.path.replace(/^\/desk\/incidents\/[^/]+/, '');
  return show(
    c,
    <RemovalPage
      desk={desk}
      incident={incident}
      action={incidentAddress(desk, incident.slug, own)}
      what={found.what}
      seen={seenOf(found.part)}
      state={{ ...fresh(), problems }}
    />,
    status,
  );
}
