import {
  countedPageOf,
  created,
  idSchema,
  notFound,
  ok,
  pageQuery,
  queryBoolean,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { Doorkeeper } from '../classroom.ts';
import type { NamesOf } from '../names-of.ts';
import type { TaughtBy } from '../taught-by.ts';
import type { AskingCommands } from './asking-commands.ts';
import { askingRefused } from './asking-problems.ts';
import {
  answerSchema,
  listedQuestion,
  listedView,
  newQuestion,
  questionSchema,
  questionView,
} from './asking-schemas.ts';
import type { QuestionStore } from './question-store.ts';

export interface QuestionNeeds {
  commands: AskingCommands;
  questions: QuestionStore;
  door: Doorkeeper;
  namesOf: NamesOf;
  taughtBy: TaughtBy;
}

const params = z.strictObject({ id: idSchema });

export function askingRoutes({ commands, questions, door, namesOf, taughtBy }: QuestionNeeds): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/enrolments/:id/questions',
      operationId: 'askTeacher',
      summary: 'Put a question to the teacher, who gets it by e-mail (V-22)',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      idempotent: true,
      request: { params, body: newQuestion },
      responses: { 201: questionSchema },
      problems: [403, 404, 429],
      handler: async (ctx) => {
        const classroom = await door.enter(ctx.params.id, ctx.actor, ctx.now);
        const refusal = await commands.refusal(ctx.actor.accountId, ctx.now);
        if (refusal) throw askingRefused(refusal);
        return ctx.transaction(async (tx) => {
          const question = await commands.ask(tx, classroom, ctx.body.text);
          return created(questionView(question), `/api/v1/enrolments/${ctx.params.id}/questions`);
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/enrolments/:id/questions',
      operationId: 'listMyQuestions',
      summary: 'My questions to the teacher and their answers, the newest first',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      request: { params, query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(questionSchema) },
      handler: async ({ params: { id }, query, actor }) => {
        if (!(await door.isOwn(id, actor))) throw notFound();
        const page = await questions.ofEnrolment(id, query);
        return ok({ ...page, items: page.items.map(questionView) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/questions',
      operationId: 'listQuestions',
      summary: 'Questions of all learners, the newest first; for a teacher those about their own courses',
      tags: ['staff: learning'],
      access: { staff: ['operations', 'teacher'] },
      request: { query: z.strictObject({ ...pageQuery, answered: queryBoolean().optional() }) },
      responses: { 200: countedPageOf(listedQuestion) },
      handler: async ({ query, actor, locale }) => {
        const page = await questions.forStaff({ ...query, courseIds: await taughtBy(actor, ['operations']) });
        const named = await namesOf(page.items, locale);
        return ok({ ...page, items: page.items.map((question, n) => listedView(question, named[n])) });
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/admin/questions/:id/answer',
      operationId: 'answerQuestionForTeacher',
      summary: 'Answer a question as its teacher or in their place, or correct the answer',
      description: 'The learner gets each answer by e-mail; the same text again has no effect.',
      tags: ['staff: learning'],
      access: { staff: ['operations', 'teacher'] },
      request: { params, body: answerSchema },
      responses: { 200: listedQuestion },
      handler: async (ctx) => {
        const taught = await taughtBy(ctx.actor, ['operations']);
        const by = ctx.actor.accountId;
        return ctx.transaction(async (tx) => {
          const answered = await commands.answerAsStaff(tx, { ...ctx.params, text: ctx.body.answer, by, taught });
          if ('refused' in answered) throw askingRefused(answered);
          const [named] = await namesOf([answered], ctx.locale);
          return ok(listedView(answered, named));
        });
      },
    }),
  ];
}
