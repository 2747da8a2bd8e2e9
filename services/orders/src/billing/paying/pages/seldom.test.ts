import { describe, expect, it } from '@jest/globals';
import { seldom } from './seldom.ts';

describe('what is done seldom', () => {
  it('is done once in its time for each key, however many ask, and its outcome is everybody’s', async () => {
    let now = 0;
    const asked: string[] = [];
    const ask = seldom(3_000, 10, () => now);
    const about = (key: string) => ask(key, async () => void asked.push(key));
    await Promise.all([about('a'), about('a'), about('b')]);
    now = 2_999;
    await about('a');
    expect(asked).toEqual(['a', 'b']);
    now = 3_000;
    await about('a');
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('remembers a bounded number of keys, the latest', async () => {
    const asked: string[] = [];
    const ask = seldom(3_000, 2, () => 0);
    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await ask(key, async () => void asked.push(key));
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });
});
