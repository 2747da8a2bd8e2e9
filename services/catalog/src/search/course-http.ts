import { countedPageOf, idSchema, notFound, ok, type Route, route } from '@leerhuis/http-api';
import type { Provider } from '@leerhuis/provider';
import { z } from 'zod';
import type { Day } from '../courses/domain/course.ts';
import { isSold } from '../courses/domain/is-sold.ts';
import type { CourseQueries } from './course-queries.ts';
import { coursePage, courseQuery, courseSummary } from './course-schemas.ts';
import { pageOfCourse, summaryOf } from './course-views.ts';

/** What anyone may see of the offer. */
export function courseRoutes(
  queries: CourseQueries,
  provider: Pick<Provider, 'vatRatesOn'>,
  dayOf: (instant: Date) => Day,
): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/courses',
      operationId: 'listCourses',
      summary: 'Courses on sale: by profession, kind, language, words',
      tags: ['catalogue'],
      access: 'anyone',
      request: { query: courseQuery },
      responses: { 200: countedPageOf(courseSummary) },
      handler: async ({ query, locale, now }) => {
        const today = dayOf(now);
        const page = await queries.onSale({ ...query, vatRates: provider.vatRatesOn(today) }, locale, today);
        return ok({ ...page, items: page.items.map((course) => summaryOf(course, locale, today)) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/courses/:id',
      operationId: 'getCourse',
      summary: 'The page of a course; also of one that is no longer sold, for those who have it',
      tags: ['catalogue'],
      access: 'anyone',
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 200: coursePage },
      problems: [404],
      handler: async ({ params, locale, now }) => {
        const course = await queries.get(params.id);
        if (!course) throw notFound();
        const today = dayOf(now);
        const onSale = isSold(course, provider.vatRatesOn(today));
        return ok({ ...pageOfCourse(course, locale, today), onSale }, { 'Cache-Control': 'no-cache' });
      },
    }),
  ];
}
