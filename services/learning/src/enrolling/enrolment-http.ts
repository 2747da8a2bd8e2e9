import { countedPageOf, idSchema, notFound, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { EnrolmentLists, ListNeeds } from './enrolment-lists.ts';
import { enrolmentSchema, myCourseFilters, resultFilters } from './enrolment-schemas.ts';
import type { EnrolmentStore } from './enrolment-store.ts';
import type { ResultsStore } from './results-store.ts';
import { maySeeResult } from './whose.ts';

interface Needs extends Pick<ListNeeds, 'myCourses'> {
  enrolments: EnrolmentStore;
  results: Pick<ResultsStore, 'stage'>;
  lists: EnrolmentLists;
}

export function enrolmentRoutes({ enrolments, myCourses, results, lists }: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/enrolments',
      operationId: 'listMyEnrolments',
      summary:
        'My courses, bought or activated, the newest first, and how I stand with each (V-18); by state, profession or words',
      description:
        'What was bought and not activated is there with `not-activated` and `toActivate`; when it is activated it stays where it is in ' +
        'the list, under the id of its activation. Who acts for an organisation sees what was taken for it: of all its people with the ' +
        'right `see-results`, else their own. Of others `reached` tells how far they are; what they watched, clicked or tried is not told ' +
        '(`percent`, `done` and `attempts` are 0 until all of it is done). `q` finds them by name, too.',
      tags: ['enrolments'],
      access: { owner: 'see-organisation' },
      request: { query: z.strictObject({ ...pageQuery, ...myCourseFilters, ...resultFilters }) },
      responses: { 200: countedPageOf(enrolmentSchema) },
      handler: async ({ query, actor, locale, now }) => {
        const { limit, cursor, ...filters } = query;
        return ok(await lists.page({ actor, locale, now }, filters, { limit, cursor }));
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/enrolments/:id',
      operationId: 'getEnrolment',
      summary: 'One of my courses, and how I stand with it',
      tags: ['enrolments'],
      access: { owner: 'see-organisation' },
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 200: enrolmentSchema },
      handler: async ({ params, actor, locale, now }) => {
        const course = (await enrolments.get(params.id)) ?? (await myCourses.get(params.id));
        if (!course || !maySeeResult(actor, course)) throw notFound();
        const stage = course.organisationId ? await results.stage(params.id) : undefined;
        const [view] = await lists.seen({ actor, locale, now }, [{ stage, ...course }]);
        return ok(view);
      },
    }),
  ];
}
