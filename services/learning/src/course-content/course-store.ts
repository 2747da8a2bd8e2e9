import type { CourseSnapshot } from '@leerhuis/contracts';
import type { Filling } from '@leerhuis/event-bus';
import type { FederationCode } from '@leerhuis/federations';
import { type LocalisedText, wordsOf } from '@leerhuis/language';
import { eachDocument } from '@leerhuis/migrations';
import { databaseOf, localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import type { Course } from '../classroom.ts';

export const courseIndexes = {
  courses: [
    { key: { 'teacher.email': 1 as const }, name: 'teacher' },
    { key: { words: 1 as const }, name: 'words' },
    { key: { 'accreditations.federation': 1 as const }, name: 'federations' },
  ],
};

/** More than anybody types. */
const mostWords = 8;

/** Words of code, title and teacher, by which a course is found. */
const searchWordsOf = ({
  code,
  title: { nl, fr = '', en = '' },
  teacher,
}: Pick<Course, 'code' | 'title' | 'teacher'>) => [...new Set([code, nl, fr, en, teacher.name].flatMap(wordsOf))];

type CourseDoc = Omit<Course, 'id'> & { _id: string; words?: string[] };

export type CourseStore = ReturnType<typeof courseStore>;

/** Courses as the catalogue published them last. */
export function courseStore(connection: Connection) {
  const copies = localCopy<Omit<Course, 'id'> & { words?: string[] }>(connection, 'courses');
  const courses = databaseOf(connection).collection<CourseDoc>('courses');
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

    /** Titles of the documents that these courses have now, by document. */
    async documentTitles(courseIds: readonly string[]): Promise<ReadonlyMap<string, LocalisedText>> {
      const ids = [...new Set(courseIds)];
      if (ids.length === 0) return new Map();
      const options = { projection: { 'documents.documentId': 1, 'documents.title': 1 } };
      const found = await courses.find({ _id: { $in: ids } }, options).toArray();
      return new Map(
        found.flatMap(({ documents = [] }) => documents.map(({ documentId, title }) => [documentId, title])),
      );
    },

    /** Ids of the courses with all of these words that count for the federation. */
    async found({
      federation,
      q,
    }: {
      federation?: FederationCode | undefined;
      q?: string | undefined;
    }): Promise<string[]> {
      const words = wordsOf(q ?? '').slice(0, mostWords);
      const filter: mongo.Filter<CourseDoc> = {
        ...(federation === undefined ? {} : { 'accreditations.federation': federation }),
        ...(words.length === 0 ? {} : { words: { $all: words } }),
      };
      const all = await courses.find(filter, { projection: { _id: 1 } }).toArray();
      return all.map(({ _id }) => _id);
    },

    /** Ids of the courses that the teacher with this address gives. */
    async taughtBy(email: string): Promise<string[]> {
      return (await copies.find({ 'teacher.email': email })).map(({ id }) => id);
    },

    /** Tells whether it was news. */
    keep: (tx: Tx, { courseId, ...course }: CourseSnapshot): Promise<boolean> =>
      copies.put(tx, courseId, { ...course, words: searchWordsOf(course) }),

    /** Of a course that was told again. */
    refill: (tx: Filling, { courseId, ...course }: CourseSnapshot) =>
      copies.refill(tx, courseId, { ...course, words: searchWordsOf(course) }),
  };
}

/** Courses of before are found by words too. */
export const coursesHaveWords = eachDocument<CourseDoc>({
  id: 'courses-have-words',
  what: 'copies of courses get the words that they are found by',
  collection: 'courses',
  only: { words: { $exists: false }, title: { $exists: true } },
  async change(doc, { db }) {
    const { modifiedCount } = await db
      .collection<CourseDoc>('courses')
      .updateOne({ _id: doc._id, words: { $exists: false } }, { $set: { words: searchWordsOf(doc) } });
    return modifiedCount === 1;
  },
});
