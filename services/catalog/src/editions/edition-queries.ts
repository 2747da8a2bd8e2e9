import { decodeCursor, pageFrom } from '@leerhuis/http-api';
import { databaseOf } from '@leerhuis/service-runtime';
import type { Connection } from 'mongoose';
import { z } from 'zod';

/** A dated run of a course: where and when people come together. */
export interface Edition {
  courseId: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  places: number;
}

type EditionDoc = Edition & { _id: string };

export const editionIndexes = {
  editions: [
    { key: { startsAt: 1 as const, _id: 1 as const }, name: 'byStart' },
    { key: { courseId: 1 as const, startsAt: 1 as const, _id: 1 as const }, name: 'ofCourse' },
  ],
};

export type EditionQueries = ReturnType<typeof editionQueries>;

export function editionQueries(connection: Connection) {
  const editions = databaseOf(connection).collection<EditionDoc>('editions');
  const position = z.strictObject({ startsAt: z.iso.datetime(), id: z.string() });
  return {
    /** Editions that are still to begin, the next one first. */
    async upcoming(query: { courseId?: string | undefined; cursor?: string | undefined; limit: number }, now: Date) {
      const after = decodeCursor(position, query.cursor);
      const startsAt = after && new Date(after.startsAt);
      const found = await editions
        .find({
          ...(query.courseId === undefined ? {} : { courseId: query.courseId }),
          ...(after && startsAt
            ? { $or: [{ startsAt: { $gt: startsAt } }, { startsAt, _id: { $gt: after.id } }] }
            : { startsAt: { $gte: now } }),
        })
        .sort({ startsAt: 1, _id: 1 })
        .limit(query.limit + 1)
        .toArray();
      return pageFrom(found, query.limit, (last) => ({ startsAt: last.startsAt.toISOString(), id: last._id }));
    },
  };
}
