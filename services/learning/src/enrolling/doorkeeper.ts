import type { Day } from '@leerhuis/calendar';
import type { Course, Doorkeeper } from '../classroom.ts';
import { entryRefused } from '../classroom-problems.ts';
import { accessOf, refOf } from './domain/enrolment.ts';
import type { EnrolmentStore } from './enrolment-store.ts';
import { isTheirs } from './whose.ts';

interface DoorNeeds {
  enrolments: Pick<EnrolmentStore, 'get' | 'many'>;
  courses: { many(courseIds: readonly string[]): Promise<Course[]> };
  /** The provider's calendar day of a moment. */
  dayOf: (instant: Date) => Day;
}

/** Lets learners into classrooms of their own while they have access, and the course is here. */
export function doorkeeper({ enrolments, courses, dayOf }: DoorNeeds): Doorkeeper {
  const enterAll: Doorkeeper['enterAll'] = async (entries, now) => {
    const found = new Map((await enrolments.many(entries.map((each) => each.enrolmentId))).map((e) => [e.id, e]));
    const known = new Map((await courses.many([...found.values()].map((e) => e.courseId))).map((c) => [c.id, c]));
    return entries.map(({ enrolmentId, actor }) => {
      const enrolment = found.get(enrolmentId);
      if (!enrolment || !isTheirs(actor, enrolment)) return { refused: 'unknown' };
      const { accessUntil } = enrolment;
      const access = accessOf(enrolment, now);
      if (access !== 'open') return { refused: access, lastDay: dayOf(accessUntil) };
      const course = known.get(enrolment.courseId);
      return course ? { ...refOf(enrolment), accessUntil, course } : { refused: 'early' };
    });
  };

  return {
    enterAll,
    async enter(enrolmentId, actor, now) {
      const [entered = { refused: 'unknown' as const }] = await enterAll([{ enrolmentId, actor }], now);
      if ('refused' in entered) throw entryRefused(entered);
      return entered;
    },
    async isOwn(enrolmentId, actor) {
      const enrolment = await enrolments.get(enrolmentId);
      return enrolment !== null && isTheirs(actor, enrolment);
    },
  };
}
