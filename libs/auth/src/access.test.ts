import { describe, expect, it } from '@jest/globals';
import { type Access, accesses, allows, isAccess } from './access.ts';
import type { Actor } from './actor.ts';

const expiresAt = new Date('2026-11-23T10:00:00Z');
const account = (...roles: ('learner' | 'staff')[]): Actor => {
  return { kind: 'account', accountId: 'a', sessionId: 's', roles, expiresAt };
};
const partner: Actor = { kind: 'partner', clientId: 'c', federation: 'OVB', expiresAt };

describe('rights', () => {
  // one line per access: nobody, learner, person without roles, staff, learner who is staff, partner
  it.each<[Access, boolean[]]>([
    ['anyone', [true, true, true, true, true, true]],
    ['signed-in', [false, true, true, true, true, false]],
    ['staff', [false, false, false, true, true, false]],
    ['partner', [false, false, false, false, false, true]],
    ['staff-or-partner', [false, false, false, true, true, true]],
  ])('%s', (access, expected) => {
    const actors = [null, account('learner'), account(), account('staff'), account('learner', 'staff'), partner];
    expect(actors.map((actor) => allows(access, actor))).toEqual(expected);
  });

  it('that nobody declared are denied to all', () => {
    for (const access of [undefined, null, '', 'everyone', 'toString', '__proto__']) {
      expect(isAccess(access)).toBe(false);
      for (const actor of [null, account('staff'), partner]) expect(allows(access as Access, actor)).toBe(false);
    }
    expect(accesses.every(isAccess)).toBe(true);
  });
});
