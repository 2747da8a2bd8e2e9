import { describe, expect, it } from '@jest/globals';
import { isFresh, mayBeOnItsWay } from './on-its-way.ts';

describe('an id that nobody knows here', () => {
  // made at 2026-03-02T10:00:00Z
  const id = '019cadfd-8900-7abc-8def-0123456789ab';

  it.each([
    ['at once', '2026-03-02T10:00:00Z', true],
    ['10 minutes later', '2026-03-02T10:10:00Z', true],
    ['more than 10 minutes later', '2026-03-02T10:10:00.001Z', false],
    ['by a clock that is behind', '2026-03-02T09:59:58Z', true],
    ['long before it was made', '2026-03-02T09:00:00Z', false],
    ['half a minute before it was made', '2026-03-02T09:59:30Z', false],
  ])('asked for %s', (_, now, may) => {
    expect(mayBeOnItsWay(id, new Date(now))).toBe(may);
  });

  it.each([
    ['at once', '2026-03-02T10:00:00Z', true],
    ['15 s later', '2026-03-02T10:00:15Z', true],
    ['more than 15 s later', '2026-03-02T10:00:15.001Z', false],
    ['by a clock that is behind', '2026-03-02T09:59:58Z', true],
    ['half a minute before it was made', '2026-03-02T09:59:30Z', false],
  ])('is worth waiting for %s: %s', (_, now, may) => {
    expect(isFresh(id, new Date(now))).toBe(may);
  });

  it('and that tells no time is none of ours', () => {
    expect(mayBeOnItsWay(id.replace('-7', '-4'), new Date('2026-03-02T10:00:00Z'))).toBe(false);
  });
});
