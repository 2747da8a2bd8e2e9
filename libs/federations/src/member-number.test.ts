import { describe, expect, it } from '@jest/globals';
import { federationCodes, federations } from './federations.ts';
import { readMemberNumber } from './member-number.ts';

describe('a member number', () => {
  it.each([
    ['OVB', '123.456', '123456'],
    ['NKN', ' 12 345 ', '12345'],
    ['NKN', '12', null],
    ['BIV', '512345', '512345'],
    ['BIV', '51234', null],
    ['ITAA', '10.123.456', '10123456'],
    ['ITAA', '10-12-34', null],
    ['OVB', 'A12345', null],
    ['FBC', 'b1234', 'B1234'],
    ['FBC', 'BBBB1234', null],
  ] as const)('of %s, typed %j, is read as %j', (federation, typed, number) => {
    expect(readMemberNumber(federation, typed)).toBe(number);
  });

  it('looks like the example of its federation', () => {
    for (const federation of federationCodes) {
      const { example } = federations[federation].memberNumber;
      expect(readMemberNumber(federation, example)).toBe(example);
    }
  });
});
