import {
  ActingEnded,
  type Actor,
  allows,
  awaitsSecondFactor,
  bearerToken,
  InvalidToken,
  isOwnerAccess,
} from '@leerhuis/auth';
import { withSpan } from '@leerhuis/telemetry';
import type { Request, Response } from 'express';
import { actingEnded, forPersonsOnly, roleWithoutRight } from '../answering/acting-problems.ts';
import type { Answer } from '../answering/answer.ts';
import { asProblem } from '../answering/as-problem.ts';
import { forTheWay } from '../answering/for-the-way.ts';
import { invalidToken, Problem, problem, secondFactorNeeded } from '../answering/problem.ts';
import { problemAnswer } from '../answering/problem-answer.ts';
import { sendAnswer } from '../answering/send-answer.ts';
import { noPlace, slowReason, tooManyAtOnce } from '../answering/slow-clients.ts';
import { together } from '../answering/together.ts';
import type { Route } from '../declaring/route.ts';
import { responseChecker } from '../describing/check-response.ts';
import { keyOwnerOf, readKey } from '../idempotency/idempotency.ts';
import { identityOf } from '../idempotency/idempotency-store.ts';
import { bytesOf, RequestAborted } from '../reading/read-body.ts';
import { requestReader } from '../reading/read-request.ts';
import { endWhenStalled } from './end-when-stalled.ts';
import { inTime } from './in-time.ts';
import { localeFor } from './locale-for.ts';
import type { Places } from './places.ts';
import { RequestContext } from './request-context.ts';
import type { Serving } from './serving.ts';

/** Tells that the request came with a token that doesn't count, and was answered as a visitor's. */
const tokenHeader = 'leerhuis-token';
const defaultTimeoutMs = 10_000;
const largeBody = 1024 * 1024;

/** The route as Express calls it: span, access, reading, handler, answer, metrics and log line of one request. */
export function serveRoute(route: Route, api: Serving): (req: Request, res: Response) => Promise<void> {
  const read = requestReader(route, api.patience.bodyMs);
  const check = api.validateResponses ? responseChecker(route) : undefined;
  const spanName = `${route.method.toUpperCase()} ${route.path}`;
  const isLarge = bytesOf(route.bodyLimit ?? '0b') > largeBody;
  const withinMs = route.timeoutMs ?? defaultTimeoutMs;
  const attributes = { 'http.request.method': route.method.toUpperCase(), 'http.route': route.path };

  /** Reading has time limits of its own; nothing is held for a client that sends slowly. */
  async function answer(req: Request, ctx: RequestContext): Promise<Answer> {
    ctx.actor = await inTime(withinMs, api.databaseAnswers, () => actorOf(req, ctx, route, api), abort(ctx));
    return isLarge ? inPlace(api.largeBodies, () => received(req, ctx)) : received(req, ctx);
  }

  async function received(req: Request, ctx: RequestContext): Promise<Answer> {
    const { parts, content, wrong } = await read(
      req,
      req.params as Record<string, string>,
      localeFor(req, ctx.actor, ctx.owner),
    );
    Object.assign(ctx, parts);
    const handle = async () => {
      if (wrong) throw await allThatIsWrong(wrong, ctx);
      return handled(req, ctx, content, parts.query);
    };
    return inTime(withinMs, api.databaseAnswers, handle, abort(ctx));
  }

  async function allThatIsWrong(wrong: Problem, ctx: RequestContext): Promise<Problem> {
    return together([wrong, (await route.alsoWrong?.(ctx)) ?? null]) ?? wrong;
  }

  function handled(req: Request, ctx: RequestContext, content: unknown, query: unknown): Promise<Answer> | Answer {
    if (!route.idempotent || !api.idempotency) return route.handle(ctx);
    const key = readKey(req.headers['idempotency-key']);
    if (key === undefined) return route.handle(ctx);
    ctx.idempotencyKey = key;
    const path = req.originalUrl.split('?', 1)[0] ?? '';
    ctx.identity = identityOf(keyOwnerOf(ctx.actor), route.method, path, key, [content ?? null, query ?? null]);
    const handle = async () => route.handle(ctx);
    return api.idempotency.run(ctx.identity, handle, route.readsFirst ? abort(ctx) : undefined);
  }

  const abort = (ctx: RequestContext) => () => ctx.abort();
  const stalled = () => api.slowClients.inc({ reason: 'stalled' });

  async function respond(req: Request, res: Response): Promise<void> {
    const started = performance.now();
    const ctx = new RequestContext(route, req, res, api);
    let result: Answer;
    let sending: Answer;
    try {
      result = await answer(req, ctx);
      check?.(result);
      sending = ctx.finished(result);
      if (route.method === 'get') sending = await forTheWay(sending, req.headers);
      if (isStream(sending) && req.method !== 'HEAD' && !res.closed) takeStream(sending, ctx.ip, res);
    } catch (error) {
      if (error instanceof RequestAborted) {
        res.destroy();
        api.observe(req, route.path, 499, started);
        return;
      }
      sending = problemAnswer(toldAs(error, ctx), localeFor(req, ctx.actor));
    }
    if (ctx.tokenExpired) res.setHeader('Leerhuis-Token', 'expired');
    api.observe(req, route.path, sending.status, started);
    await sendAnswer(res, sending, req.method === 'HEAD').catch((error: unknown) => {
      // a client that closes its player halfway is no fault
      if (!res.destroyed || !req.destroyed) api.logger.debug({ err: error }, 'answer not finished');
      res.destroy();
    });
    if (res.writableLength > 0) endWhenStalled(res, stalled, api.patience.readerMs);
  }

  /** @throws Problem 429 or 503 when there are as many streams as may be, to this address or to all */
  function takeStream({ raw }: Answer, address: string, res: Response): void {
    const taken = api.streams.take(address, res);
    if (taken === 'taken') {
      endWhenStalled(res, stalled, api.patience.readerMs);
      return;
    }
    if (typeof raw === 'object' && 'destroy' in raw) raw.destroy();
    throw taken === 'address' ? tooManyAtOnce() : noPlace();
  }

  function toldAs(error: unknown, ctx: RequestContext): Problem {
    let told = asProblem(error);
    if (check && told.status < 500) {
      try {
        check(told);
      } catch (undocumented) {
        told = asProblem(undocumented);
      }
    }
    const reason = slowReason(told);
    if (reason) api.slowClients.inc({ reason });
    if (told.status >= 500) {
      const level = told.status === 500 ? 'error' : 'warn';
      ctx.log[level]({ err: told.cause ?? error, operationId: route.operationId }, 'request failed');
    }
    return told;
  }

  return (req, res) => withSpan(spanName, { kind: 'server', parent: req.headers, attributes }, () => respond(req, res));
}

/** What is kept in memory while it is worked on is so for few at a time. @throws Problem 503 */
async function inPlace<T>(places: Places, work: () => Promise<T>): Promise<T> {
  if (!places.take() && !(await places.wait())) throw noPlace();
  try {
    return await work();
  } finally {
    places.giveBack();
  }
}

function isStream({ raw }: Answer): boolean {
  return raw !== undefined && typeof raw !== 'string' && !Buffer.isBuffer(raw);
}

/** @throws Problem 401 or 403; AuthUnavailable when nobody can tell now */
async function actorOf(
  req: Request,
  ctx: RequestContext,
  { access }: Route,
  { verifyToken, admit }: Serving,
): Promise<Actor | null> {
  let actor: Actor | null = null;
  // the gateway says so of a token that it took off
  ctx.tokenExpired = req.headers[tokenHeader] !== undefined;
  try {
    const token = bearerToken(req.headers.authorization);
    actor = token === null ? null : await verifyToken(token);
  } catch (error) {
    ctx.tokenExpired ||= error instanceof InvalidToken || (error instanceof Problem && error.status === 401);
    // what anyone may see is not refused for a token that has run out
    if (access === 'anyone') return null;
    if (error instanceof InvalidToken) throw invalidToken();
    throw error;
  }
  // a refusal too is in their language
  ctx.actor = actor;
  // what anyone may see takes no right, and a session is left also when what it acted for is over
  if (actor?.kind === 'member' && access !== 'anyone' && access !== 'session') {
    if (!isOwnerAccess(access)) throw forPersonsOnly();
    actor = await admit(actor).catch((error: unknown) => {
      throw error instanceof ActingEnded ? actingEnded() : error;
    });
    ctx.actor = actor;
    if (!allows(access, actor)) throw roleWithoutRight();
  }
  if (allows(access, actor)) return actor;
  if (awaitsSecondFactor(access, actor)) throw secondFactorNeeded();
  if (actor) throw problem(403, 'forbidden');
  throw ctx.tokenExpired ? invalidToken() : problem(401, 'unauthorized');
}
