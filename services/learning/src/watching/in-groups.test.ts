import { expect, it } from '@jest/globals';
import { inGroups } from './in-groups.ts';

function recorded(atMost?: number) {
  const groups: number[][] = [];
  const run = inGroups(async (items: number[]) => {
    groups.push(items);
    await new Promise((resolve) => setImmediate(resolve));
    if (items.includes(13)) throw new Error('unlucky');
    return items.map((item) => item * 2);
  }, atMost);
  return { groups, run };
}

it('starts at once, and takes together what arrives meanwhile', async () => {
  const { groups, run } = recorded();
  expect(await Promise.all([1, 2, 3, 4].map(run))).toEqual([2, 4, 6, 8]);
  expect(groups).toEqual([[1], [2, 3, 4]]);
  expect(await run(5)).toBe(10);
});

it('keeps groups below their limit', async () => {
  const { groups, run } = recorded(2);
  await Promise.all([1, 2, 3, 4].map(run));
  expect(groups).toEqual([[1], [2, 3], [4]]);
});

it('fails those of a group that failed, and goes on with the next', async () => {
  const { run } = recorded(1);
  const results = await Promise.allSettled([1, 13, 3].map(run));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
