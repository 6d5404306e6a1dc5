import { Hono } from 'hono';
import { type Compared, EvidenceCheckPage } from '../../../views/evidence/check.tsx';
import type { FormError } from '../../../views/parts/fields.tsx';
import { readerOf } from '../../../views/reader.ts';
import { readKept } from '../../evidence/folder.ts';
import { LARGEST_FILE_MEGABYTES } from '../../evidence/limits.ts';
import { hashOfSent } from '../../evidence/take-in.ts';
import { type Evidence, findShownEvidence } from '../../records/evidence.ts';
import { loadPublicTitles } from '../../records/titles.ts';
import { sentBody } from '../body.ts';
import type { AppContext, AppEnv } from '../context.ts';
import { isHash, readFileName, shownOf } from '../evidence-shown.ts';
import { askedFrom, limit } from '../limit.ts';
import { refuse } from '../refusal.ts';
import { isKnown, respondPrivate, respondPublic } from '../respond.ts';

/** The bytes of an address never change, but a takedown has to be gone from every cache within a minute. */
const FOR_A_MINUTE = 'public, max-age=60, immutable';
const WINDOW_SECONDS = 15 * 60;
/** Several people may sit behind one network address. */
export const COMPARED_AT_MOST = 30;

/** The copies of evidence that published incidents show, and for each a page on which anyone can check it. */
export function evidencePages(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/evidence/:file', async (c) => {
    const asked = readFileName(c.req.param('file')) ?? refuse(404);
    const [found] = await findShownEvidence(c.var.deps.db, asked.sha256);
    if (found === undefined || !isServedAs(found, asked)) return refuse(404);
    const etag = `"${asked.sha256}"`;
    c.header('ETag', etag);
    c.header('Cache-Control', FOR_A_MINUTE);
    c.header('Content-Security-Policy', "default-src 'none'; sandbox");
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    c.header('X-Content-Type-Options', 'nosniff');
    if (isKnown(etag, c.req.header('if-none-match'))) return c.body(null, 304);
    const bytes = await readKept(c.var.deps.config.dataDir, asked.sha256);
    if (bytes === undefined) {
      c.var.deps.log.error({ sha256: asked.sha256 }, 'a file of evidence is missing or altered');
      return refuse(503);
    }
    c.header('Content-Type', asked.type);
    c.header('Content-Length', String(bytes.length));
    c.header('Content-Disposition', 'inline');
    return c.body(bytes);
  });

  app.get('/evidence/:sha/check', async (c) => {
    const evidence = await checkedEvidence(c);
    return respondPublic(c, await checkPage(c, evidence, null));
  });

  app.post('/evidence/:sha/check', async (c) => {
    const evidence = await checkedEvidence(c);
    await limitComparing(c);
    const { file } = await sentBody(c);
    if (!(file instanceof File) || file.size === 0)
      return respondPrivate(c, await checkPage(c, evidence, null, 'evidence.page.no_file'), 422);
    const sent = await hashOfSent(file.stream());
    if ('why' in sent) return respondPrivate(c, await checkPage(c, evidence, null, 'evidence.page.too_large'), 422);
    return respondPrivate(c, await checkPage(c, evidence, compared(evidence, sent.sha256)));
  });

  return app;
}

/** Whether the address names the type that we made: a document and an original are nothing that is served. */
function isServedAs({ of }: Evidence, { sha256, type }: { sha256: string; type: string }): boolean {
  if (of.thumb?.sha256 === sha256) return type === 'image/webp';
  return (
    of.copy?.sha256 === sha256 && type === { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', pdf: '' }[of.type]
  );
}

/** The published evidence with that copy, or that is that document. */
async function checkedEvidence(c: AppContext): Promise<Evidence[]> {
  const sha256 = c.req.param('sha') ?? '';
  if (!isHash(sha256)) return refuse(404);
  const all = await findShownEvidence(c.var.deps.db, sha256);
  const own = all.filter(({ of }) => (of.copy ?? of).sha256 === sha256);
  return own.length === 0 ? refuse(404) : own;
}

function compared(evidence: readonly Evidence[], sha256: string): Compared {
  if (evidence.some(({ of }) => of.copy?.sha256 === sha256)) return { found: 'copy' };
  return evidence.some(({ of }) => of.sha256 === sha256) ? { found: 'original' } : { found: 'other', sha256 };
}

async function checkPage(
  c: AppContext,
  evidence: readonly Evidence[],
  result: Compared,
  wrong?: 'evidence.page.no_file' | 'evidence.page.too_large',
) {
  const { lang, site, t, deps } = c.var;
  const [first] = evidence;
  if (first === undefined) return refuse(404);
  const titles = await loadPublicTitles(
    deps.db,
    evidence.map(({ incident }) => incident),
  );
  const megabytes = LARGEST_FILE_MEGABYTES;
  const errors: FormError[] = wrong === undefined ? [] : [{ field: 'file', message: t(wrong, { megabytes }) }];
  return (
    <EvidenceCheckPage
      r={readerOf(lang)}
      site={site}
      item={shownOf(first, 'public', lang)}
      original={first.of}
      incidents={[...titles].map(([slug, title]) => ({ slug, title }))}
      compared={result}
      errors={errors}
      megabytes={megabytes}
    />
  );
}

function limitComparing(c: AppContext): Promise<void> {
  const counted = { what: 'evidence', whose: askedFrom(c), windowSeconds: WINDOW_SECONDS };
  return limit(c, { ...counted, most: COMPARED_AT_MOST, key: 'evidence.refused.attempts' });
}
