import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { federation, id, instant } from '../shapes.ts';

export const attestIssuedV1 = defineEvent({
  type: 'certification.attest.issued.v1',
  consumers: ['learning'],
  meaning: 'The learner fulfilled all conditions and got the one attest for the course (V-17, V-24).',
  data: z.object({ attestId: id, accountId: id, courseId: id, enrolmentId: id, issuedAt: instant }),
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
