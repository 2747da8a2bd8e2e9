import { newId } from '@leerhuis/service-runtime';

/** An account as the gateway tells of it. */
export function accountSnapshot(accountId = newId()) {
  return {
    accountId,
    revision: 1,
    email: `${accountId}@voorbeeld.be`,
    emailConfirmed: true,
    firstName: 'Ann',
    lastName: 'Peeters',
    locale: 'nl' as const,
    memberships: [],
    company: null,
    address: { street: 'Kouter 1', postalCode: '9000', city: 'Gent', country: 'BE' },
    roles: ['learner' as const],
    changedAt: new Date().toISOString(),
  };
}

/** An activation as orders tells of it: a year of access. */
export function activationSnapshot(accountId: string, courseId: string) {
  const now = Date.now();
  return {
    activationId: newId(),
    accountId,
    courseId,
    orderId: null,
    source: 'credit' as const,
    activatedAt: new Date(now).toISOString(),
    accessUntil: new Date(now + 365 * 86_400_000).toISOString(),
  };
}

/** A course of twelve chapters of ten minutes, as catalog tells of it. */
export function classroomSnapshot() {
  return {
    courseId: newId(),
    revision: 1,
    code: 'BENCH-1',
    kind: 'video' as const,
    language: 'nl' as const,
    title: { nl: 'Woninghuur' },
    minutes: 120,
    price: { amount: 9_500, currency: 'EUR' as const },
    vatRate: 21 as const,
    accreditations: [
      {
        federation: 'OVB' as const,
        accreditationNumber: 'OVB-1',
        minutes: 120,
        points: 2,
        attestUntil: '2099-12-31',
      },
    ],
    teacher: { name: 'Bram Claes', email: 'bram@voorbeeld.be' },
    classroom: {
      chapters: Array.from({ length: 12 }, (_, n) => ({
        chapterId: `c${n + 1}`,
        title: { nl: `Hoofdstuk ${n + 1}` },
        mediaId: `c${n + 1}.mp4`,
        durationSeconds: 600,
      })),
      attentionChecks: [
        { checkId: 'c1-300', chapterId: 'c1', atSecond: 300 },
        { checkId: 'c7-300', chapterId: 'c7', atSecond: 300 },
      ],
      finalTest: {
        version: 1,
        questions: [
          {
            questionId: 'q1',
            kind: 'single' as const,
            prompt: { nl: 'Vraag' },
            options: ['a', 'b'].map((optionId) => ({ optionId, label: { nl: optionId } })),
            correctOptionIds: ['a'],
          },
        ],
        drawn: 1,
        passPercent: 100,
      },
    },
    publishedAt: new Date().toISOString(),
  };
}
