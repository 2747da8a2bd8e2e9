import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentNumber, referenceBase } from './document-number.ts';

describe('document numbers', () => {
  it('show series, year and at least six digits', () => {
    expect(documentNumber('PF', 2026, 123).number).toBe('PF-2026-000123');
    expect(documentNumber('F', 2026, 1_234_567).number).toBe('F-2026-1234567');
  });

  it('give each pro-forma of a century a reference of its own', () => {
    expect(referenceBase(documentNumber('PF', 2026, 123))).toBe('2600000123');
    const sequence = fc.integer({ min: 1, max: 99_999_999 });
    const year = fc.integer({ min: 2026, max: 2099 });
    fc.assert(
      fc.property(sequence, year, sequence, year, (a, yearA, b, yearB) => {
        const same = a === b && yearA === yearB;
        const bases = [referenceBase(documentNumber('PF', yearA, a)), referenceBase(documentNumber('PF', yearB, b))];
        expect(bases[0]).toMatch(/^\d{10}$/);
        expect(bases[0] === bases[1]).toBe(same);
      }),
    );
  });

  it('refuse to run over into the next year', () => {
    expect(() => referenceBase(documentNumber('PF', 2026, 100_000_000))).toThrow(RangeError);
  });
});
