import {
  type Answer,
  formBody,
  html,
  noContent,
  ok,
  type PageFrame,
  type Route,
  readForm,
  route,
} from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import type { Outbox } from '@leerhuis/outbox';
import { z } from 'zod';
import type { AskingCommands } from './asking-commands.ts';
import { askingRefused } from './asking-problems.ts';
import { answerSchema, teachersQuestion } from './asking-schemas.ts';
import { answerPage, linkEndedPage } from './teacher-page.ts';

const params = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
/** Any text: who follows a link that a mail program cut in two gets the page that says so, not JSON. */
const pageParams = z.strictObject({ token: z.string().max(500) });
const never = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', Vary: 'Accept, Accept-Language' };
const common = { tags: ['teachers'] as const, access: 'anyone' as const };
const page = { description: 'A page', contentType: 'text/html' };

interface Asked {
  locale: Locale;
  now: Date;
}

/** Behind the link in the teacher's mail (V-22): who has the link may answer. Opening it changes nothing. */
export function teacherRoutes(
  commands: AskingCommands,
  transaction: Outbox['transaction'],
  brandOn: (now: Date) => { name: string },
): Route[] {
  const frameOf = ({ locale, now }: Asked): PageFrame => ({ locale, brand: brandOn(now).name });

  async function showPage(token: string, asked: Asked, state: 'ask' | 'refused' | 'thanks'): Promise<Answer> {
    const { locale, now } = asked;
    const seen = await commands.forTeacher(token, now);
    // a teacher whose link has ended reads so on a page, not as JSON
    if ('refused' in seen) return html(linkEndedPage(frameOf(asked)), never);
    const { question, course } = seen;
    const courseTitle = course ? inLocale(course.title, locale) : '';
    const facts = { courseTitle, question: question.text, answer: question.answer?.text ?? '' };
    return html(answerPage(frameOf(asked), facts, state), never);
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
      handler: async ({ params: { token }, locale, now }) => {
        const seen = await commands.forTeacher(token, now);
        if ('refused' in seen) throw askingRefused(seen);
        const { question, course } = seen;
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
          const answered = await commands.answerAsTeacher(tx, ctx.params.token, ctx.body.answer);
          if ('refused' in answered) throw askingRefused(answered);
          return noContent();
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/v1/questions/page/:token',
      operationId: 'showAnswerPage',
      summary: 'Page on which a teacher answers',
      request: { params: pageParams },
      responses: { 200: page },
      handler: (ctx) => showPage(ctx.params.token, ctx, 'ask'),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/questions/page/:token',
      operationId: 'answerOnPage',
      summary: 'Answer a question on its page',
      request: {
        params: pageParams,
        body: formBody('What the form holds', z.looseObject(answerSchema.shape)),
      },
      responses: { 200: page },
      handler: async (ctx) => {
        const { token } = ctx.params;
        const given = readForm(ctx.body.bytes)?.get('answer') ?? '';
        const read = answerSchema.safeParse({ answer: given.replaceAll('\r\n', '\n') });
        if (!read.success) return showPage(token, ctx, 'refused');
        const answered = await transaction((tx) => commands.answerAsTeacher(tx, token, read.data.answer));
        if ('refused' in answered) return html(linkEndedPage(frameOf(ctx)), never);
        return showPage(token, ctx, 'thanks');
      },
    }),
  ];
}
