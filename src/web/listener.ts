import { createServer, type Server, type ServerOptions } from 'node:http';

/**
 * What one connection may cost. Headers come in one piece from an honest program; a form with evidence may take minutes on a
 * phone. Beyond it the answer is 408, and 431 where the headers are too long.
 */
export const CONNECTION_LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
} as const satisfies ServerOptions;

/** A server that waits for nobody for ever. It has no listener yet. */
export function siteServer(limits: Partial<Record<keyof typeof CONNECTION_LIMITS, number>> = {}): Server {
  return createServer({ ...CONNECTION_LIMITS, ...limits });
}
