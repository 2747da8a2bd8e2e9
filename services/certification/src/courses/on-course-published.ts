import { coursePublishedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { CourseStore } from './course-store.ts';

export function onCoursePublished(courses: CourseStore) {
  return on(coursePublishedV1, async ({ data }, tx) => {
    const { courseId, revision, code, title, kind, language, accreditations } = data;
    await courses.put(tx, courseId, { revision, code, title, kind, language, accreditations });
  });
}
