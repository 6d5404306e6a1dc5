import { parseArgs } from 'node:util';
import { promisor } from '../domain/office.ts';
import { isMadeAt, promiseAt } from '../domain/promise.ts';
import { wordsIn } from '../domain/words.ts';
import { inSnapshot } from '../records/database.ts';
import { listAllPublicIncidents } from '../records/incidents.ts';
import { derivedPromise } from '../web/api/derived.ts';
import type { AsOf } from '../web/as-of.ts';
import { asOfOption } from './as-of.ts';
import type { Io } from './io.ts';
import { withRecord } from './with-record.ts';

/** `status [--as-of INSTANT|DATE] [--json]`: every published promise with its status at that instant. contracts.md, Command line. */
export async function status(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { 'as-of': { type: 'string' }, json: { type: 'boolean' } } });
  const asOf = asOfOption(values['as-of'], io);
  return withRecord(io, async ({ db }) => {
    const lines = await inSnapshot(db, (snapshot) => listStatuses(snapshot, asOf));
    io.stdout.write(
      values.json
        ? `${JSON.stringify(
            lines.map(({ line }) => line),
            null,
            2,
          )}\n`
        : lines.map(({ text }) => text).join(''),
    );
    return 0;
  });
}

async function listStatuses(db: Parameters<typeof listAllPublicIncidents>[0], asOf: AsOf) {
  const lines = [];
  for await (const { incident } of listAllPublicIncidents(db)) {
    const at = asOf.at(incident.zone);
    for (const promise of incident.promises) {
      if (!isMadeAt(promise, incident, at)) continue;
      const state = promiseAt(promise, incident, at);
      const line = { incident: incident.slug, office: promisor(promise, incident).office, ...derivedPromise(state) };
      const title = wordsIn(incident.title, 'ru')?.text ?? incident.slug;
      const due = state.dueOn === null ? '' : ` ${state.dueOn}`;
      const days = state.daysOverdue === null ? '' : ` +${state.daysOverdue}`;
      lines.push({
        line,
        text: `${incident.slug}/${promise.id}\t${state.status}${due}${days}\t${promise.text} (${title})\n`,
      });
    }
  }
  return lines;
}
