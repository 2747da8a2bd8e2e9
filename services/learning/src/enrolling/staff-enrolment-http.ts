import { countedPageOf, idSchema, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { inLocale, type LocalisedText } from '@leerhuis/language';
import { z } from 'zod';
import type { Opened } from '../documents/domain/opened.ts';
import type { Refusals } from '../watching/domain/take-in.ts';
import type { EnrolmentLists } from './enrolment-lists.ts';
import type { EnrolmentQueries } from './enrolment-queries.ts';
import { enrolmentFilters, listedEnrolment } from './enrolment-schemas.ts';
import type { ShownEnrolment } from './enrolment-views.ts';

export interface StaffNeeds {
  queries: EnrolmentQueries;
  /** What was told to have been watched and not taken in. */
  refusals: (enrolmentIds: string[]) => Promise<Map<string, Refusals>>;
  /** What learners opened of their courses. */
  documents: { of(enrolmentIds: string[]): Promise<Opened[]> };
  courses: { documentTitles(courseIds: readonly string[]): Promise<ReadonlyMap<string, LocalisedText>> };
  people: { many(accountIds: string[]): Promise<{ id: string; name: string; email: string }[]> };
  lists: EnrolmentLists;
}

/** Enrolments of everybody, for staff. */
export function staffEnrolmentRoutes({ queries, refusals, documents, courses, people, lists }: StaffNeeds): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/enrolments',
      operationId: 'listEnrolments',
      summary: 'Enrolments of everybody, the newest first; by account, course, state, profession or words',
      tags: ['staff: learning'],
      access: { staff: ['operations'] },
      request: {
        query: z.strictObject({ ...pageQuery, ...enrolmentFilters, accountId: idSchema.optional() }),
      },
      responses: { 200: countedPageOf(listedEnrolment) },
      handler: async ({ query, locale, now }) => {
        const { limit, cursor, ...filters } = query;
        const { items, ...page } = await queries.page(await lists.withCourses({ ...filters, now }), { limit, cursor });
        const ids = items.map(({ id }) => id);
        const [known, views, refused, opened, titles] = await Promise.all([
          people.many(items.map((each) => each.accountId)),
          lists.shown(items, locale, now),
          refusals(ids),
          documents.of(ids),
          courses.documentTitles(items.map(({ courseId }) => courseId)),
        ]);
        const personOf = new Map(known.map((each) => [each.id, each]));
        return ok({
          ...page,
          items: items.map((enrolment, n) => {
            const learner = personOf.get(enrolment.accountId);
            const refusal = refused.get(enrolment.id);
            const { attestFor: _, ...view } = views[n] as ShownEnrolment;
            return {
              ...view,
              accountId: enrolment.accountId,
              accountName: learner?.name,
              documentsOpened: opened
                .filter(({ enrolmentId }) => enrolmentId === enrolment.id)
                .map(({ documentId, times, firstAt, lastAt }) => {
                  const title = titles.get(documentId);
                  const documentTitle = title && inLocale(title, locale);
                  return {
                    documentId,
                    documentTitle,
                    times,
                    firstAt: firstAt.toISOString(),
                    lastAt: lastAt.toISOString(),
                  };
                }),
              learner: learner ? { name: learner.name, email: learner.email } : null,
              refusedProgress: refusal ? { ...refusal, lastAt: refusal.lastAt.toISOString() } : null,
            };
          }),
        });
      },
    }),
  ];
}
