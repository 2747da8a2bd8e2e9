import { describe, expect, it } from '@jest/globals';
import { TooManyWaiting } from '@leerhuis/service-runtime';
import { inGroups, OneRefused } from './in-groups.ts';

/** Doubles numbers, a group at a time, and remembers the groups. */
function doubling(options = {}) {
  const groups: number[][] = [];
  const run = inGroups<number, number>(async (items) => {
    groups.push(items);
    await new Promise(setImmediate);
    const negative = items.findIndex((item) => item < 0);
    if (negative >= 0) throw new OneRefused(negative, new Error(`${items[negative]} is refused`));
    if (items.includes(13)) throw new Error('the database is away');
    return items.map((item) => item * 2);
  }, options);
  return { run, groups };
}

describe('in groups', () => {
  it('serves together what came in meanwhile, in order, each with its own result', async () => {
    const { run, groups } = doubling({ largest: 3 });
    expect(await Promise.all([1, 2, 3, 4, 5].map((n) => run(n)))).toEqual([2, 4, 6, 8, 10]);
    expect(groups).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('refuses one without harm to the others', async () => {
    const { run } = doubling();
    const results = await Promise.allSettled([1, -2, 3, -4].map((n) => run(n)));
    expect(results).toMatchObject([
      { value: 2 },
      { reason: { message: '-2 is refused' } },
      { value: 6 },
      { reason: { message: '-4 is refused' } },
    ]);
  });

  it('tells everybody of what is nobody’s fault, and goes on with the next group', async () => {
    const { run } = doubling();
    const results = await Promise.allSettled([run(1), run(13)]);
    expect(results).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    await expect(run(4)).resolves.toBe(8);
  });

  it('does nothing for whoever has given up waiting', async () => {
    const { run, groups } = doubling();
    const gone = new AbortController();
    const refused = run(1, gone.signal);
    gone.abort(new Error('gone'));
    await expect(refused).rejects.toThrow('gone');
    await run(2);
    expect(groups).toEqual([[2]]);
  });

  it('turns away what would wait too long', async () => {
    const { run } = doubling({ maxWaiting: 1 });
    const first = run(1);
    await expect(run(2)).rejects.toThrow(TooManyWaiting);
    await expect(first).resolves.toBe(2);
  });
});
