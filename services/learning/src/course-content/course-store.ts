import type { CourseSnapshot } from '@leerhuis/contracts';
import { localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Course } from '../classroom.ts';

export const courseIndexes = { courses: [{ key: { 'teacher.email': 1 as const }, name: 'teacher' }] };

export type CourseStore = ReturnType<typeof courseStore>;

/** Courses as the catalogue published them last. */
export function courseStore(connection: Connection) {
  const copies = localCopy<Omit<Course, 'id'>>(connection, 'courses');
  return {
    get: (courseId: string, tx?: Tx): Promise<Course | null> => copies.get(courseId, tx?.session),

    many: (courseIds: readonly string[]): Promise<Course[]> => copies.many([...new Set(courseIds)]),

    /** Ids of the courses that the teacher with this address gives. */
    async taughtBy(email: string): Promise<string[]> {
      return (await copies.find({ 'teacher.email': email })).map(({ id }) => id);
    },

    /** Tells whether it was news. */
    keep: (tx: Tx, { courseId, ...course }: CourseSnapshot): Promise<boolean> => copies.put(tx, courseId, course),
  };
}
