import type { Outbox, Tx } from '@leerhuis/outbox';
import type { EnrolmentRef } from '../classroom.ts';
import type { SettlingStore } from './settling-store.ts';

export interface SettlingParts {
  unsettled: SettlingStore;
  transaction: Outbox['transaction'];
  /** Enrolments of a course, so many at a time. */
  enrolmentsOf: (courseId: string, after: string | undefined) => Promise<EnrolmentRef[]>;
  /** Notes what an enrolment has complete by now. */
  settle: (tx: Tx, ref: EnrolmentRef) => Promise<void>;
}

/**
 * After maintenance on a course: whoever has nothing left to do has it complete (V-23). The request stands until all
 * enrolments were looked at, so that a crash halfway costs nothing but looking again; two copies of the service may do so
 * at the same time.
 */
export async function runSettling({ unsettled, transaction, enrolmentsOf, settle }: SettlingParts): Promise<void> {
  for (let request = await unsettled.next(); request; request = await unsettled.next()) {
    const { courseId, mark } = request;
    let after: string | undefined;
    for (;;) {
      const refs = await enrolmentsOf(courseId, after);
      for (const ref of refs) await transaction((tx) => settle(tx, ref));
      after = refs.at(-1)?.enrolmentId;
      if (after === undefined) break;
    }
    await unsettled.done(courseId, mark);
  }
}
