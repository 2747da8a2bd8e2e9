import type { AccountActor, MemberActor } from '@leerhuis/auth';
import type { Day } from '@leerhuis/calendar';
import type { CourseSnapshot } from '@leerhuis/contracts';
import type { Filling } from '@leerhuis/event-bus';
import type { Stage } from './enrolling/domain/stage.ts';

/** What every fact about an enrolment names. */
export interface EnrolmentRef {
  enrolmentId: string;
  accountId: string;
  courseId: string;
  /** For which organisation it was taken; null: for themselves. */
  organisationId: string | null;
}

export type Course = Omit<CourseSnapshot, 'courseId'> & { id: string };

/** Notes for the organisation that a course was taken for how far its learner got; of what they took for themselves nothing. */
export type Reach = (
  ref: Pick<EnrolmentRef, 'enrolmentId' | 'organisationId'>,
  stage: Stage,
  tx?: Filling,
) => Promise<void>;

/** A classroom that its learner may be in now: the enrolment, and the course as it is now (V-23). */
export interface Classroom extends EnrolmentRef {
  accessUntil: Date;
  course: Course;
}

/** Why a learner may not be in a classroom now. */
export type EntryRefusal =
  /** Nobody's, or somebody else's. */
  | { refused: 'unknown' }
  /** Its time is over (V-17), or its order was withdrawn (V-14). */
  | { refused: 'expired' | 'revoked'; lastDay: Day }
  /** The fact that a course exists comes by another way than that of its activation, and may be later. */
  | { refused: 'early' };

/** Who lets learners into classrooms of their own. */
export interface Doorkeeper {
  /** What each may enter, or why not, in the order of the entries. */
  enterAll(
    entries: readonly { enrolmentId: string; actor: AccountActor | MemberActor }[],
    now: Date,
  ): Promise<(Classroom | EntryRefusal)[]>;
  /** @throws Problem 404 unknown or somebody else's, 403 closed (V-17, V-14), 503 while the course has not come through yet */
  enter(enrolmentId: string, actor: AccountActor | MemberActor, now: Date): Promise<Classroom>;
  /** Whether the enrolment is the learner's, also when the classroom is closed. */
  isOwn(enrolmentId: string, actor: AccountActor | MemberActor): Promise<boolean>;
}
