import { Hono } from 'hono';
import { address } from '../../../views/address.ts';
import { DESK_ROLES } from '../../../views/desk/desk.ts';
import { type FormState, fresh, inputOf, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { DisablingPage, type Handed, PeoplePage, type Person } from '../../../views/desk/people.tsx';
import { PersonPage } from '../../../views/desk/person.tsx';
import { makeAccountLink } from '../../mail/account-links.ts';
import { inTransaction } from '../../records/database.ts';
import { queueAccountLetter } from '../../records/deliveries.ts';
import { listWithSecondFactor, removeSecondFactor } from '../../records/second-factors.ts';
import { endSessionsOf, listSessions } from '../../records/sessions.ts';
import {
  addUser,
  disableUser,
  findCredentials,
  findUser,
  listUsers,
  saveNightCards,
  saveRole,
  type User,
} from '../../records/users.ts';
import { baseUrl } from '../context.ts';
import { refuse } from '../refusal.ts';
import { adminsOnly, byOf, type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { emailProblems } from './login.tsx';
import { withCode } from './with-code.tsx';
import { deskZone } from './zone.ts';

/**
 * Who works here, and what each may do; administrators. What gives somebody more than he had asks for a code as a publication does;
 * shutting somebody out never waits for one.
 */
export function people(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.use('/desk/users', adminsOnly);
  app.use('/desk/users/*', adminsOnly);

  app.get('/desk/users', async (c) => page(c, fresh(inputOf({ role: 'reporter' }))));

  app.post('/desk/users', withCode, async (c) => {
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

  app.get('/desk/users/:id', async (c) => personPage(c, await userOf(c, { disabledToo: true })));

  app.post('/desk/users/:id/links', withCode, async (c) => {
    const user = await userOf(c);
    return personPage(c, user, await handedTo(c, user));
  });

  app.post('/desk/users/:id/role', withCode, async (c) => {
    const user = await otherOf(c);
    const role = DESK_ROLES.find((known) => known === textOf(c.var.input, 'role')) ?? refuse(400);
    await saveRole(c.var.deps.db, { user: user.id, role, ...signed(c) });
    return onTo(c, `/users/${user.id}`);
  });

  app.post('/desk/users/:id/night-cards', withCode, async (c) => {
    const user = await userOf(c);
    await saveNightCards(c.var.deps.db, { user: user.id, on: textOf(c.var.input, 'on') === '1', ...signed(c) });
    return onTo(c, `/users/${user.id}`);
  });

  app.post('/desk/users/:id/sessions', async (c) => {
    const user = await userOf(c);
    const which = textOf(c.var.input, 'which');
    await endSessionsOf(c.var.deps.db, { user: user.id, ...(which === 'all' ? {} : { id: which }), ...signed(c) });
    return onTo(c, `/users/${user.id}`);
  });

  app.post('/desk/users/:id/second-factor', withCode, async (c) => {
    const user = await userOf(c);
    await removeSecondFactor(c.var.deps.db, { user: user.id, ...signed(c) });
    return onTo(c, `/users/${user.id}`);
  });

  // Where a form was sent and came back: read again, the address leads to the person.
  for (const path of ['links', 'role', 'night-cards', 'sessions', 'second-factor'])
    app.get(`/desk/users/:id/${path}`, (c) => onTo(c, `/users/${Number(c.req.param('id')) || 0}`));

  app.get('/desk/users/:id/disabling', async (c) =>
    show(c, <DisablingPage desk={deskOf(c)} person={personOf(await userOf(c))} />),
  );

  app.post('/desk/users/:id/disabling', async (c) => {
    const user = await otherOf(c);
    await disableUser(c.var.deps.db, { user: user.id, ...signed(c) });
    return onTo(c, '/users');
  });

  return app;
}

const signed = (c: DeskContext) => ({ by: byOf(c), now: c.var.now });

async function userOf(c: DeskContext, { disabledToo = false } = {}): Promise<User> {
  const user = await findUser(c.var.deps.db, Number(c.req.param('id')) || 0);
  return user === undefined || (user.disabledAt !== null && !disabledToo) ? refuse(404) : user;
}

/** Nobody takes his own rights: there is always an administrator. */
async function otherOf(c: DeskContext): Promise<User> {
  const user = await userOf(c);
  return user.id === c.var.session.user.id ? refuse(403, 'desk.users.self') : user;
}

const personOf = ({ id, name, email, role, disabledAt }: User): Person => ({
  id,
  name,
  email,
  role,
  disabled: disabledAt !== null,
});

/** A new link for the user, shown this once, and a letter with another: whichever is used first ends both. */
async function handedTo(c: DeskContext, user: User): Promise<Handed> {
  const { deps, now, lang } = c.var;
  const found = await findCredentials(deps.db, user.email);
  const purpose = found?.passwordHash == null ? 'invitation' : 'reset';
  const { token, expiresAt } = await inTransaction(deps.db, async (trx) => {
    await queueAccountLetter(trx, { user: user.id, purpose, lang, now });
    return makeAccountLink(trx, { user: user.id, purpose, ...signed(c) });
  });
  const url = baseUrl(deps) + address(lang, `/desk/links/${token}`);
  return { name: user.name, url, until: expiresAt, zone: await deskZone(c) };
}

async function page(c: DeskContext, state: FormState, handed?: Handed, status: 200 | 422 = 200): Promise<Response> {
  const list = (await listUsers(c.var.deps.db)).map(personOf);
  return show(c, <PeoplePage desk={deskOf(c)} people={list} state={state} handed={handed} />, status);
}

async function personPage(c: DeskContext, user: User, handed?: Handed): Promise<Response> {
  const { deps, now, session } = c.var;
  return show(
    c,
    <PersonPage
      desk={deskOf(c)}
      person={personOf(user)}
      self={user.id === session.user.id}
      nightCards={user.nightCards}
      hasFactor={(await listWithSecondFactor(deps.db)).has(user.id)}
      sessions={await listSessions(deps.db, user.id, now)}
      zone={await deskZone(c)}
      handed={handed}
    />,
  );
}
