import { describe, expect, it } from '@jest/globals';
import { newId } from './ids.ts';

describe('ids', () => {
  it('are version 7 UUIDs that sort by the order in which they were made', () => {
    const ids = Array.from({ length: 1_000 }, newId);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
