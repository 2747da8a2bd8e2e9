import { expect, it } from '@jest/globals';
import { nextSecrets } from './next-secret.ts';

const next = nextSecrets('a secret of at least thirty-two characters');

it('gives the same for the same, in every process, and another for another session, secret or key', () => {
  expect(next('s1', 'one')).toBe(nextSecrets('a secret of at least thirty-two characters')('s1', 'one'));
  const others = [
    next('s2', 'one'),
    next('s1', 'two'),
    nextSecrets('another secret of so many characters')('s1', 'one'),
  ];
  expect(new Set([next('s1', 'one'), ...others]).size).toBe(4);
  expect(next('s1', 'one')).toMatch(/^[\w-]{43}$/);
});
