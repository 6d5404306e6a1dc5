import { Hono } from 'hono';
import { address } from '../../../views/address.ts';
import { DESK_ROLES } from '../../../views/desk/desk.ts';
import { type FormState, fresh, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { DisablingPage, type Handed, PeoplePage, type Person, SessionsPage } from '../../../views/desk/people.tsx';
import { addOneTimeLink, endSessionsOf } from '../../records/sessions.ts';
import { addUser, disableUser, findUser, listUsers, type User } from '../../records/users.ts';
import { baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { adminsOnly, asApp, byOf, type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { emailProblems } from './login.tsx';
import { newToken, signOut, tokenHash } from './session.ts';

const LINK_HOURS = 24;

/** Who works here (administrators), and one's own sign-in. */
export function people(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.use('/desk/users', adminsOnly);
  app.use('/desk/users/*', adminsOnly);

  app.get('/desk/users', async (c) => page(c, fresh(inputOf({ role: 'reporter' }))));

  app.post('/desk/users', async (c) => {
    const { input, deps, now } = c.var;
    const [name, email] = [textOf(input, 'name'), textOf(input, 'email')];
    const role = DESK_ROLES.find((known) => known === textOf(input, 'role')) ?? 'reporter';
    const problems: Problem[] = [
      ...(name === '' ? [{ field: 'name', key: 'expected.words_needed' } as const] : []),
      ...emailProblems(email),
    ];
    if (problems.length > 0) return page(c, { input, problems }, undefined, 422);
    const added = await addUser(deps.db, { email, name, role, passwordHash: null, by: byOf(c), now });
    if (added.result === 'taken')
      return page(c, { input, problems: [{ field: 'email', key: 'desk.users.taken' }] }, undefined, 422);
    return page(c, fresh(inputOf({ role: 'reporter' })), await handedTo(c, added.user));
  });

  app.get('/desk/users/:id/links', (c) => onTo(c, '/users'));

  app.post('/desk/users/:id/links', async (c) => {
    const user = await userOf(c);
    return page(c, fresh(inputOf({ role: 'reporter' })), await handedTo(c, user));
  });

  app.get('/desk/users/:id/disabling', async (c) =>
    show(c, <DisablingPage desk={deskOf(c)} person={personOf(await userOf(c))} />),
  );

  app.post('/desk/users/:id/disabling', async (c) => {
    const { deps, now, session } = c.var;
    const user = await userOf(c);
    if (user.id === session.user.id) refuse(403, 'desk.users.self');
    await disableUser(deps.db, { user: user.id, by: byOf(c), now });
    return onTo(c, '/users');
  });

  app.get('/desk/sessions', async (c) => {
    const { session, deps } = c.var;
    const { createdAt, expiresAt } = session;
    return show(c, <SessionsPage desk={deskOf(c)} since={createdAt} until={expiresAt} zone={deps.config.digestZone} />);
  });

  app.post('/desk/sessions', async (c) => {
    if (textOf(c.var.input, 'which') === 'all')
      await endSessionsOf(c.var.deps.db, { user: c.var.session.user.id, by: byOf(c), now: c.var.now });
    await signOut(asApp(c));
    return onTo(c, '/login');
  });

  return app;
}

async function userOf(c: DeskContext): Promise<User> {
  const user = await findUser(c.var.deps.db, Number(c.req.param('id')) || 0);
  return user === undefined || user.disabledAt !== null ? refuse(404) : user;
}

const personOf = ({ id, name, email, role, disabledAt }: User): Person => ({
  id,
  name,
  email,
  role,
  disabled: disabledAt !== null,
});

/** A new link for the user; only its hash is kept, so it can be shown this once. */
async function handedTo(c: DeskContext, user: User): Promise<Handed> {
  const { deps, now, lang } = c.var;
  const token = newToken();
  const expiresAt = now + LINK_HOURS * 3_600_000;
  await addOneTimeLink(deps.db, { tokenHash: tokenHash(token), user: user.id, purpose: 'sign_in', now, expiresAt });
  const url = baseUrl(deps) + address(lang, `/desk/links/${token}`);
  return { name: user.name, url, until: expiresAt, zone: deps.config.digestZone };
}

async function page(c: DeskContext, state: FormState, handed?: Handed, status: 200 | 422 = 200): Promise<Response> {
  const list = (await listUsers(c.var.deps.db)).map(personOf);
  return show(c, <PeoplePage desk={deskOf(c)} people={list} state={state} handed={handed} />, status);
}
