import { type CourseSnapshot, coursePublishedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { CourseStore } from './course-store.ts';

export function onCoursePublished(courses: CourseStore) {
  return on(
    coursePublishedV1,
    async ({ data }, tx) => {
      await courses.put(tx, data.courseId, copyOf(data));
    },
    ({ data }, tx) => courses.refill(tx, data.courseId, copyOf(data)),
  );
}

function copyOf({ revision, code, title, kind, language, accreditations }: CourseSnapshot) {
  return { revision, code, title, kind, language, accreditations };
}
