import { created, dateTime, idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import type { Doorkeeper } from '../classroom.ts';
import { again } from './domain/attempt.ts';
import { mayTryOn, nextAttemptAt } from './domain/attempt-rule.ts';
import type { SeenAttempt, TestingCommands } from './testing-commands.ts';
import { answerRefused, startRefused } from './testing-problems.ts';

const key = z.string().min(1).max(100);
const answersSchema = z
  .strictObject({
    answers: z.array(z.strictObject({ questionId: key, optionIds: z.array(key).max(50) })).max(500),
  })
  .meta({ id: 'TestAnswers' });

const questionSchema = z.object({
  questionId: z.string(),
  kind: z.enum(['single', 'multiple']),
  prompt: z.string(),
  options: z.array(z.object({ optionId: z.string(), label: z.string() })),
  chosenOptionIds: z.array(z.string()).meta({ description: 'Empty until the attempt is judged' }),
  right: z.boolean().nullable().meta({
    description: 'null until the attempt is judged, and then as long as the test can be tried again',
  }),
  correctOptionIds: z.array(z.string()).nullable().meta({ description: 'Told only once the attempt is passed' }),
});

const attemptSchema = z
  .object({
    id: idSchema,
    enrolmentId: idSchema,
    state: z.enum(['open', 'passed', 'failed']),
    startedAt: dateTime,
    finishedAt: dateTime.nullable(),
    passPercent: z.int(),
    passed: z.boolean().nullable(),
    score: z.object({ right: z.int(), of: z.int(), percent: z.int() }).nullable(),
    questions: z.array(questionSchema),
    attemptsLeft: z.int().nullable().meta({ description: 'Attempts that can still be started; null for any number' }),
    nextAttemptAt: dateTime
      .nullable()
      .meta({ description: 'The next attempt can start from then on; null when there is no wait' }),
  })
  .meta({ id: 'TestAttempt' });

const params = z.strictObject({ id: idSchema });
const common = { tags: ['classroom'] as const, access: { owner: 'see-organisation' } as const };

export function testingRoutes(commands: TestingCommands, door: Doorkeeper): Route[] {
  return [
    route({
      ...common,
      method: 'post',
      path: '/api/v1/enrolments/:id/test-attempts',
      operationId: 'startTestAttempt',
      summary: 'Start an attempt at the final test; an open one is given again, with 200 (V-20)',
      idempotent: true,
      request: { params },
      responses: { 200: attemptSchema, 201: attemptSchema },
      problems: [403, 404, 409],
      handler: async (ctx) => {
        const classroom = await door.enter(ctx.params.id, ctx.actor, ctx.now);
        const { locale } = ctx;
        return ctx.transaction(async (tx) => {
          const started = await commands.start(tx, classroom);
          if ('refused' in started) throw startRefused(started, tx.now);
          const { isNew, ...seen } = started;
          const view = attemptView(seen, locale);
          return isNew ? created(view, `/api/v1/test-attempts/${seen.attempt.id}`) : ok(view);
        });
      },
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/v1/test-attempts/:id',
      operationId: 'getTestAttempt',
      summary: 'An attempt of mine, with its result once it is judged',
      request: { params },
      responses: { 200: attemptSchema },
      handler: async ({ params: { id }, actor, locale, now }) => {
        const attempt = await commands.attempt(id, actor);
        return ok(attemptView(await commands.look(attempt, now), locale));
      },
    }),
    route({
      ...common,
      method: 'put',
      path: '/api/v1/test-attempts/:id/answers',
      operationId: 'answerTest',
      summary: 'Answer all questions of an attempt and get the result; the same answers again give the same result',
      request: { params, body: answersSchema },
      responses: { 200: attemptSchema },
      problems: [403, 404, 409, 422],
      handler: async (ctx) => {
        const { answers } = ctx.body;
        const { locale, now } = ctx;
        const attempt = await commands.attempt(ctx.params.id, ctx.actor);
        if (again(attempt, answers)) return ok(attemptView(await commands.look(attempt, now), locale));
        if (attempt.outcome.state !== 'open') throw answerRefused({ refused: 'finished' });
        const classroom = await door.enter(attempt.enrolmentId, ctx.actor, now);
        return ctx.transaction(async (tx) => {
          const answered = await commands.answer(tx, classroom, attempt.id, answers);
          if ('refused' in answered) throw answerRefused(answered);
          return ok(attemptView(answered, locale));
        });
      },
    }),
  ];
}

/**
 * Never with the correct answers before it is passed, nor with which were right while another attempt is possible: they would be
 * the key to it.
 */
function attemptView({ attempt, next, left }: SeenAttempt, locale: Locale) {
  const { id, enrolmentId, questions, passPercent, startedAt, outcome } = attempt;
  const judged = outcome.state === 'open' ? null : outcome;
  const told = mayTryOn(next) ? null : judged;
  const right = judged?.rightIds.length ?? 0;
  const of = questions.length;
  return {
    id,
    enrolmentId,
    state: outcome.state,
    startedAt: startedAt.toISOString(),
    finishedAt: judged?.finishedAt.toISOString() ?? null,
    passPercent,
    passed: judged && judged.state === 'passed',
    score: judged && { right, of, percent: Math.floor((100 * right) / of) },
    questions: questions.map(({ questionId, kind, prompt, options, correctOptionIds }) => ({
      questionId,
      kind,
      prompt: inLocale(prompt, locale),
      options: options.map(({ optionId, label }) => ({ optionId, label: inLocale(label, locale) })),
      chosenOptionIds: judged?.answers.find((answer) => answer.questionId === questionId)?.optionIds ?? [],
      right: told?.rightIds.includes(questionId) ?? null,
      correctOptionIds: outcome.state === 'passed' ? correctOptionIds : null,
    })),
    attemptsLeft: left,
    nextAttemptAt: nextAttemptAt(next)?.toISOString() ?? null,
  };
}
