import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonShape } from './json-shape.ts';

function shapeOf(value: unknown): { depth: number; parts: number } {
  if (typeof value !== 'object' || value === null) return { depth: 0, parts: 0 };
  const inside = Object.values(value).map(shapeOf);
  return {
    depth: 1 + Math.max(0, ...inside.map(({ depth }) => depth)),
    parts: inside.reduce((sum, { parts }) => sum + parts, 1 + (Array.isArray(value) ? 0 : inside.length)),
  };
}

describe('the shape of a JSON text', () => {
  it('is that of what is read, whatever its texts and names hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, blanks) => {
        const text = JSON.stringify(value, null, blanks);
        expect(jsonShape(text, {})).toEqual({ ...shapeOf(JSON.parse(text)), keyTwice: false });
      }),
    );
  });

  it('tells a name that an object has twice, and no other', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 6 }), (names) => {
        const text = `[{${names.map((name) => `${JSON.stringify(name)}:{${JSON.stringify(name)}:0}`).join(',')}}]`;
        expect(jsonShape(text, {}).keyTwice).toBe(new Set(names).size < names.length);
      }),
    );
    expect(jsonShape('{"a":1,"\\u0061":2}', {}).keyTwice).toBe(true);
    expect(jsonShape('{"a":{"b":1},"c":["b","b"]}', {}).keyTwice).toBe(false);
  });

  it('is known soon, also of texts made to be slow', () => {
    const size = 10_000_000;
    const texts = [
      '['.repeat(size),
      '}'.repeat(size),
      '{"a":'.repeat(size / 5),
      `"${'\\\\'.repeat(size / 2)}"`,
      `["${'\\"'.repeat(size / 2)}`,
      `["${'"'.repeat(size)}`,
      `{"a"${' '.repeat(size)}`,
      '{},'.repeat(size / 3),
      '"\\'.repeat(size / 2),
    ];
    for (const text of texts) {
      const start = performance.now();
      jsonShape(text, { parts: 500_000 });
      expect(performance.now() - start).toBeLessThan(20_000);
    }
  });
});
