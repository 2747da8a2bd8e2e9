import { expect, it } from '@jest/globals';
import { isPrivate } from './private-addresses.ts';

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:10.1.2.3', true],
  ['172.20.0.4', true],
  ['192.168.1.1', true],
  ['fd00::1', true],
  ['8.8.8.8', false],
  ['172.32.0.1', false],
  ['2a02::1', false],
  [undefined, false],
])('%s may read metrics: %s', (address, may) => {
  expect(isPrivate(address)).toBe(may);
});
