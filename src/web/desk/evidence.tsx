import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { entryLabel } from '../../../views/desk/choices.ts';
import {
  EvidenceFormPage,
  type EvidenceLine,
  EvidencePage,
  EvidenceRemovalPage,
} from '../../../views/desk/evidence.tsx';
import { type FormState, fresh, type Problem, textOf } from '../../../views/desk/form-state.ts';
import { spanWords } from '../../../views/format/spans.ts';
import { momentWords } from '../../../views/parts/moment.tsx';
import { readerOf } from '../../../views/reader.ts';
import { keyOfCheck } from '../../domain/check.ts';
import { entryOf } from '../../domain/entry.ts';
import { type EvidencePart, hasPart, partOfCheck } from '../../domain/evidence.ts';
import type { Incident } from '../../domain/incident.ts';
import { readKept } from '../../evidence/folder.ts';
import { LARGEST_FILE_MEGABYTES, MOST_FILES } from '../../evidence/limits.ts';
import { takeIn } from '../../evidence/take-in.ts';
import { type Attaching, attachEvidence, detachEvidence } from '../../records/attaching.ts';
import { type Evidence, listEvidence } from '../../records/evidence.ts';
import { findEvidenceFilesOf, purgeCapturedBy } from '../../records/evidence-files.ts';
import { sentBody } from '../body.ts';
import { isHash, readFileName, shownOf } from '../evidence-shown.ts';
import { refuse } from '../refusal.ts';
import { byOf, type DeskContext, type DeskEnv, deskOf, editorsOnly, onTo, show } from './context.ts';
import { isOfDisk } from './evidence-disk.ts';
import { filesIn, freshEvidence, problemOf, problemsOfCount, readEvidence, type SentFile } from './evidence-form.ts';
import { loadIncident } from './store.ts';

/** Screenshots, photos and documents: hanging them on a line, a removal or a check, taking them off, looking at them. */
export function evidence(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();

  app.get('/desk/incidents/:slug/evidence', async (c) => {
    const { incident } = await loadIncident(c);
    return show(c, <EvidencePage desk={deskOf(c)} incident={incident} lines={await linesOf(c, incident)} />);
  });

  app.get('/desk/incidents/:slug/evidence/new', async (c) => {
    const { incident } = await loadIncident(c);
    const part = partNamed(incident, c.req.query('of') ?? '') ?? refuse(404);
    const { now, session } = c.var;
    const input = freshEvidence(nameOfPart(part), { now, zone: incident.zone, name: session.user.name });
    return formPage(c, incident, part, fresh(input));
  });

  app.post('/desk/incidents/:slug/evidence', async (c) => attach(c));

  app.get('/desk/incidents/:slug/evidence/:id/removal', async (c) => {
    const { incident } = await loadIncident(c);
    const line = (await linesOf(c, incident)).find(({ id }) => String(id) === c.req.param('id')) ?? refuse(404);
    return show(c, <EvidenceRemovalPage desk={deskOf(c)} incident={incident} line={line} />);
  });

  app.post('/desk/incidents/:slug/evidence/:id/removal', async (c) => {
    const { deps, now } = c.var;
    const { incident } = await loadIncident(c);
    const { slug } = incident;
    await detachEvidence(deps.db, { slug, id: Number(c.req.param('id')), by: byOf(c), now, why: null });
    return onTo(c, `/incidents/${slug}/evidence`);
  });

  app.get('/desk/incidents/:slug/evidence/:id/name', (c) => onTo(c, `/incidents/${c.req.param('slug')}/evidence`));

  app.post('/desk/incidents/:slug/evidence/:id/name', editorsOnly, async (c) => {
    const { deps, now } = c.var;
    const { incident } = await loadIncident(c);
    const { slug } = incident;
    const found = (await listEvidence(deps.db, slug, 'draft')).find(({ id }) => String(id) === c.req.param('id'));
    if (found === undefined) return refuse(404);
    await purgeCapturedBy(deps.db, { sha256: found.file, slug, by: byOf(c), now });
    return onTo(c, `/incidents/${slug}/evidence#evidence_${found.id}`);
  });

  // Copies and small pictures, of drafts too: for whoever is signed in.
  app.get('/desk/evidence/:file', async (c) => {
    const asked = readFileName(c.req.param('file')) ?? refuse(404);
    const files = await findEvidenceFilesOf(c.var.deps.db, asked.sha256);
    const known = files.some(({ copy, thumb }) => copy?.sha256 === asked.sha256 || thumb?.sha256 === asked.sha256);
    return known ? send(c, asked.sha256, asked.type, 'inline') : refuse(404);
  });

  app.get('/desk/evidence/originals/:sha', editorsOnly, async (c) => {
    const sha256 = c.req.param('sha');
    if (!isHash(sha256)) return refuse(404);
    const file = (await findEvidenceFilesOf(c.var.deps.db, sha256)).find((each) => each.sha256 === sha256);
    if (file === undefined) return refuse(404);
    return send(c, sha256, 'application/octet-stream', `attachment; filename="${sha256}.${file.type}"`);
  });

  return app;
}

async function send(c: DeskContext, sha256: string, type: string, disposition: string): Promise<Response> {
  const bytes = await readKept(c.var.deps.config.dataDir, sha256);
  if (bytes === undefined) return refuse(503);
  c.header('Content-Type', type);
  c.header('Content-Disposition', disposition);
  c.header('Content-Security-Policy', "default-src 'none'; sandbox");
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Cache-Control', 'no-store');
  return c.body(bytes);
}

/** Takes the files in and hangs them on their part, all of them or none; what was typed is kept where one is refused. */
async function attach(c: DeskContext): Promise<Response> {
  const { input, deps, now } = c.var;
  const { incident } = await loadIncident(c);
  const part = partNamed(incident, textOf(input, 'of')) ?? refuse(409, 'desk.conflict.gone');
  const sent = filesIn(await sentBody(c));
  const { fields, problems } = readEvidence(input, { zone: incident.zone, now });
  const wrong = [...problemsOfCount(sent), ...problems];
  const again = (found: Problem[]) => formPage(c, incident, part, { input, problems: found }, 422);
  if (wrong.length > 0) return again(wrong);
  const { alt, archive, ...noted } = fields;
  const take = (file: File) => takeIn({ dataDir: deps.config.dataDir, bytes: file.stream(), ...noted, now });
  const taken = await takeAll(sent, take).catch((error: unknown) => {
    if (!isOfDisk(error)) throw error;
    deps.log.error({ err: error }, 'a file of evidence could not be written');
    return { files: [], problems: [{ field: 'files', key: 'desk.evidence.wrong.disk' as const }] };
  });
  if (taken.problems.length > 0) return again(taken.problems);
  const { slug } = incident;
  const done = await attachEvidence(deps.db, {
    slug,
    part,
    files: taken.files,
    alt,
    archive,
    by: byOf(c),
    now,
    why: null,
  });
  return done.result === 'missing' ? refuse(409, 'desk.conflict.gone') : onTo(c, `/incidents/${slug}/evidence`);
}

/** The entry is saved, its photos are not: the form for them, which says why. */
export function diskRefused(c: DeskContext, incident: Incident, part: EvidencePart): Promise<Response> {
  const { now, session } = c.var;
  const input = freshEvidence(nameOfPart(part), { now, zone: incident.zone, name: session.user.name });
  return formPage(c, incident, part, { input, problems: [{ field: 'files', key: 'desk.evidence.wrong.disk' }] }, 422);
}

async function takeAll(
  sent: readonly SentFile[],
  take: (file: File) => ReturnType<typeof takeIn>,
): Promise<{ files: Attaching['files'][number][]; problems: Problem[] }> {
  const files: Attaching['files'][number][] = [];
  const problems: Problem[] = [];
  // One after the other: several photos at once would need the memory of all.
  for (const each of sent) {
    const done = await take(each.file);
    if (done.ok) files.push(done.file);
    else problems.push(problemOf(each, done.why));
  }
  return { files, problems };
}

/** `entry.ID`, `removal.ID`, `check.3` (the third check), `check-HASH` (the check that says just that); undefined: it is not there. */
function partNamed(incident: Incident, name: string): EvidencePart | undefined {
  const [, kind, id = ''] = /^(entry|removal)\.([a-z0-9-]+)$/.exec(name) ?? [];
  if (kind === 'entry' || kind === 'removal') {
    const part = { kind, id } as const;
    return hasPart(incident, part) ? part : undefined;
  }
  const [, number] = /^check\.(\d{1,4})$/.exec(name) ?? [];
  const check =
    number === undefined
      ? incident.checks.find((each) => nameOfPart(partOfCheck(each)) === name)
      : incident.checks[Number(number) - 1];
  return check && partOfCheck(check);
}

/** A check has no id and its place may change while a form is open: what it says, as a hash, is its name. */
const nameOfPart = ({ kind, id }: EvidencePart): string =>
  kind === 'check' ? `check-${createHash('sha256').update(id).digest('hex').slice(0, 16)}` : `${kind}.${id}`;

function partWords(c: DeskContext, incident: Incident, { kind, id }: EvidencePart): string {
  const r = readerOf(c.var.lang);
  if (kind !== 'check') {
    const found = incident.entries.some((entry) => entry.id === id);
    const words = found ? entryLabel(r, entryOf(incident, id), incident.zone) : id;
    return r.t(`desk.evidence.to.${kind}`, { words });
  }
  const check = incident.checks.find((each) => keyOfCheck(each) === id);
  if (check === undefined) return r.t('desk.evidence.to.check', { words: r.t('desk.nothing') });
  const channels = check.channels.map((network) => r.t(`network.${network}`)).join(', ');
  const when = spanWords(r, check.at, { zone: incident.zone });
  return r.t('desk.evidence.to.check', { words: `${when}, ${channels}` });
}

async function linesOf(c: DeskContext, incident: Incident): Promise<EvidenceLine[]> {
  const found = await listEvidence(c.var.deps.db, incident.slug, 'draft');
  return found.map((each) => lineOf(c, incident, each));
}

function lineOf(c: DeskContext, incident: Incident, each: Evidence): EvidenceLine {
  const r = readerOf(c.var.lang);
  return {
    ...shownOf(each, 'desk', c.var.lang),
    what: partWords(c, incident, each.part),
    original: each.of,
    madeOn: momentWords(r, { at: each.of.capturedAt, zone: incident.zone }),
    madeBy: each.of.capturedBy,
    shown: each.shown,
  };
}

function formPage(
  c: DeskContext,
  incident: Incident,
  part: EvidencePart,
  state: FormState,
  status: 200 | 422 = 200,
): Promise<Response> {
  return show(
    c,
    <EvidenceFormPage
      desk={deskOf(c)}
      incident={incident}
      state={state}
      what={partWords(c, incident, part)}
      limits={{ files: MOST_FILES, megabytes: LARGEST_FILE_MEGABYTES }}
    />,
    status,
  );
}
