import { describe, expect, it } from '@jest/globals';
import type { Completion } from '../../completions/domain/completion.ts';
import { type Declarations, isForLearningToTell, type Membership, requestAttest, toldByProvider } from './attest.ts';

const now = new Date('2026-11-22T10:00:00Z');
const today = '2026-11-22';
const completion: Completion = {
  enrolmentId: 'e1',
  accountId: 'a1',
  courseId: 'c1',
  organisationId: null,
  openedAt: null,
  accessUntil: null,
  watchedAt: new Date('2026-11-20T09:00:00Z'),
  sharesAt: {},
  checksCompletedAt: new Date('2026-11-20T10:00:00Z'),
  testPassedAt: new Date('2026-11-21T10:00:00Z'),
  closedAt: null,
  fulfilledBefore: null,
};
const declarations: Declarations = {
  wasPresent: true,
  stayedLoggedIn: true,
  usedNoOtherApplications: true,
  switchedOffPeripherals: true,
};
const accreditation = (federation: 'OVB' | 'NKN' | 'FBC', attestUntil: string, watchPercent?: number) => ({
  watchPercent,
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
      watchPercentOf: (federation) => (federation === 'FBC' ? 50 : 100),
    },
    now,
    today,
  );
}

describe('an attest', () => {
  it('is issued when everything is fulfilled, completed at the last of watching, checks and test (V-24)', () => {
    expect(decide({})).toMatchObject({
      attest: {
        completedAt: completion.testPassedAt,
        issuedAt: now,
        locale: 'fr',
        lines: [{ federation: 'OVB', memberNumber: '123456', way: 'registration' }],
      },
    });
  });

  describe('asks for the share that is to be watched (V-24, ADR 8)', () => {
    const mediator: Membership[] = [{ federation: 'FBC', memberNumber: 'B1' }];
    const at = (day: number) => new Date(Date.UTC(2026, 10, day));
    const shares = (...percents: number[]) => Object.fromEntries(percents.map((percent, n) => [percent, at(n + 1)]));
    const ovb = accreditation('OVB', '2027-12-31');
    const fbc = accreditation('FBC', '2027-12-31');
    const less = accreditation('OVB', '2027-12-31', 80);

    it.each([
      ['all of it for OVB', lawyer, [ovb], shares(90), 100, 90],
      ['less where the course says so', lawyer, [less], shares(70), 80, 70],
      ['less where the federation does', mediator, [fbc], shares(40), 50, 40],
      ['the most that one of the federations asks', [...mediator, ...lawyer], [fbc, ovb], shares(50), 100, 50],
      ['nobody has an attest unwatched', mediator, [fbc], {}, 50, 0],
      ['the most of all for who is a member of none yet', [], [fbc, ovb], shares(90), 100, 90],
    ])('%s', (_, memberships, accreditations, sharesAt, percent, reached) => {
      const decision = decide({ memberships, accreditations, completion: { watchedAt: null, sharesAt } });
      expect(decision).toMatchObject({ refused: 'conditions' });
      expect('refused' in decision && decision.missing[0]).toEqual({ what: 'watched', percent, reached });
    });

    it.each([
      ['all of it', lawyer, [ovb], { watchedAt: at(25) }, at(25)],
      ['as much as the course says', lawyer, [less], { watchedAt: null, sharesAt: shares(30, 60, 80, 90) }, null],
      ['half of it', mediator, [fbc], { watchedAt: null, sharesAt: shares(20, 60) }, null],
      [
        'nothing, as all else was done before it was asked for',
        lawyer,
        [ovb],
        { watchedAt: null, fulfilledBefore: at(1) },
        null,
      ],
    ])('is issued for %s', (_, memberships, accreditations, change, completedAt) => {
      const decision = decide({ memberships, accreditations, completion: change });
      expect(decision).toMatchObject({ attest: { completedAt: completedAt ?? completion.testPassedAt } });
      expect('attest' in decision && decision.attest.lines[0]).not.toHaveProperty('watchPercent');
    });

    it('of a federation whose day is past does not count', () => {
      const past = accreditation('OVB', '2026-01-01');
      const decision = decide({
        memberships: [...lawyer, ...mediator],
        accreditations: [past, fbc],
        completion: { watchedAt: null, sharesAt: shares(50) },
      });
      expect(decision).toHaveProperty('attest');
    });
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

  it('need be sent to no federation that we tell of it (V-26)', () => {
    const member = decide({
      memberships: [...lawyer, { federation: 'FBC', memberNumber: 'B1' }],
      accreditations: [accreditation('OVB', '2027-01-01'), accreditation('FBC', '2027-01-01')],
    });
    expect('attest' in member && toldByProvider(member.attest)).toEqual(['OVB']);
  });

  it('is for the organisation that its course was taken for', () => {
    expect(decide({ completion: { organisationId: 'o1' } })).toMatchObject({ attest: { organisationId: 'o1' } });
    expect(decide({})).toMatchObject({ attest: { organisationId: null } });
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
