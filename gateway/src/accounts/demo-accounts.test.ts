import { expect, it } from '@jest/globals';
import { isEnterpriseNumber } from '@leerhuis/money';
import { seed } from '@leerhuis/provider';
import { demoAccounts } from './demo-accounts.ts';

it('nobody of the demo who buys has the number of the provider that sells', () => {
  const numbers = demoAccounts.flatMap(({ company }) => company?.enterpriseNumber ?? []);
  expect(numbers.filter((number) => !isEnterpriseNumber(number))).toEqual([]);
  expect(numbers).not.toEqual([]);
  for (const number of numbers) expect(JSON.stringify(seed)).not.toContain(number);
});
