import type { IncomingMessage } from 'node:http';

/** What is kept of a body to be sent once more. */
const mostKept = 64 * 1024;

export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** A read: asked twice it does nothing twice. */
export function isRead(request: IncomingMessage): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !hasBody(request);
}

/** A post that says by its key that it is one with itself, of a size that can be kept. Whether the key counts there is for the route to say. */
export function isKeyed(request: IncomingMessage): boolean {
  if (request.method !== 'POST' || request.headers['idempotency-key'] === undefined) return false;
  return (
    request.headers['transfer-encoding'] === undefined && Number(request.headers['content-length'] ?? 0) <= mostKept
  );
}
