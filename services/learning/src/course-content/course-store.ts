import type { CourseSnapshot } from '@leerhuis/contracts';
import type { LocalisedText } from '@leerhuis/language';
import { databaseOf, localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Course } from '../classroom.ts';

export const courseIndexes = { courses: [{ key: { 'teacher.email': 1 as const }, name: 'teacher' }] };

export type CourseStore = ReturnType<typeof courseStore>;

/** Courses as the catalogue published them last. */
export function courseStore(connection: Connection) {
  const copies = localCopy<Omit<Course, 'id'>>(connection, 'courses');
  const courses = databaseOf(connection).collection<Pick<Course, 'title'> & { _id: string }>('courses');
  return {
    get: (courseId: string, tx?: Tx): Promise<Course | null> => copies.get(courseId, tx?.session),

    many: (courseIds: readonly string[]): Promise<Course[]> => copies.many([...new Set(courseIds)]),

    /** Titles of those that are known, by course. */
    async titles(courseIds: readonly string[]): Promise<ReadonlyMap<string, LocalisedText>> {
      const ids = [...new Set(courseIds)];
      if (ids.length === 0) return new Map();
      const known = { _id: { $in: ids }, title: { $exists: true } };
      const found = await courses.find(known, { projection: { title: 1 } }).toArray();
      return new Map(found.map(({ _id, title }) => [_id, title]));
    },

    /** Ids of the courses that the teacher with this address gives. */
    async taughtBy(email: string): Promise<string[]> {
      return (await copies.find({ 'teacher.email': email })).map(({ id }) => id);
    },

    /** Tells whether it was news. */
    keep: (tx: Tx, { courseId, ...course }: CourseSnapshot): Promise<boolean> => copies.put(tx, courseId, course),
  };
}
