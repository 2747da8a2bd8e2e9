import { describe, expect, it } from '@jest/globals';
import { Crowd } from './crowd.ts';

describe('a crowd', () => {
  it('holds those that came and have not left, in whichever order they leave', () => {
    const crowd = new Crowd<string>();
    const leave = new Map(['a', 'b', 'c', 'd'].map((who) => [who, crowd.add(who)]));
    for (const [who, left] of [
      ['b', 'acd'],
      ['d', 'ac'],
      ['a', 'c'],
      ['c', ''],
    ] as const) {
      leave.get(who)?.();
      expect(crowd.all().sort().join('')).toBe(left);
      expect(crowd.size).toBe(left.length);
    }
  });

  it('lets nobody else go when somebody leaves twice', () => {
    const crowd = new Crowd<string>();
    const leave = crowd.add('a');
    crowd.add('b');
    leave();
    leave();
    expect(crowd.all()).toEqual(['b']);
  });
});
