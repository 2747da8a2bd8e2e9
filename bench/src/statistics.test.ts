import { describe, expect, it } from '@jest/globals';
import { median, percentile, ratiosOf, summaryOf } from './statistics.ts';

describe('the median', () => {
  it('is the value in the middle, whatever the order', () => {
    expect(median([30, 1, 2])).toBe(2);
    expect(median([7])).toBe(7);
  });
  it('of an even number of values is the mean of the two in the middle', () => {
    expect(median([100, 1, 4, 2])).toBe(3);
  });
  it('of nothing does not exist', () => {
    expect(() => median([])).toThrow('nothing');
  });
});

describe('a summary', () => {
  it('tells the spread besides the median', () => {
    expect(summaryOf([5, 3, 9, 4, 4])).toEqual({ median: 4, min: 3, max: 9 });
  });
});

describe('a percentile', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  it('is a value that was measured', () => {
    expect(percentile(values, 50)).toBe(100);
    expect(percentile(values, 99)).toBe(198);
    expect(percentile(values, 100)).toBe(200);
    expect(percentile([3], 1)).toBe(3);
  });
});

describe('a ratio', () => {
  it('is taken within a round, so that a slow round of both changes nothing', () => {
    expect(ratiosOf([50, 5, 50], [100, 10, 100])).toEqual([0.5, 0.5, 0.5]);
  });
  it('needs the same rounds', () => {
    expect(() => ratiosOf([1, 2], [1])).toThrow('same rounds');
  });
});
