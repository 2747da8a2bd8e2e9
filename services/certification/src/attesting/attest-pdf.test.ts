import { describe, expect, it } from '@jest/globals';
import type { Locale } from '@leerhuis/language';
import { attestPdf } from './attest-pdf.ts';
import type { Attest } from './domain/attest.ts';

const issuedAt = new Date('2026-11-22T10:00:00Z');
const attest: Attest = {
  id: 'x',
  code: 'AAAA-BBBB-CCCC-DDDD',
  accountId: 'a1',
  courseId: 'c1',
  enrolmentId: 'e1',
  holder: { firstName: 'Lena', lastName: 'Maes' },
  locale: 'en',
  course: {
    code: 'HUUR-1',
    title: { nl: 'Huurrecht in de praktijk', fr: 'Le bail en pratique', en: 'Tenancy law in practice' },
    kind: 'video',
    language: 'nl',
  },
  lines: [
    {
      federation: 'FBC',
      accreditationNumber: 'FBC/26/501',
      memberNumber: 'B1234',
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
const laidOut = (locale: Locale, shown = attest) =>
  JSON.stringify(
    attestPdf(shown, {
      locale,
      providerName: 'Leerhuis Academie BV',
      verifyUrl: 'https://leerhuis.example/api/v1/verify/AAAA-BBBB-CCCC-DDDD',
      dayOf: () => '2026-11-22',
    }),
  );

describe('an attest as PDF (V-26)', () => {
  it.each([
    ['nl', 'Attest permanente vorming', '22 november 2026', '2,5'],
    ['fr', 'Attestation de formation permanente', '22 novembre 2026', '2,5'],
    ['en', 'Attest of continuing education', '22 November 2026', '2.5'],
  ] as const)('is in one language, %s, with the title that the course is given under', (locale, ...texts) => {
    for (const text of [...texts, locale === 'nl' ? '2 u 30' : '2 h 30', 'Huurrecht in de praktijk'])
      expect(laidOut(locale)).toContain(text);
  });

  it.each([
    ['nl', 'Leerhuis Academie BV meldt deze deelname zelf aan OVB en ITAA; niemand hoeft dit attest op te sturen.'],
    [
      'fr',
      'Leerhuis Academie BV communique directement cette participation (OVB et ITAA)\u00a0; il n’est pas nécessaire d’envoyer cette attestation.',
    ],
    ['en', 'Leerhuis Academie BV itself reports this participation to OVB and ITAA; nobody need send this attest.'],
  ] as const)('says in %s which federations we tell of it, with what it counts for there', (locale, told) => {
    const [line] = attest.lines as [Attest['lines'][number]];
    const registered = (['OVB', 'ITAA'] as const).map((federation) => ({
      ...{ ...line, federation, memberNumber: `1${federation}`, way: 'registration' as const },
    }));
    const shown = laidOut(locale, { ...attest, lines: [...registered, line] });
    for (const text of [told, '1OVB', '1ITAA', 'B1234']) expect(shown).toContain(text);
    expect(laidOut(locale)).not.toContain('OVB');
  });

  it('is laid out as it was printed when it is laid out again', () => {
    const options = {
      locale: 'nl',
      providerName: 'Leerhuis',
      verifyUrl: 'https://leerhuis.example',
      asBefore: true,
    } as const;
    expect(JSON.stringify(attestPdf(attest, { ...options, dayOf: () => '2026-11-22' }))).toContain('"2 h 30"');
  });

  it('of before languages were kept has its title in the language asked for, as it had', () => {
    const { language: _, ...course } = attest.course;
    expect(laidOut('fr', { ...attest, locale: undefined, course })).toContain('Le bail en pratique');
  });
});
