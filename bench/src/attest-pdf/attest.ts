import type { Attest } from '../../../services/certification/src/attesting/domain/attest.ts';

const issuedAt = new Date('2026-11-22T10:00:00Z');
export const providerName = 'Leerhuis Academie BV';

/** The n-th attest: of somebody else each time, so that nothing can be kept from the one before. */
export function attestOf(n: number): Attest {
  return {
    id: `attest-${n}`,
    code: `AAAA-BBBB-CCCC-${String(n).padStart(4, '0')}`,
    accountId: `account-${n}`,
    courseId: 'c1',
    enrolmentId: `enrolment-${n}`,
    holder: { firstName: 'Lena', lastName: `Maes-${n}` },
    locale: 'nl',
    course: {
      code: 'HUUR-1',
      title: { nl: 'Huurrecht in de praktijk: opzeg, indexering en plaatsbeschrijving' },
      kind: 'video',
      language: 'nl',
    },
    lines: [
      {
        federation: 'FBC',
        accreditationNumber: 'FBC/26/501',
        memberNumber: `B${1000 + n}`,
        minutes: 150,
        points: 2.5,
        attestUntil: '2027-12-31',
        way: 'pdf',
      },
    ],
    completedAt: issuedAt,
    declarations: { version: '2026-01', agreedAt: issuedAt },
    issuedAt,
  };
}

export const verifyUrlOf = ({ code }: Pick<Attest, 'code'>) => `https://leerhuis.example/api/v1/verify/${code}`;
