import { describe, expect, it } from '@jest/globals';
import { firstIdOf, idsBy, newId } from './ids.ts';

describe('ids', () => {
  it('are version 7 UUIDs that sort by the order in which they were made', () => {
    const ids = Array.from({ length: 1_000 }, newId);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell the time of a clock that is ahead, and sort by the order in which they were made too', () => {
    const now = new Date('2029-12-01T10:00:00Z');
    const moments = [now, now, new Date(now.getTime() + 1), now];
    const make = idsBy(() => moments.shift() ?? now);
    const ids = [make(), make(), make(), make()];
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => id > firstIdOf(now) && id < firstIdOf(new Date(now.getTime() + 2)))).toBe(true);
    expect(Number.parseInt(ids[0]?.replaceAll('-', '').slice(0, 12) ?? '', 16)).toBe(now.getTime());
  });
});
