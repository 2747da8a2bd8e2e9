import { describe, expect, it } from '@jest/globals';
import { attestRefused } from './attest-problems.ts';

describe('a refused attest', () => {
  it('says in French which checks are to be clicked *on* (V-19)', () => {
    const { options } = attestRefused({ refused: 'conditions', missing: [{ what: 'attention-checks' }] });
    expect(JSON.stringify(options.errors)).toContain('cliqué sur tous les contrôles');
  });
});
