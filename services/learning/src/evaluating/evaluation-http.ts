import {
  countedPageOf,
  created,
  dateTime,
  idSchema,
  longText,
  ok,
  pageQuery,
  problem,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { Doorkeeper } from '../classroom.ts';
import type { NamesOf } from '../names-of.ts';
import type { TaughtBy } from '../taught-by.ts';
import type { Evaluation, EvaluationStore } from './evaluation-store.ts';

const givenSchema = z
  .strictObject({ stars: z.int().min(1).max(5), text: longText(4_000).optional() })
  .meta({ id: 'NewEvaluation' });

const evaluationSchema = z
  .object({ stars: z.int(), text: z.string().nullable(), givenAt: dateTime, changedAt: dateTime })
  .meta({ id: 'Evaluation' });

const listedSchema = evaluationSchema
  .extend({
    enrolmentId: idSchema,
    accountId: z.string(),
    accountName: z.string().optional().meta({ description: 'Name of the learner' }),
    courseId: z.string(),
    courseTitle: z.string().optional(),
  })
  .meta({ id: 'ListedEvaluation' });

interface Needs {
  evaluations: EvaluationStore;
  door: Doorkeeper;
  /** Whether the learner has come to the end: all was watched, or the test passed. */
  isAtEnd: (enrolmentId: string) => Promise<boolean>;
  namesOf: NamesOf;
  taughtBy: TaughtBy;
}

export function evaluationRoutes({ evaluations, door, isAtEnd, namesOf, taughtBy }: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/enrolments/:id/evaluation',
      operationId: 'evaluateCourse',
      summary: 'Give stars and a text at the end of the course; given again it replaces the one before (V-21)',
      description: 'The end is reached when all was watched or the final test was passed; before that it is refused.',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      idempotent: true,
      request: { params: z.strictObject({ id: idSchema }), body: givenSchema },
      responses: { 200: evaluationSchema, 201: evaluationSchema },
      problems: [403, 404, 409],
      handler: async (ctx) => {
        const [classroom, mayBegin] = await Promise.all([
          door.enter(ctx.params.id, ctx.actor, ctx.now),
          isAtEnd(ctx.params.id),
        ]);
        const { enrolmentId, accountId, courseId } = classroom;
        const { stars, text = null } = ctx.body;
        return ctx.transaction(async (tx) => {
          const before = await evaluations.get(enrolmentId, tx);
          if (!before && !mayBegin) throw notAtEnd();
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
      summary: 'What learners think of courses, the newest first; for a teacher of their own courses',
      tags: ['staff: learning'],
      access: { staff: ['administration', 'operations', 'teacher'] },
      request: { query: z.strictObject({ ...pageQuery, courseId: idSchema.optional() }) },
      responses: { 200: countedPageOf(listedSchema) },
      handler: async ({ query, actor, locale }) => {
        const courseIds = await taughtBy(actor, ['administration', 'operations']);
        const page = await evaluations.page({ ...query, courseIds });
        const named = await namesOf(page.items, locale);
        return ok({
          ...page,
          items: page.items.map((evaluation, n) => {
            const { enrolmentId, accountId, courseId } = evaluation;
            return { ...evaluationView(evaluation), enrolmentId, accountId, courseId, ...named[n] };
          }),
        });
      },
    }),
  ];
}

function notAtEnd() {
  return problem(409, 'not-at-the-end', {
    detail: {
      nl: 'Beoordeel de cursus aan het einde: bekijk hem eerst helemaal, of slaag voor de afsluitende toets.',
      fr: 'Évaluez le cours à la fin : regardez-le d’abord en entier, ou réussissez le test final.',
      en: 'Evaluate the course at its end: first watch all of it, or pass the final test.',
    },
  });
}

export function evaluationView({ stars, text, givenAt, changedAt }: Evaluation) {
  return { stars, text, givenAt: givenAt.toISOString(), changedAt: changedAt.toISOString() };
}
