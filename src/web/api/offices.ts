import { Hono } from 'hono';
import { accountsOfOffice } from '../../domain/accounts.ts';
import type { Directory, Office } from '../../domain/directory.ts';
import { nextChangeAt } from '../../domain/next-change.ts';
import { holdersOn } from '../../domain/office.ts';
import { dayEndingAt } from '../../domain/zone.ts';
import { loadDirectory } from '../../records/directory.ts';
import { type AppContext, type AppEnv, baseUrl } from '../context.ts';
import { accountLine, termLine } from './accounts.ts';
import { respondJson } from './answer.ts';
import { respondCsv } from './csv.ts';
import { limitOf, nextAddress } from './paging.ts';

const CSV_COLUMNS = ['id', 'kind', 'name_ru', 'name_kk', 'name_en', 'zone', 'from', 'to', 'wikidata', 'url'] as const;

/** `/api/v1/offices` and its CSV: every office with who held it on the day asked for. contracts.md, HTTP. */
export function offices(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/api/v1/offices', async (c) => {
    const directory = await loadDirectory(c.var.deps.db);
    const all = byId(directory.offices);
    const after = c.req.query('cursor') ?? '';
    const rest = all.filter((office) => office.id > after);
    const page = rest.slice(0, limitOf(c));
    const next = rest.length > page.length ? (page.at(-1)?.id ?? null) : null;
    const body = { offices: page.map((office) => line(office, directory, c)), next: nextAddress(c, next) };
    return respondJson(c, body, nextChangeAt([], c.var.now, zonesOf(page)));
  });
  app.get('/api/v1/offices.csv', async (c) => {
    const { offices: all } = await loadDirectory(c.var.deps.db);
    const rows = byId(all).map((office) => ({
      id: office.id,
      kind: office.kind,
      name_ru: office.name.ru ?? null,
      name_kk: office.name.kk ?? null,
      name_en: office.name.en ?? null,
      zone: office.zone,
      from: office.from,
      to: office.to,
      wikidata: office.wikidata,
      url: `${baseUrl(c.var.deps)}/offices/${office.id}`,
    }));
    return respondCsv(c, {
      name: 'offices',
      columns: CSV_COLUMNS,
      rows: async function* () {
        yield rows;
      },
      until: () => nextChangeAt([], c.var.now, zonesOf(all)),
    });
  });
  return app;
}

/** The office with who may have held it on the day, and where it and they spoke then. */
function line(office: Office, directory: Directory, c: AppContext) {
  const on = dayEndingAt(c.var.asOf.at(office.zone), office.zone);
  return {
    id: office.id,
    kind: office.kind,
    name: office.name,
    region: office.region,
    zone: office.zone,
    from: office.from,
    to: office.to,
    wikidata: office.wikidata,
    holders: holdersOn(directory, office.id, on).map((held) => ({
      official: held.tenure.official,
      name: directory.officials.find((official) => official.id === held.tenure.official)?.name ?? {},
      ...termLine(held, on),
    })),
    accounts: accountsOfOffice(directory, office.id, on).map(accountLine),
    url: `${baseUrl(c.var.deps)}/offices/${office.id}`,
  };
}

const byId = (list: readonly Office[]): Office[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
const zonesOf = (list: readonly Office[]): string[] => ['Asia/Almaty', ...list.map((office) => office.zone)];
