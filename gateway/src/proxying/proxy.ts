import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { type Actor, AuthUnavailable, bearerToken, InvalidToken } from '@leerhuis/auth';
import { clientAddress, clientProtocol, invalidToken, limitKey, Problem, problem } from '@leerhuis/http-api';
import { injectTrace, inThisTrace, type Logger, withSpan } from '@leerhuis/telemetry';
import { forward, type Upstream } from './forward.ts';
import { forwardedHeaders } from './headers.ts';
import { ownerOf, type ServiceName } from './upstreams.ts';

export interface ProxyParts {
  upstreams: Record<ServiceName, Upstream>;
  /** Throws the refusal of a token that doesn't count, AuthUnavailable when nobody can tell now. */
  verifyToken: (token: string) => Promise<Actor>;
  /** Proxies in front of the gateway; null: none. */
  trusted: BlockList | null;
  /** Counts a request of an address; seconds to wait when it makes too many, else 0. */
  overLimit: (address: string) => number;
  refuse: (request: IncomingMessage, response: ServerResponse, refusal: Problem) => Promise<void>;
  observe: (request: IncomingMessage, service: ServiceName, status: number, seconds: number) => void;
  logger: Logger;
}

/** The largest body that any service takes (a catalogue file, a video). */
const largestBody = 64 * 1024 * 1024;

function serviceUnavailable(): Problem {
  return problem(503, 'service-unavailable', { retryAfter: 2 });
}

async function tokenFault(parts: ProxyParts, authorization: string | undefined): Promise<Problem | null> {
  try {
    const token = bearerToken(authorization);
    if (token !== null) await parts.verifyToken(token);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    // a header without a bearer token in it
    if (error instanceof InvalidToken) return invalidToken();
    if (!(error instanceof AuthUnavailable)) parts.logger.error({ err: error }, 'a token could not be checked');
    return serviceUnavailable();
  }
}

/**
 * Passes requests for a service on to it: token, limits, trace and metrics here, everything else there. Services check
 * the token again themselves.
 * @returns whether the request was taken; the gateway answers the others itself
 */
export function createProxy(parts: ProxyParts) {
  return function proxy(request: IncomingMessage, response: ServerResponse): boolean {
    const address = clientAddress(request, parts.trusted);
    const wait = parts.overLimit(limitKey(address));
    const refuse = (refusal: Problem): true => {
      void parts.refuse(request, response, refusal);
      return true;
    };
    if (wait > 0) return refuse(problem(429, 'too-many-requests', { retryAfter: wait }));
    const service = ownerOf(request.url ?? '/');
    if (!service) return false;
    const started = performance.now();
    response.on('close', () =>
      parts.observe(request, service, response.statusCode, (performance.now() - started) / 1000),
    );
    if (Number(request.headers['content-length'] ?? 0) > largestBody) return refuse(problem(413, 'body-too-large'));
    const unavailable = (error: unknown) => {
      parts.logger.warn({ service, err: error }, 'a service could not be reached');
      refuse(serviceUnavailable());
    };
    withSpan(`${request.method} ${service}`, { kind: 'server' }, async () => {
      const fault = await tokenFault(parts, request.headers.authorization);
      if (fault) {
        refuse(fault);
        return;
      }
      const added = injectTrace({
        'x-forwarded-for': address,
        'x-forwarded-host': request.headers.host ?? '',
        'x-forwarded-proto': clientProtocol(request, parts.trusted),
      });
      const headers = forwardedHeaders(request.rawHeaders, request.headers.connection, added);
      // what happens on a shared connection happens in the trace of the request that opened it
      forward(parts.upstreams[service], request, response, headers, inThisTrace(unavailable));
    }).catch(unavailable);
    return true;
  };
}
