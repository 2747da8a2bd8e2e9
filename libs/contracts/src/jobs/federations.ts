import type { RegisteringFederation } from '@leerhuis/federations';
import { z } from 'zod';
import { defineJob, type JobContract } from '../contract.ts';
import { day, federation, id, instant } from '../shapes.ts';

const registration = z.object({
  registrationId: id,
  federation,
  memberNumber: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  accreditationNumber: z.string(),
  courseTitle: z.string(),
  /** Day of completion, in the provider's time zone. */
  activityDate: day,
  minutes: z.int(),
  points: z.number().nullable(),
  mode: z.enum(['live', 'online', 'onDemand']),
  evidenceId: z.string(),
  month: z.string(),
  sentAt: instant,
});
export type RegistrationMessage = z.infer<typeof registration>;

const withdrawal = z.object({
  registrationId: id,
  federation,
  /** As it was last sent. */
  memberNumber: z.string(),
  accreditationNumber: z.string(),
  /** Day of completion, in the provider's time zone. */
  activityDate: day,
  evidenceId: z.string(),
  withdrawnAt: instant,
});
export type RegistrationWithdrawal = z.infer<typeof withdrawal>;

/** As the answer over HTTP: a field that it has none of may say what we would not hear. */
const answer = z.strictObject({
  registrationId: id,
  outcome: z.enum(['accepted', 'refused']),
  /** Required when refused; one line, not blank. */
  reason: z.string().max(500).normalize('NFC').nullable().default(null),
});
export type RegistrationAnswer = z.infer<typeof answer>;

/** The queue on which a federation finds the participations of its members. */
export function federationRegistrations(code: RegisteringFederation): JobContract<RegistrationMessage> {
  return defineJob({
    queue: `federation.${code.toLowerCase()}.registrations`,
    worker: 'federation',
    meaning: `Participations of ${code} members, to be booked on their card by the federation.`,
    data: registration,
  });
}

/**
 * The queue on which a federation hears that a participation which it was told of counts no more. Queues have no order
 * between them: it may come before the participation, which is then not to be booked, and it may come twice.
 */
export function federationWithdrawals(code: RegisteringFederation): JobContract<RegistrationWithdrawal> {
  return defineJob({
    queue: `federation.${code.toLowerCase()}.withdrawals`,
    worker: 'federation',
    meaning: `Participations that ${code} was told of and that count no more, to be taken off the member's card.`,
    data: withdrawal,
  });
}

/** The queue on which a federation answers. */
export function federationAnswers(code: RegisteringFederation): JobContract<RegistrationAnswer> {
  return defineJob({
    queue: `federation.${code.toLowerCase()}.answers`,
    worker: 'certification',
    meaning: `What ${code} did with a participation: accepted, or refused with the reason.`,
    data: answer,
  });
}
