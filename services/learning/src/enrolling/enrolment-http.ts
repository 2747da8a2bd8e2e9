import { mayAct, ofPerson } from '@leerhuis/auth';
import { type FederationCode, federationOf, type professionCodes } from '@leerhuis/federations';
import { countedPageOf, idSchema, notFound, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale, type LocalisedText, wordsOf } from '@leerhuis/language';
import { z } from 'zod';
import type { Opened } from '../documents/domain/opened.ts';
import type { Refusals } from '../watching/domain/take-in.ts';
import { accessOf, type Enrolment } from './domain/enrolment.ts';
import type { Waiting } from './domain/waiting.ts';
import type { EnrolmentFilter, EnrolmentQueries } from './enrolment-queries.ts';
import {
  enrolmentFilters,
  enrolmentSchema,
  listedEnrolment,
  myCourseFilters,
  type Standing,
} from './enrolment-schemas.ts';
import type { EnrolmentStore } from './enrolment-store.ts';
import type { MyCoursesStore } from './my-courses-store.ts';

export interface EnrolmentNeeds {
  enrolments: EnrolmentStore;
  myCourses: MyCoursesStore;
  queries: EnrolmentQueries;
  /** In the order of what is listed. */
  standings: (list: Pick<Enrolment, 'id' | 'accountId' | 'courseId'>[], locale: Locale) => Promise<Standing[]>;
  /** From and to when a course that waits could be watched, were it activated now. */
  accessIfActivated: (waiting: Waiting, now: Date) => Pick<Enrolment, 'activatedAt' | 'accessUntil'>;
  /** What was told to have been watched and not taken in. */
  refusals: (enrolmentIds: string[]) => Promise<Map<string, Refusals>>;
  /** What learners opened of their courses. */
  documents: { of(enrolmentIds: string[]): Promise<Opened[]> };
  /** `found`: those that words or a federation select. */
  courses: {
    documentTitles(courseIds: readonly string[]): Promise<ReadonlyMap<string, LocalisedText>>;
    found(wanted: { federation?: FederationCode | undefined; q?: string | undefined }): Promise<string[]>;
  };
  people: { many(accountIds: string[]): Promise<{ id: string; name: string; email: string }[]> };
}

/** What a list is asked for. */
interface Wanted extends EnrolmentFilter {
  profession?: (typeof professionCodes)[number] | undefined;
  q?: string | undefined;
}

export function enrolmentRoutes({
  enrolments,
  myCourses,
  queries,
  standings,
  accessIfActivated,
  refusals,
  documents,
  courses,
  people,
}: EnrolmentNeeds): Route[] {
  async function show(list: (Enrolment | Waiting)[], locale: Locale, now: Date) {
    const waiting = list.filter((each) => 'bought' in each);
    const [standing, open] = await Promise.all([
      standings(list, locale),
      queries.openOf(waiting[0]?.accountId ?? '', [...new Set(waiting.map(({ courseId }) => courseId))], now),
    ]);
    return list.map((each, n) => {
      const stands = standing[n] as Standing;
      if (!('bought' in each)) return { ...viewOf(each, now), courseTitle: stands.title ?? undefined, ...stands };
      const current = open.find(({ courseId }) => courseId === each.courseId);
      const view = waitingView(each, accessIfActivated(each, now), current);
      return { ...view, courseTitle: stands.title ?? inLocale(each.bought.title, locale), ...stands };
    });
  }

  /** Words and profession are of courses, so these are looked for first. */
  async function withCourses({ profession, q, ...wanted }: Wanted): Promise<EnrolmentFilter> {
    if (profession === undefined && !q?.trim()) return wanted;
    const federation = profession && federationOf(profession);
    // punctuation alone is no word of any course
    if (q?.trim() && wordsOf(q).length === 0) return { ...wanted, courseIds: [] };
    return { ...wanted, courseIds: await courses.found({ federation, q }) };
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/enrolments',
      operationId: 'listMyEnrolments',
      summary:
        'My courses, bought or activated, the newest first, and how I stand with each (V-18); by state, profession or words',
      description:
        'What was bought and not activated is there with `not-activated` and `toActivate`; when it is activated it stays where it is in the list, under the id of its activation.',
      tags: ['enrolments'],
      access: 'signed-in',
      request: { query: z.strictObject({ ...pageQuery, ...myCourseFilters }) },
      responses: { 200: countedPageOf(enrolmentSchema) },
      handler: async ({ query, actor, locale, now }) => {
        const { limit, cursor, state, ...filters } = query;
        const { courseId, courseIds } = await withCourses({ ...filters, now });
        const wanted = { accountId: actor.accountId, courseId, courseIds, state, now };
        const page = await myCourses.page(wanted, { limit, cursor });
        return ok({ ...page, items: await show(page.items, locale, now) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/enrolments/:id',
      operationId: 'getEnrolment',
      summary: 'One of my courses, and how I stand with it',
      tags: ['enrolments'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 200: enrolmentSchema },
      handler: async ({ params, actor, locale, now }) => {
        const course = (await enrolments.get(params.id)) ?? (await myCourses.get(params.id));
        if (!course || !mayAct(actor, ofPerson(course.accountId))) throw notFound();
        const [view] = await show([course], locale, now);
        return ok(view);
      },
    }),
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
        const { items, ...page } = await queries.page(await withCourses({ ...filters, now }), { limit, cursor });
        const ids = items.map(({ id }) => id);
        const [known, views, refused, opened, titles] = await Promise.all([
          people.many(items.map((each) => each.accountId)),
          show(items, locale, now),
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
            return {
              ...views[n],
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

function viewOf(enrolment: Enrolment, now: Date) {
  const { id, courseId, activatedAt, accessUntil, revokedAt } = enrolment;
  const access = accessOf(enrolment, now);
  return {
    id,
    courseId,
    access,
    state: access,
    activatedAt: activatedAt.toISOString(),
    accessUntil: accessUntil.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

function waitingView(
  { id, courseId, orderId, bought }: Waiting,
  { activatedAt, accessUntil }: Pick<Enrolment, 'activatedAt' | 'accessUntil'>,
  current: Enrolment | undefined,
) {
  const { orderNumber, placedAt, paidAt, dueDate } = bought;
  return {
    id,
    courseId,
    access: 'not-activated' as const,
    state: 'not-activated' as const,
    activatedAt: activatedAt.toISOString(),
    accessUntil: accessUntil.toISOString(),
    revokedAt: null,
    toActivate: {
      orderId,
      orderNumber,
      orderedAt: placedAt.toISOString(),
      paidAt: paidAt?.toISOString() ?? null,
      payBefore: paidAt ? null : dueDate,
      possibleFrom: current?.accessUntil.toISOString() ?? null,
      link: '/api/v1/activations',
    },
  };
}
