import { federationCodes, professionCodes } from '@leerhuis/federations';
import { catalogIdSchema, dateSchema, dateTime, idSchema, lineText } from '@leerhuis/http-api';
import { z } from 'zod';
import { accessStates } from './domain/enrolment.ts';
import { stages } from './domain/stage.ts';
import { myCourseStates } from './domain/waiting.ts';

/** What enrolments are filtered by, one's own and everybody's. */
export const enrolmentFilters = {
  courseId: catalogIdSchema.optional(),
  state: z.enum(accessStates).optional(),
  profession: z.enum(professionCodes).optional().meta({ description: 'Courses that count for it' }),
  q: lineText(60, 0)
    .optional()
    .meta({ description: 'Whole words of the course: its title in any language, its code, its teacher; empty: any' }),
};

/** What an organisation's list is filtered by besides. */
export const resultFilters = {
  reached: z.enum(stages).optional().meta({ description: 'How far the learner is; who acts for an organisation' }),
  accountId: idSchema.optional().meta({ description: 'Of one learner; who acts for an organisation' }),
  from: dateSchema.optional().meta({ description: 'Taken on this day or later; who acts for an organisation' }),
  to: dateSchema.optional().meta({ description: 'Taken on this day or before; who acts for an organisation' }),
};

/** The same of my courses, which may be bought and not activated yet. */
export const myCourseFilters = { ...enrolmentFilters, state: z.enum(myCourseStates).optional() };

const federation = z.enum(federationCodes);

const testStates = ['not-started', 'open', 'failed', 'passed'] as const;

/** What is told of an enrolment besides its own facts; null and nothing while its course has not come through. */
export const standingSchema = z.object({
  courseCode: z.string().nullable(),
  title: z.string().nullable().meta({ deprecated: true, description: 'The same as `courseTitle`' }),
  progress: z.object({ percent: z.int(), watchedAt: dateTime.nullable() }),
  checks: z.object({ done: z.int(), total: z.int(), completedAt: dateTime.nullable() }),
  test: z.object({
    state: z.enum(testStates),
    attempts: z.int(),
    openAttemptId: idSchema.nullable(),
    passedAt: dateTime.nullable(),
  }),
  accreditations: z.array(
    z.object({
      federation,
      accreditationNumber: z.string(),
      minutes: z.int(),
      points: z.number().nullable(),
      attestUntil: dateSchema.meta({ description: 'Last day on which an attest can be requested (V-25)' }),
      watchPercent: z.int().meta({ description: 'How much has to be watched for an attest, today (V-24)' }),
    }),
  ),
  evaluated: z.boolean(),
  attest: z.object({ attestId: z.string(), issuedAt: dateTime }).nullable(),
});
export type Standing = z.infer<typeof standingSchema>;

const toActivateSchema = z
  .object({
    orderId: idSchema,
    orderNumber: z.string().meta({ description: 'Number of its pro-forma' }),
    orderedAt: dateTime,
    paidAt: dateTime.nullable(),
    payBefore: dateSchema.nullable().meta({ description: 'Day on which payment is due; null once it is paid' }),
    possibleFrom: dateTime.nullable().meta({
      description:
        'End of another access to the course, which holds until then; null: it can be activated at once, paid or not',
    }),
    link: z.string().meta({ description: 'Where to post `courseId` and `orderId` to activate it' }),
  })
  .meta({ id: 'ToActivate', description: 'What to do next with what was bought and not activated; else missing' });

export const enrolmentSchema = z
  .object({
    id: idSchema,
    courseId: z.string(),
    courseTitle: z.string().optional().meta({ description: 'Missing while its course has not come through' }),
    access: z.enum(myCourseStates).meta({ deprecated: true, description: 'The same as `state`' }),
    state: z.enum(myCourseStates).meta({ description: 'Whether its classroom can be entered' }),
    activatedAt: dateTime.meta({ description: 'Of one that is not activated: when it was bought' }),
    accessUntil: dateTime.meta({
      description: 'Of one that is not activated: when access would end, were it activated now',
    }),
    revokedAt: dateTime.nullable(),
    toActivate: toActivateSchema.optional(),
    organisationId: idSchema
      .nullable()
      .optional()
      .meta({ description: 'For which organisation it was taken; null: for the learner themself' }),
    organisationName: z.string().optional(),
    reached: z
      .enum(stages)
      .optional()
      .meta({ description: 'How far the learner is; of what was taken for an organisation' }),
    accountId: idSchema.optional().meta({ description: 'Who learns, for who acts for an organisation' }),
    accountName: z.string().optional().meta({ description: 'Name of the learner' }),
    ...standingSchema.shape,
  })
  .meta({ id: 'Enrolment' });

export type EnrolmentView = z.infer<typeof enrolmentSchema>;

export const listedEnrolment = enrolmentSchema
  .extend({
    accountId: z.string(),
    accountName: z.string().optional().meta({ description: 'Name of the learner' }),
    documentsOpened: z
      .array(
        z.object({
          documentId: z.string(),
          documentTitle: z.string().optional().meta({ description: 'Missing when the course has it no more' }),
          times: z.int(),
          firstAt: dateTime,
          lastAt: dateTime,
        }),
      )
      .meta({ description: 'What the learner opened of the course, and how often' }),
    learner: z.object({ name: z.string(), email: z.string() }).nullable(),
    refusedProgress: z.object({ reports: z.int(), seconds: z.int(), lastAt: dateTime }).nullable().meta({
      description: 'What their players told to have been watched and cannot have been; null when all was taken in',
    }),
  })
  .meta({ id: 'ListedEnrolment' });
