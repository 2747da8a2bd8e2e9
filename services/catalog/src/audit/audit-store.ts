import { decodeCursor, pageFrom } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { databaseOf } from '@leerhuis/service-runtime';
import type { Connection } from 'mongoose';
import { z } from 'zod';

/** Who changed what in the catalogue, and when. Never changed, never removed. */
export interface AuditEntry {
  by: string;
  action: string;
  subject: string;
  detail: Record<string, string | number>;
}

type AuditDoc = AuditEntry & { _id: string; at: Date };

export const auditIndexes = { audit: [{ key: { at: -1 as const, _id: -1 as const }, name: 'newest' }] };

export type AuditStore = ReturnType<typeof auditStore>;

export function auditStore(connection: Connection, newId: () => string) {
  const audit = databaseOf(connection).collection<AuditDoc>('audit');
  const position = z.strictObject({ at: z.iso.datetime(), id: z.string() });
  return {
    async note(tx: Tx, entry: AuditEntry): Promise<void> {
      await audit.insertOne({ _id: newId(), at: tx.now, ...entry }, { session: tx.session });
    },

    async page({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const after = decodeCursor(position, cursor);
      const at = after && new Date(after.at);
      const found = await audit
        .find(after && at ? { $or: [{ at: { $lt: at } }, { at, _id: { $lt: after.id } }] } : {})
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      return pageFrom(found, limit, (last) => ({ at: last.at.toISOString(), id: last._id }));
    },
  };
}
