import { describe, expect, it } from '@jest/globals';
import { type Account, register } from './account.ts';
import { addRoles, changeRoles, losesRights, refusalOfInvitation, staffRolesOf } from './staff.ts';

const now = new Date('2026-11-30T10:00:00Z');
const later = new Date('2026-11-30T11:00:00Z');
const account = (...roles: Account['roles']): Account =>
  register(
    {
      ...{ id: 'a', email: 'griet@voorbeeld.be', passwordHash: 'x', roles },
      ...{ firstName: 'Griet', lastName: 'Willems', locale: 'nl', memberships: [], company: null, address: null },
    },
    now,
  );
const some = { administrators: 1 };
const none = { administrators: 0 };

describe('the roles of people of the provider', () => {
  it('are all of them for an account of before, which was staff', () => {
    expect(staffRolesOf(account('learner', 'staff'))).toEqual(['administration', 'finance', 'operations', 'teacher']);
    expect(staffRolesOf(account('learner'))).toEqual([]);
    expect(staffRolesOf(account('learner', 'teacher', 'finance'))).toEqual(['finance', 'teacher']);
  });

  it('are given beside those that somebody has, and once', () => {
    const given = addRoles(account('learner', 'teacher'), ['finance', 'teacher'], later);
    expect(given).toMatchObject({ roles: ['learner', 'finance', 'teacher'], revision: 2, changedAt: later });
    expect(addRoles(given, ['finance'], later)).toBe(given);
  });

  it('are changed, and ended by giving none', () => {
    const griet = account('learner', 'staff');
    expect(changeRoles(griet, ['operations'], some, later)).toMatchObject({ roles: ['learner', 'operations'] });
    expect(changeRoles(griet, [], some, later)).toMatchObject({ roles: ['learner'] });
    expect(changeRoles(account('learner'), ['finance'], some, later)).toEqual({ refused: 'not-staff' });
  });

  it('are not taken from the last administrator', () => {
    for (const griet of [account('learner', 'staff'), account('learner', 'administration')]) {
      expect(changeRoles(griet, ['finance'], none, later)).toEqual({ refused: 'last-administrator' });
      expect(changeRoles(griet, [], none, later)).toEqual({ refused: 'last-administrator' });
      expect(changeRoles(griet, ['administration'], none, later)).toMatchObject({ id: 'a' });
    }
    expect(changeRoles(account('learner', 'finance'), [], none, later)).toMatchObject({ roles: ['learner'] });
  });

  it('are lost by whoever may less than before', () => {
    expect(losesRights(account('staff'), account('administration', 'finance', 'operations', 'teacher'))).toBe(false);
    expect(losesRights(account('staff'), account('finance'))).toBe(true);
    expect(losesRights(account('finance'), account('finance', 'teacher'))).toBe(false);
  });

  it('are not offered to who has them', () => {
    expect(refusalOfInvitation(account('learner', 'staff'), ['finance'])).toEqual({ refused: 'has-roles' });
    expect(refusalOfInvitation(account('learner', 'finance'), ['finance', 'teacher'])).toBeNull();
    expect(refusalOfInvitation(null, ['finance'])).toBeNull();
  });
});
