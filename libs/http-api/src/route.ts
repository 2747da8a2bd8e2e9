import { type Access, isAccess } from '@leerhuis/auth';
import type { z } from 'zod';
import type { Answer } from './answer.ts';
import type { AnyContext, Context } from './context.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A body that isn't JSON: an upload. The handler gets its bytes and the content type that came. */
export interface RawBodySpec {
  raw: true;
  /** Accepted types and what they are. */
  contentTypes: Record<string, { description: string }>;
}
export interface RawBody {
  contentType: string;
  bytes: Buffer;
}

export interface RequestSpec {
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Names in lower case; may be a loose object. */
  headers?: z.ZodObject;
  body?: z.ZodType | RawBodySpec;
}

/** A success answer: the schema of its JSON, or a description of whatever else it is. */
export type ResponseSpec =
  | z.ZodType
  | {
      description: string;
      /** Without one the answer has no body. Several for what a file may be. */
      contentType?: string | string[];
      /** For JSON; other types are described as bytes. */
      schema?: z.ZodType;
      /** Header names and what they say. */
      headers?: Record<string, string>;
    };

/** Statuses that a route names itself; the others come from what it is: access, body, idempotency... */
export type DeclaredProblem = 401 | 403 | 404 | 409 | 410 | 412 | 416 | 422 | 429;

interface RouteFacts {
  method: Method;
  /** Public path, parameters as `:id`. */
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  /** Takes an `Idempotency-Key`; the handler then writes through `ctx.transaction` or calls `ctx.remember`. */
  idempotent?: boolean;
  /** The answer carries an `ETag`, and the handler minds `If-Match` by `requireMatch`. */
  etag?: boolean;
  /** e.g. `'25mb'`; 100kb unless told. */
  bodyLimit?: string;
  /** The client gets a 503 after this; 10 s unless told. */
  timeoutMs?: number;
  responses: Record<number, ResponseSpec>;
  problems?: DeclaredProblem[];
}

export interface RouteDefinition<R extends RequestSpec, A extends Access> extends RouteFacts {
  /** Who may; there is no default. */
  access: A;
  request?: R;
  handler: (ctx: Context<R, A>) => Promise<Answer> | Answer;
}

/** A route whose types have done their work; made by `route` only. */
export interface Route extends RouteFacts {
  access: Access;
  request: RequestSpec;
  handle: (ctx: AnyContext) => Promise<Answer> | Answer;
}

/**
 * Declares a route: what it takes, what it gives, who may, what it does. Validation and description both come from this.
 * @throws Error when it declares no access
 */
export function route<const A extends Access, R extends RequestSpec = Record<never, never>>(
  definition: RouteDefinition<R, A>,
): Route {
  const { handler, request, ...facts } = definition;
  if (!isAccess(facts.access)) throw new Error(`${facts.operationId} doesn't say who may use it`);
  return { ...facts, request: request ?? {}, handle: (ctx) => handler(ctx as Context<R, A>) };
}

export interface RouteRow {
  method: Method;
  path: string;
  operationId: string;
  access: Access;
  idempotent: boolean;
}

/** What tests walk: each route and who may use it. */
export function routeTable(routes: Route[]): RouteRow[] {
  return routes.map(({ method, path, operationId, access, idempotent }) => {
    if (!isAccess(access)) throw new Error(`${operationId} doesn't say who may use it`);
    return { method, path, operationId, access, idempotent: idempotent === true };
  });
}

/** Names of the parameters in a path. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}
