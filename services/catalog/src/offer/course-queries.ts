import { createHash } from 'node:crypto';
import { decodeCursor, type Locale, pageFrom } from '@leerhuis/http-api';
import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import { type CourseDoc, courseOf, coursesOf } from './course-store.ts';
import type { Course, Federation } from './domain/course.ts';
import type { CourseQuery } from './offer-schemas.ts';
import { federationOf } from './professions.ts';
import { rankedCourses } from './search-queries.ts';

/** `of`: the list that the position is in; one of another order or selection would end this one without a word. */
const position = (of: string) =>
  z.strictObject({ of: z.literal(of), v: z.union([z.string(), z.number()]), id: z.string() });
const rankPosition = (of: string) => z.strictObject({ of: z.literal(of), score: z.number(), id: z.string() });

export interface CoursePage {
  items: Course[];
  nextCursor: string | null;
}

export type CourseQueries = ReturnType<typeof courseQueries>;

export function courseQueries(connection: Connection) {
  const courses = coursesOf(connection);

  /** Courses on sale, one page; best matches first where something is searched for, unless sorted otherwise. */
  async function onSale({ q: typed, ...rest }: CourseQuery, locale: Locale): Promise<CoursePage> {
    // an empty search box asks for nothing in particular
    const q = typed?.trim() || undefined;
    const query = { ...rest, q };
    const filter = filterOf(query);
    const sort = query.sort ?? (query.q === undefined ? 'newest' : 'relevance');
    if (query.q === undefined) return inOrder(filter, sort, query, locale);
    const ranked = await rankedCourses(courses, query.q, filter);
    if (sort !== 'relevance') return inOrder({ ...filter, _id: { $in: [...ranked.keys()] } }, sort, query, locale);
    return byRank(ranked, query);
  }

  async function inOrder(
    filter: mongo.Filter<CourseDoc>,
    sort: NonNullable<CourseQuery['sort']>,
    query: CourseQuery,
    locale: Locale,
  ): Promise<CoursePage> {
    const { cursor, limit } = query;
    const { field, direction } = orders(locale)[sort];
    const of = listOf(query, field);
    const after = decodeCursor(position(of), cursor);
    const found = await courses
      .find(after ? { $and: [filter, isAfter(field, direction, after)] } : filter)
      .sort({ [field]: direction, _id: direction })
      .limit(limit + 1)
      .toArray();
    const page = pageFrom(found, limit, (last) => ({ of, v: valueAt(last, field), id: last._id }));
    return { items: page.items.map(courseOf), nextCursor: page.nextCursor };
  }

  async function byRank(ranked: Map<string, number>, query: CourseQuery): Promise<CoursePage> {
    const { cursor, limit } = query;
    const of = listOf(query, 'rank');
    const after = decodeCursor(rankPosition(of), cursor);
    const best = [...ranked]
      .map(([id, score]) => ({ id, score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .filter(({ id, score }) => !after || score < after.score || (score === after.score && id > after.id));
    const page = pageFrom(best, limit, (last) => ({ of, ...last }));
    const docs = await courses.find({ _id: { $in: page.items.map(({ id }) => id) } }).toArray();
    const byId = new Map(docs.map((doc) => [doc._id, courseOf(doc)]));
    return { items: page.items.flatMap(({ id }) => byId.get(id) ?? []), nextCursor: page.nextCursor };
  }

  return {
    onSale,

    /** All courses by code, for staff. */
    async forStaff({ cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<CoursePage> {
      const after = decodeCursor(z.strictObject({ code: z.string() }), cursor);
      const found = await courses
        .find({ code: { $gt: after?.code ?? '' } })
        .sort({ code: 1 })
        .limit(limit + 1)
        .toArray();
      const page = pageFrom(found, limit, ({ code }) => ({ code }));
      return { items: page.items.map(courseOf), nextCursor: page.nextCursor };
    },
  };
}

/** Names a list by what it selects and its order. */
function listOf({ q, profession, federation, kind, language }: CourseQuery, order: string): string {
  const what = JSON.stringify([order, q, profession, federation, kind, language]);
  return createHash('sha256').update(what).digest('base64url').slice(0, 12);
}

function filterOf({ profession, federation, kind, language }: CourseQuery): mongo.Filter<CourseDoc> {
  const wanted: Federation[][] = [];
  const own = profession && federationOf(profession);
  if (own) wanted.push([own]);
  if (federation) wanted.push(federation);
  return {
    status: 'on-sale',
    ...(wanted.length > 0 ? { $and: wanted.map((codes) => ({ federations: { $in: codes } })) } : {}),
    // MongoDB would take `live` for a value that the type doesn't know yet
    ...(kind ? { kind: kind as 'video' } : {}),
    ...(language ? { language } : {}),
  };
}

function orders(locale: Locale): Record<NonNullable<CourseQuery['sort']>, { field: string; direction: 1 | -1 }> {
  const newest = { field: 'createdAt', direction: -1 as const };
  return {
    newest,
    relevance: newest,
    price: { field: 'price.amount', direction: 1 },
    title: { field: `titleKeys.${locale}`, direction: 1 },
  };
}

function isAfter(
  field: string,
  direction: 1 | -1,
  { v, id }: { v: string | number; id: string },
): mongo.Filter<CourseDoc> {
  const value = field === 'createdAt' ? new Date(v) : v;
  const compare = direction === 1 ? '$gt' : '$lt';
  return { $or: [{ [field]: { [compare]: value } }, { [field]: value, _id: { [compare]: id } }] };
}

function valueAt(doc: CourseDoc, field: string): string | number {
  if (field === 'createdAt') return doc.createdAt.toISOString();
  if (field === 'price.amount') return doc.price.amount;
  return doc.titleKeys[field.slice('titleKeys.'.length) as Locale];
}
