import { type AccountActor, mayAct, ofPerson } from '@leerhuis/auth';
import { enrolmentClosedV1, enrolmentOpenedV1 } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { type Classroom, type Course, closed, type EnrolmentRef, notThereYet } from '../classroom.ts';
import { accessOf, type Enrolment } from './domain/enrolment.ts';
import type { EnrolmentStore } from './enrolment-store.ts';

export interface EnrolmentParts {
  enrolments: EnrolmentStore;
  courses: (courseIds: string[]) => Promise<Course[]>;
  /** What else begins with a classroom. */
  opened: (tx: Tx, ref: EnrolmentRef) => Promise<void>;
}

export type EnrolmentCommands = ReturnType<typeof enrolmentCommands>;

export function enrolmentCommands({ enrolments, courses, opened }: EnrolmentParts) {
  return {
    /** Opens the classroom of an activation, once; neither the course nor the account need be known by then. */
    async open(tx: Tx, activation: Pick<Enrolment, 'id' | 'accountId' | 'courseId' | 'activatedAt' | 'accessUntil'>) {
      if (await enrolments.get(activation.id, tx)) return;
      const revokedAt = await enrolments.earlyRevocation(tx, activation.id);
      const enrolment = { ...activation, openedAt: tx.now, revokedAt };
      await enrolments.insert(tx, enrolment);
      const ref = refOf(enrolment);
      tx.publish(enrolmentOpenedV1, enrolment.id, {
        ...ref,
        openedAt: tx.now.toISOString(),
        accessUntil: enrolment.accessUntil.toISOString(),
      });
      await opened(tx, ref);
      if (revokedAt) tellClosed(tx, enrolment, revokedAt);
    },

    /** Closes the classroom of an activation that was revoked (V-14). */
    async close(tx: Tx, id: string, revokedAt: Date) {
      const enrolment = await enrolments.revoke(tx, id, revokedAt);
      if (enrolment) tellClosed(tx, enrolment, revokedAt);
      else if (!(await enrolments.get(id, tx))) await enrolments.keepEarlyRevocation(tx, id, revokedAt);
    },

    async isOwn(id: string, actor: AccountActor): Promise<boolean> {
      const enrolment = await enrolments.get(id);
      return enrolment !== null && mayAct(actor, ofPerson(enrolment.accountId));
    },

    /** Lets learners into classrooms: what each may enter, or why not. */
    async enterAll(
      entries: readonly { enrolmentId: string; actor: AccountActor }[],
      now: Date,
    ): Promise<(Classroom | Error)[]> {
      const found = new Map((await enrolments.many(entries.map((each) => each.enrolmentId))).map((e) => [e.id, e]));
      const known = new Map((await courses([...found.values()].map((e) => e.courseId))).map((c) => [c.id, c]));
      return entries.map(({ enrolmentId, actor }) => {
        const enrolment = found.get(enrolmentId);
        if (!enrolment || !mayAct(actor, ofPerson(enrolment.accountId))) return notFound();
        const access = accessOf(enrolment, now);
        if (access !== 'open') return closed(access, enrolment.accessUntil);
        const course = known.get(enrolment.courseId);
        return course ? { ...refOf(enrolment), accessUntil: enrolment.accessUntil, course } : notThereYet();
      });
    },
  };
}

function tellClosed(tx: Tx, enrolment: Enrolment, revokedAt: Date): void {
  tx.publish(enrolmentClosedV1, enrolment.id, { ...refOf(enrolment), closedAt: revokedAt.toISOString() });
}

export function refOf({ id, accountId, courseId }: Enrolment): EnrolmentRef {
  return { enrolmentId: id, accountId, courseId };
}
