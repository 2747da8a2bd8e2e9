import { eachDocument, type Migration } from '@leerhuis/migrations';
import type { EnrolmentDoc } from './enrolment-store.ts';

/** Enrolments of before come into the list of courses; of which order they were is found out when that is told again. */
export const enrolmentsListed: Migration = eachDocument<EnrolmentDoc>({
  id: 'enrolments-listed',
  what: 'enrolments: each has its row in the list of courses of its learner',
  collection: 'enrolments',
  async change({ _id, accountId, courseId, activatedAt }, { db }) {
    const row = { accountId, courseId, orderId: null, enrolmentId: _id, ofBefore: activatedAt };
    const rows = db.collection<{ _id: string; enrolmentId: string }>('myCourses');
    const { upsertedCount } = await rows.updateOne(
      { enrolmentId: _id },
      { $setOnInsert: { _id, ...row } },
      { upsert: true },
    );
    return upsertedCount > 0;
  },
});
