import type { Request, RequestHandler, Response } from 'express';
import { problem } from '../answering/problem.ts';
import type { Route } from '../declaring/route.ts';
import type { Method } from '../declaring/route-spec.ts';
import { serveRoute } from './serve-route.ts';
import type { Serving } from './serving.ts';

/** All methods of one path: HEAD goes to GET, OPTIONS tells the methods, and others are refused with `Allow`. */
export function pathHandler(routes: Route[], api: Serving): RequestHandler {
  const handlers = new Map<string, (req: Request, res: Response) => Promise<void>>();
  for (const route of routes) handlers.set(route.method.toUpperCase(), serveRoute(route, api));
  const get = handlers.get('GET');
  if (get) handlers.set('HEAD', get);
  const allow = allowOf(routes.map((route) => route.method));
  handlers.set('OPTIONS', async (_req, res) => {
    res.writeHead(204, { Allow: allow }).end();
  });
  return (req, res, next) => {
    const handle = handlers.get(req.method);
    if (handle) return handle(req, res).catch(next);
    next(problem(405, 'method-not-allowed', { headers: { Allow: allow } }));
  };
}

function allowOf(methods: Method[]): string {
  const all = methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  return [...all, 'OPTIONS'].join(', ');
}

/** Sorts `/courses/mine` before `/courses/:id`, for Express takes the first that fits. */
export function bySpecificity(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = Number(left[i]?.startsWith(':')) - Number(right[i]?.startsWith(':'));
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
