import { describe, expect, it } from '@jest/globals';
import { inGroups, OneRefused } from './in-groups.ts';
import { TooManyWaiting } from './too-many-waiting.ts';

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

  it('starts at once for one that is alone, and takes together what arrives meanwhile', async () => {
    const { run, groups } = doubling();
    const first = run(1);
    await new Promise(setImmediate);
    expect(groups).toEqual([[1]]);
    expect(await Promise.all([first, ...[2, 3, 4].map((n) => run(n))])).toEqual([2, 4, 6, 8]);
    expect(groups).toEqual([[1], [2, 3, 4]]);
    expect(await run(5)).toBe(10);
  });

  it('serves several groups at the same time when told so', async () => {
    const { run, groups } = doubling({ atOnce: 2, largest: 2 });
    const all = [1, 2, 3, 4, 5].map((n) => run(n));
    await new Promise(setImmediate);
    expect(groups).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await Promise.all(all)).toEqual([2, 4, 6, 8, 10]);
    expect(groups[2]).toEqual([5]);
    await Promise.all([6, 7].map((n) => run(n)));
    expect(groups.slice(3)).toEqual([[6], [7]]);
  });

  it('keeps groups below their limit', async () => {
    const { run, groups } = doubling({ largest: 2 });
    const first = run(1);
    await new Promise(setImmediate);
    await Promise.all([first, ...[2, 3, 4].map((n) => run(n))]);
    expect(groups).toEqual([[1], [2, 3], [4]]);
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

  it('fails those of a group that failed, and no others', async () => {
    const { run } = doubling({ largest: 1 });
    const results = await Promise.allSettled([1, 13, 3].map((n) => run(n)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('takes a group that gives too few results for one that failed', async () => {
    const run = inGroups<number, number>(async ([first = 0]) => [first]);
    expect(await Promise.allSettled([run(1), run(2)])).toMatchObject([
      { value: 1 },
      { reason: { message: 'the group gave too few results' } },
    ]);
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

  it('does nothing for whoever gave up while the group before was being served', async () => {
    const { run, groups } = doubling();
    const gone = new AbortController();
    const first = run(1);
    await new Promise(setImmediate);
    const [refused, last] = [run(2, gone.signal), run(3)];
    gone.abort(new Error('gone'));
    await expect(refused).rejects.toThrow('gone');
    expect([await first, await last]).toEqual([2, 6]);
    expect(groups).toEqual([[1], [3]]);
  });

  it('turns away what would wait too long', async () => {
    const { run } = doubling({ maxWaiting: 1 });
    const first = run(1);
    await expect(run(2)).rejects.toThrow(TooManyWaiting);
    await expect(first).resolves.toBe(2);
  });
});
