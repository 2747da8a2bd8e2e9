import { describe, expect, it } from '@jest/globals';
import { learnersIn, wantedLines } from './wanted-lines.ts';

describe('what somebody wants', () => {
  it('is one course for the person themself, however often it is named', () => {
    const named = [
      { courseId: 'c1' },
      { courseId: 'c1' },
      { creditPackageId: 'p1', quantity: 12 },
      { creditPackageId: 'p1', quantity: 12 },
    ];
    expect(wantedLines(named)).toEqual([
      { kind: 'course', itemId: 'c1', quantity: 1 },
      { kind: 'credit-package', itemId: 'p1', quantity: 20 },
    ]);
  });

  it('for an organisation is a course as often as there are learners, each once (C-8)', () => {
    const named = [
      { courseId: 'c1', learners: ['m2', 'm3', 'm2'] },
      { courseId: 'c2' },
      { courseId: 'c1', learners: ['m3', 'm4'] },
      { creditPackageId: 'p1' },
    ];
    const wanted = wantedLines(named, 'm1');
    expect(wanted).toEqual([
      { kind: 'course', itemId: 'c1', quantity: 3, learners: ['m2', 'm3', 'm4'] },
      { kind: 'course', itemId: 'c2', quantity: 1, learners: ['m1'] },
      { kind: 'credit-package', itemId: 'p1', quantity: 1 },
    ]);
    expect(learnersIn(wanted)).toEqual(['m2', 'm3', 'm4', 'm1']);
  });
});
