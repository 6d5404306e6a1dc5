import { mondayMail } from '../../views/mail/monday-mail.tsx';
import type { Incident } from '../domain/incident.ts';
import { mondayOf } from '../domain/monday.ts';
import { addWeeks, findWeek } from '../domain/week.ts';
import { inSnapshot } from '../records/database.ts';
import type { Delivery } from '../records/deliveries.ts';
import { loadDirectory } from '../records/directory.ts';
import { listAllPublicIncidents } from '../records/incidents.ts';
import { listNewsroomReaders } from '../records/newsroom.ts';
import { type Composed, hostOf, type LetterKind, type MailSite } from './kinds.ts';
import { mailKey, messageMark } from './links.ts';
import { template } from './message.ts';

/** The newsroom's own letter of the week: what falls due in it and what nobody has checked, as of the sending. */
export function newsroomLetters(site: MailSite): LetterKind {
  const { baseUrl, from, zone } = site;
  return {
    compose: async (db, deliveries, now) => {
      const readers = await listNewsroomReaders(db, deliveries.map(userOf));
      const byUser = new Map(readers.map((reader) => [reader.user, reader]));
      const { incidents, directory } = await inSnapshot(db, async (snapshot) => {
        const all: Incident[] = [];
        for await (const { incident } of listAllPublicIncidents(snapshot)) all.push(incident);
        return { incidents: all, directory: await loadDirectory(snapshot) };
      });
      const key = await mailKey(db, now);
      return new Map(
        deliveries.map((delivery): [number, Composed] => {
          const reader = byUser.get(userOf(delivery));
          const ended = findWeek(delivery.week ?? '', zone);
          if (reader === undefined || ended === undefined) return [delivery.id, 'nobody'];
          const { lang, scopes, email } = reader;
          const week = { from: ended.cutOff, cutOff: addWeeks(ended.cutOff, 1, zone) };
          const monday = mondayOf(incidents, { now, until: week.cutOff, scopes, offices: directory.offices });
          const fill = template({
            ...mondayMail({ monday, week, directory, baseUrl, lang, zone }),
            from,
            date: delivery.createdAt,
            headers: [
              ['Auto-Submitted', 'auto-generated'],
              ['Content-Language', lang],
            ],
          });
          const named = messageMark(key, ['newsroom', delivery.id, delivery.createdAt]);
          return [delivery.id, fill({ to: email, id: `<newsroom.${delivery.id}.${named}@${hostOf(site)}>` })];
        }),
      );
    },
  };
}

const userOf = ({ recipient }: Delivery): number => Number(recipient);
