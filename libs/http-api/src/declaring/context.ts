import type { Access, AccountActor, Actor, MemberActor, OwnerAccess, PartnerActor, StaffAccess } from '@leerhuis/auth';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import type { z } from 'zod';
import type { Answer } from '../answering/answer.ts';
import type { RawBody, RawBodySpec, RequestSpec, RouteFacts } from './route-spec.ts';

type Read<S> = S extends z.ZodType ? z.output<S> : S extends RawBodySpec ? RawBody : undefined;
type Part<R, K extends keyof RequestSpec> = R extends { [P in K]: infer S } ? Read<S> : undefined;

/** Who asks, as sure as the route's access makes it. */
export type ActorFor<A extends Access> = A extends 'anyone'
  ? Actor | null
  : A extends 'partner'
    ? PartnerActor
    : A extends StaffAccess & { orPartner: true }
      ? AccountActor | PartnerActor
      : A extends 'session' | OwnerAccess
        ? AccountActor | MemberActor
        : AccountActor;

/** What a handler works with: the request read and checked, and who asks. */
export interface Context<R extends RequestSpec, A extends Access> {
  params: Part<R, 'params'>;
  query: Part<R, 'query'>;
  headers: Part<R, 'headers'>;
  body: Part<R, 'body'>;
  actor: ActorFor<A>;
  /** By Accept-Language, else the language of the account; reading it marks the answer as depending on it. */
  readonly locale: Locale;
  /** From now on `locale` is this where the reader wishes none of ours: it is known for whom the link of the page was made. */
  readIn(locale: Locale): void;
  readonly log: Logger;
  /** When the request came. */
  now: Date;
  /** Who asks, for limits: the address, or the /64 network of an IPv6 address. */
  ip: string;
  /** Aborted when the client goes away or the time is up. */
  readonly signal: AbortSignal;
  idempotencyKey?: string;
  route: RouteFacts;
  /** A header as it came; names in lower case. */
  header(name: string): string | undefined;
  /**
   * `outbox.transaction` whose result is the answer. On an idempotent route with a key the answer is stored in the same
   * transaction, so that the same request again gives the same answer. Once per request; return what it gives.
   */
  transaction<T extends Answer>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** For a transaction that several requests share (group commit): this request's answer, to be stored by `keepAll`. */
  keeping(answer: Answer): Keeping;
  /** For idempotent routes without a transaction: stores the answer; gives the one that stands, which an equal request may have stored before. */
  remember(answer: Answer): Promise<Answer>;
}

/** What could be read of a form that is wrong as a whole: sound fields, and of a list its elements with null for those that are not. */
export type Readable<B> = B extends object
  ? { [K in keyof B]?: B[K] extends readonly (infer E)[] | undefined ? (E | null)[] : B[K] }
  : Record<never, never>;

/** An answer that is to be stored under the key of its request, if it came with one. */
export interface Keeping {
  answer: Answer;
}

export type AnyContext = Context<RequestSpec, Access>;
