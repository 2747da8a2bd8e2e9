import { describe, expect, it } from '@jest/globals';
import {
  after,
  answer,
  confirmed,
  endedOfBefore,
  endOfBefore,
  firstEndOfBefore,
  type Invitation,
  invite,
  isOfBeforeStill,
  linkedAccounts,
  linkOf,
  linkOfBefore,
  stateForOwner,
  unlinked,
} from './sharing.ts';

const now = new Date('2026-11-22T10:00:00Z');
const zone = 'Europe/Brussels';
const tomorrow = after(now, 1);
const muchLater = after(now, 31);
const ann = 'ann@kantoor.example';
const ids = () => {
  const all = ['i1', 'i2', 'i3'];
  return () => all.shift() ?? 'i4';
};
const inviting = (...given: Parameters<typeof invite>) => {
  const invited = invite(...given);
  if ('refused' in invited) throw new Error(invited.refused);
  return invited;
};
const asked = (to: string = ann): Invitation => {
  const [only] = inviting([], [to], { newId: ids(), now, zone }).invitations;
  if (!only) throw new Error('nobody was asked');
  return only;
};
const says = (says: 'yes' | 'no', through: string | null = 'office') => ({ says, accountId: 'ann', through });
const isLinked = (...given: Parameters<typeof linkOf>) => linkOf(...given) !== null;
const answered = (given: 'yes' | 'no', invitation = asked()): Invitation => {
  const result = answer(invitation, says(given), now);
  if ('refused' in result) throw new Error(result.refused);
  return result.invitation;
};

describe('asking somebody to share a package (V-8)', () => {
  it('links nobody until they say yes', () => {
    expect(isLinked([asked()], 'ann', now)).toBe(false);
    expect(isLinked([answered('yes')], 'ann', now)).toBe(true);
    expect(isLinked([answered('yes')], 'bea', now)).toBe(false);
  });

  it('can be answered to the end of the day that the mail names', () => {
    const [lastMoment, after] = [new Date('2026-12-22T22:59:59.998Z'), new Date('2026-12-22T22:59:59.999Z')];
    expect(answer(asked(), says('yes'), lastMoment)).toMatchObject({ invitation: { answer: 'yes' } });
    expect(answer(asked(), says('yes'), after)).toEqual({ refused: 'expired' });
  });

  it('asks each address once, and not those who were asked', () => {
    const { fresh, invitations } = inviting([asked()], [ann, 'bea@kantoor.example', 'bea@kantoor.example'], {
      newId: () => 'new',
      now: tomorrow,
      zone,
    });
    expect(fresh.map(({ to }) => to)).toEqual(['bea@kantoor.example']);
    expect(invitations.map(({ to }) => to)).toEqual([ann, 'bea@kantoor.example']);
  });

  it('asks no more than 300 about one package in 30 days, also list by list', () => {
    const list = (n: number) => Array.from({ length: 100 }, (_, i) => `v${n}-${i}@vreemd.example`);
    const newId = () => 'x';
    let invitations: Invitation[] = [];
    for (const n of [1, 2, 3]) ({ invitations } = inviting(invitations, list(n), { newId, now, zone }));
    expect(invite(invitations, [ann], { newId, now: tomorrow, zone })).toEqual({ refused: 'too-many-asked' });
    // those who were asked may be named again, or left out
    expect(inviting(invitations, list(1), { newId, now: tomorrow, zone }).fresh).toEqual([]);
    expect(inviting(invitations, [], { newId, now: tomorrow, zone }).fresh).toEqual([]);
    expect(inviting(invitations, [ann], { newId, now: muchLater, zone }).fresh).toHaveLength(1);
  });

  it.each(['none', 'no'] as const)('shows the owner the same whether the answer is missing or no: %s', (given) => {
    const invitation = given === 'no' ? answered('no') : asked();
    expect(stateForOwner(invitation, tomorrow)).toBe('pending');
    expect(stateForOwner(invitation, muchLater)).toBe('expired');
    // also when the owner takes it off the list and puts it back
    const off = inviting([invitation], [], { newId: ids(), now: tomorrow, zone }).invitations;
    const on = inviting(off, [ann], { newId: ids(), now: tomorrow, zone });
    expect(on.fresh).toEqual([]);
    expect(on.invitations.map((one) => stateForOwner(one, tomorrow))).toEqual(['pending']);
    expect(on.invitations.map((one) => one.answer)).toEqual([given]);
    expect(inviting([invitation], [ann], { newId: () => 'new', now: muchLater, zone })).toMatchObject({
      invitations: [{ id: 'new', answer: 'none' }],
      fresh: [{ id: 'new' }],
    });
  });

  it('needs a new yes once the owner has unlinked', () => {
    const off = inviting([answered('yes')], [], { newId: ids(), now, zone }).invitations;
    expect(isLinked(off, 'ann', now)).toBe(false);
    expect(linkedAccounts(off)).toEqual([]);
    const on = inviting(off, [ann], { newId: ids(), now, zone }).invitations;
    expect(isLinked(on, 'ann', now)).toBe(false);
    expect(on.map((one) => stateForOwner(one, now))).toEqual(['pending']);
  });

  it('keeps who is linked when the owner names them by account', () => {
    const { invitations, fresh } = inviting([answered('yes')], ['ann'], { newId: ids(), now: muchLater, zone });
    expect([invitations, fresh]).toEqual([[answered('yes')], []]);
  });
});

describe('the answer of who was asked', () => {
  it('changes nothing when it is given again', () => {
    expect(answered('yes', answered('yes'))).toEqual(answered('yes'));
    expect(answered('no', answered('no'))).toEqual(answered('no'));
  });

  it('may be no after yes, which the owner sees, and yes again after that', () => {
    const left = answered('no', answered('yes'));
    expect(stateForOwner(left, now)).toBe('left');
    expect(isLinked([left], 'ann', now)).toBe(false);
    expect(inviting([left], [ann], { newId: ids(), now, zone }).fresh).toEqual([]);
    expect(answered('yes', left).answer).toBe('yes');
  });

  it.each([
    ['too late', asked(), says('yes'), muchLater, 'expired'],
    ['of another office', asked(), says('yes', null), now, 'another-office'],
    ['that is no longer wanted', { ...asked(), listed: false }, says('yes'), now, 'unknown'],
  ])('is refused: %s', (_, invitation, given, at, refused) => {
    expect(answer(invitation, given, at)).toEqual({ refused });
  });
});

describe('who was linked while nobody was asked', () => {
  const old = linkOfBefore('i1', 'ann', now);
  it('goes on for 90 days, shown as pending', () => {
    expect(isLinked([old], 'ann', after(now, 89))).toBe(true);
    expect(stateForOwner(old, now)).toBe('pending');
    expect(isLinked([old], 'ann', after(now, 90))).toBe(false);
  });

  it('goes on after a yes, and ends with a no or with being unlinked', () => {
    expect(isLinked([answered('yes', old)], 'ann', after(now, 91))).toBe(true);
    expect(isLinked([answered('no', old)], 'ann', now)).toBe(false);
    expect(isLinked(inviting([old], [], { newId: ids(), now, zone }).invitations, 'ann', now)).toBe(false);
    expect(isLinked(inviting([old], ['ann'], { newId: ids(), now, zone }).invitations, 'ann', now)).toBe(true);
  });
});

describe('a link by a typed enterprise number', () => {
  const { organisationId: _, ...old } = answered('yes');
  const marked = { ...old, ofBeforeUntil: endOfBefore(old, now, zone) };
  const end = new Date('2027-02-19T22:59:59.999Z');

  it('lasts to the end of a day, ninety days at most', () => {
    expect(marked.ofBeforeUntil).toEqual(end);
    expect(end.getTime()).toBeLessThanOrEqual(after(now, 90).getTime());
    expect(isOfBeforeStill(marked, new Date(end.getTime() - 1))).toBe(true);
    expect(isOfBeforeStill(marked, end)).toBe(false);
  });

  it('counts while it is not marked yet', () => {
    expect(isOfBeforeStill(old, now)).toBe(true);
  });

  it('of who was never asked ends no later than it would have', () => {
    const unasked = linkOfBefore('i1', 'ann', after(now, -80));
    expect(endOfBefore(unasked, now, zone)).toEqual(unasked.expiresAt);
  });

  it('is as any other once an organisation has confirmed it', () => {
    const ordinary = confirmed(marked, 'office');
    expect(ordinary).toEqual({ ...old, organisationId: 'office' });
    expect(isOfBeforeStill(ordinary, now)).toBe(false);
    expect(endedOfBefore(ordinary, end)).toBe(ordinary);
  });

  it('needs a yes once it has ended, or was unlinked', () => {
    const over = endedOfBefore(marked, end);
    expect(isLinked([over], 'ann', end)).toBe(false);
    expect(over).toEqual(unlinked(marked));
    expect(over).toMatchObject({ listed: false, answer: 'none', accountId: null });
    expect(over).not.toHaveProperty('ofBeforeUntil');
    expect(endedOfBefore(marked, now)).toBe(marked);
  });

  it('is looked for by the first that ends, of those that may still count', () => {
    const later = { ...marked, id: 'i2', ofBeforeUntil: after(end, 1) };
    const left = { ...marked, id: 'i3', answer: 'left' as const, ofBeforeUntil: now };
    expect(firstEndOfBefore([later, marked, left])).toEqual(end);
    expect(firstEndOfBefore([left, confirmed(marked, 'office')])).toBeUndefined();
    expect(endedOfBefore(left, end)).toBe(left);
  });
});
