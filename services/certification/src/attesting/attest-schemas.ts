import { federationCodes } from '@leerhuis/federations';
import { dateSchema, dateTime, idSchema, localisedText } from '@leerhuis/http-api';
import { z } from 'zod';

export const attestBody = z
  .strictObject({
    enrolmentId: idSchema,
    declarations: z
      .strictObject({
        wasPresent: z.boolean(),
        stayedLoggedIn: z.boolean(),
        usedNoOtherApplications: z.boolean(),
        switchedOffPeripherals: z.boolean(),
      })
      .meta({ description: 'All four must be true (V-24)' }),
  })
  .meta({ id: 'AttestRequest' });

const federation = z.enum(federationCodes);

export const attestView = z
  .object({
    id: idSchema,
    code: z.string(),
    verifyUrl: z.string(),
    holderName: z.string().optional().meta({ description: 'As it is on the attest' }),
    accountId: idSchema.optional(),
    accountName: z.string().optional().meta({ description: 'The same as `holderName`' }),
    organisationId: idSchema
      .nullable()
      .optional()
      .meta({ description: 'For which organisation the course was taken; null: for the holder themself' }),
    organisationName: z.string().optional(),
    enrolmentId: idSchema,
    courseId: z.string(),
    title: z.string().optional().meta({ description: 'Of the course, in the language that is asked for' }),
    courseTitle: localisedText.meta({
      deprecated: true,
      description: 'In all its languages; `title` is the one to show',
    }),
    completedAt: dateTime,
    issuedAt: dateTime,
    state: z.enum(['issued', 'revoked']),
    revokedAt: dateTime
      .nullable()
      .meta({ description: 'When it was revoked, as its order was withdrawn unpaid (V-14)' }),
    pdfUrl: z.string().nullable().meta({ description: 'While the attest counts' }),
    federations: z.array(
      z.object({
        federation,
        memberNumber: z.string(),
        accreditationNumber: z.string(),
        minutes: z.int(),
        points: z.number().nullable(),
        attestUntil: dateSchema,
        registration: z
          .object({
            id: idSchema,
            state: z.enum(['waiting', 'sent', 'accepted', 'refused', 'withdrawn']),
            reason: z.string().nullable(),
            sentAt: dateTime.nullable(),
            answeredAt: dateTime.nullable(),
          })
          .nullable()
          .meta({ description: 'null where the member sends the PDF' }),
        notice: z
          .string()
          .nullable()
          .optional()
          .meta({ description: 'Says that we tell the federation, and nobody need send the PDF; else null (V-26)' }),
      }),
    ),
  })
  .meta({ id: 'Attest' });
