import { describe, expect, it } from '@jest/globals';
import { fairTurns } from './fair-turns.ts';

/** Work that is done when the test says so. */
function inHand(atOnce: number) {
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  const turns = fairTurns<string>({
    atOnce,
    work: (item) => {
      begun.push(item);
      return new Promise((resolve) => endings.set(item, resolve));
    },
  });
  const end = async (item: string) => {
    endings.get(item)?.();
    await new Promise(setImmediate);
  };
  return { turns, begun, end };
}
const add = (turns: { add(whose: string, item: string): void }, whose: string, count: number) => {
  for (let n = 1; n <= count; n += 1) turns.add(whose, `${whose}${n}`);
};

describe('turns by person', () => {
  it('give somebody new the very next turn, however much of another waits', async () => {
    const { turns, begun, end } = inHand(1);
    add(turns, 'a', 500);
    add(turns, 'b', 1);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1']);
  });

  it('go round, and keep the order of each', async () => {
    const { turns, begun, end } = inHand(1);
    add(turns, 'a', 3);
    add(turns, 'b', 2);
    add(turns, 'c', 1);
    for (const item of ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']) await end(item);
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
    await turns.idle();
  });

  it('leave half of the hands to others when the work of one is slow', async () => {
    const { turns, begun, end } = inHand(4);
    add(turns, 'a', 10);
    expect(begun).toEqual(['a1', 'a2']);
    add(turns, 'b', 1);
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    expect(turns.waitingOf('a')).toBe(8);
  });

  it('drop what waits when they are told to, and finish what is in hand', async () => {
    const { turns, begun, end } = inHand(2);
    add(turns, 'a', 3);
    expect(turns.clear()).toEqual(['a2', 'a3']);
    const idle = turns.idle();
    await end('a1');
    await idle;
    expect(begun).toEqual(['a1']);
    expect(turns.waitingOf('a')).toBe(0);
  });
});
