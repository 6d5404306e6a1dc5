import { Hono } from 'hono';
import { inputOf, textOf, textsOf } from '../../../views/desk/form-state.ts';
import { lookedFor } from '../../../views/desk/look-now.tsx';
import { wallTime } from '../../../views/format/clock.ts';
import { NETWORKS, type Network } from '../../domain/source.ts';
import { isNoted } from '../../domain/waiting.ts';
import { saveLookedWhere } from '../../records/looked-where.ts';
import { refuse } from '../refusal.ts';
import { type DeskEnv, onTo } from './context.ts';
import { placesAt } from './edit.ts';
import { lookProblems, secondOf } from './look-choices.ts';
import { CHECK_FIELDS, checkOfFields } from './look-form.ts';
import { checkPage } from './looks.tsx';
import { keep, loadIncident } from './store.ts';

/** One press: somebody looked just now and found nothing. */
export function looked(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/looked', (c) => onTo(c, `/incidents/${c.req.param('slug')}/checks/new`));

  app.post('/desk/incidents/:slug/looked', async (c) => {
    const { input, now, deps } = c.var;
    const { incident } = await loadIncident(c);
    const what = textOf(input, 'for');
    if (what !== 'first_post' && incident.promises.every(({ id }) => id !== what)) refuse(404);
    const networks = networksIn(textsOf(input, 'channels'));
    const second = await secondOf(c, textOf(input, 'second'));
    const [date, time] = wallTime(now, incident.zone).iso.slice(0, 16).split('T');
    const at = { at_precision: 'minute', at_date: date, at_time: time };
    const fields = inputOf({ ...at, channels: networks, for: what, looked: 'we', second: second ?? '' });
    const problems = lookProblems({ for: what, found: null, by: null }, { networks, second });
    if (problems.length > 0) return checkPage(c, { input: fields, problems }, 422);
    const kept = await keep(
      c,
      ({ document, incident: current }) => {
        const checks = document.checks ?? [];
        const again = isNoted(current.checks, { channels: networks, for: what }, now);
        const made = checkOfFields(fields, current.zone);
        return {
          edit: () => ({
            document: again ? document : { ...document, checks: [...checks, made] },
            places: placesAt(`$.checks[${checks.length}]`, CHECK_FIELDS),
          }),
        };
      },
      second === null ? null : c.var.t('desk.look.second.why', { who: second }),
    );
    if (kept.result !== 'saved') {
      const wrong = kept.result === 'refused' ? kept.problems : [];
      return checkPage(c, { input: fields, problems: wrong }, 422);
    }
    await saveLookedWhere(deps.db, { office: lookedFor(incident, what), networks, now });
    return onTo(c, backTo(textOf(input, 'from'), incident.slug, what));
  });

  return app;
}

const networksIn = (names: readonly string[]): (Network | 'any')[] =>
  [...NETWORKS, 'any' as const].filter((network) => names.includes(network));

/** Back to the page that the press came from, which says that the look was noted. */
function backTo(from: string, slug: string, what: string): string {
  const noted = `looked=${slug}`;
  if (from === 'incident') return `/incidents/${slug}?${noted}#${what === 'first_post' ? 'checks' : `promise-${what}`}`;
  if (from === 'monday') return `/monday?${noted}`;
  if (/^(unlooked|soon|stale|silent)$/.test(from)) return `/waiting/${from}?${noted}`;
  return `/?${noted}`.replace('/?', '?');
}
