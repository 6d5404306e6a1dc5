import { Hono } from 'hono';
import { textOf } from '../../../views/desk/form-state.ts';
import { SettingsPage } from '../../../views/desk/settings.tsx';
import { countEditors, findFourEyes, saveFourEyes } from '../../records/four-eyes.ts';
import { adminsOnly, byOf, type DeskEnv, deskOf, onTo, show } from './context.ts';

/** What the newsroom sets for itself; administrators. */
export function settings(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/settings', adminsOnly, async (c) => {
    const { db } = c.var.deps;
    const page = <SettingsPage desk={deskOf(c)} fourEyes={await findFourEyes(db)} editors={await countEditors(db)} />;
    return show(c, page);
  });

  app.post('/desk/settings', adminsOnly, async (c) => {
    const { input, deps, now } = c.var;
    await saveFourEyes(deps.db, { on: textOf(input, 'four_eyes') !== '', by: byOf(c), now });
    return onTo(c, '/settings');
  });

  return app;
}
