import { Hono } from 'hono';
import { AccountsPage } from '../../../views/accounts/accounts.tsx';
import { existsOn, officesWithAccounts } from '../../domain/accounts.ts';
import { OFFICE_KINDS, type Office } from '../../domain/directory.ts';
import { dayEndingAt } from '../../domain/zone.ts';
import { loadDirectory } from '../../records/directory.ts';
import type { AppEnv } from '../context.ts';
import { respondPublic } from '../respond.ts';
import { listedUntil, listingOf, oneOf } from './listing.ts';

/** `GET /accounts`: where every office of a kind (`?kind=`, akims if absent) spoke on the day, beside what sources count. */
export function accountsPage(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/accounts', async (c) => {
    const kind = oneOf('kind', c.req.query('kind') || undefined, OFFICE_KINDS) ?? 'akim';
    const directory = await loadDirectory(c.var.deps.db);
    const listing = listingOf(c, directory);
    const dayIn = (zone: string) => dayEndingAt(c.var.asOf.at(zone), zone);
    const onDayOf = ({ zone }: Office) => dayIn(zone);
    const there = directory.offices.filter((office) => existsOn(office, onDayOf(office)));
    const asked = { ...directory, offices: there.filter((office) => office.kind === kind) };
    const page = (
      <AccountsPage
        r={listing.r}
        site={c.var.site}
        shown={listing.shown}
        directory={directory}
        kind={kind}
        kinds={OFFICE_KINDS.filter((each) => each === 'akim' || there.some((office) => office.kind === each))}
        offices={officesWithAccounts(asked, onDayOf)}
        onDayOf={onDayOf}
        on={dayIn(c.var.deps.config.digestZone)}
      />
    );
    return respondPublic(c, page, { until: listedUntil(c, []) });
  });
  return app;
}
