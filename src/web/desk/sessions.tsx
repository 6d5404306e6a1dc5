import { Hono } from 'hono';
import { textOf } from '../../../views/desk/form-state.ts';
import { SessionsPage } from '../../../views/desk/sessions.tsx';
import { endSessionsOf, listSessions } from '../../records/sessions.ts';
import { asApp, byOf, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { SESSION_DAYS, signOut } from './session.ts';
import { deskZone } from './zone.ts';

/** One's own sign-in: every device, and the ways out. */
export function sessions(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/sessions', async (c) => {
    const { session, sessionId, deps, now } = c.var;
    return show(
      c,
      <SessionsPage
        desk={deskOf(c)}
        sessions={await listSessions(deps.db, session.user.id, now)}
        own={sessionId}
        days={SESSION_DAYS}
        zone={await deskZone(c)}
      />,
    );
  });

  app.post('/desk/sessions', async (c) => {
    const { deps, input, session, sessionId, now } = c.var;
    const which = textOf(input, 'which');
    const ending = { user: session.user.id, by: byOf(c), now };
    // Only a name that somebody has: an id of another user's ends nothing.
    if (which === 'all') await endSessionsOf(deps.db, { ...ending, except: sessionId });
    else if (which !== 'this' && which !== sessionId) {
      await endSessionsOf(deps.db, { ...ending, id: which });
      return onTo(c, '/sessions');
    }
    await signOut(asApp(c));
    return onTo(c, '/login');
  });

  return app;
}
