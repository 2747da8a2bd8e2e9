import { databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import type { AuditEntry, AuditNote } from './audit-entry.ts';

export type AuditDoc = Omit<AuditEntry, 'id'> & { _id: string };

/** To be listed among the indexes of a service that keeps an audit trail. */
export const auditIndexes = {
  audit: [
    { key: { at: -1 as const, _id: -1 as const }, name: 'newest' },
    { key: { subject: 1 as const, at: -1 as const, _id: -1 as const }, name: 'ofSubject' },
    { key: { by: 1 as const, at: -1 as const, _id: -1 as const }, name: 'byWhom' },
    { key: { action: 1 as const, at: -1 as const, _id: -1 as const }, name: 'whatWasDone' },
  ],
};

export interface AuditFilter {
  subject?: string | undefined;
  by?: string | undefined;
  action?: string | undefined;
  /** From this moment on. */
  from?: Date | undefined;
  /** Before this moment. */
  to?: Date | undefined;
}

export type AuditStore = ReturnType<typeof auditStore>;

/** Keeps a note in the transaction that makes the change. */
export type NoteAudit = AuditStore['note'];

/** The audit trail of a service: who did what to what, kept in the collection `audit` of its database. */
export function auditStore(connection: Connection, newId: () => string) {
  const audit = databaseOf(connection).collection<AuditDoc>('audit');
  /** Keeps notes, in the transaction that makes the changes; `at` is of what was done before there was this trail. */
  async function noteAll(tx: Tx, notes: readonly (AuditNote & { at?: Date })[]): Promise<void> {
    if (notes.length === 0) return;
    const entries = notes.map(
      ({ at = tx.now, by, action, subject, before = null, after = null, reason = null }): AuditDoc => {
        return { _id: newId(), at, by, action, subject, before, after, reason };
      },
    );
    await audit.insertMany(entries, { session: tx.session });
  }

  return {
    /** Keeps a note, in the transaction that makes the change. */
    note: (tx: Tx, note: AuditNote): Promise<void> => noteAll(tx, [note]),

    noteAll,

    /** All that is noted about one subject, the oldest first; 1,000 entries at most. */
    async ofSubject(subject: string): Promise<AuditEntry[]> {
      const found = await audit.find({ subject }).sort({ at: 1, _id: 1 }).limit(1_000).toArray();
      return found.map(entryOf);
    },

    async get(id: string): Promise<AuditEntry | null> {
      const found = await audit.findOne({ _id: id });
      return found && entryOf(found);
    },

    /** A page of the trail, the newest first. */
    page: (filter: AuditFilter, wish: PageWish) =>
      pageByTime(audit, 'at', wanted(filter), wish, entryOf, { counted: true }),
  };
}

function entryOf({ _id, ...entry }: AuditDoc): AuditEntry {
  return { id: _id, ...entry };
}

function wanted({ subject, by, action, from, to }: AuditFilter): mongo.Filter<AuditDoc> {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(by === undefined ? {} : { by }),
    ...(action === undefined ? {} : { action }),
    ...(from || to ? { at: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } } : {}),
  };
}
