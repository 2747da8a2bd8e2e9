import { describe, expect, it } from '@jest/globals';
import { addressOf, entryKinds, kindsSeenWith, ofBuyer, ofLearner } from './entry.ts';

describe('whose file something is in (C-8, C-15)', () => {
  it.each([
    ['a course for oneself', ofLearner, null, 'an', null],
    ['a course for the office', ofLearner, 'office', 'an', 'office'],
    ['an order for oneself', ofBuyer, null, 'an', null],
    ['an order for the office', ofBuyer, 'office', null, 'office'],
  ])('%s', (_, whose, organisationId, accountId, owner) => {
    expect(whose({ accountId: 'an', organisationId })).toEqual({ accountId, organisationId: owner });
  });
});

it.each<[string, string[], string[]]>([
  ['nobody without a right', [], []],
  ['an employee', ['see-organisation'], []],
  ['who looks after the books', ['see-organisation', 'see-invoices'], ['pro-forma', 'invoice']],
  ['who enrols', ['see-organisation', 'see-people', 'see-results'], ['enrolment', 'attest']],
  ['a manager', ['see-organisation', 'see-people', 'see-results', 'see-invoices'], [...entryKinds]],
])('%s sees of an organisation what their rights allow', (_, rights, expected) => {
  expect(kindsSeenWith(rights)).toEqual(expected);
});

it('each opens at its part', () => {
  expect(entryKinds.map((kind) => addressOf({ kind, refId: 'x' }))).toEqual([
    '/api/v1/enrolments/x',
    '/api/v1/orders/x',
    '/api/v1/orders/x',
    '/api/v1/attests/x',
  ]);
});
