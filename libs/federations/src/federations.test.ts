import { describe, expect, it } from '@jest/globals';
import { federationCodes, federations, professionCodes, registeringFederations } from './federations.ts';

describe('the table of federations', () => {
  it('has each federation in the order of its profession', () => {
    expect(federationCodes).toEqual(['OVB', 'NKN', 'BIV', 'ITAA', 'FBC']);
    expect(professionCodes).toEqual(['lawyer', 'notary', 'estate-agent', 'accountant', 'mediator']);
  });

  it('has queues for who takes registrations: all but the mediators, who send a PDF (V-26)', () => {
    expect(registeringFederations).toEqual(['OVB', 'NKN', 'BIV', 'ITAA']);
    for (const code of federationCodes) {
      expect(federations[code].ways.at(-1)?.way).toBe(federations[code].queues ? 'registration' : 'pdf');
    }
  });
});
