import {
  type Answer,
  formBody,
  html,
  inLocale,
  type Locale,
  noContent,
  ok,
  type Route,
  readForm,
  route,
} from '@leerhuis/http-api';
import type { Outbox } from '@leerhuis/outbox';
import { z } from 'zod';
import type { AskingCommands } from './asking-commands.ts';
import { answerSchema, teachersQuestion } from './asking-schemas.ts';
import { answerPage } from './teacher-page.ts';

const params = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
const never = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', Vary: 'Accept, Accept-Language' };
const common = { tags: ['teacher'], access: 'anyone' as const };
const page = { description: 'A page', contentType: 'text/html' };

/** Behind the link in the teacher's mail (V-22): who has the link may answer. Opening it changes nothing. */
export function teacherRoutes(commands: AskingCommands, transaction: Outbox['transaction']): Route[] {
  async function showPage(token: string, locale: Locale, state: 'ask' | 'refused' | 'thanks'): Promise<Answer> {
    const { question, course } = await commands.forTeacher(token);
    const courseTitle = course ? inLocale(course.title, locale) : '';
    const facts = { courseTitle, question: question.text, answer: question.answer?.text ?? '' };
    return html(answerPage(locale, facts, state), never);
  }

  return [
    route({
      ...common,
      method: 'get',
      path: '/api/v1/questions/:token',
      operationId: 'getQuestionForTeacher',
      summary: 'The question behind the link in a teacher’s mail, with the answer that stands',
      request: { params },
      responses: { 200: teachersQuestion },
      handler: async ({ params: { token }, locale }) => {
        const { question, course } = await commands.forTeacher(token);
        const view = {
          text: question.text,
          askedAt: question.askedAt.toISOString(),
          courseTitle: course && inLocale(course.title, locale),
          answer: question.answer?.text ?? null,
        };
        return ok(view, never);
      },
    }),
    route({
      ...common,
      method: 'put',
      path: '/api/v1/questions/:token',
      operationId: 'answerQuestion',
      summary: 'Answer a question as its teacher; answering again corrects the answer (V-22)',
      description: 'The learner gets each answer by e-mail; the same text again has no effect.',
      request: { params, body: answerSchema },
      responses: { 204: { description: 'The learner sees the answer' } },
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          await commands.answerAsTeacher(tx, ctx.params.token, ctx.body.answer);
          return noContent();
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/v1/questions/page/:token',
      operationId: 'showAnswerPage',
      summary: 'Page on which a teacher answers',
      request: { params },
      responses: { 200: page },
      handler: ({ params: { token }, locale }) => showPage(token, locale, 'ask'),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/questions/page/:token',
      operationId: 'answerOnPage',
      summary: 'Answer a question on its page',
      request: {
        params,
        body: formBody('What the form holds', z.looseObject(answerSchema.shape)),
      },
      responses: { 200: page },
      handler: async ({ params: { token }, body, locale }) => {
        const given = readForm(body.bytes)?.get('answer') ?? '';
        const read = answerSchema.safeParse({ answer: given.replaceAll('\r\n', '\n') });
        if (!read.success) return showPage(token, locale, 'refused');
        await transaction((tx) => commands.answerAsTeacher(tx, token, read.data.answer));
        return showPage(token, locale, 'thanks');
      },
    }),
  ];
}
