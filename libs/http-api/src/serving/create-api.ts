import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { type Actor, bearerToken, isAccess, type MemberActor, type TokenVerifier } from '@leerhuis/auth';
import type { Outbox } from '@leerhuis/outbox';
import { httpMetrics, type Logger, type Metrics, slowClientMetric, streamsMetric, withSpan } from '@leerhuis/telemetry';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { forPersonsOnly } from '../answering/acting-problems.ts';
import { asProblem } from '../answering/as-problem.ts';
import { type Problem, problem } from '../answering/problem.ts';
import { problemAnswer } from '../answering/problem-answer.ts';
import { sendAnswer } from '../answering/send-answer.ts';
import type { Route } from '../declaring/route.ts';
import { describeApi } from '../describing/describe-api.ts';
import type { OpenApiDocument } from '../describing/open-api.ts';
import { createIdempotency } from '../idempotency/idempotency.ts';
import { createIdempotencyStore } from '../idempotency/idempotency-store.ts';
import type { AddressLimits } from './address-places.ts';
import { clientAddress } from './client-address.ts';
import { inTime } from './in-time.ts';
import { internalApp, type ReadinessReport } from './internal-routes.ts';
import { localeFor } from './locale-for.ts';
import { createObserver } from './observe.ts';
import { openStreams } from './open-streams.ts';
import { bySpecificity, pathHandler } from './path-handler.ts';
import { places } from './places.ts';
import { securityHeaders } from './security-headers.ts';
import { createAppServer, type Listening, listenOn } from './server.ts';
import { type Patience, type Serving, usualPatience } from './serving.ts';
import { sharedWhileAsked } from './shared-while-asked.ts';

export interface ApiOptions {
  service: string;
  title: string;
  version: string;
  routes: Route[];
  verifyToken: TokenVerifier;
  /**
   * Who acts for an organisation, with what they may do now; nobody acts for one where it is not told.
   * @throws ActingEnded when they do no more, AuthUnavailable when nobody can tell now
   */
  admit?: ((actor: MemberActor) => Promise<MemberActor>) | undefined;
  /** Needed by idempotent routes and `ctx.transaction`. */
  outbox?: Outbox;
  /** Asked when an answer is long in coming: throws, or gives false, when the database doesn't answer. */
  databaseAnswers?: () => Promise<boolean>;
  readiness: { report(): Promise<ReadinessReport> };
  logger: Logger;
  metrics: Metrics;
  clock: () => Date;
  /** Hold each answer against its description; on by default under NODE_ENV=test. */
  validateResponses?: boolean;
  /** Whose X-Forwarded-For is believed; nobody's by default. */
  trusted?: BlockList | null;
  /** Sees each request before Express does (a proxy's fast path); true when it took it. */
  before?: ((req: IncomingMessage, res: ServerResponse) => boolean) | undefined;
  /** Adds what routes can't express (a proxy, static files), after the routes and before the 404. */
  extend?: (app: Express) => void;
  /** More requests than this at the same moment get a 503; 1,000 unless told. */
  maxInFlight?: number;
  /**
   * Files that are sent at the same moment; more are refused. By default 32 to an address and 96 in all, which leaves room in the
   * gateway's 128 connections to a service for everything else.
   */
  streams?: AddressLimits;
  patience?: Patience;
}

export interface Api {
  app: Express;
  server: Server;
  openApi: OpenApiDocument;
  listen(port: number, host?: string): Promise<Listening>;
  /** Opens the door of operators and of the other parts, which answers whatever the public one refuses for overload. */
  listenInternal(port: number, host?: string): Promise<Listening>;
}

/**
 * The HTTP side of a service: its routes on one port; `/health/live`, `/health/ready`, `/metrics` and `/openapi.json` on
 * another, so that no way of writing a request opens them from outside.
 * @throws Error at once when a route declares no access or can't be described
 */
export function createApi(options: ApiOptions): Api {
  const { routes, outbox, logger, metrics, maxInFlight = 1_000, trusted = null } = options;
  for (const { operationId, access } of routes) {
    if (!isAccess(access)) throw new Error(`${operationId} doesn't say who may use it`);
  }
  const openApi = describeApi(options);
  const store = outbox && createIdempotencyStore(outbox.connection);
  const slowClients = slowClientMetric(metrics);
  const patience = options.patience ?? usualPatience;
  const api: Serving = {
    verifyToken: options.verifyToken,
    admit: options.admit ?? admitNobody,
    outbox,
    idempotency: outbox && store ? createIdempotency(store, outbox) : undefined,
    logger,
    clock: options.clock,
    validateResponses: options.validateResponses ?? process.env['NODE_ENV'] === 'test',
    databaseAnswers: options.databaseAnswers && sharedWhileAsked(options.databaseAnswers),
    addressOf: (req) => clientAddress(req, trusted),
    streams: openStreams(options.streams ?? { total: 96, perAddress: 32 }, patience.readerMs / 6, () =>
      slowClients.inc({ reason: 'stalled' }),
    ),
    largeBodies: places(3),
    patience,
    slowClients,
    observe: createObserver(httpMetrics(metrics), logger),
  };
  streamsMetric(metrics, api.streams.taken);
  const idempotentRoutes = routes.filter((route) => route.idempotent);
  if (idempotentRoutes[0] && !outbox)
    throw new Error(`${idempotentRoutes[0].operationId} is idempotent: it needs an outbox`);

  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.enable('case sensitive routing').enable('strict routing');
  app.use(securityHeaders());
  app.use(refuseOverload(maxInFlight));
  for (const [path, group] of byPath(routes)) app.route(path).all(pathHandler(group, api));
  options.extend?.(app);
  app.use((_req, _res, next) => next(problem(404, 'not-found')));
  app.use(unrouted(api));

  const server = createAppServer(app, options.before);
  const internal = internalApp({ readiness: options.readiness, metrics, openApi, logger });
  return {
    app,
    server,
    openApi,
    listen: async (port, host = '127.0.0.1') => {
      if (idempotentRoutes.length > 0) await store?.prepare();
      return listenOn(server, port, host);
    },
    listenInternal: (port, host = '127.0.0.1') => listenOn(createAppServer(internal), port, host),
  };
}

const admitNobody = async (): Promise<never> => {
  throw forPersonsOnly();
};

function byPath(routes: Route[]): Map<string, Route[]> {
  const paths = new Map<string, Route[]>();
  for (const route of [...routes].sort((a, b) => bySpecificity(a.path, b.path))) {
    paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  }
  return paths;
}

/** Better to refuse some at once than to keep all waiting until memory runs out. */
function refuseOverload(most: number): RequestHandler {
  let inFlight = 0;
  return (_req, res, next) => {
    if (inFlight >= most) throw problem(503, 'overloaded');
    inFlight += 1;
    res.once('close', () => {
      inFlight -= 1;
    });
    next();
  };
}

/** What went wrong outside of a route: unknown or malformed paths, overload, extensions. */
function unrouted(api: Serving): ErrorRequestHandler {
  return (error: unknown, req: Request, res: Response, _next) => {
    const started = performance.now();
    const malformed = error instanceof URIError || (error as { status?: number } | undefined)?.status === 400;
    const told = malformed ? problem(400, 'invalid-request') : asProblem(error);
    const pattern = 'unrouted';
    void withSpan(`${req.method} ${pattern}`, { kind: 'server', parent: req.headers }, async () => {
      if (told.status === 500) api.logger.error({ err: error }, 'request failed');
      api.observe(req, pattern, told.status, started);
      if (res.headersSent) res.destroy();
      else
        await sendAnswer(
          res,
          problemAnswer(told, localeFor(req, await readerOf(req, told, api))),
          req.method === 'HEAD',
        );
    });
  };
}

/** Whose language an address or method that is not there is told in; who can't be known at once is answered as a visitor. */
async function readerOf(req: Request, told: Problem, { verifyToken }: Serving): Promise<Actor | null> {
  if (told.status !== 404 && told.status !== 405) return null;
  try {
    const token = bearerToken(req.headers.authorization);
    return token === null ? null : await inTime(1_000, undefined, () => verifyToken(token));
  } catch {
    return null;
  }
}
