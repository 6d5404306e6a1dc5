import type { Incident } from '../../src/domain/incident.ts';
import { incidentOf2019 } from './fixtures.ts';

export const ZONE = 'Asia/Almaty';
export const BATCHES = 3;
export const BATCH_SIZE = 4;
export const PUBLISHED = 'published-0';

/** Incidents that are imported together, or published; the version stands in their titles. */
export function batchOf(batch: number | string, version: number): Incident[] {
  const incident = incidentOf2019('lrt-nur-sultan');
  const title = { ...incident.title, ru: `Версия ${version}` };
  const name = typeof batch === 'number' ? `batch-${batch}` : batch;
  const size = typeof batch === 'number' ? BATCH_SIZE : 1;
  return Array.from({ length: size }, (_, index) => ({ ...incident, slug: `${name}-${index}`, title }));
}
