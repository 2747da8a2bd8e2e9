import { describe, expect, it } from '@jest/globals';
import { federationCodes, federations, professionCodes, registeringFederations, wayOf } from './federations.ts';

describe('the table of federations', () => {
  it('has each federation in the order of its profession', () => {
    expect(federationCodes).toEqual(['OVB', 'NKN', 'BIV', 'ITAA', 'FBC']);
    expect(professionCodes).toEqual(['lawyer', 'notary', 'estate-agent', 'accountant', 'mediator']);
  });

  it('has queues for who takes registrations: all but the mediators, who send a PDF (V-26)', () => {
    expect(registeringFederations).toEqual(['OVB', 'NKN', 'BIV', 'ITAA']);
    for (const code of federationCodes) {
      expect(wayOf(code, '2026-11-23')).toBe(federations[code].queues ? 'registration' : 'pdf');
    }
  });

  it('says nothing of days before its first line', () => {
    expect(() => wayOf('ITAA', '1999-12-31')).toThrow('no rule says how ITAA hears of participations on 1999-12-31');
  });
});
