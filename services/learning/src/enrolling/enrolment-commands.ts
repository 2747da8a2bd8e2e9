import { enrolmentClosedV1, enrolmentOpenedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { EnrolmentRef } from '../classroom.ts';
import { type Enrolment, refOf } from './domain/enrolment.ts';
import type { EnrolmentStore } from './enrolment-store.ts';
import type { MyCoursesStore } from './my-courses-store.ts';
import type { ResultsStore } from './results-store.ts';

export interface Enrolling {
  enrolments: EnrolmentStore;
  myCourses: MyCoursesStore;
  results: Pick<ResultsStore, 'revoked'>;
  /** Names by which an organisation finds its people; kept as they are until the transaction ends. */
  people: { holdName(tx: Tx, accountId: string): Promise<string> };
  /** What else begins with a classroom. */
  places: { open(tx: Tx, ref: EnrolmentRef): Promise<void> };
}

export type EnrolmentCommands = ReturnType<typeof enrolmentCommands>;

type Granted = Pick<Enrolment, 'id' | 'accountId' | 'courseId' | 'organisationId' | 'activatedAt' | 'accessUntil'>;

export function enrolmentCommands({ enrolments, myCourses, results, people, places }: Enrolling) {
  return {
    /** Opens the classroom of an activation, once; neither the course nor the account need be known by then. */
    async open(tx: Tx, activation: Granted, orderId: string | null = null) {
      if (await enrolments.get(activation.id, tx)) return;
      const revokedAt = await enrolments.earlyRevocation(tx, activation.id);
      const enrolment = { ...activation, openedAt: tx.now, revokedAt };
      await enrolments.insert(tx, enrolment);
      const learnerName = enrolment.organisationId ? await people.holdName(tx, enrolment.accountId) : null;
      await myCourses.activated(tx, { ...enrolment, orderId, learnerName });
      const ref = refOf(enrolment);
      tx.publish(enrolmentOpenedV1, enrolment.id, {
        ...ref,
        openedAt: tx.now.toISOString(),
        accessUntil: enrolment.accessUntil.toISOString(),
      });
      await places.open(tx, ref);
      if (revokedAt) tellClosed(tx, enrolment, revokedAt);
    },

    /** Closes the classroom of an activation that was revoked (V-14). */
    async close(tx: Tx, id: string, revokedAt: Date) {
      const enrolment = await enrolments.revoke(tx, id, revokedAt);
      if (enrolment) {
        if (enrolment.organisationId) await results.revoked(tx, id, revokedAt);
        tellClosed(tx, enrolment, revokedAt);
      } else if (!(await enrolments.get(id, tx))) await enrolments.keepEarlyRevocation(tx, id, revokedAt);
    },
  };
}

function tellClosed(tx: Tx, enrolment: Enrolment, revokedAt: Date): void {
  tx.publish(enrolmentClosedV1, enrolment.id, { ...refOf(enrolment), closedAt: revokedAt.toISOString() });
}
