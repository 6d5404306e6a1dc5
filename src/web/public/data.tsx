import { Hono } from 'hono';
import { DataPage } from '../../../views/pages/data.tsx';
import type { ShownFile } from '../../../views/pages/data-files.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { Instant } from '../../domain/zone.ts';
import { listPublicTitles } from '../../records/titles.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { DOCUMENTS, FILES, type RecordFile } from '../record/files.ts';
import { type Summed, sumsOf } from '../record/manifest.ts';
import { respondPublic } from '../respond.ts';
import { listedUntil } from './listing.ts';
import { shownIn } from './shown.ts';

/** A page waits for the sums of so many incidents at most; of a larger record the manifest alone has them. */
const SUMMED_ON_PAGE = 1000;

/** `GET /data`: the files of the record and what programs may ask for. `paths`: the addresses that the site answers, once it is whole. */
export function dataPage(paths: () => readonly string[]): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/data', async (c) => {
    const known = new Set(paths());
    const zone = c.var.deps.config.digestZone;
    const { files, until } = await filesOf(c);
    const page = (
      <DataPage
        r={readerOf(c.var.lang)}
        site={c.var.site}
        shown={shownIn(c, zone)}
        files={files}
        at={minuteOf(c.var.asOf.at(zone))}
        zone={zone}
        has={(path) => known.has(path)}
      />
    );
    const listed = listedUntil(c, []);
    return respondPublic(c, page, { until: until === null || listed === null ? listed : Math.min(until, listed) });
  });
  return app;
}

async function filesOf(c: AppContext): Promise<{ files: ShownFile[]; until: Instant | null }> {
  const some = await listPublicTitles(c.var.deps.db, { limit: SUMMED_ON_PAGE + 1 });
  if (some.size > SUMMED_ON_PAGE) return { files: FILES.map((file) => shownOf(file, null)), until: null };
  const { files, until } = await sumsOf(c);
  return { files: files.map((file) => shownOf(file, file)), until };
}

const shownOf = ({ name, kind, format }: RecordFile, held: Summed | null): ShownFile => ({
  name,
  kind: kind?.name ?? DOCUMENTS,
  format,
  held: held && { rows: held.rows, bytes: held.bytes, sha256: held.sha256 },
});

/** The page is of a whole minute: it is the same bytes until the next one. */
const minuteOf = (at: Instant): Instant => at - (at % 60_000);
