import { Hono } from 'hono';
import { ChannelDeskPage } from '../../../views/desk/directory/channel.tsx';
import { DirectoryListPage } from '../../../views/desk/directory/list.tsx';
import { OfficeDeskPage, OfficialDeskPage } from '../../../views/desk/directory/one.tsx';
import { DirectoryPage, DirectoryRevisionsPage } from '../../../views/desk/directory/overview.tsx';
import { hasPage, type ListName } from '../../../views/desk/directory/parts.ts';
import { changeTold } from '../../../views/pages/directory-words.ts';
import { readerOf } from '../../../views/reader.ts';
import type { Directory } from '../../domain/directory.ts';
import { findingsOfOffice, findingsOfOfficial, weightOf } from '../../domain/tenure-findings.ts';
import { localDate } from '../../domain/zone.ts';
import { listRevisions } from '../../records/revisions.ts';
import { listUsers } from '../../records/users.ts';
import { refuse } from '../refusal.ts';
import { type DeskContext, type DeskEnv, deskOf, onTo, show } from './context.ts';
import { directoryForms } from './directory-forms.tsx';
import { placesFound } from './directory-search.ts';
import { atOf } from './directory-store.ts';
import { directoryOf } from './store.ts';
import { deskZone } from './zone.ts';

const LINES = 25;
const OFFICES_SHOWN = 10;
const CHANGES_SHOWN = 10;
const CHANGES_OF_A_PAGE = 50;

/** The directory: offices, officials, terms, accounts, indicators and figures, norms. Whoever is signed in reads, editors write. */
export function directory(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/directory', async (c) => {
    const known = await directoryOf(c);
    const found = known.offices
      .map((office) => ({ office, findings: findingsOfOffice(known, office, localDate(c.var.now, office.zone)) }))
      .filter(({ findings }) => findings.length > 0)
      .sort((a, b) => weightOf(a.findings) - weightOf(b.findings));
    const most = c.req.query('findings') === 'all' ? found.length : OFFICES_SHOWN;
    return show(
      c,
      <DirectoryPage
        desk={deskOf(c)}
        directory={known}
        findings={found.slice(0, most)}
        more={Math.max(0, found.length - most)}
        history={await changesOf(c, CHANGES_SHOWN)}
        zone={await deskZone(c)}
      />,
    );
  });

  app.get('/desk/directory/revisions', async (c) => {
    const before = Number(c.req.query('before')) || undefined;
    const lines = await changesOf(c, CHANGES_OF_A_PAGE + 1, before);
    const shown = lines.slice(0, CHANGES_OF_A_PAGE);
    const next = lines.length > shown.length ? (shown.at(-1)?.id ?? null) : null;
    const page = { lines: shown, zone: await deskZone(c), next, first: before === undefined };
    return show(c, <DirectoryRevisionsPage desk={deskOf(c)} {...page} />);
  });

  app.route('/', directoryForms());

  app.get('/desk/directory/:part', async (c) => listPage(c, listOf(c)));

  app.get('/desk/directory/:part/:id', async (c) => {
    const part = listOf(c);
    return hasPage(part) ? onePage(c, part) : onTo(c, `/directory/${part}#line-${c.req.param('id')}`);
  });

  return app;
}

function listOf(c: DeskContext): ListName {
  const { part, channel } = atOf(c);
  return channel === null ? part : refuse(404);
}

async function listPage(c: DeskContext, part: ListName): Promise<Response> {
  const known = await directoryOf(c);
  const q = (c.req.query('q') ?? '').trim().slice(0, 200);
  const places = placesFound(known, part, q);
  const pages = Math.max(1, Math.ceil(places.length / LINES));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1));
  const shown = places.slice((page - 1) * LINES, page * LINES);
  const on = localDate(c.var.now, await deskZone(c));
  const list = { part, shown, total: places.length, q, page, pages, on };
  return show(c, <DirectoryListPage desk={deskOf(c)} directory={known} {...list} />);
}

async function onePage(c: DeskContext, part: 'offices' | 'officials' | 'channels'): Promise<Response> {
  const known: Directory = await directoryOf(c);
  const id = c.req.param('id') ?? '';
  const on = localDate(c.var.now, await deskZone(c));
  const all = { desk: deskOf(c), directory: known, on };
  switch (part) {
    case 'offices': {
      const office = known.offices.find((each) => each.id === id) ?? refuse(404);
      const findings = findingsOfOffice(known, office, localDate(c.var.now, office.zone));
      return show(c, <OfficeDeskPage {...all} office={office} findings={findings} />);
    }
    case 'officials': {
      const official = known.officials.find((each) => each.id === id) ?? refuse(404);
      return show(c, <OfficialDeskPage {...all} official={official} findings={findingsOfOfficial(known, id)} />);
    }
    case 'channels': {
      const channel = known.channels.find((each) => each.id === id) ?? refuse(404);
      return show(c, <ChannelDeskPage {...all} channel={channel} />);
    }
  }
}

async function changesOf(c: DeskContext, limit: number, before?: number) {
  const { db } = c.var.deps;
  const users = new Map((await listUsers(db)).map(({ id, name }) => [id, name]));
  const revisions = await listRevisions(db, 'directory', 'directory', { limit, before });
  const [r, known] = [readerOf(c.var.lang), await directoryOf(c)];
  return revisions.map(({ id, at, user, act, why, changes }) => ({
    id,
    at,
    who: user === null ? null : (users.get(user) ?? null),
    act,
    why,
    changes: changes.map((change) => changeTold(r, known, change)),
  }));
}
