import type { Desk } from '../../../views/desk/desk.ts';
import type { Referring } from '../../../views/desk/directory/removal.tsx';
import {
  channelName,
  figureWords,
  lineAddress,
  officeName,
  officialName,
  termWords,
} from '../../../views/desk/directory/words.tsx';
import { joined } from '../../../views/incidents/rich.tsx';
import { localWords } from '../../../views/parts/words.tsx';
import type { Directory, Measurement } from '../../domain/directory.ts';
import type { Texts } from '../../domain/words.ts';
import { listNaming } from '../../records/directory-desk.ts';
import { type DeskContext, deskOf } from './context.ts';
import type { Line } from './directory-form.ts';
import type { At } from './directory-store.ts';

const NOTHING: Referring = { lines: [], incidents: [], more: false, subscriptions: 0 };

/** What names the line, so that it cannot be taken out: terms, accounts and figures, incidents, subscriptions. */
export async function referringTo(c: DeskContext, directory: Directory, { part }: At, id: string): Promise<Referring> {
  const desk = deskOf(c);
  const { tenures, measurements } = directory;
  const lines = [
    ...tenures.flatMap((tenure, index) => {
      const is = part === 'offices' ? tenure.office === id : part === 'officials' && tenure.official === id;
      return is
        ? [{ href: lineAddress(desk, 'tenures', index + 1, '/edit'), words: tenureLine(desk, directory, index) }]
        : [];
    }),
    ...directory.channels.flatMap((channel) => {
      const { owner } = channel;
      const is =
        'office' in owner ? part === 'offices' && owner.office === id : part === 'officials' && owner.official === id;
      return is
        ? [
            {
              href: lineAddress(desk, 'channels', channel.id),
              words: `${desk.r.t('desk.directory.column.account')}: ${channelName(desk.r, channel)}`,
            },
          ]
        : [];
    }),
    ...measurements.flatMap((each, index) => {
      const is = part === 'offices' ? each.office === id : part === 'indicators' && each.indicator === id;
      const href = lineAddress(desk, 'measurements', index + 1, '/edit');
      return is ? [{ href, words: measurementLine(desk, directory, each) }] : [];
    }),
  ];
  if (part !== 'offices' && part !== 'officials') return { ...NOTHING, lines };
  const kind = part === 'offices' ? 'office' : 'official';
  return { ...(await listNaming(c.var.deps.db, { kind, id })), lines };
}

function tenureLine({ r }: Desk, directory: Directory, index: number) {
  const tenure = directory.tenures[index];
  if (tenure === undefined) return '';
  const names = [officialName(r, directory, tenure.official), officeName(r, directory, tenure.office)];
  return joined([...names, termWords(r, tenure)]);
}

function measurementLine({ r }: Desk, directory: Directory, measurement: Measurement): string {
  const name = directory.indicators.find(({ id }) => id === measurement.indicator)?.name ?? {};
  return `${localWords(r, name)}: ${figureWords(r, directory, measurement)}`;
}

/** How a page calls the line that would be taken out. */
export function whatOf(desk: Desk, directory: Directory, { part, channel }: At, index: number, line: Line) {
  const { r } = desk;
  if (part === 'tenures') return tenureLine(desk, directory, index);
  const measurement = directory.measurements[index];
  if (part === 'measurements' && measurement !== undefined) return measurementLine(desk, directory, measurement);
  const account = directory.channels.find(({ id }) => id === (channel ?? line.id));
  const named = account && channelName(r, account);
  if (part === 'channels') return named ?? '';
  if (channel === null) return localWords(r, line.name as Texts) || String(line.id);
  const facts = [line.state, line.trait, line.count, line.from, line.on].filter((value) => value != null);
  return `${named}: ${facts.map(String).join(', ')}`;
}
