import { describe, expect, it } from '@jest/globals';
import { clickRefused } from './attention-problems.ts';

describe('a refused click', () => {
  it('says in French that a check is clicked *on* (V-19)', () => {
    expect(JSON.stringify(clickRefused({ refused: 'window-over' }).options)).toContain('cliquer sur ce contrôle');
  });
});
