import type { Problem } from '../../../views/desk/form-state.ts';
import { type LookChoices, lookedFor } from '../../../views/desk/look-now.tsx';
import { networksOf } from '../../domain/channel.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Check, Incident } from '../../domain/incident.ts';
import { needsSecond } from '../../domain/waiting.ts';
import { localDate } from '../../domain/zone.ts';
import { loadLookedWhere } from '../../records/looked-where.ts';
import { listUsers } from '../../records/users.ts';
import type { DeskContext } from './context.ts';

/** What is missing for a look: where, and who looked too (or a screenshot) where silence is claimed. */
export function lookProblems(
  look: Pick<Check, 'for' | 'found' | 'by'>,
  {
    networks,
    second,
    screenshot = false,
  }: { networks: readonly string[]; second: string | null; screenshot?: boolean },
): Problem[] {
  return [
    ...(networks.length === 0 ? [{ field: 'channels', key: 'desk.look.need_where' } as const] : []),
    ...(needsSecond(look) && second === null && !screenshot
      ? [{ field: 'second', key: 'desk.look.need_second' } as const]
      : []),
  ];
}

/** A colleague of that name who may sign in, other than oneself; null: none. */
export async function secondOf(c: DeskContext, name: string): Promise<string | null> {
  return (await colleaguesOf(c)).find((colleague) => colleague === name) ?? null;
}

/** The names of the others at the desk. */
export async function colleaguesOf(c: DeskContext): Promise<string[]> {
  const me = c.var.session.user.id;
  const users = (await listUsers(c.var.deps.db)).filter(({ id, disabledAt }) => id !== me && disabledAt === null);
  return [...new Set(users.map(({ name }) => name))];
}

/** What the forms of one press propose for these lines. */
export async function lookChoices(
  c: DeskContext,
  directory: Pick<Directory, 'channels' | 'tenures' | 'offices'>,
  lines: readonly { incident: Incident; what: string }[],
): Promise<LookChoices> {
  const offices = [...new Set(lines.map(({ incident, what }) => lookedFor(incident, what)))];
  const last = await loadLookedWhere(c.var.deps.db, offices);
  const zoneOf = (id: string) =>
    directory.offices.find((office) => office.id === id)?.zone ?? c.var.deps.config.digestZone;
  return {
    networks: new Map(
      offices.map((id) => [id, last.get(id) ?? networksOf(directory, id, localDate(c.var.now, zoneOf(id)))]),
    ),
    colleagues: await colleaguesOf(c),
  };
}
