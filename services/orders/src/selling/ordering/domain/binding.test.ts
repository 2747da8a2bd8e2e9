import { describe, expect, it } from '@jest/globals';
import { bindingOf } from './binding.ts';
import { isPrivate } from './buyer.ts';

const employee = { membershipId: 'bea', mayEnrol: false };
const manager = { membershipId: 'ann', mayEnrol: true };
const course = (...learners: string[]) => ({ kind: 'course' as const, learners });
const hours = { kind: 'credit-package' as const };
const [yes, afterYes, no] = (['yes', 'after-yes', 'no'] as const).map((employeesMayBind) => ({ employeesMayBind }));

describe('who binds an organisation (C-8)', () => {
  it.each([
    ['a manager, whatever the organisation says of employees', no, manager, [course('bea', 'cas'), hours], 'at-once'],
    ['an employee who enrols themself, where they may', yes, employee, [course('bea')], 'at-once'],
    ['an employee after a manager’s yes, where that is asked', afterYes, employee, [course('bea')], 'after-yes'],
    ['no employee, where they may not', no, employee, [course('bea')], { refused: 'may-not-bind' }],
    [
      'no employee for others, or for hours; it says which lines',
      yes,
      employee,
      [course('bea'), course('bea', 'cas'), null, hours],
      { refused: 'not-for-oneself', lines: [1, 3] },
    ],
  ])('%s', (_, organisation, buyer, lines, expected) => {
    expect(bindingOf(organisation ?? { employeesMayBind: 'no' }, buyer, lines)).toEqual(expected);
  });
});

describe('what an employee has of a course is', () => {
  it.each([
    ['private when they got it for themselves', 'bea', null, true],
    ['private when they got it for another organisation', 'bea', 'notaries', true],
    ['the organisation’s when it was taken for it', 'bea', 'lawyers', false],
    ['their own when they order themselves', 'ann', null, false],
  ])('%s', (_, accountId, organisationId, isIt) => {
    expect(isPrivate({ accountId, organisationId }, { accountId: 'ann', organisationId: 'lawyers' })).toBe(isIt);
  });
});
