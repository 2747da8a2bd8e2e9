import type { mongo } from 'mongoose';
import type { LeaseDocument } from './collections.ts';

/** A lease says which copy does what only one may do at a time. Its times are the server's: clocks of copies may differ. */
export interface Lease {
  /** Takes or renews; true when it is ours now. */
  take(): Promise<boolean>;
  /** True while it is surely ours, also after this process was suspended for a while. */
  held(): boolean;
  /** Milliseconds for which it is surely ours yet; 0 when it is not. */
  remaining(): number;
  /** Gives it up, so that another copy need not wait for it to run out. */
  release(): Promise<void>;
}

/** A lease on the document `id`, which must be there: `holder` null, `until` long ago. */
export function createLease(
  collection: mongo.Collection<LeaseDocument>,
  id: string,
  holder: string,
  lengthMs: number,
): Lease {
  let heldUntil = 0;
  const remaining = () => Math.max(0, heldUntil - performance.now());
  return {
    async take() {
      // counted from before the request: never longer than what the server thinks
      const asked = performance.now();
      const { modifiedCount } = await collection.updateOne(
        { _id: id, $expr: { $or: [{ $eq: ['$holder', holder] }, { $lte: ['$until', '$$NOW'] }] } },
        [{ $set: { holder, until: { $add: ['$$NOW', lengthMs] } } }],
        { writeConcern: { w: 'majority' } },
      );
      heldUntil = modifiedCount === 1 ? asked + lengthMs : 0;
      return modifiedCount === 1;
    },
    held: () => remaining() > 0,
    remaining,
    async release() {
      heldUntil = 0;
      await collection.updateOne({ _id: id, holder }, { $set: { holder: null, until: new Date(0) } });
    },
  };
}
