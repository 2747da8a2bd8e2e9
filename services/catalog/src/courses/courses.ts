import type { Parts } from '@leerhuis/service-parts';
import { courseStore } from './course-store.ts';
import { type CourseNeeds, staffCourseCommands } from './staff-course-commands.ts';
import { staffCourseRoutes } from './staff-course-http.ts';

/** Courses as they are kept, and as staff see and change them. */
export function openCourses({ database }: Parts, siblings: Omit<CourseNeeds, 'courses'>) {
  const store = courseStore(database);
  const commands = staffCourseCommands({ ...siblings, courses: store });
  return { store, routes: staffCourseRoutes(store, commands) };
}
