import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { type Actor, AuthUnavailable, bearerToken, InvalidToken, isPerson } from '@leerhuis/auth';
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
import { type Locale, localeOf } from '@leerhuis/language';
import { type CarriedSpan, type Logger, startSpan } from '@leerhuis/telemetry';
import { type Copy, CopySilent, isDying, type Upstream } from './copies.ts';
import { forward, type Sent } from './forward.ts';
import { forwardedHeaders, languageInstead } from './headers.ts';
import { bodyless, type Received, received } from './received.ts';
import { hasBody, isKeyed, isRead } from './repeatable.ts';
import type { SlowReaders } from './slow-readers.ts';
import { ownerOf, type ServiceName } from './upstreams.ts';

export interface Proxying {
  upstreams: Record<ServiceName, Upstream>;
  tokens: {
    /** Throws the refusal of a token that doesn't count, AuthUnavailable when nobody can tell now. */
    verify: (token: string) => Promise<Actor>;
    /** What is known of the session or the partner of a token that is known to count; null when that has to be verified. */
    known: (token: string) => { locale?: Locale } | null;
  };
  /** Proxies in front of the gateway; null: none. */
  trusted: BlockList | null;
  /** Counts a request of an address; seconds to wait when it makes too many, else 0. */
  overLimit: (address: string) => number;
  /** Tell whether a post to a path does once what its key names. */
  descriptions: { takesKey: (service: ServiceName, path: string) => boolean };
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

/** One request for a service, and what is known of it. */
interface Asked {
  request: IncomingMessage;
  response: ServerResponse;
  service: ServiceName;
  address: string;
  span: CarriedSpan;
}

/** What to make of a token: whose language it names, if any; or that it doesn't count. */
type Judgement = { locale?: Locale } | 'expired';

/** Nobody signed in. */
const visitor: Judgement = {};

/** What to make of the token: it counts or there is none, it doesn't count, or a refusal because nobody can tell now. */
async function judgeToken(proxying: Proxying, authorization: string | undefined): Promise<Judgement | Problem> {
  try {
    const token = bearerToken(authorization);
    if (token === null) return visitor;
    const actor = await proxying.tokens.verify(token);
    return isPerson(actor) ? actor : visitor;
  } catch (error) {
    // a header without a bearer token in it, or a token that was refused
    if (error instanceof InvalidToken || (error instanceof Problem && error.status === 401)) return 'expired';
    if (error instanceof Problem) return error;
    if (!(error instanceof AuthUnavailable)) proxying.logger.error({ err: error }, 'a token could not be checked');
    return serviceUnavailable();
  }
}

/** The judgement where there is no token, or one that is known to count: then nobody has to be waited for. Else null. */
function atOnce({ tokens }: Pick<Proxying, 'tokens'>, authorization: string | undefined): Judgement | null {
  if (authorization === undefined) return visitor;
  try {
    const token = bearerToken(authorization);
    return token === null ? visitor : tokens.known(token);
  } catch {
    return null;
  }
}

/** What the reader of a refusal wishes, else the language of their account where that is known. */
export function localeOfRefusal(tokens: Proxying['tokens'], { headers }: IncomingMessage): Locale {
  const judged = atOnce({ tokens }, headers.authorization);
  return localeOf(headers['accept-language'], judged === null || judged === 'expired' ? undefined : judged.locale);
}

/**
 * Passes requests for a service on to it: token, limits, trace and metrics here, everything else there. Services check
 * the token again themselves. One that doesn't count is taken off the request, so that its bearer is a visitor: only the
 * service knows which routes are for visitors too. A copy of a service that dies under a read, or under a post with its key, costs
 * nobody anything when there is another: that is asked, once.
 * @returns whether the request was taken; the gateway answers the others itself
 */
export function createProxy(proxying: Proxying) {
  return function proxy(request: IncomingMessage, response: ServerResponse): boolean {
    const address = clientAddress(request, proxying.trusted);
    const wait = proxying.overLimit(limitKey(address));
    if (wait > 0) {
      void proxying.refuse(request, response, problem(429, 'too-many-requests', { retryAfter: wait }));
      return true;
    }
    const service = ownerOf(request.url ?? '/');
    if (!service) {
      // only what the gateway finds itself counts
      if (request.headers['leerhuis-token'] !== undefined) delete request.headers['leerhuis-token'];
      return false;
    }
    const started = performance.now();
    const span = startSpan(`${request.method} ${service}`, { kind: 'server' });
    response.on('close', () => {
      span.end();
      proxying.observe(request, service, response.statusCode, (performance.now() - started) / 1000);
    });
    const asked: Asked = { request, response, service, address, span };
    const judged = hasBody(request) ? null : atOnce(proxying, request.headers.authorization);
    if (Number(request.headers['content-length'] ?? 0) > largestBody) refuse(asked, problem(413, 'body-too-large'));
    // most requests: a promise, and the trace kept active through it, would cost each of them a tenth of its time
    else if (judged) passOn(asked, judged, bodyless(request));
    else void look(asked).catch((error: unknown) => unavailable(asked, error));
    return true;
  };

  /** What has to be waited for: whether the token counts, and a small body. */
  async function look(asked: Asked): Promise<void> {
    const { request } = asked;
    const judged = await judgeToken(proxying, request.headers.authorization);
    if (judged instanceof Problem) refuse(asked, judged);
    else passOn(asked, judged, await received(request, proxying.bodyMs));
  }

  function refuse({ request, response, span }: Asked, refusal: Problem): void {
    const reason = slowReason(refusal);
    if (reason) proxying.onSlowClient(reason);
    span.run(() => void proxying.refuse(request, response, refusal));
  }

  function unavailable(asked: Asked, error: unknown): void {
    if (error instanceof RequestAborted) return;
    asked.span.fail(error);
    if (error instanceof Problem) {
      refuse(asked, error);
      return;
    }
    const { service, span } = asked;
    span.run(() => proxying.logger.warn({ service, err: error }, 'a service could not be reached'));
    refuse(asked, serviceUnavailable());
  }

  function passOn(asked: Asked, judged: Judgement, { body, lane }: Received): void {
    const { request, response, address, span } = asked;
    const added = span.inject({
      'x-forwarded-for': address,
      'x-forwarded-host': request.headers.host ?? '',
      'x-forwarded-proto': clientProtocol(request, proxying.trusted),
    });
    const isExpired = judged === 'expired';
    if (isExpired) added['leerhuis-token'] = 'expired';
    // services know no accounts' languages: they hear of it as if the reader had wished it
    const language = judged === 'expired' ? null : languageInstead(request.headers['accept-language'], judged.locale);
    if (language) added['accept-language'] = language;
    const without = { token: isExpired, language: language !== null };
    const headers = forwardedHeaders(request.rawHeaders, request.headers.connection, added, without);
    const mayKeep = () => proxying.readers.mayKeep(response, limitKey(address), lane);
    send(asked, { request, response, headers, body, lane, mayKeep });
  }

  function send(asked: Asked, sent: Sent): void {
    const { request, response, service } = asked;
    const upstream = proxying.upstreams[service];
    const copy = upstream.pick();
    if (!copy) {
      unavailable(asked, new CopySilent(`no copy of ${service} answers`));
      return;
    }
    pass({ upstream, copy }, sent, (error) => {
      const isKnownThere = () =>
        Buffer.isBuffer(sent.body) && isKeyed(request) && proxying.descriptions.takesKey(service, request.url ?? '/');
      const mayRepeat = upstream.copies.length > 1 && isDying(error) && (isRead(request) || isKnownThere());
      const other = mayRepeat && !response.destroyed ? upstream.pick(copy) : null;
      if (!other) return unavailable(asked, error);
      proxying.onRepeat(service);
      pass({ upstream, copy: other }, sent, (failure) => unavailable(asked, failure));
    });
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
