import type { CloudEvent } from '@leerhuis/contracts';
import { databaseOf } from '@leerhuis/mongo';
import type { Connection, mongo } from 'mongoose';

/** A job on its way to its queue. */
export interface OutgoingJob {
  id: string;
  queue: string;
  data: unknown;
  traceparent?: string;
}

interface EntryBase {
  /** Of an event its id; of a job an id of the entry itself: the same job may be asked for twice. */
  _id: string;
  /** Given by the server at the insert, so that it orders entries of one key over all copies of the service. */
  at: mongo.Timestamp;
  key: string;
  topicOrQueue: string;
  /** JSON of the event or job: what is published is exactly what was checked, whatever BSON makes of it. */
  message: string;
  traceparent?: string;
  /** The process that stored it, and so knows of it already. */
  by?: string;
}

export type OutboxKind = 'event' | 'job';
export type OutboxEntry = EntryBase & { kind: OutboxKind };

export interface InboxEntry {
  _id: string;
  /** By the calendar of MongoDB, which deletes it one day: not by the service's clock. */
  at: Date;
}

export interface LeaseDocument {
  _id: string;
  holder: string | null;
  until: Date;
}

export interface Collections {
  outbox: mongo.Collection<OutboxEntry>;
  inbox: mongo.Collection<InboxEntry>;
  lease: mongo.Collection<LeaseDocument>;
}

export function collectionsOf(connection: Connection): Collections {
  const db = databaseOf(connection);
  return { outbox: db.collection('outbox'), inbox: db.collection('inbox'), lease: db.collection('outboxLease') };
}

const days = 24 * 60 * 60;

/** Inbox entries outlive the 7 days within which an event may be delivered again. */
const inboxKeptSeconds = 8 * days;

/** Creates collections and indexes: inside of a transaction MongoDB would do it at the cost of conflicts. */
export async function prepareCollections({ outbox, inbox, lease }: Collections): Promise<void> {
  await outbox.createIndex({ kind: 1, at: 1 });
  await inbox.createIndex({ at: 1 }, { expireAfterSeconds: inboxKeptSeconds });
  await lease.updateOne({ _id: 'relay' }, { $setOnInsert: { holder: null, until: new Date(0) } }, { upsert: true });
}

/** The JSON of an entry, back as it was. */
export function eventOf(entry: OutboxEntry): CloudEvent {
  return JSON.parse(entry.message) as CloudEvent;
}

export function jobOf(entry: OutboxEntry): OutgoingJob {
  return JSON.parse(entry.message) as OutgoingJob;
}
