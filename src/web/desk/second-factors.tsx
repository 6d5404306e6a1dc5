import { Hono } from 'hono';
import { type FormState, fresh, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { FactorPage, RecoveryPage } from '../../../views/desk/second-factor.tsx';
import {
  beginSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  findSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../../records/second-factors.ts';
import { saveCodeAt } from '../../records/sessions.ts';
import { findCredentials } from '../../records/users.ts';
import { refuse } from '../refusal.ts';
import { asApp, byOf, type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { limitCodes } from './limits.ts';
import { isPassword, PASSWORD_MAX } from './password.ts';
import { newRecoveryCodes, newSecret, otpauthUri, qrOf, recoveryHash, stepOf } from './second-factor.ts';
import { giveCode } from './with-code.tsx';
import { deskZone } from './zone.ts';

/** One's own second factor: setting it up, its recovery codes, its end; and a code given beforehand. */
export function secondFactors(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/second-factor', (c) => page(c, fresh()));

  app.post('/desk/second-factor', async (c) => {
    switch (textOf(c.var.input, 'act')) {
      case 'begin':
        return begin(c);
      case 'confirm':
        return confirm(c);
      case 'give':
        return (await giveCode(c, textOf(c.var.input, 'code'))) ? onTo(c, '/second-factor') : wrong(c, 'code');
      case 'codes':
        return renew(c);
      case 'remove':
        return remove(c);
      default:
        return refuse(400);
    }
  });

  return app;
}

/** Whoever holds a phone that is signed in must know the password to make a factor of his own. */
async function begin(c: DeskContext): Promise<Response> {
  const { deps, now, input, session } = c.var;
  const { user } = session;
  await limitCodes(asApp(c), user.id);
  const found = await findCredentials(deps.db, user.email);
  const password = textOf(input, 'password').slice(0, PASSWORD_MAX);
  if (!(await isPassword(password, found?.passwordHash ?? null))) return wrong(c, 'password');
  await beginSecondFactor(deps.db, { user: user.id, secret: newSecret(), now });
  return onTo(c, '/second-factor');
}

async function confirm(c: DeskContext): Promise<Response> {
  const { deps, now, input, session, sessionId } = c.var;
  const user = session.user.id;
  await limitCodes(asApp(c), user);
  const factor = await findSecondFactor(deps.db, user);
  const step = factor?.confirmedAt === null ? stepOf(factor.secret, textOf(input, 'code'), now) : null;
  if (step === null) return wrong(c, 'code');
  const codes = newRecoveryCodes();
  const codeHashes = codes.map((code) => recoveryHash(user, code));
  if (!(await confirmSecondFactor(deps.db, { user, step, codeHashes, by: byOf(c), now }))) return wrong(c, 'code');
  await saveCodeAt(deps.db, sessionId, now);
  return show(c, <RecoveryPage desk={deskOf(c)} codes={codes} />);
}

async function renew(c: DeskContext): Promise<Response> {
  const { deps, now, session, input } = c.var;
  if (!(await giveCode(c, textOf(input, 'code')))) return wrong(c, 'code');
  const user = session.user.id;
  const codes = newRecoveryCodes();
  const codeHashes = codes.map((code) => recoveryHash(user, code));
  await renewRecoveryCodes(deps.db, { user, codeHashes, by: byOf(c), now });
  return show(c, <RecoveryPage desk={deskOf(c)} codes={codes} />);
}

async function remove(c: DeskContext): Promise<Response> {
  const { deps, now, session, input } = c.var;
  if (!(await giveCode(c, textOf(input, 'code')))) return wrong(c, 'code');
  await removeSecondFactor(deps.db, { user: session.user.id, by: byOf(c), now });
  return onTo(c, '/second-factor');
}

function wrong(c: DeskContext, field: 'code' | 'password'): Promise<Response> {
  const problem: Problem = { field, key: field === 'code' ? 'desk.code.wrong' : 'desk.factor.wrong_password' };
  return page(c, { ...fresh(), problems: [problem] }, 422);
}

async function page(c: DeskContext, state: FormState, status: 200 | 422 = 200): Promise<Response> {
  const { deps, session, t, site, now } = c.var;
  const { user, codeAt } = session;
  const factor = await findSecondFactor(deps.db, user.id);
  const begun = factor?.confirmedAt === null ? factor : undefined;
  // Two of one name on a phone are told apart by their host.
  const uri =
    begun && otpauthUri(begun.secret, { issuer: `${t('site.name')} ${new URL(site.base).host}`, label: user.email });
  return show(
    c,
    <FactorPage
      desk={deskOf(c)}
      state={state}
      begun={begun === undefined || uri === undefined ? null : { secret: begun.secret, uri, qr: qrOf(uri) }}
      used={
        factor?.confirmedAt == null
          ? null
          : { since: factor.confirmedAt, left: await countRecoveryCodes(deps.db, user.id) }
      }
      codeAt={codeAt}
      now={now}
      zone={await deskZone(c)}
    />,
    status,
  );
}
