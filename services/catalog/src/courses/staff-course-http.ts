import {
  countedPageOf,
  dateSchema,
  etagOf,
  idSchema,
  notFound,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { questionSetSchema } from '../question-sets.ts';
import { federationSchema } from '../shapes.ts';
import { staffCourse } from './course-schemas.ts';
import type { Offering } from './courses.ts';
import type { Course } from './domain/course.ts';
import { extendAttestUntil, replaceQuestionSet, setCourseStatus } from './staff-course-commands.ts';

const params = z.strictObject({ id: idSchema });
const tags = ['staff: catalogue'] as const;

/** What staff see and change of single courses; the rest comes by file. */
export function staffCourseRoutes(offering: Offering): Route[] {
  const { courses } = offering;
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/courses',
      operationId: 'listCoursesForStaff',
      summary: 'All courses by code, withdrawn ones too',
      tags,
      access: { staff: ['operations'] },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(staffCourse) },
      handler: async ({ query }) => {
        const page = await courses.page(query);
        return ok({ ...page, items: page.items.map(viewOf) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/courses/:id',
      operationId: 'getCourseForStaff',
      summary: 'A course with its classroom, questions and answers',
      tags,
      access: { staff: ['operations'] },
      etag: true,
      request: { params },
      responses: { 200: staffCourse },
      problems: [404],
      handler: async (ctx) => {
        const course = await courses.get(ctx.params.id);
        if (!course) throw notFound();
        return shown(course);
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/courses/:id/attest-until',
      operationId: 'extendAttestUntil',
      summary: 'Extend for everyone until when an attest can be requested',
      tags,
      access: { staff: ['operations'] },
      etag: true,
      request: { params, body: z.strictObject({ federation: federationSchema, attestUntil: dateSchema }) },
      responses: { 200: staffCourse },
      problems: [404, 412, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => shown(await extendAttestUntil(offering, tx, ctx.params.id, ctx, ctx.body))),
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/courses/:id/question-set',
      operationId: 'replaceQuestionSet',
      summary: 'Put another question set in place; what was achieved on the present one stays',
      tags,
      access: { staff: ['operations'] },
      etag: true,
      bodyLimit: '1mb',
      request: { params, body: questionSetSchema },
      responses: { 200: staffCourse },
      problems: [404, 412, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => shown(await replaceQuestionSet(offering, tx, ctx.params.id, ctx, ctx.body))),
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/courses/:id/status',
      operationId: 'setCourseStatus',
      summary: 'Withdraw a course from sale, or put it back; who has it keeps it',
      tags,
      access: { staff: ['operations'] },
      etag: true,
      request: { params, body: z.strictObject({ status: z.enum(['on-sale', 'withdrawn']) }) },
      responses: { 200: staffCourse },
      problems: [404, 409, 412],
      handler: (ctx) =>
        ctx.transaction(async (tx) => shown(await setCourseStatus(offering, tx, ctx.params.id, ctx, ctx.body.status))),
    }),
  ];
}

function shown(course: Course) {
  return ok(viewOf(course), { ETag: etagOf(course.revision) });
}

function viewOf({ formerChapters, ...course }: Course) {
  const { status: state, createdAt, changedAt } = course;
  return { ...course, state, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() };
}
