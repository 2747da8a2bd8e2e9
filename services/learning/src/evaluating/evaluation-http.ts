import {
  countedPageOf,
  created,
  dateTime,
  idSchema,
  longText,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { Doorkeeper } from '../classroom.ts';
import type { Evaluation, EvaluationStore } from './evaluation-store.ts';

const givenSchema = z
  .strictObject({ stars: z.int().min(1).max(5), text: longText(4_000).optional() })
  .meta({ id: 'NewEvaluation' });

const evaluationSchema = z
  .object({ stars: z.int(), text: z.string().nullable(), givenAt: dateTime, changedAt: dateTime })
  .meta({ id: 'Evaluation' });

const listedSchema = evaluationSchema
  .extend({ enrolmentId: idSchema, accountId: z.string(), courseId: z.string() })
  .meta({ id: 'ListedEvaluation' });

export function evaluationRoutes(evaluations: EvaluationStore, door: Doorkeeper): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/enrolments/:id/evaluation',
      operationId: 'evaluateCourse',
      summary: 'Give stars and a text; given again it replaces the one before (V-21)',
      tags: ['classroom'],
      access: 'signed-in',
      idempotent: true,
      request: { params: z.strictObject({ id: idSchema }), body: givenSchema },
      responses: { 200: evaluationSchema, 201: evaluationSchema },
      problems: [403, 404],
      handler: async (ctx) => {
        const { enrolmentId, accountId, courseId } = await door.enter(ctx.params.id, ctx.actor, ctx.now);
        const { stars, text = null } = ctx.body;
        return ctx.transaction(async (tx) => {
          const before = await evaluations.get(enrolmentId, tx);
          const givenAt = before?.givenAt ?? tx.now;
          const evaluation = { enrolmentId, accountId, courseId, stars, text, givenAt, changedAt: tx.now };
          await evaluations.save(tx, evaluation);
          const view = evaluationView(evaluation);
          return before ? ok(view) : created(view, `/api/v1/enrolments/${enrolmentId}/classroom`);
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/evaluations',
      operationId: 'listEvaluations',
      summary: 'What learners think of courses, the newest first',
      tags: ['staff: learning'],
      access: 'staff',
      request: { query: z.strictObject({ ...pageQuery, courseId: idSchema.optional() }) },
      responses: { 200: countedPageOf(listedSchema) },
      handler: async ({ query }) => {
        const page = await evaluations.page(query);
        return ok({
          ...page,
          items: page.items.map((evaluation) => {
            const { enrolmentId, accountId, courseId } = evaluation;
            return { ...evaluationView(evaluation), enrolmentId, accountId, courseId };
          }),
        });
      },
    }),
  ];
}

export function evaluationView({ stars, text, givenAt, changedAt }: Evaluation) {
  return { stars, text, givenAt: givenAt.toISOString(), changedAt: changedAt.toISOString() };
}
