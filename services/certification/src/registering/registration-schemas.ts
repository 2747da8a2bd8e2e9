import { registeringFederations } from '@leerhuis/federations';
import { dateSchema, dateTime, idSchema, lineText } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Registration } from './domain/registration.ts';
import type { Run } from './domain/run.ts';

export const federationCode = z.enum(registeringFederations);
/** In which people get the file of a run. */
export const fileFormat = z.enum(['xlsx', 'csv']);
export const registrationState = z.enum(['waiting', 'sent', 'accepted', 'refused', 'withdrawn']);
/** From 2000 on, so that nothing but a month of the calendar passes. */
export const monthField = z
  .string()
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'Month of completion, e.g. 2026-11' });

export const registrationView = z
  .object({
    id: idSchema,
    federation: federationCode,
    memberNumber: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    accreditationNumber: z.string(),
    courseTitle: z.string(),
    activityDate: dateSchema,
    month: z.string(),
    minutes: z.int(),
    points: z.number().nullable(),
    mode: z.enum(['live', 'online', 'onDemand']),
    state: registrationState,
    reason: z.string().nullable(),
    attempts: z.int(),
    runId: z.string().nullable(),
    sentAt: dateTime.nullable(),
    answeredAt: dateTime.nullable(),
    withdrawnAt: dateTime.nullable().meta({ description: 'When its attest was revoked: it counts no more (V-14)' }),
  })
  .meta({ id: 'Registration' });

export function viewOfRegistration(registration: Registration): z.input<typeof registrationView> {
  const { attestId, accountId, periodYear, createdAt, lateAnswer, correctedTo, apart, ...known } = registration;
  const { heldSince, takenBack, ...shown } = known;
  const { sentAt, answeredAt, withdrawnAt, ...rest } = shown;
  return {
    ...rest,
    sentAt: sentAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
}

export const staffRegistrationView = registrationView
  .extend({
    accountId: idSchema,
    accountName: z.string().optional().meta({ description: 'Name of the learner, as their account says today' }),
    attestId: idSchema,
    attestCode: z.string().optional().meta({ description: 'Code that is printed on the attest' }),
    heldSince: dateTime.nullable().meta({
      description: 'Since when it waits for staff to say whose member number it is, or as another one stands under it',
    }),
    takenBackAt: dateTime.nullable().meta({
      description: 'When the federation was told that it counts no more, as its member number is of somebody else',
    }),
  })
  .meta({ id: 'StaffRegistration' });

/** @param known names by account, and codes by attest */
export function staffViewOf(
  registration: Registration,
  known: Record<'names' | 'codes', ReadonlyMap<string, string>>,
): z.input<typeof staffRegistrationView> {
  const { accountId, attestId, heldSince, takenBack } = registration;
  return {
    ...viewOfRegistration(registration),
    accountId,
    accountName: known.names.get(accountId),
    attestId,
    attestCode: known.codes.get(attestId),
    heldSince: heldSince?.toISOString() ?? null,
    takenBackAt: takenBack?.at.toISOString() ?? null,
  };
}

export const runView = z
  .object({
    id: idSchema,
    month: z.string(),
    kind: z.enum(['auto', 'manual']),
    state: z.enum(['running', 'done']),
    early: z.boolean().meta({ description: 'The month was not over yet; a later run takes the rest' }),
    sent: z.int(),
    perFederation: z.record(z.string(), z.int()).meta({ description: 'Filled when the run is done' }),
    files: z
      .array(
        z.object({
          federation: federationCode,
          url: z.string().meta({ description: 'In the form that is set for the federation' }),
          formats: z.array(z.object({ format: fileFormat, url: z.string() })),
        }),
      )
      .meta({ description: 'One for each federation that something was sent to, when the run is done' }),
    startedAt: dateTime,
    finishedAt: dateTime.nullable(),
  })
  .meta({ id: 'RegistrationRun' });

export function viewOfRun(run: Run): z.input<typeof runView> {
  const { startedBy: _, startedAt, finishedAt, ...rest } = run;
  const files = federationCode.options
    .filter((federation) => run.perFederation[federation])
    .map((federation) => {
      const url = `/api/v1/admin/registration-runs/${run.id}/files/${federation}`;
      const formats = fileFormat.options.map((format) => ({ format, url: `${url}?format=${format}` }));
      return { federation, url, formats };
    });
  return {
    ...rest,
    files: run.state === 'done' ? files : [],
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

export const answerBody = z
  .strictObject({ outcome: z.enum(['accepted', 'refused']), reason: lineText(500).nullable().default(null) })
  .meta({ id: 'FederationAnswer', description: 'A refusal needs a reason' });

export const resubmissionBody = z
  .strictObject({
    memberNumber: lineText(30).describe('As the federation gave it; dots, dashes and spaces do not matter').optional(),
  })
  .meta({ id: 'Resubmission', description: 'With the right member number, if that was wrong' });
