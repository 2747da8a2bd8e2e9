import { databaseOf, type PageWish, pageByText } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { type SearchFields, searchFieldsOf } from '../search/domain/search-fields.ts';
import { tellOf } from './course-events.ts';
import { type Course, numberKey } from './domain/course.ts';
import type { Priced } from './domain/price-rule.ts';

export interface CourseDoc extends Omit<Course, 'id'>, SearchFields {
  _id: string;
  /** Cents per minute, to find the cheapest by; rules compare exactly. */
  pricePerMinute: number;
}

const up = 1 as const;
const down = -1 as const;

export const courseIndexes = {
  courses: [
    { key: { code: up }, name: 'code', unique: true },
    {
      key: { 'accreditations.accreditationNumber': up, 'accreditations.federation': up },
      name: 'accreditation',
      unique: true,
    },
    { key: { status: up, createdAt: down, _id: down }, name: 'newest' },
    { key: { status: up, federations: up, createdAt: down, _id: down }, name: 'newestOfFederation' },
    { key: { status: up, 'price.amount': up, _id: up }, name: 'price' },
    { key: { status: up, 'titleKeys.nl': up, _id: up }, name: 'titleNl' },
    { key: { status: up, 'titleKeys.fr': up, _id: up }, name: 'titleFr' },
    { key: { status: up, 'titleKeys.en': up, _id: up }, name: 'titleEn' },
    { key: { status: up, pricePerMinute: up }, name: 'cheapestPerHour' },
    { key: { status: up, words: up }, name: 'words' },
    { key: { 'documents.filename': up }, name: 'ofDocument', sparse: true },
    {
      key: { 'search.title': 'text' as const, 'search.summary': 'text' as const, 'search.rest': 'text' as const },
      name: 'search',
      weights: { 'search.title': 10, 'search.summary': 4, 'search.rest': 1 },
      default_language: 'none',
      // `language` of a course is the one it is given in, not that of each of its texts
      language_override: 'searchLanguage',
    },
  ],
};

export type CourseStore = ReturnType<typeof courseStore>;

export function courseStore(connection: Connection) {
  const courses = databaseOf(connection).collection<CourseDoc>('courses', { ignoreUndefined: true });
  return {
    async get(id: string, tx?: Tx): Promise<Course | null> {
      const doc = await courses.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return doc && courseOf(doc);
    },

    /** All courses by code, for staff. */
    page: (wish: PageWish) => pageByText(courses, 'code', {}, wish, courseOf, { counted: true }),

    /** Name of the video that anyone may play of a course; null when there is no such course. */
    async trailerOf(id: string): Promise<string | null> {
      const found = await courses.findOne({ _id: id }, { projection: { trailer: 1 } });
      return found?.trailer ?? null;
    },

    /** Courses that have the document of this name. */
    async withDocument(tx: Tx, filename: string): Promise<Course[]> {
      const docs = await courses.find({ 'documents.filename': filename }, { session: tx.session }).toArray();
      return docs.map(courseOf);
    },

    async byCodes(tx: Tx, codes: string[]): Promise<Course[]> {
      const docs = await courses.find({ code: { $in: codes } }, { session: tx.session }).toArray();
      return docs.map(courseOf);
    },

    /** The course on sale that is cheapest per hour, apart from those named. */
    async cheapestPerHour(tx: Tx, exceptCodes: string[]): Promise<Priced | null> {
      return courses.findOne<Priced>(
        { status: 'on-sale', code: { $nin: exceptCodes } },
        {
          session: tx.session,
          sort: { pricePerMinute: 1 },
          projection: { _id: 0, code: 1, price: 1, minutes: 1 },
        },
      );
    },

    /** Which course holds each of these accreditation numbers. */
    async numberHolders(tx: Tx, numbers: string[]): Promise<Map<string, string>> {
      const holders = courses.find<Pick<Course, 'code' | 'accreditations'>>(
        { 'accreditations.accreditationNumber': { $in: numbers } },
        { session: tx.session, projection: { code: 1, accreditations: 1 } },
      );
      const entries = (await holders.toArray()).flatMap(({ code, accreditations }) =>
        accreditations.map((accreditation) => [numberKey(accreditation), code] as const),
      );
      return new Map(entries);
    },

    /** Keeps what was decided on what this transaction read, and tells of it. */
    async save(tx: Tx, before: Course | null, after: Course): Promise<void> {
      const doc = docOf(after);
      if (before) await courses.replaceOne({ _id: after.id }, doc, { session: tx.session });
      else await courses.insertOne(doc, { session: tx.session });
      tellOf(tx, before, after);
    },
  };
}

function docOf({ id, ...facts }: Course): CourseDoc {
  return {
    _id: id,
    ...facts,
    pricePerMinute: facts.price.amount / facts.minutes,
    ...searchFieldsOf(facts),
  };
}

export function courseOf(doc: CourseDoc): Course {
  const { _id, federations, pricePerMinute, titleKeys, words, search, ...facts } = doc;
  return { id: _id, ...facts };
}
