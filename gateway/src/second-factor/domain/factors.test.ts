import { describe, expect, it } from '@jest/globals';
import { isDemanded } from './demanded.ts';
import {
  addPasskey,
  beginAuthenticator,
  confirmAuthenticator,
  type FactorRefusal,
  type Factors,
  isSetUp,
  mostPasskeys,
  noFactors,
  type Passkey,
  removeAuthenticator,
  removePasskey,
  useCode,
  usePasskey,
  useRecoveryCode,
} from './factors.ts';

const now = new Date('2026-11-30T10:00:00Z');
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
function done(outcome: Factors | FactorRefusal): Factors {
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome;
}
const passkey = (id: string): Passkey => {
  return { id, publicKey: 'key', counter: 0, transports: [], name: 'Phone', addedAt: now, usedAt: null };
};
const withCodes = (factors: Factors) => ({ ...factors, recoveryHashes: ['one', 'two'] });
const confirmed = withCodes(done(confirmAuthenticator(beginAuthenticator(noFactors('a1'), 'sealed', now), 100, now)));

describe('an authenticator', () => {
  it('counts once its first code was given, within a quarter of an hour', () => {
    const begun = beginAuthenticator(noFactors('a1'), 'sealed', now);
    expect(isSetUp(begun)).toBe(false);
    expect(confirmAuthenticator(begun, null, now)).toEqual({ refused: 'wrong-code' });
    expect(confirmAuthenticator(begun, 100, minutes(15))).toEqual({ refused: 'nothing-begun' });
    expect(confirmAuthenticator(noFactors('a1'), 100, now)).toEqual({ refused: 'nothing-begun' });
    expect(isSetUp(confirmed)).toBe(true);
  });

  it('takes each code once, and none older than one that was taken; the first was taken already', () => {
    expect(useCode(confirmed, 100)).toEqual({ refused: 'wrong-code' });
    const later = done(useCode(confirmed, 102));
    for (const step of [101, 102, null]) expect(useCode(later, step)).toEqual({ refused: 'wrong-code' });
    expect(useCode(noFactors('a1'), 103)).toEqual({ refused: 'wrong-code' });
  });

  it('stays in use until another was confirmed', () => {
    const begun = beginAuthenticator(confirmed, 'other', now);
    expect(done(useCode(begun, 103)).authenticator?.sealedSecret).toBe('sealed');
    expect(done(confirmAuthenticator(begun, 104, now)).authenticator?.sealedSecret).toBe('other');
  });
});

describe('a recovery code', () => {
  it('works once', () => {
    const used = done(useRecoveryCode(confirmed, 'one'));
    expect(useRecoveryCode(used, 'one')).toEqual({ refused: 'wrong-code' });
    expect(used.recoveryHashes).toEqual(['two']);
  });

  it('goes with the last factor that it stands in for', () => {
    const both = done(addPasskey(confirmed, passkey('p1')));
    expect(removeAuthenticator(both).recoveryHashes).toHaveLength(2);
    expect(done(removePasskey(removeAuthenticator(both), 'p1')).recoveryHashes).toEqual([]);
  });
});

describe('a passkey', () => {
  it('keeps how often it was used', () => {
    const two = done(addPasskey(done(addPasskey(noFactors('a1'), passkey('p1'))), passkey('p2')));
    expect(usePasskey(two, 'p2', 7, now).passkeys).toEqual([
      passkey('p1'),
      { ...passkey('p2'), counter: 7, usedAt: now },
    ]);
  });

  it('is one of ten at most, and is added once', () => {
    let factors = noFactors('a1');
    for (let n = 0; n < mostPasskeys; n += 1) factors = done(addPasskey(factors, passkey(`p${n}`)));
    expect(addPasskey(factors, passkey('more'))).toEqual({ refused: 'too-many-passkeys' });
    expect(removePasskey(factors, 'none')).toEqual({ refused: 'unknown-passkey' });
  });
});

it.each([
  ['staff', ['staff', 'administration', 'teacher']],
  ['nobody', []],
  ['administration,finance', ['staff', 'administration']],
])('is demanded for %s of %j', (demand, roles) => {
  const asked = ['learner', 'staff', 'administration', 'teacher'].filter((role) => isDemanded(demand, role));
  expect(asked).toEqual(roles);
});
