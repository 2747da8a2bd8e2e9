import { dateTime, idSchema, ok, pageOf, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { EditionQueries } from './edition-queries.ts';

const edition = z
  .object({
    id: idSchema,
    courseId: idSchema,
    startsAt: dateTime,
    endsAt: dateTime,
    place: z.string(),
    places: z.int(),
  })
  .meta({ id: 'Edition' });

/** Video courses have no editions; live ones do. */
export function editionRoutes(editions: EditionQueries): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/editions',
      operationId: 'listEditions',
      summary: 'Dated runs of courses that are still to begin, the next one first',
      tags: ['catalogue'],
      access: 'anyone',
      request: { query: z.strictObject({ ...pageQuery, courseId: idSchema.optional() }) },
      responses: { 200: pageOf(edition) },
      handler: async ({ query, now }) => {
        const { items, nextCursor } = await editions.upcoming(query, now);
        return ok({
          items: items.map(({ _id, startsAt, endsAt, ...facts }) => {
            return { id: _id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), ...facts };
          }),
          nextCursor,
        });
      },
    }),
  ];
}
