import { describe, expect, it } from '@jest/globals';
import type { Completion } from '../../completions/domain/completion.ts';
import { type Declarations, hasPdf, isForLearningToTell, type Membership, requestAttest } from './attest.ts';

const now = new Date('2026-11-22T10:00:00Z');
const today = '2026-11-22';
const completion: Completion = {
  enrolmentId: 'e1',
  accountId: 'a1',
  courseId: 'c1',
  watchedAt: new Date('2026-11-20T09:00:00Z'),
  checksCompletedAt: new Date('2026-11-20T10:00:00Z'),
  testPassedAt: new Date('2026-11-21T10:00:00Z'),
  closedAt: null,
};
const declarations: Declarations = {
  wasPresent: true,
  stayedLoggedIn: true,
  usedNoOtherApplications: true,
  switchedOffPeripherals: true,
};
const accreditation = (federation: 'OVB' | 'NKN' | 'FBC', attestUntil: string) => ({
  federation,
  accreditationNumber: `${federation}-1`,
  minutes: 120,
  points: 2,
  attestUntil,
});
const lawyer: Membership[] = [{ federation: 'OVB', memberNumber: '123456' }];

function decide(change: {
  completion?: Partial<Completion>;
  declarations?: Partial<Declarations>;
  memberships?: Membership[];
  accreditations?: ReturnType<typeof accreditation>[];
  isPrintable?: boolean;
}) {
  return requestAttest(
    {
      id: 'x',
      code: 'CODE',
      completion: { ...completion, ...change.completion },
      declarations: { ...declarations, ...change.declarations },
      holder: { firstName: 'Lena', lastName: 'Maes' },
      isPrintable: change.isPrintable ?? true,
      locale: 'fr',
      memberships: change.memberships ?? lawyer,
      course: { code: 'K1', title: { nl: 'Huurrecht' }, kind: 'video', language: 'nl' },
      accreditations: change.accreditations ?? [accreditation('OVB', '2027-12-31')],
      wayOf: (federation) => (federation === 'FBC' ? 'pdf' : 'registration'),
    },
    now,
    today,
  );
}

describe('an attest', () => {
  it('is issued when everything is fulfilled, completed at the later of checks and test (V-24)', () => {
    expect(decide({})).toMatchObject({
      attest: {
        completedAt: completion.testPassedAt,
        issuedAt: now,
        locale: 'fr',
        lines: [{ federation: 'OVB', memberNumber: '123456', way: 'registration' }],
      },
    });
  });

  it('asks for checks, test and declarations, not for a share that was watched (V-24, ADR 8)', () => {
    expect(decide({ completion: { watchedAt: null } })).toHaveProperty('attest');
  });

  it.each([
    ['access, which withdrawing the order took back (V-14)', { completion: { closedAt: now } }, [{ what: 'access' }]],
    ['attention checks (V-19)', { completion: { checksCompletedAt: null } }, [{ what: 'attention-checks' }]],
    ['the final test (V-20)', { completion: { testPassedAt: null } }, [{ what: 'final-test' }]],
    [
      'one declaration (V-24)',
      { declarations: { stayedLoggedIn: false } },
      [{ what: 'declaration', declaration: 'stayedLoggedIn' }],
    ],
    ['a membership', { memberships: [] }, [{ what: 'membership' }]],
    [
      'a membership of a federation that accredits the course',
      { memberships: [{ federation: 'NKN' as const, memberNumber: '1' }] },
      [{ what: 'membership' }],
    ],
    [
      'time (V-25)',
      { accreditations: [accreditation('OVB', '2026-11-21')] },
      [{ what: 'attest-until', federation: 'OVB', until: '2026-11-21' }],
    ],
    ['a name that can be printed', { isPrintable: false }, [{ what: 'printable-name', name: 'Lena Maes' }]],
    [
      'several things at once',
      { completion: { checksCompletedAt: null, testPassedAt: null } },
      [{ what: 'attention-checks' }, { what: 'final-test' }],
    ],
  ])('is refused for want of %s', (_, change, missing) => {
    expect(decide(change)).toEqual({ refused: 'conditions', missing });
  });

  it('can be requested up to and including the last day (V-25)', () => {
    expect(decide({ accreditations: [accreditation('OVB', today)] })).toHaveProperty('attest');
  });

  it('leaves out a federation whose day is past, and keeps the others (V-25)', () => {
    const decision = decide({
      memberships: [...lawyer, { federation: 'FBC', memberNumber: 'B1' }],
      accreditations: [accreditation('OVB', '2026-01-01'), accreditation('FBC', '2027-01-01')],
    });
    expect(decision).toMatchObject({ attest: { lines: [{ federation: 'FBC', way: 'pdf' }] } });
  });

  it('is a PDF only for members of a federation that takes one (V-26)', () => {
    const member = decide({
      memberships: [{ federation: 'FBC', memberNumber: 'B1' }],
      accreditations: [accreditation('FBC', '2027-01-01')],
    });
    expect('attest' in member && hasPdf(member.attest)).toBe(true);
    const other = decide({});
    expect('attest' in other && hasPdf(other.attest)).toBe(false);
  });
});

describe('what is missing', () => {
  const test = { completion: { testPassedAt: null } };

  it.each([
    ['the test alone', test, true],
    ['checks and test', { completion: { checksCompletedAt: null, testPassedAt: null } }, true],
    ['the test and a declaration', { ...test, declarations: { wasPresent: false } }, true],
    ['the test and a membership', { ...test, memberships: [] }, true],
    ['the test and time', { ...test, accreditations: [accreditation('OVB', '2026-11-21')] }, true],
    ['time alone', { accreditations: [accreditation('OVB', '2026-11-21')] }, false],
    ['a declaration alone', { declarations: { wasPresent: false } }, false],
  ])('%s: is it for learning to tell?', (_, change, answer) => {
    const decision = decide(change);
    expect('refused' in decision && isForLearningToTell(decision.missing)).toBe(answer);
  });
});
