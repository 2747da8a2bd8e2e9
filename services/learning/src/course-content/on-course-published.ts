import { type CourseSnapshot, coursePublishedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { Tx } from '@leerhuis/outbox';
import type { CourseStore } from './course-store.ts';

/**
 * Keeps the course. When its chapters or checks differ from before, enrolments may have nothing left to do (V-23):
 * they are asked to be settled.
 */
export function onCoursePublished(
  courses: CourseStore,
  unsettled: { request(tx: Tx, courseId: string): Promise<void> },
) {
  return on(
    coursePublishedV1,
    async ({ data }, tx) => {
      const before = await courses.get(data.courseId, tx);
      if (!(await courses.keep(tx, data))) return;
      if (!before || toDo(before) !== toDo(data)) await unsettled.request(tx, data.courseId);
    },
    ({ data }, tx) => courses.refill(tx, data),
  );
}

function toDo({ classroom }: Pick<CourseSnapshot, 'classroom'>): string {
  const chapters = classroom.chapters.map(({ chapterId, durationSeconds }) => [chapterId, durationSeconds]);
  return JSON.stringify([chapters, classroom.attentionChecks.map(({ checkId, chapterId }) => [checkId, chapterId])]);
}
