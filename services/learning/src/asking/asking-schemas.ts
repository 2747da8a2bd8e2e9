import { dateTime, idSchema, longText } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Named } from '../names-of.ts';
import type { Question } from './domain/question.ts';

export const newQuestion = z.strictObject({ text: longText(4_000) }).meta({ id: 'NewQuestion' });
export const answerSchema = z.strictObject({ answer: longText(10_000) }).meta({ id: 'QuestionAnswer' });

export const questionSchema = z
  .object({
    id: idSchema,
    text: z.string(),
    askedAt: dateTime,
    answer: z.object({ text: z.string(), answeredAt: dateTime, by: z.enum(['teacher', 'staff']) }).nullable(),
  })
  .meta({ id: 'Question' });

export const listedQuestion = questionSchema
  .extend({
    enrolmentId: idSchema,
    accountId: z.string(),
    accountName: z.string().optional().meta({ description: 'Name of the learner' }),
    courseId: z.string(),
    courseTitle: z.string().optional(),
  })
  .meta({ id: 'ListedQuestion' });

export const teachersQuestion = z
  .object({ text: z.string(), askedAt: dateTime, courseTitle: z.string().nullable(), answer: z.string().nullable() })
  .meta({ id: 'QuestionForTeacher' });

export function questionView({ id, text, askedAt, answer }: Question) {
  return {
    id,
    text,
    askedAt: askedAt.toISOString(),
    answer: answer && { text: answer.text, answeredAt: answer.answeredAt.toISOString(), by: answer.by },
  };
}

export function listedView(question: Question, named: Named | undefined) {
  const { enrolmentId, accountId, courseId } = question;
  return { ...questionView(question), enrolmentId, accountId, courseId, ...named };
}
