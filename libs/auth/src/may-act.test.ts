import { expect, it } from '@jest/globals';
import type { Actor, Role } from './actor.ts';
import { mayAct, maySee, ofPerson } from './may-act.ts';

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
