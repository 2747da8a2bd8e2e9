import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { allEvents } from '@leerhuis/contracts';
import type { StopList } from '@leerhuis/service-runtime';
import {
  consumeEvents,
  type EventCollector,
  eventually,
  type HttpClient,
  readFixture,
  type ServiceUnderTest,
  serviceUnderTest,
  tokenFor,
} from '@leerhuis/testkit';
import type { Connection } from 'mongoose';
import type { z } from 'zod';

type Document = Record<string, unknown> & { _id: unknown };

/** A service on the database that the version before left, once its migrations are made. */
export interface OnStored {
  service: ServiceUnderTest;
  staff: HttpClient;
  /** What it told since it started. */
  told: EventCollector;
  /** What a collection held before. */
  before(collection: string): Document[];
  /** What it holds now, in order of id. */
  now(collection: string): Promise<Document[]>;
  /** Ids that are no longer there, per collection. */
  lost(): Promise<Record<string, unknown[]>>;
  as(accountId: string): Promise<HttpClient>;
  stop(): Promise<void>;
}

/** MongoDB deletes what is too old in these, or they are the outbox's own. */
const passing = /^(outbox|outboxLease|inbox|idempotencyKeys|attempts|sessions|accountTokens)$/;
/** The bytes of a file that is replaced get an address of their own. */
const bytes = /\.(files|chunks)$/;

const before = fileURLToPath(new URL('../../fixtures/before-0597d27', import.meta.url));

/** The moment at which the kept databases were in use. */
export const storedAt = new Date('2026-11-28T09:00:00Z');

/** Starts a service on what the version before left, and waits until all its migrations are made. */
export async function onStored<S extends z.ZodType>(options: {
  name: string;
  config: S;
  start: (settings: z.output<S>, stops: StopList) => Promise<{ port: number; internalPort: number }>;
  env?: Record<string, string>;
  /** Instead of that version's database. */
  fixture?: string;
  /** What nobody had done in the kept databases, as that version would have stored it. */
  stored?: (connection: Connection) => Promise<void>;
}): Promise<OnStored> {
  const { fixture = `${before}/${options.name}.ejson.gz` } = options;
  const kept = await readFixture(fixture);
  const service = await serviceUnderTest({ ...options, fixture });
  const db = service.database.connection.getClient().db(service.database.name);
  const told = await consumeEvents(
    service.namespace,
    allEvents.filter(({ owner }) => owner === options.name),
  );
  const all = (collection: string) =>
    db.collection<Document>(collection).find().sort({ _id: 1 }).hint({ _id: 1 }).toArray() as Promise<Document[]>;
  await eventually(
    async () => {
      for (const migration of await all('migrations')) expect(migration).toMatchObject({ doneAt: expect.any(Date) });
    },
    { within: 60_000 },
  );
  return {
    service,
    staff: service.http.as(await tokenFor({ accountId: crypto.randomUUID(), roles: ['learner', 'staff'] })),
    told,
    before: (collection) => (kept.get(collection) ?? []) as Document[],
    now: all,
    async lost() {
      const missing: Record<string, unknown[]> = {};
      for (const [collection, documents] of kept) {
        if (passing.test(collection) || bytes.test(collection)) continue;
        const there = new Set((await all(collection)).map(({ _id }) => String(_id)));
        const gone = documents.map(({ _id }) => _id).filter((id) => !there.has(String(id)));
        if (gone.length > 0) missing[collection] = gone;
      }
      return missing;
    },
    as: async (accountId) => service.http.as(await tokenFor({ accountId })),
    async stop() {
      await told.stop();
      await service.stop();
    },
  };
}

/** The bytes of a file as they were kept, in the bucket of that name. */
export function fileBefore({ before }: OnStored, bucket: string, fileId: string): Buffer {
  const file = before(`${bucket}.files`).find(({ metadata }) => (metadata as { fileId: string }).fileId === fileId);
  const chunks = before(`${bucket}.chunks`).filter(({ files_id }) => String(files_id) === String(file?._id));
  chunks.sort((one, other) => Number(one['n']) - Number(other['n']));
  return Buffer.concat(chunks.map(({ data }) => Buffer.from((data as { buffer: Uint8Array }).buffer)));
}

export function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
