import { describe, expect, it } from '@jest/globals';
import { encodingOf } from './encoding.ts';

describe('how an answer is packed', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['x-gzip', 'gzip'],
    ['br;q=0.5, gzip', 'gzip'],
    ['BR ; Q=1', 'br'],
    ['*', 'br'],
    ['*, br;q=0', 'gzip'],
    ['gzip;q=0', null],
    ['br;q=0, *;q=0', null],
    ['br;q=much', null],
    ['identity', null],
    ['deflate', null],
    ['', null],
    [undefined, null],
  ])('for Accept-Encoding %j is %j', (wish, encoding) => {
    expect(encodingOf(wish)).toBe(encoding);
  });
});
