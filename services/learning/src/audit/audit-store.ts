import { decodeCursor, pageFrom } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { databaseOf } from '@leerhuis/service-runtime';
import type { Connection } from 'mongoose';
import { z } from 'zod';

/** What a member of staff did. Never changed, never removed. */
export interface AuditEntry {
  /** Account of the member of staff. */
  by: string;
  action: 'question-answered';
  /** Id of what it was done to. */
  subject: string;
  detail: string;
}

type AuditDoc = AuditEntry & { _id: string; at: Date };

export const auditIndexes = { audit: [] };

export type AuditStore = ReturnType<typeof auditStore>;

const position = z.strictObject({ id: z.string().max(100) });

export function auditStore(connection: Connection, newId: () => string) {
  const audit = databaseOf(connection).collection<AuditDoc>('audit');
  return {
    async note(tx: Tx, entry: AuditEntry): Promise<void> {
      await audit.insertOne({ _id: newId(), at: tx.now, ...entry }, { session: tx.session });
    },

    async page({ cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const before = decodeCursor(position, cursor)?.id;
      const found = await audit
        .find(before === undefined ? {} : { _id: { $lt: before } })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .toArray();
      return pageFrom(found, limit, ({ _id }) => ({ id: _id }));
    },
  };
}
