import type { AccountSnapshot, CourseSnapshot } from '@leerhuis/contracts';

export type Federation = AccountSnapshot['memberships'][number]['federation'];

export function account(accountId: string, memberships: AccountSnapshot['memberships']): AccountSnapshot {
  return {
    accountId,
    revision: 2,
    email: `${accountId}@voorbeeld.be`,
    emailConfirmed: true,
    firstName: 'Lena',
    lastName: 'Maes',
    locale: 'nl',
    memberships,
    company: null,
    address: null,
    roles: ['learner'],
    changedAt: '2026-11-01T09:00:00.000Z',
  };
}

/** A course that every federation accredits. */
export function course(courseId: string, attestUntil: string): CourseSnapshot {
  const federations: Federation[] = ['OVB', 'NKN', 'BIV', 'ITAA', 'FBC'];
  return {
    courseId,
    revision: 1,
    code: 'HUUR-1',
    kind: 'video',
    language: 'nl',
    title: { nl: 'Huurrecht in de praktijk', fr: 'Le bail en pratique', en: 'Tenancy law in practice' },
    minutes: 120,
    price: { amount: 12_000, currency: 'EUR' },
    vatRate: 21,
    accreditations: federations.map((federation) => ({
      federation,
      accreditationNumber: `${federation}-${courseId}`,
      minutes: 120,
      points: 2,
      attestUntil,
    })),
    teacher: { name: 'Prof. Anna Vos', email: 'anna.vos@voorbeeld.be' },
    classroom: {
      chapters: [{ chapterId: 'c1', title: { nl: 'Begin' }, mediaId: 'm1', durationSeconds: 30 }],
      attentionChecks: [],
      finalTest: {
        version: 1,
        drawn: 1,
        passPercent: 70,
        questions: [
          {
            questionId: 'q1',
            kind: 'single',
            prompt: { nl: 'Vraag' },
            options: [
              { optionId: 'a', label: { nl: 'A' } },
              { optionId: 'b', label: { nl: 'B' } },
            ],
            correctOptionIds: ['a'],
          },
        ],
      },
    },
    publishedAt: '2026-01-01T09:00:00.000Z',
  };
}
