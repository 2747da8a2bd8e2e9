import { decodeCursor, pageFrom } from '@leerhuis/http-api';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import type { AuditEntry, AuditNote } from './audit-entry.ts';

export type AuditDoc = Omit<AuditEntry, 'id'> & { _id: string };

/** To be listed among the indexes of a service that keeps an audit trail. */
export const auditIndexes = {
  audit: [
    { key: { at: -1 as const, _id: -1 as const }, name: 'newest' },
    { key: { subject: 1 as const, at: -1 as const, _id: -1 as const }, name: 'ofSubject' },
    { key: { by: 1 as const, at: -1 as const, _id: -1 as const }, name: 'byWhom' },
  ],
};

export interface AuditFilter {
  subject?: string | undefined;
  by?: string | undefined;
  /** From this moment on. */
  from?: Date | undefined;
  /** Before this moment. */
  to?: Date | undefined;
}

export type AuditStore = ReturnType<typeof auditStore>;

/** Keeps a note in the transaction that makes the change. */
export type NoteAudit = AuditStore['note'];

const position = z.strictObject({ at: z.iso.datetime(), id: z.string().max(100) });

/** The audit trail of a service: who did what to what, kept in the collection `audit` of its database. */
export function auditStore(connection: Connection, newId: () => string) {
  const audit = databaseOf(connection).collection<AuditDoc>('audit');
  return {
    /** Keeps a note, in the transaction that makes the change. */
    async note(tx: Tx, { by, action, subject, before = null, after = null, reason = null }: AuditNote): Promise<void> {
      const entry: AuditDoc = { _id: newId(), at: tx.now, by, action, subject, before, after, reason };
      await audit.insertOne(entry, { session: tx.session });
    },

    async get(id: string): Promise<AuditEntry | null> {
      const found = await audit.findOne({ _id: id });
      return found && entryOf(found);
    },

    /** A page of the trail, the newest first. @throws Problem 400 when the cursor isn't one of this list */
    async page(filter: AuditFilter, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const last = decodeCursor(position, cursor);
      const found = await audit
        .find({ $and: [wanted(filter), last ? olderThan(new Date(last.at), last.id) : {}] })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const entries = found.map(entryOf);
      return pageFrom(entries, limit, ({ at, id }) => ({ at: at.toISOString(), id }));
    },
  };
}

function entryOf({ _id, ...entry }: AuditDoc): AuditEntry {
  return { id: _id, ...entry };
}

function wanted({ subject, by, from, to }: AuditFilter): mongo.Filter<AuditDoc> {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(by === undefined ? {} : { by }),
    ...(from || to ? { at: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } } : {}),
  };
}

function olderThan(at: Date, id: string): mongo.Filter<AuditDoc> {
  return { at: { $lte: at }, $or: [{ at: { $lt: at } }, { _id: { $lt: id } }] };
}
