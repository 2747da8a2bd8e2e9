import { expect, it } from '@jest/globals';
import type { Actor, MemberActor, Role } from './actor.ts';
import { mayAct, maySee, type Owner, ofOrganisation, ofPerson } from './may-act.ts';
import type { Right } from './rights.ts';

const expiresAt = new Date('2026-11-23T10:00:00Z');
const account = (accountId: string, ...roles: Role[]): Actor => {
  return { kind: 'account', accountId, sessionId: 's', roles, expiresAt };
};

it.each<[string, Actor | null, { acts: boolean; sees: boolean }]>([
  ['the owner', account('a', 'learner'), { acts: true, sees: true }],
  ['the owner without roles', account('a'), { acts: true, sees: true }],
  ['the owner, who is staff', account('a', 'staff'), { acts: true, sees: true }],
  ['another', account('b', 'learner'), { acts: false, sees: false }],
  ['another, who is staff', account('b', 'staff'), { acts: false, sees: true }],
  ['another, of the staff who look', account('b', 'finance'), { acts: false, sees: true }],
  ['another, of other staff', account('b', 'learner', 'teacher'), { acts: false, sees: false }],
  ['another, with no id', account('', 'learner'), { acts: false, sees: false }],
  [
    'a partner of the same id',
    { kind: 'partner', clientId: 'a', federation: 'OVB', expiresAt },
    { acts: false, sees: false },
  ],
  ['nobody', null, { acts: false, sees: false }],
])('what is a person’s: %s', (_who, actor, expected) => {
  const owner = ofPerson('a');
  expect({ acts: mayAct(actor, owner), sees: maySee(actor, owner, ['finance']) }).toEqual(expected);
});

it('what is nobody’s is for staff to see', () => {
  const of = (actor: Actor | null) => [mayAct(actor, null), maySee(actor, null, ['finance'])];
  expect([account('a', 'learner'), account('a', 'staff'), null].map(of)).toEqual([
    [false, false],
    [false, true],
    [false, false],
  ]);
});

const member = (rights: Right[], more: Partial<MemberActor> = {}): MemberActor => {
  const place = { accountId: 'a', sessionId: 's', organisationId: 'o', membershipId: 'm' };
  return { kind: 'member', ...place, rights, expiresAt, ...more };
};
const manager = member(['see-organisation', 'see-invoices']);

it.each<[string, Actor | null, Owner, Right | null, boolean]>([
  ['with the right', manager, ofOrganisation('o'), 'see-invoices', true],
  ['with another right', manager, ofOrganisation('o'), 'pay-invoices', false],
  ['without rights, as before they were looked up', member([]), ofOrganisation('o'), 'see-organisation', false],
  ['where no right was named', manager, ofOrganisation('o'), null, false],
  ['of another organisation', manager, ofOrganisation('other'), 'see-invoices', false],
  ['of one whose id is an account’s', manager, ofOrganisation('a'), 'see-invoices', false],
  ['about what is their own', manager, ofPerson('a'), 'see-invoices', false],
  ['about what is of a person with the organisation’s id', manager, ofPerson('o'), 'see-invoices', false],
  ['as a person', account('a', 'learner'), ofOrganisation('o'), 'see-invoices', false],
  ['as a person with the organisation’s id', account('o', 'learner'), ofOrganisation('o'), 'see-invoices', false],
  ['as staff', account('b', 'staff'), ofOrganisation('o'), 'see-invoices', false],
  [
    'as a partner',
    { kind: 'partner', clientId: 'o', federation: 'OVB', expiresAt },
    ofOrganisation('o'),
    'see-invoices',
    false,
  ],
  ['as nobody', null, ofOrganisation('o'), 'see-invoices', false],
])('who may act for an organisation (C-5): %s', (_who, actor, owner, right, expected) => {
  expect(mayAct(actor, owner, right)).toBe(expected);
});

it('what is an organisation’s is for its people with the right to see, and for the staff who look', () => {
  const sees = (actor: Actor) => maySee(actor, ofOrganisation('o'), ['finance'], 'see-invoices');
  const all = [manager, member(['see-organisation']), account('b', 'finance'), account('b', 'teacher'), account('o')];
  expect(all.map(sees)).toEqual([true, false, true, false, false]);
});
