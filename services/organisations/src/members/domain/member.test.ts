import { describe, expect, it } from '@jest/globals';
import { rights } from '@leerhuis/auth/rights';
import fc from 'fast-check';
import {
  accept,
  besides,
  bounce,
  change,
  decline,
  type Elsewhere,
  end,
  invite,
  type Member,
  may,
  mayChange,
  newMember,
  rolesRefused,
  standingOf,
  want,
} from './member.ts';
import { isExclusive, type Role, rightsOf, roles } from './roles.ts';

const now = new Date('2026-11-30T10:00:00Z');
const later = new Date('2026-12-30T22:59:59.999Z');
const after = new Date('2026-12-31T00:00:00Z');

function contact(given: Role[], more: Partial<Member> = {}): Member {
  const person = { firstName: 'An', lastName: 'Maes', workEmail: 'an@linde.example', phone: null, staffNumber: '007' };
  const made = newMember(
    { ...person, locale: 'nl', roles: given, id: 'm', organisationId: 'linde', addedBy: 'bo' },
    now,
  );
  if ('refused' in made) throw new Error(made.refused);
  return { ...made.member, ...more };
}

function invited(given: Role[], kind: 'join' | 'move' = 'join'): Member {
  const done = invite(contact(given), { by: 'bo', token: 't', expiresAt: later, kind }, now);
  if ('refused' in done) throw new Error(done.refused);
  return done.member;
}

const active = (...given: Role[]): Elsewhere => ({
  id: 'x',
  organisationId: 'elsewhere',
  state: 'active',
  roles: given,
});
const why = (result: object) => ('refused' in result ? result.refused : 'done');

describe('roles', () => {
  it.each<[string, Role[], string | undefined]>([
    ['none', [], 'no-role'],
    ['manager and employee (C-5)', ['manager', 'employee'], undefined],
    ['care worker alone (B-1)', ['care-worker'], undefined],
    ['care worker and manager (B-1)', ['care-worker', 'manager'], 'exclusive-role'],
    ['two kinds of trainer (B-1)', ['trainer-external', 'trainer-centre'], 'exclusive-role'],
  ])('%s', (_, given, expected) => expect(rolesRefused(given)?.refused).toBe(expected));

  it('give what they name and nothing else; none to who is no active member', () => {
    expect(rightsOf(['manager'])).toEqual(rights);
    expect(rightsOf(['accountant'])).toEqual(['see-organisation', 'see-invoices', 'pay-invoices']);
    expect(rightsOf([])).toEqual([]);
    for (const right of rights) {
      expect(may(null, right)).toBe(false);
      for (const state of ['contact', 'ended'] as const) expect(may({ state, roles: ['manager'] }, right)).toBe(false);
    }
    expect(may({ state: 'active', roles: ['employee'] }, 'see-people')).toBe(false);
  });

  it('a trainer changes care workers and nobody else (B-6, B-12)', () => {
    const trainer = { state: 'active', roles: ['trainer-centre'] } as const;
    expect(mayChange({ ...trainer, roles: [...trainer.roles] }, ['care-worker'])).toBe(true);
    for (const role of roles.filter((each) => each !== 'care-worker'))
      expect(mayChange({ ...trainer, roles: [...trainer.roles] }, [role])).toBe(false);
  });
});

describe('what an address holds elsewhere (B-1, B-5, C-5)', () => {
  it.each<[string, Role[], Elsewhere[], string]>([
    ['manager in two organisations', ['manager'], [active('manager', 'employee')], 'free'],
    ['care worker, and nothing elsewhere', ['care-worker'], [], 'free'],
    ['care worker, and care worker elsewhere', ['care-worker'], [active('care-worker')], 'move'],
    ['care worker, and trainer elsewhere', ['care-worker'], [active('trainer-centre')], 'other-role'],
    ['care worker, and manager elsewhere', ['care-worker'], [active('manager')], 'holds-role'],
    ['employee, and care worker elsewhere', ['employee'], [active('care-worker')], 'holds-role'],
    ['care worker, and a contact elsewhere', ['care-worker'], [{ ...active('care-worker'), state: 'contact' }], 'free'],
  ])('%s: %4$s', (_, given, elsewhere, expected) => {
    const found = besides(given, elsewhere);
    expect('refused' in found ? found.refused : found.from ? 'move' : 'free').toBe(expected);
  });

  it('never lets an exclusive role stand beside another, in whatever order people join and change', () => {
    const organisation = fc.constantFrom('a', 'b', 'c');
    const step = fc.record({ organisation, roles: fc.subarray([...roles], { minLength: 1 }), isMove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const held = new Map<string, Member>();
        for (const [i, { organisation, roles: given, isMove }] of steps.entries()) {
          if (rolesRefused(given)) continue;
          const member = { ...invited(given, isMove ? 'move' : 'join'), id: String(i), organisationId: organisation };
          const joined = accept(member, { id: 'an' }, [...held.values()], now);
          if ('refused' in joined) continue;
          if (joined.leaves) held.delete(joined.leaves.id);
          held.set(joined.member.id, joined.member);
        }
        const all = [...held.values()].map((each) => each.roles);
        expect(all.some((each) => each.some(isExclusive)) ? all.flat().length : 1).toBe(1);
        expect(new Set([...held.values()].map((each) => each.organisationId)).size).toBe(held.size);
      }),
    );
  });
});

describe('an invitation (B-2)', () => {
  it('stands as it was answered, or has lapsed by its day', () => {
    const { invitation } = invited(['employee']);
    if (!invitation) throw new Error('none');
    expect(standingOf(invitation, now)).toBe('open');
    expect(standingOf(invitation, later)).toBe('lapsed');
    expect(standingOf({ ...invitation, state: 'accepted' }, after)).toBe('accepted');
  });

  it.each<[string, Member, Date, string]>([
    ['open', invited(['employee']), now, 'done'],
    ['open, past its day', invited(['employee']), later, 'link-ended'],
    ['bounced', bounce(invited(['employee'])), now, 'done'],
    ['bounced, past its day', bounce(invited(['employee'])), later, 'link-ended'],
    ['of a member already', { ...invited(['employee']), state: 'active' }, now, 'link-ended'],
    ['of who was removed', { ...invited(['employee']), state: 'ended' }, now, 'link-ended'],
    ['none', contact(['employee']), now, 'link-ended'],
  ])('%s', (_, member, at, expected) => {
    expect(why(accept(member, { id: 'an' }, [], at))).toBe(expected);
    expect(why(want(member, at))).toBe(expected);
    expect(why(decline(member, at))).toBe(expected);
  });

  it('that was refused is refused once, and no longer accepted', () => {
    const refused = decline(invited(['employee']), now);
    if ('refused' in refused) throw new Error('refused');
    expect(decline(refused.member, after)).toEqual({ member: refused.member });
    expect(why(accept(refused.member, { id: 'an' }, [], now))).toBe('link-ended');
  });

  it('to move ends what the person was, with the same role; one to join does not (B-5)', () => {
    const elsewhere = [active('care-worker')];
    expect(accept(invited(['care-worker'], 'move'), { id: 'an' }, elsewhere, now)).toMatchObject({
      member: { state: 'active', accountId: 'an', invitation: { state: 'accepted' } },
      leaves: { id: 'x' },
    });
    expect(why(accept(invited(['care-worker']), { id: 'an' }, elsewhere, now))).toBe('is-elsewhere');
    expect(why(accept(invited(['trainer-centre'], 'move'), { id: 'an' }, elsewhere, now))).toBe('other-role');
  });

  it('is sent again under the same place on the list; another address ends the links to the one before (B-12)', () => {
    const again = invite(invited(['employee']), { by: 'bo', token: 'u', expiresAt: after, kind: 'join' }, now);
    expect(again).toMatchObject({ member: { invitation: { times: 2, tokens: ['t', 'u'], expiresAt: after } } });
    const corrected = change(invited(['employee']), { workEmail: 'anna@linde.example' }, 1);
    expect(corrected).toMatchObject({ member: { workEmail: 'anna@linde.example', invitation: null } });
    expect(change(invited(['employee']), { phone: '1' }, 1)).toMatchObject({ member: { invitation: { times: 1 } } });
  });

  it.each<[string, Member, string]>([
    ['a member', contact(['employee'], { state: 'active' }), 'is-member'],
    ['who was removed', contact(['employee'], { state: 'ended' }), 'has-ended'],
    ['who has no address', contact(['employee'], { workEmail: null }), 'no-address'],
  ])('is not for %s', (_, member, expected) => {
    expect(why(invite(member, { by: 'bo', token: 't', expiresAt: later, kind: 'join' }, now))).toBe(expected);
  });
});

describe('the last manager', () => {
  const manager = contact(['manager', 'employee'], { state: 'active', accountId: 'an' });
  it('cannot leave, be removed, move or become less', () => {
    for (const how of ['left', 'removed', 'moved'] as const)
      expect(why(end(manager, how, 0, now))).toBe('last-manager');
    expect(why(change(manager, { roles: ['employee'] }, 0))).toBe('last-manager');
  });
  it('can once there is another, and when the organisation is closed', () => {
    expect(why(end(manager, 'left', 1, now))).toBe('done');
    expect(why(change(manager, { roles: ['employee'] }, 1))).toBe('done');
    expect(why(end(manager, 'closed', 0, now))).toBe('done');
  });
  it('is no contact: only who has an account manages', () => {
    expect(why(end(contact(['manager']), 'removed', 0, now))).toBe('done');
  });
});
