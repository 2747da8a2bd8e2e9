import { describe, expect, it } from '@jest/globals';
import { type Access, allows, awaitsSecondFactor, isAccess, staffRoles } from './access.ts';
import type { Actor, Role } from './actor.ts';
import { type Right, rights } from './rights.ts';

const expiresAt = new Date('2026-11-23T10:00:00Z');
const account = (...roles: Role[]): Actor => {
  return { kind: 'account', accountId: 'a', sessionId: 's', roles, expiresAt };
};
const member = (...rights: Right[]): Actor => {
  const place = { organisationId: 'o', membershipId: 'm' };
  return { kind: 'member', accountId: 'a', sessionId: 's', ...place, rights, expiresAt };
};
const partner: Actor = { kind: 'partner', clientId: 'c', federation: 'OVB', expiresAt };

describe('rights', () => {
  // one line per access: nobody, learner, person without roles, all of staff, of finance, learner of operations and teacher, partner,
  // member who may see, member who may all, member before their rights were looked up
  it.each<[Access, boolean[]]>([
    ['anyone', [true, true, true, true, true, true, true, true, true, true]],
    ['signed-in', [false, true, true, true, true, true, false, false, false, false]],
    ['session', [false, true, true, true, true, true, false, true, true, true]],
    [{ owner: 'see-organisation' }, [false, true, true, true, true, true, false, true, true, false]],
    [{ owner: 'see-invoices' }, [false, true, true, true, true, true, false, false, true, false]],
    ['partner', [false, false, false, false, false, false, true, false, false, false]],
    [{ staff: ['finance'] }, [false, false, false, true, true, false, false, false, false, false]],
    [{ staff: ['teacher'] }, [false, false, false, true, false, true, false, false, false, false]],
    [{ staff: ['finance', 'operations'] }, [false, false, false, true, true, true, false, false, false, false]],
    [
      { staff: ['administration'], orPartner: true },
      [false, false, false, true, false, false, true, false, false, false],
    ],
  ])('%j', (access, expected) => {
    const people = [account('learner'), account(), account('staff'), account('finance')];
    const members = [member('see-organisation'), member(...rights), member()];
    const actors = [null, ...people, account('learner', 'operations', 'teacher'), partner, ...members];
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
      { owner: 'own' },
      { owner: null },
      { owner: ['see-organisation'] },
      'toString',
      '__proto__',
    ]) {
      expect(isAccess(access)).toBe(false);
      for (const actor of [null, account('staff'), partner, member(...rights)])
        expect(allows(access as Access, actor)).toBe(false);
    }
    expect(staffRoles.every((role) => isAccess({ staff: [role] }))).toBe(true);
    expect(rights.every((right) => isAccess({ owner: right }))).toBe(true);
  });

  it('of staff are nobody’s who acts for an organisation, also not after a second factor', () => {
    for (const role of staffRoles)
      for (const asks of [allows, awaitsSecondFactor]) expect(asks({ staff: [role] }, member(...rights))).toBe(false);
  });
});
