import { describe, expect, it } from '@jest/globals';
import type { Actor, Role } from './actor.ts';
import { AuthUnavailable } from './errors.ts';
import { revokedActors } from './revoked-actors.ts';

const expiresAt = new Date('2030-01-01T00:00:00Z');
const partner = (clientId: string): Actor => ({ kind: 'partner', clientId, federation: 'OVB', expiresAt });
const account = (sessionId: string, ...roles: Role[]): Actor => {
  return { kind: 'account', accountId: 'a', sessionId, roles, expiresAt };
};

describe('partners without access', () => {
  it('are known within 5 s, by a list that is fetched only when somebody asks', async () => {
    let now = 0;
    let fetched = 0;
    let list: string[] = [];
    const isRevoked = revokedActors(
      async () => {
        fetched += 1;
        return { clientIds: list, sessionIds: [] };
      },
      () => now,
    );
    expect(fetched).toBe(0);
    expect(await Promise.all([isRevoked(partner('ovb')), isRevoked(partner('nkn'))])).toEqual([false, false]);
    expect(fetched).toBe(1);
    list = ['ovb'];
    expect(isRevoked(partner('ovb'))).toBe(false);
    now = 4_001;
    expect(await isRevoked(partner('ovb'))).toBe(true);
    expect(isRevoked(partner('nkn'))).toBe(false);
    expect(fetched).toBe(2);
  });

  it('and sessions that ended are known by the same list, of staff and learners alike', async () => {
    const isRevoked = revokedActors(async () => ({ clientIds: ['ovb'], sessionIds: ['ended'] }));
    expect(await isRevoked(account('ended', 'learner'))).toBe(true);
    expect(isRevoked(account('open', 'learner'))).toBe(false);
    expect(await isRevoked(account('ended', 'learner', 'finance'))).toBe(true);
    expect(await isRevoked(account('ended', 'staff'))).toBe(true);
    expect(isRevoked(account('open', 'staff'))).toBe(false);
  });

  it('are undecided while the list is not to be had, and decided as soon as it is', async () => {
    let isAway = true;
    const isRevoked = revokedActors(
      async () => {
        if (isAway) throw new Error('away');
        return { clientIds: ['ovb'], sessionIds: [] };
      },
      () => 0,
    );
    await expect(isRevoked(partner('ovb'))).rejects.toBeInstanceOf(AuthUnavailable);
    isAway = false;
    expect(await isRevoked(partner('ovb'))).toBe(true);
  });
});
