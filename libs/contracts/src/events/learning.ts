import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { forOrganisation, id, instant } from '../shapes.ts';

const enrolmentRef = z.object({ enrolmentId: id, accountId: id, courseId: id });

export const enrolmentOpenedV1 = defineEvent({
  type: 'learning.enrolment.opened.v1',
  consumers: ['certification', 'notifications'],
  meaning: 'A learner has a classroom for a course.',
  data: enrolmentRef.extend({ openedAt: instant, accessUntil: instant, organisationId: forOrganisation }),
});

export const enrolmentWatchedV1 = defineEvent({
  type: 'learning.enrolment.watched.v1',
  consumers: ['certification'],
  meaning: 'Every chapter was watched to its end.',
  data: enrolmentRef.extend({ watchedAt: instant }),
});

export const shareWatchedV1 = defineEvent({
  type: 'learning.enrolment.share-watched.v1',
  consumers: ['certification'],
  meaning: 'So many tenths of the course were watched; each share is told once, the whole by `watched` (V-24).',
  data: enrolmentRef.extend({
    /** Whole percents of the length of all chapters, a multiple of 10. */
    percent: z.int().min(10).max(90),
    watchedAt: instant,
  }),
});

export const checksCompletedV1 = defineEvent({
  type: 'learning.enrolment.checks-completed.v1',
  consumers: ['certification'],
  meaning: 'All attention checks of the course were clicked (V-19).',
  data: enrolmentRef.extend({ completedAt: instant }),
});

export const testPassedV1 = defineEvent({
  type: 'learning.enrolment.test-passed.v1',
  consumers: ['certification'],
  meaning: 'The final test was passed (V-20).',
  data: enrolmentRef.extend({
    testAttemptId: id,
    questionSetVersion: z.int(),
    passedAt: instant,
    /** How many attention checks the course has, and how many of them were clicked by then. */
    checks: z.object({ done: z.int().min(0), total: z.int().min(0) }).optional(),
  }),
});

export const enrolmentClosedV1 = defineEvent({
  type: 'learning.enrolment.closed.v1',
  consumers: ['certification', 'notifications'],
  meaning: 'The classroom closed before its time, because access was revoked.',
  data: enrolmentRef.extend({ closedAt: instant }),
});
