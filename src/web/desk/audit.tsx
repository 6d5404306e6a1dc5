import { Hono } from 'hono';
import { AuditPage } from '../../../views/desk/audit.tsx';
import { textOf } from '../../../views/desk/form-state.ts';
import { AUDIT_KINDS, listAudit } from '../../records/audit.ts';
import { listUsers } from '../../records/users.ts';
import { adminsOnly, type DeskEnv, deskOf, show } from './context.ts';
import { readQuery } from './input.ts';
import { deskZone } from './zone.ts';

const PAGE_LINES = 50;

/** What was done, by whom; administrators. Filtered by person and kind, read on from a place. */
export function audit(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/audit', adminsOnly, async (c) => {
    const { db } = c.var.deps;
    const asked = readQuery(c);
    const users = await listUsers(db);
    const user = users.find(({ id }) => String(id) === textOf(asked, 'user'))?.id;
    const kind = AUDIT_KINDS.find((known) => known === textOf(asked, 'kind'));
    const before = /^\d{1,15}$/.test(textOf(asked, 'before')) ? Number(textOf(asked, 'before')) : undefined;
    const filter = { ...(user === undefined ? {} : { user }), ...(kind === undefined ? {} : { kind }) };
    const rows = await listAudit(db, {
      ...filter,
      ...(before === undefined ? {} : { before }),
      limit: PAGE_LINES + 1,
    });
    const lines = rows.slice(0, PAGE_LINES);
    const last = lines.at(-1);
    return show(
      c,
      <AuditPage
        desk={deskOf(c)}
        lines={lines}
        users={users.map(({ id, name }) => ({ id, name }))}
        filter={filter}
        begun={before !== undefined}
        next={rows.length > PAGE_LINES && last !== undefined ? last.id : null}
        zone={await deskZone(c)}
      />,
    );
  });

  return app;
}
