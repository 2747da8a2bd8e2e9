import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Actor, AuthUnavailable, InvalidToken } from '@leerhuis/auth';
import { injectTrace, type Logger, withSpan } from '@leerhuis/telemetry';
import { forward, type Upstream } from './forward.ts';
import { forwardedHeaders } from './headers.ts';
import { isPrivate } from './private-addresses.ts';
import type { Refusal } from './refuse.ts';
import { ownerOf, type ServiceName } from './upstreams.ts';

export interface ProxyParts {
  upstreams: Record<ServiceName, Upstream>;
  verifyToken: (token: string) => Promise<Actor>;
  /** Counts a request of an address; seconds to wait when it makes too many, else 0. */
  overLimit: (ip: string) => number;
  refuse: (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => void;
  observe: (request: IncomingMessage, service: ServiceName, status: number, seconds: number) => void;
  logger: Logger;
}

/** The largest body that any service takes (a catalogue file, a video). */
const largestBody = 64 * 1024 * 1024;

async function tokenFault(parts: ProxyParts, authorization: string | undefined): Promise<401 | 503 | null> {
  if (!authorization) return null;
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
  if (!token) return 401;
  try {
    await parts.verifyToken(token);
    return null;
  } catch (error) {
    if (error instanceof InvalidToken) return 401;
    if (!(error instanceof AuthUnavailable)) parts.logger.error({ err: error }, 'a token could not be checked');
    return 503;
  }
}

/**
 * Passes requests for a service on to it: token, limits, trace and metrics here, everything else there. Services check
 * the token again themselves.
 * @returns whether the request was taken; the gateway answers the others itself
 */
export function createProxy(parts: ProxyParts) {
  return function proxy(request: IncomingMessage, response: ServerResponse): boolean {
    const ip = request.socket.remoteAddress ?? 'unknown';
    const url = request.url ?? '/';
    const wait = url.startsWith('/health/') ? 0 : parts.overLimit(ip);
    if (wait > 0) {
      parts.refuse(request, response, { status: 429, slug: 'too-many-requests', retryAfter: wait });
      return true;
    }
    const service = ownerOf(url);
    if (!service) {
      if (!/^\/(metrics|openapi\.json)\b/.test(url) || isPrivate(ip)) return false;
      parts.refuse(request, response, { status: 404, slug: 'not-found' });
      return true;
    }
    const started = performance.now();
    response.on('close', () =>
      parts.observe(request, service, response.statusCode, (performance.now() - started) / 1000),
    );
    if (Number(request.headers['content-length'] ?? 0) > largestBody) {
      parts.refuse(request, response, { status: 413, slug: 'body-too-large' });
      return true;
    }
    const unavailable = (error: unknown) => {
      parts.logger.warn({ service, err: error }, 'a service could not be reached');
      parts.refuse(request, response, { status: 503, slug: 'service-unavailable', retryAfter: 2 });
    };
    withSpan(`${request.method} ${service}`, { kind: 'server' }, async () => {
      const fault = await tokenFault(parts, request.headers.authorization);
      if (fault === 401) return parts.refuse(request, response, { status: 401, slug: 'invalid-token' });
      if (fault === 503)
        return parts.refuse(request, response, { status: 503, slug: 'service-unavailable', retryAfter: 2 });
      const added = injectTrace({
        'x-forwarded-for': ip,
        'x-forwarded-host': request.headers.host ?? '',
        'x-forwarded-proto': 'http',
      });
      const headers = forwardedHeaders(request.rawHeaders, request.headers.connection, added);
      forward(parts.upstreams[service], request, response, headers, unavailable);
    }).catch(unavailable);
    return true;
  };
}
