import { createHash } from 'node:crypto';
import { databaseOf } from '@leerhuis/mongo';
import type { ClientSession, Connection, mongo } from 'mongoose';
import type { Answer, AnswerHeaders } from '../answering/answer.ts';

interface StoredAnswer {
  /** Hash over who, what and key: it tells nothing of them. */
  _id: string;
  request: string;
  status: number;
  headers: AnswerHeaders;
  /** The JSON as it was sent; null for an answer without a body. */
  body: string | null;
  at: Date;
}

/** What makes a request the same as another. */
export interface RequestIdentity {
  id: string;
  request: string;
}

/** A request under this key was answered already; `differs` when that was another request. */
export type Earlier = { differs: true } | { differs: false; answer: Answer };

const keptSeconds = 24 * 60 * 60;

export interface IdempotencyStore {
  prepare(): Promise<void>;
  find(identity: RequestIdentity): Promise<Earlier | null>;
  /** @throws the driver's duplicate key error, or a write conflict inside a transaction, when there is an answer already */
  put(identity: RequestIdentity, answer: Answer, at: Date, session?: ClientSession): Promise<void>;
  /** The same for several at once, in the order given. */
  putAll(
    answers: readonly { identity: RequestIdentity; answer: Answer; at: Date }[],
    session: ClientSession,
  ): Promise<void>;
}

/** Answers of requests with an Idempotency-Key, for 24 hours. */
export function createIdempotencyStore(connection: Connection): IdempotencyStore {
  const answers = (): mongo.Collection<StoredAnswer> => databaseOf(connection).collection('idempotencyKeys');
  return {
    prepare: async () => {
      await answers().createIndex({ at: 1 }, { expireAfterSeconds: keptSeconds });
    },
    find: async ({ id, request }) => {
      // from the primary and majority, so that an answer seen here is never taken back
      const stored = await answers().findOne(
        { _id: id },
        { readConcern: { level: 'majority' }, readPreference: 'primary' },
      );
      if (!stored) return null;
      return stored.request === request ? { differs: false, answer: replayOf(stored) } : { differs: true };
    },
    put: async (identity, answer, at, session) => {
      const stored = storedOf(identity, answer, at);
      await answers().insertOne(stored, session ? { session } : { writeConcern: { w: 'majority', journal: true } });
    },
    putAll: async (all, session) => {
      await answers().insertMany(
        all.map(({ identity, answer, at }) => storedOf(identity, answer, at)),
        { session },
      );
    },
  };
}

function storedOf({ id, request }: RequestIdentity, answer: Answer, at: Date): StoredAnswer {
  if (answer.raw !== undefined) throw new Error('an answer to a request with an Idempotency-Key must be JSON');
  const body = answer.body === undefined ? null : JSON.stringify(answer.body);
  return { _id: id, request, status: answer.status, headers: answer.headers ?? {}, body, at };
}

function replayOf({ status, headers, body }: StoredAnswer): Answer {
  const replayed = { ...headers, 'Idempotency-Replayed': 'true' };
  if (body === null) return { status, headers: replayed };
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...replayed }, raw: body };
}

/** @param content what was sent along: canonical, so that the order of fields doesn't matter */
export function identityOf(who: string, method: string, path: string, key: string, content: unknown): RequestIdentity {
  return { id: hash([who, method, path, key]), request: hash(canonical(content)) };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

function canonical(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return createHash('sha256').update(value).digest('base64url');
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, canonical(item)]);
}
