import { databaseOf, type PageWish, pageById, pageByTime } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { isOfPerson, type LotDoc, type LotOfPerson, type Movement } from './credit-store.ts';

const longEnough = 1_000;
/** With each package of a page. */
export const movementsShown = 20;

/** Whose packages. */
export type LotsOf = { ownerId: string } | { organisationId: string };

/** Credit as its owner sees it (V-9), and what colleagues share (V-8). */
export function creditQueries(connection: Connection) {
  const db = databaseOf(connection);
  const lots = db.collection<LotDoc>('creditLots');
  const movements = db.collection<Movement>('creditMovements');
  return {
    async ofOwner(owner: LotsOf): Promise<(LotDoc & { movements: Movement[] })[]> {
      const own = await lots.find(owner).sort({ expiresAt: 1 }).limit(longEnough).toArray();
      const all = await movements
        .find({ lotId: { $in: own.map((lot) => lot._id) } })
        .sort({ _id: 1 })
        .toArray();
      return own.map((lot) => ({ ...lot, movements: all.filter((movement) => movement.lotId === lot._id) }));
    },

    /** One page of what `ofOwner` gives, each package with its newest movements; and how many minutes of all of them can be spent. */
    async pageOfOwner(owner: LotsOf, wish: PageWish, now: Date) {
      const [page, [sum]] = await Promise.all([
        pageByTime(lots, 'expiresAt', owner, wish, (lot: LotDoc) => lot, { ascending: true, counted: true }),
        lots
          .aggregate<{ minutes: number }>([
            { $match: { ...owner, expiresAt: { $gt: now } } },
            { $group: { _id: null, minutes: { $sum: '$left' } } },
          ])
          .toArray(),
      ]);
      const newest = await lots
        .aggregate<{ _id: string; movements: Movement[] }>([
          { $match: { _id: { $in: page.items.map(({ _id }) => _id) } } },
          { $project: { _id: 1 } },
          {
            $lookup: {
              from: 'creditMovements',
              localField: '_id',
              foreignField: 'lotId',
              pipeline: [{ $sort: { _id: -1 } }, { $limit: movementsShown }],
              as: 'movements',
            },
          },
        ])
        .toArray();
      const movementsOf = new Map(newest.map((lot) => [lot._id, lot.movements.reverse()]));
      const items = page.items.map((lot) => ({ ...lot, movements: movementsOf.get(lot._id) ?? [] }));
      return { ...page, items, minutes: sum?.minutes ?? 0 };
    },

    /** Of one package, the newest first; those of one account, unless that is null. */
    pageOfMovements: (lotId: string, accountId: string | null, wish: PageWish) =>
      pageById(
        movements,
        accountId === null ? { lotId } : { lotId, accountId },
        wish,
        (movement: Movement) => movement,
        { counted: true },
      ),

    movementsOf: (tx: Tx, lotId: string): Promise<Movement[]> =>
      movements.find({ lotId }, { session: tx.session }).sort({ _id: 1 }).toArray(),

    /** Packages that somebody was asked to share in, by the address or the account that they were asked by. */
    invitingTo: async (accountId: string, email: string | null): Promise<LotOfPerson[]> =>
      (
        await lots
          .find({
            $or: [
              { 'invitations.to': { $in: email === null ? [accountId] : [accountId, email] } },
              { learners: accountId },
            ],
          })
          .sort({ _id: -1 })
          .limit(longEnough)
          .toArray()
      ).filter(isOfPerson),

    linkedTo: (accountId: string, now: Date): Promise<LotDoc[]> =>
      lots
        .find({ learners: accountId, isShared: true, expiresAt: { $gt: now } })
        .sort({ expiresAt: 1 })
        .limit(longEnough)
        .toArray(),

    /** What of these organisations may be spent by some of their people. */
    ofOrganisations: (organisationIds: readonly string[], now: Date): Promise<LotDoc[]> =>
      organisationIds.length === 0
        ? Promise.resolve([])
        : lots
            .find({ organisationId: { $in: [...organisationIds] }, expiresAt: { $gt: now } })
            .sort({ expiresAt: 1 })
            .limit(longEnough)
            .toArray(),

    /** The newest that one account spent of these packages. */
    async spentBy(accountId: string, lotIds: readonly string[]): Promise<Movement[]> {
      if (lotIds.length === 0) return [];
      const theirs = { lotId: { $in: [...lotIds] }, accountId };
      return movements.find(theirs).sort({ _id: -1 }).limit(longEnough).toArray();
    },
  };
}
