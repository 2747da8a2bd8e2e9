import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { memberNumberForms, type RegisteringFederation, readMemberNumber } from './member-number.ts';

const federations = Object.keys(memberNumberForms) as RegisteringFederation[];

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
  ] as const)('of %s, typed %j, is read as %j', (federation, typed, number) => {
    expect(readMemberNumber(federation, typed)).toBe(number);
  });

  it('looks like the example of its federation', () => {
    for (const federation of federations) {
      const { example } = memberNumberForms[federation];
      expect(readMemberNumber(federation, example)).toBe(example);
    }
  });

  it('has the form that the gateway demands of accounts: what one takes, the other takes', () => {
    const path = new URL('../../../../../gateway/src/accounts/domain/member-number.ts', import.meta.url);
    const source = readFileSync(path, 'utf8');
    const forms = source.matchAll(/^ {2}(\w+): \{ pattern: \/(.+)\/, example: '(.+)' \},$/gm);
    const ofGateway = new Map([...forms].map(([, code, pattern, example]) => [code, { pattern, example }]));
    for (const federation of federations) {
      const { pattern, example } = memberNumberForms[federation];
      expect([federation, { pattern: pattern.source, example }]).toEqual([federation, ofGateway.get(federation)]);
    }
    expect(source).toContain(String.raw`typed.replace(/[\s.\-/]/g, '').toUpperCase()`);
  });
});
