import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What one process counts of its own work, for Prometheus. Labels are patterns of routes, never what somebody asked for. */
export type SiteMetrics = {
  registry: Registry;
  /** `route`: its pattern. */
  answered: (asked: { route: string; method: string; status: number; seconds: number }) => void;
  /** An answer sent from memory, before any route is found. */
  answeredFromMemory: (status: 200 | 304) => void;
};

const BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** Begins to count, the process itself (memory, event loop, open files) included. Once in a process is enough. */
export function siteMetrics(): SiteMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'merzim_requests_total',
    help: 'Requests that the site answered, without those from memory',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  });
  const seconds = new Histogram({
    name: 'merzim_request_seconds',
    help: 'How long an answer took to make, until its headers',
    labelNames: ['route'] as const,
    buckets: BUCKETS_SECONDS,
    registers,
  });
  const kept = new Counter({
    name: 'merzim_answers_from_memory_total',
    help: 'Public answers that were sent as they were printed before',
    labelNames: ['status'] as const,
    registers,
  });
  return {
    registry,
    answered: ({ route, method, status, seconds: took }) => {
      requests.inc({ route, method: METHODS.has(method) ? method : 'other', status });
      seconds.observe({ route }, took);
    },
    answeredFromMemory: (status) => kept.inc({ status }),
  };
}
