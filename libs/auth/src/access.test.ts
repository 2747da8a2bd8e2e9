import { describe, expect, it } from '@jest/globals';
import { type Access, allows, isAccess, staffRoles } from './access.ts';
import type { Actor, Role } from './actor.ts';

const expiresAt = new Date('2026-11-23T10:00:00Z');
const account = (...roles: Role[]): Actor => {
  return { kind: 'account', accountId: 'a', sessionId: 's', roles, expiresAt };
};
const partner: Actor = { kind: 'partner', clientId: 'c', federation: 'OVB', expiresAt };

describe('rights', () => {
  // one line per access: nobody, learner, person without roles, all of staff, of finance, learner of operations and teacher, partner
  it.each<[Access, boolean[]]>([
    ['anyone', [true, true, true, true, true, true, true]],
    ['signed-in', [false, true, true, true, true, true, false]],
    ['partner', [false, false, false, false, false, false, true]],
    [{ staff: ['finance'] }, [false, false, false, true, true, false, false]],
    [{ staff: ['teacher'] }, [false, false, false, true, false, true, false]],
    [{ staff: ['finance', 'operations'] }, [false, false, false, true, true, true, false]],
    [{ staff: ['administration'], orPartner: true }, [false, false, false, true, false, false, true]],
  ])('%j', (access, expected) => {
    const people = [account('learner'), account(), account('staff'), account('finance')];
    const actors = [null, ...people, account('learner', 'operations', 'teacher'), partner];
    expect(actors.map((actor) => allows(access, actor))).toEqual(expected);
  });

  it('that nobody declared are denied to all', () => {
    for (const access of [
      undefined,
      null,
      '',
      'everyone',
      'staff',
      { staff: [] },
      { staff: ['owner'] },
      'toString',
      '__proto__',
    ]) {
      expect(isAccess(access)).toBe(false);
      for (const actor of [null, account('staff'), partner]) expect(allows(access as Access, actor)).toBe(false);
    }
    expect(staffRoles.every((role) => isAccess({ staff: [role] }))).toBe(true);
  });
});
