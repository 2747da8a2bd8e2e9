import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { LotDoc, Movement } from './credit-store.ts';

const longEnough = 1_000;

/** Credit as its owner sees it (V-9), and what colleagues share (V-8). */
export function creditQueries(connection: Connection) {
  const db = databaseOf(connection);
  const lots = db.collection<LotDoc>('creditLots');
  const movements = db.collection<Movement>('creditMovements');
  return {
    async ofOwner(ownerId: string): Promise<(LotDoc & { movements: Movement[] })[]> {
      const own = await lots.find({ ownerId }).sort({ expiresAt: 1 }).limit(longEnough).toArray();
      const all = await movements
        .find({ lotId: { $in: own.map((lot) => lot._id) } })
        .sort({ _id: 1 })
        .toArray();
      return own.map((lot) => ({ ...lot, movements: all.filter((movement) => movement.lotId === lot._id) }));
    },

    movementsOf: (tx: Tx, lotId: string): Promise<Movement[]> =>
      movements.find({ lotId }, { session: tx.session }).sort({ _id: 1 }).toArray(),

    /** Packages that somebody was asked to share in, by the address or the account that they were asked by. */
    invitingTo: (accountId: string, email: string | null): Promise<LotDoc[]> =>
      lots
        .find({
          $or: [
            { 'invitations.to': { $in: email === null ? [accountId] : [accountId, email] } },
            { learners: accountId },
          ],
        })
        .sort({ _id: -1 })
        .limit(longEnough)
        .toArray(),

    linkedTo: (accountId: string, now: Date): Promise<LotDoc[]> =>
      lots
        .find({ learners: accountId, isShared: true, expiresAt: { $gt: now } })
        .sort({ expiresAt: 1 })
        .limit(longEnough)
        .toArray(),
  };
}
