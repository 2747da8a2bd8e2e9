import type { IncomingMessage, ServerResponse } from 'node:http';
import { localeOf, problem, problemAnswer } from '@leerhuis/http-api';

export interface Refusal {
  status: 401 | 404 | 413 | 429 | 503;
  slug: string;
  /** Seconds. */
  retryAfter?: number;
}

/** Answers instead of the service, as the services would. */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent || response.destroyed) return;
  const { status, slug, retryAfter } = refusal;
  const authenticate = status === 401 ? { 'WWW-Authenticate': 'Bearer error="invalid_token"' } : {};
  const answer = problemAnswer(
    problem(status, slug, { headers: authenticate, ...(retryAfter ? { retryAfter } : {}) }),
    localeOf(request.headers['accept-language']),
  );
  const body = JSON.stringify(answer.body);
  // the connection stays open also when the body is still on its way: closed, the client would not see the answer
  response.writeHead(status, { ...answer.headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
