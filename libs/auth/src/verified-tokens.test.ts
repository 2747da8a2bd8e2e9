import { describe, expect, it } from '@jest/globals';
import { createVerifiedTokens } from './verified-tokens.ts';

const entry = (until: number) => ({
  kid: 'k',
  actor: { kind: 'partner' as const, clientId: 'c', federation: 'OVB', expiresAt: new Date(until) },
});

describe('the memory of verified tokens', () => {
  it('is bounded and forgets the least recently used first', () => {
    const tokens = createVerifiedTokens(3);
    for (const token of ['a', 'b', 'c']) tokens.put(token, entry(1_000));
    expect(tokens.get('a', 0)).toBeDefined();
    tokens.put('d', entry(1_000));
    expect(tokens.size()).toBe(3);
    expect(['a', 'b', 'c', 'd'].map((token) => tokens.get(token, 0) !== undefined)).toEqual([true, false, true, true]);
  });

  it('drops what has expired', () => {
    const tokens = createVerifiedTokens(3);
    tokens.put('a', entry(1_000));
    expect(tokens.get('a', 999)).toBeDefined();
    expect(tokens.get('a', 1_000)).toBeUndefined();
    expect(tokens.size()).toBe(0);
  });
});
