import { createMiddleware } from 'hono/factory';
import { type Problem, textOf } from '../../../views/desk/form-state.ts';
import { CodePage } from '../../../views/desk/second-factor.tsx';
import { aboutUser, addAudit } from '../../records/audit.ts';
import { needsCode } from '../../records/publication-code.ts';
import { findSecondFactor } from '../../records/second-factors.ts';
import { saveCodeAt } from '../../records/sessions.ts';
import { refuse } from '../refusal.ts';
import { asApp, byOf, type DeskContext, type DeskEnv, deskOf, show } from './context.ts';
import { forgiveCodes, limitCodes } from './limits.ts';
import { takeCode } from './second-factor.ts';

/** The field that carries a code beside those of any form. */
const FIELD = 'second_code';

/**
 * Before a form that changes what readers see: where the newsroom asks for it, a code of the second factor, once for each
 * session and CODE_HOURS. What was typed is carried along. The write itself refuses without one too: see publication-code.ts.
 */
export const withCode = createMiddleware<DeskEnv>(async (c, next) => {
  const { deps, now, input, session } = c.var;
  if (!(await needsCode(deps.db, byOf(c), now))) return next();
  const factor = await findSecondFactor(deps.db, session.user.id);
  if (factor === undefined || factor.confirmedAt === null) refuse(403, 'desk.refused.no_factor');
  const code = textOf(input, FIELD);
  if (code === '') return ask(c, []);
  if (!(await giveCode(c, code))) return ask(c, [{ field: FIELD, key: 'desk.code.wrong' }]);
  await next();
});

/** Takes the code for this session: from now on it has given one. False: it was wrong. Told in the log either way. */
export async function giveCode(c: DeskContext, code: string): Promise<boolean> {
  const { deps, now, session, sessionId } = c.var;
  const user = session.user.id;
  await limitCodes(asApp(c), user);
  const taken = await takeCode(deps.db, { user, code, now });
  const kind = taken ? ('code_given' as const) : ('code_failed' as const);
  await addAudit(deps.db, { kind, by: byOf(c), now, subject: aboutUser(user) });
  if (!taken) return false;
  await forgiveCodes(asApp(c), user);
  await saveCodeAt(deps.db, sessionId, now);
  c.set('session', { ...session, codeAt: now });
  return true;
}

function ask(c: DeskContext, problems: readonly Problem[]): Promise<Response> {
  const fields = [...c.var.input].filter(([name]) => name !== FIELD && name !== 'csrf');
  return show(c, <CodePage desk={deskOf(c)} field={FIELD} fields={fields} problems={problems} />, 422);
}
