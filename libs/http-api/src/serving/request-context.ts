import type { Actor } from '@leerhuis/auth';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Logger } from '@leerhuis/telemetry';
import type { Request, Response } from 'express';
import { type Answer, byLanguage } from '../answering/answer.ts';
import type { AnyContext, Keeping } from '../declaring/context.ts';
import type { Route } from '../declaring/route.ts';
import type { RequestIdentity } from '../idempotency/idempotency-store.ts';
import type { Keyed } from '../idempotency/keep-all.ts';
import { limitKey } from './client-address.ts';
import { localeFor } from './locale-for.ts';
import type { Serving } from './serving.ts';

/** The context of one request. What costs something is made when it is first asked for. */
export class RequestContext implements AnyContext {
  params: AnyContext['params'] = undefined;
  query: AnyContext['query'] = undefined;
  headers: AnyContext['headers'] = undefined;
  body: AnyContext['body'] = undefined;
  actor: Actor | null = null;
  idempotencyKey?: string;
  identity?: RequestIdentity;
  /** The request came with a token that doesn't count. */
  tokenExpired = false;
  /** Language of whose page it is. */
  owner?: Locale;
  /** Whether the answer depends on Accept-Language. */
  localised = false;
  readonly now: Date;
  readonly route: Route;
  readonly #req: Request;
  readonly #res: Response;
  readonly #api: Serving;
  #aborter: AbortController | undefined;
  #aborted = false;
  #stored = false;

  constructor(route: Route, req: Request, res: Response, api: Serving) {
    this.route = route;
    this.now = api.clock();
    this.#req = req;
    this.#res = res;
    this.#api = api;
  }

  get locale(): Locale {
    this.localised = true;
    return localeFor(this.#req, this.actor, this.owner);
  }

  readIn(locale: Locale): void {
    this.owner = locale;
  }

  get log(): Logger {
    return this.#api.logger;
  }

  get ip(): string {
    return limitKey(this.#api.addressOf(this.#req));
  }

  get signal(): AbortSignal {
    if (!this.#aborter) {
      this.#aborter = new AbortController();
      if (this.#aborted || this.#res.destroyed) this.#aborter.abort();
      else this.#res.once('close', () => this.abort());
    }
    return this.#aborter.signal;
  }

  abort(): void {
    this.#aborted = true;
    this.#aborter?.abort();
  }

  header(name: string): string | undefined {
    const value = this.#req.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  async transaction<T extends Answer>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { outbox, idempotency } = this.#api;
    if (!outbox) throw new Error('createApi was given no outbox');
    if (!this.identity || !idempotency) return outbox.transaction(work);
    this.#storeOnce();
    const identity = this.identity;
    return idempotency.transaction(identity, this.now, async (tx) => this.finished(await work(tx)));
  }

  keeping(answer: Answer): Keeping | Keyed {
    const { idempotency } = this.#api;
    const finished = this.finished(answer);
    if (!this.identity || !idempotency) return { answer: finished };
    return { answer: finished, under: { identity: this.identity, at: this.now, idempotency } };
  }

  async remember(answer: Answer): Promise<Answer> {
    const { idempotency } = this.#api;
    if (!this.identity || !idempotency) return answer;
    this.#storeOnce();
    return idempotency.remember(this.identity, this.now, this.finished(answer));
  }

  /** The answer with the headers that follow from what the handler did: its language, and whether others may keep it. */
  finished<T extends Answer>(answer: T): T {
    const headers = { ...answer.headers };
    if (this.localised) {
      headers['Content-Language'] ??= this.locale;
      headers['Vary'] = byLanguage(headers['Vary'] ?? []);
    }
    // what somebody had to sign in for stays with them, and what they got in the language of their account
    if (this.route.access !== 'anyone') headers['Cache-Control'] ??= this.route.etag ? 'private, no-cache' : 'no-store';
    else if (this.actor && !isOfOne(headers['Cache-Control'])) headers['Cache-Control'] = 'private, no-cache';
    return { ...answer, headers };
  }

  #storeOnce(): void {
    if (this.#stored) throw new Error(`${this.route.operationId} stores its answer twice`);
    this.#stored = true;
  }
}

/** Whether it says already for whom it may be kept. */
function isOfOne(cacheControl: string | string[] | undefined): boolean {
  return cacheControl !== undefined && cacheControl !== 'no-cache';
}
