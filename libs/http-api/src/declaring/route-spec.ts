import type { z } from 'zod';
import type { Tag } from './tags.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A body that isn't JSON: an upload. The handler gets its bytes and the content type that came. */
export interface RawBodySpec {
  raw: true;
  /** Accepted types and what they are; of a form also its fields, which are described, not checked. */
  contentTypes: Record<string, { description: string; fields?: z.ZodObject }>;
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

/** What a route says of itself, besides who may and what it does. */
export interface RouteFacts {
  method: Method;
  /** Public path, parameters as `:id`. */
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  tags: readonly Tag[];
  /** Takes an `Idempotency-Key`; the handler then writes through `ctx.transaction` or calls `ctx.remember`. */
  idempotent?: boolean;
  /**
   * Changes nothing before its one transaction: whether the request was answered before is looked up beside what the handler reads.
   */
  readsFirst?: boolean;
  /** The answer carries an `ETag`, and the handler minds `If-Match` by `requireMatch`. */
  etag?: boolean;
  /** The path names what is made: a name that cannot be is told what it may be (400), where one of what is read is not found. */
  namesWhatIsMade?: boolean;
  /** e.g. `'25mb'`; 100kb unless told. */
  bodyLimit?: string;
  /** The client gets a 503 after this; 10 s unless told. */
  timeoutMs?: number;
  responses: Record<number, ResponseSpec>;
  problems?: DeclaredProblem[];
}
