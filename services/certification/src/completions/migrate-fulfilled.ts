import { eachDocument } from '@leerhuis/migrations';

interface Kept {
  _id: string;
  checksCompletedAt?: Date;
  testPassedAt?: Date;
  fulfilledBefore?: Date;
}

/** Whoever had checks and test done while nothing had to be watched keeps that (V-23). */
export const fulfilledStands = eachDocument<Kept>({
  id: 'fulfilled-before-watching-was-asked-for',
  what: 'completions with checks and test done: they stand without a share that was watched',
  collection: 'completions',
  only: { checksCompletedAt: { $exists: true }, testPassedAt: { $exists: true }, fulfilledBefore: { $exists: false } },
  async change({ _id, checksCompletedAt, testPassedAt }, { db, since }) {
    // what comes after the first time was asked to watch
    if (since || !checksCompletedAt || !testPassedAt) return false;
    const fulfilledBefore = new Date(Math.max(checksCompletedAt.getTime(), testPassedAt.getTime()));
    await db.collection<Kept>('completions').updateOne({ _id }, { $set: { fulfilledBefore } });
    return true;
  },
});
