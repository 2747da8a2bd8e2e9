import { createHash } from 'node:crypto';
import { type FederationCode, federationOf } from '@leerhuis/federations';
import type { Locale } from '@leerhuis/language';
import { type CountedPage, countUpTo, databaseOf, decodeCursor, type Page, pageFrom } from '@leerhuis/mongo';
import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import { soughtAttests } from '../courses/domain/attest-until.ts';
import type { Course, Day } from '../courses/domain/course.ts';
import type { CourseQuery } from './course-schemas.ts';
import { type CourseDoc, rankedCourses } from './search-queries.ts';

/** `of`: the list that the position is in; one of another order or selection would end this one without a word. */
const position = (of: string) =>
  z.strictObject({ of: z.literal(of), run: z.int(), v: z.union([z.string(), z.number()]), id: z.string() });
const rankPosition = (of: string) =>
  z.strictObject({ of: z.literal(of), isOpen: z.boolean(), score: z.number(), id: z.string() });

/** What is sought, among what is sold at these rates. */
type SoldQuery = CourseQuery & { vatRates: number[] };

export type CoursePage = Page<Course>;

export type CourseQueries = ReturnType<typeof courseQueries>;

export function courseQueries(connection: Connection) {
  const courses = databaseOf(connection).collection<CourseDoc>('courses');

  /** Courses on sale, one page; the best match or the newest first unless told otherwise. */
  async function onSale({ q: typed, ...rest }: SoldQuery, locale: Locale, today: Day): Promise<CountedPage<Course>> {
    // an empty search box asks for nothing in particular
    const q = typed?.trim() || undefined;
    const query = { ...rest, q };
    const filter = filterOf(query);
    const isOpen = attestOpen(query, today);
    const ranked = q === undefined ? null : await rankedCourses(courses, q, filter);
    const total = async () => {
      if (query.cursor !== undefined) return null;
      return ranked ? { count: ranked.size, more: false } : countUpTo(courses, filter);
    };
    const page = () => {
      if (query.sort !== 'relevance')
        return inOrder([ranked ? { ...filter, _id: { $in: [...ranked.keys()] } } : filter], query, locale);
      if (ranked) return byRank(ranked, isOpen, query);
      return inOrder([{ $and: [filter, isOpen] }, { $and: [filter, { $nor: [isOpen] }] }], query, locale);
    };
    const [found, counted] = await Promise.all([page(), total()]);
    return { ...found, total: counted };
  }

  /** @param runs the list in parts: all of one before the next, each in the order asked for */
  async function inOrder(runs: mongo.Filter<CourseDoc>[], query: SoldQuery, locale: Locale): Promise<CoursePage> {
    const { cursor, limit, sort } = query;
    const { field, direction } = orders(locale)[sort];
    const of = listOf(query, field);
    const after = decodeCursor(position(of), cursor);
    const found: { run: number; doc: CourseDoc }[] = [];
    for (const [run, filter] of runs.entries()) {
      if (found.length > limit || (after && run < after.run)) continue;
      const docs = await courses
        .find(after?.run === run ? { $and: [filter, isAfter(field, direction, after)] } : filter)
        .sort({ [field]: direction, _id: direction })
        .limit(limit + 1 - found.length)
        .toArray();
      found.push(...docs.map((doc) => ({ run, doc })));
    }
    const page = pageFrom(found, limit, ({ run, doc }) => ({ of, run, v: valueAt(doc, field), id: doc._id }));
    return { items: page.items.map(({ doc }) => courseOf(doc)), nextCursor: page.nextCursor };
  }

  async function byRank(
    ranked: Map<string, number>,
    isOpen: mongo.Filter<CourseDoc>,
    query: CourseQuery,
  ): Promise<CoursePage> {
    const { cursor, limit } = query;
    const of = listOf(query, 'rank');
    const after = decodeCursor(rankPosition(of), cursor);
    const ids = [...ranked.keys()];
    const open = await courses.distinct('_id', { $and: [{ _id: { $in: ids } }, isOpen] });
    const best = [...ranked]
      .map(([id, score]) => ({ id, score, isOpen: open.includes(id) }))
      .sort(byOpenAndScore)
      .filter((each) => !after || byOpenAndScore(each, after) > 0);
    const page = pageFrom(best, limit, (last) => ({ of, ...last }));
    const docs = await courses.find({ _id: { $in: page.items.map(({ id }) => id) } }).toArray();
    const byId = new Map(docs.map((doc) => [doc._id, courseOf(doc)]));
    return { items: page.items.flatMap(({ id }) => byId.get(id) ?? []), nextCursor: page.nextCursor };
  }

  return {
    onSale,

    async get(id: string): Promise<Course | null> {
      const doc = await courses.findOne({ _id: id });
      return doc && courseOf(doc);
    },
  };
}

function courseOf({ _id, ...facts }: CourseDoc): Course {
  return { id: _id, ...facts };
}

interface Ranked {
  id: string;
  score: number;
  isOpen: boolean;
}

function byOpenAndScore(a: Ranked, b: Ranked): number {
  if (a.isOpen !== b.isOpen) return a.isOpen ? -1 : 1;
  return b.score - a.score || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Names a list by what it selects and its order; titles are in another order per language. */
function listOf({ q, profession, federation, kind, language, sort }: CourseQuery, field: string): string {
  const what = JSON.stringify([sort, field, q, profession, federation, kind, language]);
  return createHash('sha256').update(what).digest('base64url').slice(0, 12);
}

/** Courses for which an attest can be requested today, of the federations that are asked for. */
function attestOpen({ profession, federation }: CourseQuery, today: Day): mongo.Filter<CourseDoc> {
  const sought = soughtAttests(profession && federationOf(profession), federation);
  const ofThose = sought ? { federation: { $in: [...sought] } } : {};
  return { accreditations: { $elemMatch: { ...ofThose, attestUntil: { $gte: today } } } };
}

function filterOf({ profession, federation, kind, language, vatRates }: SoldQuery): mongo.Filter<CourseDoc> {
  const wanted: FederationCode[][] = [];
  const own = profession && federationOf(profession);
  if (own) wanted.push([own]);
  if (federation) wanted.push(federation);
  return {
    status: 'on-sale',
    vatRate: { $in: vatRates },
    ...(wanted.length > 0 ? { $and: wanted.map((codes) => ({ federations: { $in: codes } })) } : {}),
    // MongoDB would take `live` for a value that the type doesn't know yet
    ...(kind ? { kind: kind as 'video' } : {}),
    ...(language ? { language } : {}),
  };
}

function orders(locale: Locale): Record<CourseQuery['sort'], { field: string; direction: 1 | -1 }> {
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
