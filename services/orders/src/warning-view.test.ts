import { describe, expect, it } from '@jest/globals';
import { locales } from '@leerhuis/language';
import type { AttestWarning } from './selling/cart/domain/attest-outlook.ts';
import { warningView } from './warning-view.ts';

const all: AttestWarning[] = [
  { kind: 'attest-already' },
  { kind: 'no-membership', federations: ['OVB', 'FBC'] },
  { kind: 'attest-until-past', until: '2026-11-29' },
  { kind: 'attest-until-too-soon', until: '2026-11-30' },
];

describe('a warning that no attest can come of a course, in words', () => {
  it.each([
    ['nl', 'vraagt een lidnummer van OVB of FBC.'],
    ['fr', 'demande un numéro de membre OVB ou FBC.'],
    ['en', 'needs a member number of OVB or FBC.'],
  ] as const)('says in %s that one member number is enough', (locale, said) => {
    expect(warningView('huur', { kind: 'no-membership', federations: ['OVB', 'FBC'] }, locale).message).toContain(said);
  });

  it.each(all)('$kind can be read out to a caller: it takes nobody for the learner', (warning) => {
    for (const locale of locales)
      expect(warningView('huur', warning, locale).message).not.toMatch(/\b(u|uw|vous|votre|you|your)\b/i);
  });
});
