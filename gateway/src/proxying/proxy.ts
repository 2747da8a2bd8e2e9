import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { type Actor, AuthUnavailable, bearerToken, InvalidToken } from '@leerhuis/auth';
import {
  clientAddress,
  clientProtocol,
  limitKey,
  noPlace,
  Problem,
  problem,
  RequestAborted,
  slowReason,
} from '@leerhuis/http-api';
import { injectTrace, inThisTrace, type Logger, withSpan } from '@leerhuis/telemetry';
import { type Copy, CopySilent, isDying, type Upstream } from './copies.ts';
import { forward, type Sent } from './forward.ts';
import { forwardedHeaders } from './headers.ts';
import { received } from './received.ts';
import { isKeyed, isRead } from './repeatable.ts';
import type { SlowReaders } from './slow-readers.ts';
import { ownerOf, type ServiceName } from './upstreams.ts';

export interface ProxyParts {
  upstreams: Record<ServiceName, Upstream>;
  /** Throws the refusal of a token that doesn't count, AuthUnavailable when nobody can tell now. */
  verifyToken: (token: string) => Promise<Actor>;
  /** Proxies in front of the gateway; null: none. */
  trusted: BlockList | null;
  /** Counts a request of an address; seconds to wait when it makes too many, else 0. */
  overLimit: (address: string) => number;
  /** Whether a post to this path does once what its key names. */
  takesKey: (service: ServiceName, path: string) => boolean;
  /** A request is tried again at another copy. */
  onRepeat: (service: ServiceName) => void;
  readers: SlowReaders;
  /** A client is too slow, or found no place. */
  onSlowClient: (reason: string) => void;
  /** How long a small body may take, in ms. */
  bodyMs: number;
  refuse: (request: IncomingMessage, response: ServerResponse, refusal: Problem) => Promise<void>;
  observe: (request: IncomingMessage, service: ServiceName, status: number, seconds: number) => void;
  logger: Logger;
}

/** The largest body that any service takes (a catalogue file, a video). */
const largestBody = 64 * 1024 * 1024;

function serviceUnavailable(): Problem {
  return problem(503, 'service-unavailable', { retryAfter: 2 });
}

/** What to make of the token: it counts or there is none, it doesn't count, or a refusal because nobody can tell now. */
async function judgeToken(parts: ProxyParts, authorization: string | undefined): Promise<'fine' | 'expired' | Problem> {
  try {
    const token = bearerToken(authorization);
    if (token !== null) await parts.verifyToken(token);
    return 'fine';
  } catch (error) {
    // a header without a bearer token in it, or a token that was refused
    if (error instanceof InvalidToken || (error instanceof Problem && error.status === 401)) return 'expired';
    if (error instanceof Problem) return error;
    if (!(error instanceof AuthUnavailable)) parts.logger.error({ err: error }, 'a token could not be checked');
    return serviceUnavailable();
  }
}

/**
 * Passes requests for a service on to it: token, limits, trace and metrics here, everything else there. Services check
 * the token again themselves. One that doesn't count is taken off the request, so that its bearer is a visitor: only the
 * service knows which routes are for visitors too. A copy of a service that dies under a read, or under a post with its key, costs
 * nobody anything when there is another: that is asked, once.
 * @returns whether the request was taken; the gateway answers the others itself
 */
export function createProxy(parts: ProxyParts) {
  return function proxy(request: IncomingMessage, response: ServerResponse): boolean {
    const address = clientAddress(request, parts.trusted);
    const wait = parts.overLimit(limitKey(address));
    const refuse = (refusal: Problem): true => {
      const reason = slowReason(refusal);
      if (reason) parts.onSlowClient(reason);
      void parts.refuse(request, response, refusal);
      return true;
    };
    if (wait > 0) return refuse(problem(429, 'too-many-requests', { retryAfter: wait }));
    const service = ownerOf(request.url ?? '/');
    if (!service) {
      // only what the gateway finds itself counts
      if (request.headers['leerhuis-token'] !== undefined) delete request.headers['leerhuis-token'];
      return false;
    }
    const started = performance.now();
    response.on('close', () =>
      parts.observe(request, service, response.statusCode, (performance.now() - started) / 1000),
    );
    if (Number(request.headers['content-length'] ?? 0) > largestBody) return refuse(problem(413, 'body-too-large'));
    const unavailable = (error: unknown) => {
      if (error instanceof RequestAborted) return;
      if (error instanceof Problem) {
        refuse(error);
        return;
      }
      parts.logger.warn({ service, err: error }, 'a service could not be reached');
      refuse(serviceUnavailable());
    };
    withSpan(`${request.method} ${service}`, { kind: 'server' }, async () => {
      const judged = await judgeToken(parts, request.headers.authorization);
      if (judged instanceof Problem) {
        refuse(judged);
        return;
      }
      const added: Record<string, string> = injectTrace({
        'x-forwarded-for': address,
        'x-forwarded-host': request.headers.host ?? '',
        'x-forwarded-proto': clientProtocol(request, parts.trusted),
      });
      const isExpired = judged === 'expired';
      if (isExpired) added['leerhuis-token'] = 'expired';
      const headers = forwardedHeaders(request.rawHeaders, request.headers.connection, added, isExpired);
      const { body, lane } = await received(request, parts.bodyMs);
      const mayKeep = () => parts.readers.mayKeep(response, limitKey(address), lane);
      send(service, { request, response, headers, body, lane, mayKeep }, unavailable);
    }).catch(unavailable);
    return true;
  };

  function send(service: ServiceName, sent: Sent, unavailable: (error: unknown) => void): void {
    const { request, response, body } = sent;
    const upstream = parts.upstreams[service];
    const copy = upstream.pick();
    if (!copy) {
      unavailable(new CopySilent(`no copy of ${service} answers`));
      return;
    }
    // what happens on a shared connection happens in the trace of the request that opened it
    const failed = inThisTrace((error: Error) => {
      const isKnownThere = () =>
        Buffer.isBuffer(body) && isKeyed(request) && parts.takesKey(service, request.url ?? '/');
      const mayRepeat = upstream.copies.length > 1 && isDying(error) && (isRead(request) || isKnownThere());
      const other = mayRepeat && !response.destroyed ? upstream.pick(copy) : null;
      if (!other) return unavailable(error);
      parts.onRepeat(service);
      pass({ upstream, copy: other }, sent, inThisTrace(unavailable));
    });
    pass({ upstream, copy }, sent, failed);
  }

  /** Once there is a place among the connections to the copy; who has waited for 2 s is told to come back. */
  function pass(to: { upstream: Upstream; copy: Copy }, sent: Sent, failed: (error: Error) => void): void {
    const { places } = to.copy.lanes[sent.lane];
    if (places.take()) {
      forward(to, sent, failed);
      return;
    }
    void places.wait().then((isMine) => {
      if (!isMine) failed(noPlace());
      else if (sent.response.closed) places.giveBack();
      else forward(to, sent, failed);
    });
  }
}
