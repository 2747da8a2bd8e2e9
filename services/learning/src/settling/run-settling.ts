import type { Outbox, Tx } from '@leerhuis/outbox';
import type { EnrolmentRef } from '../classroom.ts';
import { type Enrolment, refOf } from '../enrolling/domain/enrolment.ts';
import type { SettlingStore } from './settling-store.ts';

type Enrolled = Pick<Enrolment, 'id' | 'accountId' | 'courseId' | 'organisationId'>;

export interface Settling {
  unsettled: SettlingStore;
  transaction: Outbox['transaction'];
  enrolments: { ofCourse(courseId: string, after: string | undefined, most: number): Promise<Enrolled[]> };
  /** Notes what an enrolment has complete by now. */
  places: { settle(tx: Tx, ref: EnrolmentRef): Promise<void> };
}

const together = 200;

/**
 * After maintenance on a course: whoever has nothing left to do has it complete (V-23). The request stands until all
 * enrolments were looked at, so that a crash halfway costs nothing but looking again; two copies of the service may do so
 * at the same time.
 */
export async function runSettling({ unsettled, transaction, enrolments, places }: Settling): Promise<void> {
  for (let request = await unsettled.next(); request; request = await unsettled.next()) {
    const { courseId, mark } = request;
    let after: string | undefined;
    for (;;) {
      const found = await enrolments.ofCourse(courseId, after, together);
      for (const enrolment of found) await transaction((tx) => places.settle(tx, refOf(enrolment)));
      after = found.at(-1)?.id;
      if (after === undefined) break;
    }
    await unsettled.done(courseId, mark);
  }
}
