import { describe, expect, it } from '@jest/globals';
import {
  approve,
  ask,
  change,
  close,
  establishmentNumber,
  keyOf,
  make,
  merge,
  type Organisation,
  refuse,
  registeredNumber,
} from './organisation.ts';

const now = new Date('2026-11-30T10:00:00Z');
const address = { street: 'Lindelaan 1', postalCode: '9000', city: 'Gent', country: 'BE' };
const wanted = {
  name: 'De Linde',
  country: 'BE' as const,
  enterpriseNumber: '0123456749',
  establishment: null,
  vatNumber: null,
  address,
  postalAddress: null,
  invoiceEmail: 'facturen@linde.example',
  locale: 'nl' as const,
  demandsOrderNumber: false,
  employeesMayBind: 'after-yes' as const,
  kind: 'office' as const,
  legalForm: null,
  establishments: [],
};
const asker = { firstName: 'An', lastName: 'Maes', email: 'an@linde.example', phone: null, locale: 'nl' as const };
const inState: Record<Organisation['state'], Organisation> = {
  requested: ask('o', wanted, { by: { ...asker, accountId: null }, message: null }, now),
  active: make('o', wanted, false, now),
  closed: { ...make('o', wanted, false, now), state: 'closed' },
};
const other = { ...inState.active, id: 'other' };

describe('an organisation', () => {
  const steps: Record<string, (known: Organisation) => ReturnType<typeof approve>> = {
    approve,
    refuse: (known) => refuse(known, 'staff', 'no', now),
    close: (known) => close(known, 'staff', 'gone', now),
    merge: (known) => merge(known, other, { by: 'staff', reason: 'one' }, now),
    change: (known) => change(known, { name: 'Linde' }),
  };
  it.each<[keyof typeof steps, ...('requested' | 'active' | 'closed' | 'wrong-state')[]]>([
    ['approve', 'active', 'wrong-state', 'wrong-state'],
    ['refuse', 'closed', 'wrong-state', 'wrong-state'],
    ['close', 'wrong-state', 'closed', 'wrong-state'],
    ['merge', 'wrong-state', 'closed', 'wrong-state'],
    ['change', 'requested', 'active', 'wrong-state'],
  ])('%s: when requested %s, when active %s, when closed %s', (step, ...expected) => {
    const results = (['requested', 'active', 'closed'] as const).map((state) => {
      const done = steps[step]?.(inState[state]);
      if (!done) throw new Error('no such step');
      return 'refused' in done ? done.refused : done.organisation.state;
    });
    expect(results).toEqual(expected);
  });

  it('does not become part of itself or of one that is closed', () => {
    const how = { by: 'staff', reason: 'one' };
    expect(merge(inState.active, inState.active, how, now)).toEqual({ refused: 'itself' });
    expect(merge(inState.active, { ...other, state: 'closed' }, how, now)).toMatchObject({ refused: 'wrong-state' });
  });

  it('counts each change', () => {
    const changed = change(inState.active, { name: 'Linde' });
    expect(changed).toMatchObject({ organisation: { name: 'Linde', revision: 2 } });
  });

  it('is known by its number, and by its house where a group has several', () => {
    expect(keyOf(wanted)).toBe('BE0123456749');
    expect(keyOf({ ...wanted, establishment: '2000000339' })).toBe('BE0123456749/2000000339');
  });
});

it.each([
  ['BE', 'BE 0123.456.749', '0123456749'],
  ['BE', '0123456748', null],
  ['NL', 'KvK 12345678', '12345678'],
  ['NL', '0123456749', null],
  ['NL', '00000000', null],
] as const)('an enterprise number of %s: %s', (country, text, digits) => {
  expect(registeredNumber(text, country)).toBe(digits);
});

it.each([
  ['BE', '2.000.000.339', '2000000339'],
  ['BE', '2000000338', null],
  ['BE', '0123456749', null],
  ['NL', '000012345678', '000012345678'],
  ['NL', '2000000339', null],
] as const)('the number of an establishment in %s: %s', (country, text, digits) => {
  expect(establishmentNumber(text, country)).toBe(digits);
});
