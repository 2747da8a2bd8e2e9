import type { Tx } from '@leerhuis/outbox';
import { databaseOf } from '@leerhuis/service-runtime';
import type { Connection } from 'mongoose';

interface AuditEntry {
  _id: string;
  /** Account of the staff member. */
  by: string;
  action: string;
  /** Id of what was changed. */
  about: string;
  details: Record<string, string | number | boolean | null>;
  at: Date;
}

export const auditIndexes = { audit: [] } as const;

/** What staff did, only ever added to. */
export function auditStore(connection: Connection, newId: () => string) {
  const audit = databaseOf(connection).collection<AuditEntry>('audit');
  return {
    async add(tx: Tx, entry: Omit<AuditEntry, '_id' | 'at'>): Promise<void> {
      await audit.insertOne({ _id: newId(), ...entry, at: tx.now }, { session: tx.session });
    },
    async page(before: string | null, limit: number): Promise<(Omit<AuditEntry, '_id'> & { id: string })[]> {
      const found = await audit
        .find(before ? { _id: { $lt: before } } : {})
        .sort({ _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
    },
  };
}
export type AuditStore = ReturnType<typeof auditStore>;
