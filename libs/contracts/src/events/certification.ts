import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { federation, forOrganisation, id, instant } from '../shapes.ts';

const attestRef = z.object({ attestId: id, accountId: id, courseId: id, enrolmentId: id });

export const attestIssuedV1 = defineEvent({
  type: 'certification.attest.issued.v1',
  consumers: ['orders', 'learning', 'notifications'],
  meaning: 'The learner fulfilled all conditions and got the one attest for the course (V-17, V-24).',
  data: attestRef.extend({ issuedAt: instant, organisationId: forOrganisation }),
});

export const attestRevokedV1 = defineEvent({
  type: 'certification.attest.revoked.v1',
  consumers: ['orders', 'learning', 'notifications'],
  meaning: 'An attest counts no more, because the order that gave access was withdrawn unpaid (V-14).',
  data: attestRef.extend({ reason: z.enum(['order-withdrawn']), revokedAt: instant }),
});

const registrationRef = z.object({ registrationId: id, attestId: id, accountId: id, federation });

export const registrationSentV1 = defineEvent({
  type: 'certification.registration.sent.v1',
  consumers: [],
  meaning: 'A participation was put on the queue of the federation (V-26).',
  data: registrationRef.extend({ month: z.string(), sentAt: instant }),
});

export const registrationAnsweredV1 = defineEvent({
  type: 'certification.registration.answered.v1',
  consumers: [],
  meaning: 'The federation accepted or refused a participation (V-27).',
  data: registrationRef.extend({
    outcome: z.enum(['accepted', 'refused']),
    reason: z.string().nullable(),
    answeredAt: instant,
  }),
});
